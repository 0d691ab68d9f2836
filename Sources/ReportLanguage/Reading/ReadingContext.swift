/// What the reader may know about a message besides its text.
public struct ReadingContext: Sendable {
    /// When the message was written, on the bot's wall clock.
    public var at: LocalMoment
    /// Who wrote it: a roster id, where known.
    public var sender: String?
    /// The place code of the chat (`V03`, `K07`, `T01`), where known.
    public var chatPlace: String?

    /// Makes a context.
    public init(at: LocalMoment, sender: String? = nil, chatPlace: String? = nil) {
        self.at = at
        self.sender = sender
        self.chatPlace = chatPlace
    }
}

/// The roster as the reader needs it: names that may occur in a text, and what a sender stands for.
public struct RosterNames: Sendable {
    /// The township itself.
    public struct Township: Sendable {
        /// The roster's code.
        public var code: String
        /// The name as the roster has it.
        public var name: String
        /// The six-digit code of the county that it lies in, where configured.
        public var division: String?
        /// Makes an entry.
        public init(code: String, name: String, division: String? = nil) {
            self.code = code
            self.name = name
            self.division = division
        }
    }
    /// A village (`V03 永胜村`) with its hamlets (屯).
    public struct Village: Sendable {
        /// The roster's code.
        public var code: String
        /// The name as the roster has it.
        public var name: String
        /// Its hamlets (屯).
        public var hamlets: [String]
        /// Makes an entry.
        public init(code: String, name: String, hamlets: [String] = []) {
            self.code = code
            self.name = name
            self.hamlets = hamlets
        }
    }
    /// A ten-household unit (`V03-02 2组`).
    public struct Unit: Sendable {
        /// The roster's code.
        public var code: String
        /// The code of its village.
        public var village: String
        /// The hamlet (屯) that it is, where named.
        public var hamlet: String?
        /// The name as the roster has it.
        public var name: String
        /// Makes an entry.
        public init(code: String, village: String, hamlet: String? = nil, name: String) {
            self.code = code
            self.village = village
            self.hamlet = hamlet
            self.name = name
        }
    }
    /// A checkpoint (`K07 双河南卡口`) and the village or township that it belongs to.
    public struct Checkpoint: Sendable {
        /// The roster's code.
        public var code: String
        /// The name as the roster has it.
        public var name: String
        /// The code of the place that it belongs to.
        public var place: String
        /// Makes an entry.
        public init(code: String, name: String, place: String) {
            self.code = code
            self.name = name
            self.place = place
        }
    }
    /// A person: who they are and the place of their role (a unit leader's is the unit, a checkpoint's staff the checkpoint).
    public struct Person: Sendable {
        /// The roster's id.
        public var id: String
        /// The name as the roster has it.
        public var name: String
        /// The phone, canonical.
        public var phone: String?
        /// The code of the place that their role has.
        public var place: String?
        /// Makes an entry.
        public init(id: String, name: String, phone: String? = nil, place: String? = nil) {
            self.id = id
            self.name = name
            self.phone = phone
            self.place = place
        }
    }

    /// The township.
    public var township: Township
    /// Its villages.
    public var villages: [Village]
    /// Its ten-household units.
    public var units: [Unit]
    /// Its checkpoints.
    public var checkpoints: [Checkpoint]
    /// The people of the roster.
    public var people: [Person]

    /// Makes a roster.
    public init(
        township: Township, villages: [Village] = [], units: [Unit] = [], checkpoints: [Checkpoint] = [],
        people: [Person] = []
    ) {
        self.township = township
        self.villages = villages
        self.units = units
        self.checkpoints = checkpoints
        self.people = people
    }
}
