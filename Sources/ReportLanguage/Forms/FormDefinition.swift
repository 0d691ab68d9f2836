/// The types that a field can have (report language, section 2).
public enum FieldType: String, Hashable, Sendable, CaseIterable {
    case name, phone, idNumber, place, day, when, count, decimal, decimals, boolean, time, choice, choices,
        names
    case items, village, unit, checkpoint, ref, text, vehicle
}

/// Where a field's value comes from when the text gives none.
public enum FieldDefault: String, Hashable, Sendable, CaseIterable {
    /// The message's own time (`when`) or day (`day`).
    case message
    /// What the sender's roster entry stands for: the unit they lead, their own phone.
    case sender
    /// The chat's place, else the sender's.
    case group
    /// What no other field takes (`text`): `心梗` in 急救 和平村 心梗.
    case rest
}

/// One answer that a choice field can take.
public struct ChoiceDefinition: Hashable, Sendable {
    /// The canonical code, `train`.
    public var code: String
    /// The words that mean it.
    public var words: [String]

    /// Makes a choice.
    public init(code: String, words: [String]) {
        self.code = code
        self.words = words
    }
}

/// One field of a form.
///
/// A class, so that handing it around costs nothing; it never changes.
public final class FieldDefinition: Sendable {
    /// The field's name in the canonical JSON.
    public let name: String
    /// Its type.
    public let type: FieldType
    /// Whether the report carries `missing` when neither the text nor the default gives it.
    public let isRequired: Bool
    /// What people write in front of the value as a key (`电话`, `联系方式`, `手机号`).
    public let keys: [String]
    /// Words next to a value that show it is this field's, without being a key (`从…回来` for an origin).
    public let cues: [String]
    /// The choices of a `choice` or `choices` field.
    public let choices: [ChoiceDefinition]
    /// Where the value comes from when the text gives none.
    public let fallback: FieldDefault?
    /// The greatest `count` that can be; a greater one is invalid.
    public let maximum: Int?
    /// The field that may stand for this one: without a name a receipt will do, and `missing` is said of neither.
    public let substitute: String?
    /// The code that a `choice` takes when the text names none.
    public let otherwise: String?
    /// Whether, of several choices said, the one that is listed first counts (打麻将 before 聚集), not the one said first.
    public let isRanked: Bool
    /// The codes that other choices take when this field has any value: a finding makes the result `problem`.
    public let implied: [String: String]

    /// Makes a field.
    public init(
        name: String, type: FieldType, isRequired: Bool = false, keys: [String] = [], cues: [String] = [],
        choices: [ChoiceDefinition] = [], fallback: FieldDefault? = nil, maximum: Int? = nil,
        substitute: String? = nil, otherwise: String? = nil, isRanked: Bool = false,
        implied: [String: String] = [:]
    ) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.keys = keys
        self.cues = cues
        self.choices = choices
        self.fallback = fallback
        self.maximum = maximum
        self.substitute = substitute
        self.otherwise = otherwise
        self.isRanked = isRanked
        self.implied = implied
    }
}

/// A form: what people report, as data.
///
/// A township adds its own without touching code.
public struct FormDefinition: Sendable {
    /// A form has no more fields than this; the reader does not see those beyond.
    public static let mostFields = 64

    /// The form's name, `returnee`.
    public let name: String
    /// The words with which a report of this form starts.
    public let triggers: [String]
    /// Words that name the matter but that people also say in talk (打麻将, 核酸): a report only beside facts.
    public let topics: [String]
    /// The fields in the order in which problems and receipts name them.
    public let fields: [FieldDefinition]
    /// The fields without which a report lacks something.
    let required: [FieldDefinition]
    /// Whether what is told freely is the report itself: then any text behind its trigger is meant.
    let takesStory: Bool

    /// Makes a form.
    public init(name: String, triggers: [String], topics: [String] = [], fields: [FieldDefinition]) {
        self.name = name
        self.triggers = triggers
        self.topics = topics
        self.fields = fields
        required = fields.filter(\.isRequired)
        takesStory = fields.contains { $0.fallback == .rest && $0.isRequired || $0.name == "detail" }
    }

    /// Whether it cannot do without what is told freely.
    var hasRequiredRest: Bool { fields.contains { $0.fallback == .rest && $0.isRequired } }

    /// The field of that name.
    public func field(_ name: String) -> FieldDefinition? { fields.first { $0.name == name } }
}
