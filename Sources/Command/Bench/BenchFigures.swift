import Foundation

/// What a benchmark measured: one line for scripts, some for a person.
protocol BenchFigures: Encodable {
    /// The figures for a person.
    var text: String { get }
}

extension BenchFigures {
    /// The figures as one JSON object on one line, its keys sorted.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
