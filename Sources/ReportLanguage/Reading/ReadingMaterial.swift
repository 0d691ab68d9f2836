/// All that one message is read with: its scan, the words, the recognisers, and what the chat and the sender stand for.
///
/// A class, so that the many readers of one message share it for the price of one reference; it never changes.
final class ReadingMaterial: Sendable {
    /// The message after the scan.
    let scan: ScannedMessage
    /// The words.
    let vocabulary: Vocabulary
    /// The recognisers of typed values.
    let recognizers: Recognizers
    /// What the chat and the sender stand for.
    let bearings: Bearings

    /// Gathers the material.
    init(scan: ScannedMessage, vocabulary: Vocabulary, recognizers: Recognizers, bearings: Bearings) {
        self.scan = scan
        self.vocabulary = vocabulary
        self.recognizers = recognizers
        self.bearings = bearings
    }
}
