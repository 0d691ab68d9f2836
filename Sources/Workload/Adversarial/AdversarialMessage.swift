/// A message made to hurt a reader: enormous, endless, or broken.
///
/// Nobody types these on purpose; they come from scripts, broken keyboards and pasted files. What is promised for them is
/// bounded time and a clear answer, never an understanding. Each is made by rule, so that none has to be kept as a file.
public struct AdversarialMessage: Sendable {
    /// What is bad about it, as one word or two for tables and test names.
    public var name: String
    /// The message.
    public var text: String

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    /// All of them, in a fixed order.
    ///
    /// Texts that repeat something have about `length` Unicode scalars, so that two lengths show how the time grows; those of a
    /// fixed size (a megabyte of digits, a hundred thousand keys) are the same whatever it is.
    public static func all(length: Int = 10_000) -> [AdversarialMessage] { sized(length) + oversized }

    /// Those of about `length` scalars alone.
    public static func sized(_ length: Int) -> [AdversarialMessage] {
        whole(length) + endless(length) + nested(length) + invisible(length) + lists(length)
    }

    /// `unit` as often as it fits in `length` scalars.
    static func filled(_ length: Int, _ unit: String) -> String {
        String(repeating: unit, count: max(1, length / max(1, unit.unicodeScalars.count)))
    }
}
