/// Writes the text format of Prometheus, version 0.0.4.
///
/// A family's HELP and TYPE come once, before all its samples; values and labels are escaped as the format wants.
struct MetricsWriter {
    enum Kind: String { case counter, gauge, histogram }

    /// A sample's labels in the order in which they are written.
    typealias Labels = [(name: String, value: String)]

    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Writes a family of counters or gauges; one without samples is left out.
    ///
    /// A counter's name ends with `_total`.
    mutating func family(_ name: String, _ kind: Kind, _ help: String, _ samples: [(Labels, Double?)]) {
        let there = samples.compactMap { labels, value in value.map { (labels, $0) } }
        guard !there.isEmpty else { return }
        head(name, kind, help)
        for (labels, value) in there { sample(name, labels, value) }
    }

    /// Writes a family of histograms: ranges counted up, sum and count.
    mutating func histograms(
        _ name: String, _ help: String, bounds: [Double], _ samples: [(Labels, counts: [Int], sum: Double)]
    ) {
        guard !samples.isEmpty else { return }
        head(name, .histogram, help)
        for (labels, counts, sum) in samples {
            var total = 0
            for (bound, count) in zip(bounds + [.infinity], counts) {
                total += count
                sample(name + "_bucket", labels + [("le", Self.number(bound))], Double(total))
            }
            sample(name + "_sum", labels, sum)
            sample(name + "_count", labels, Double(total))
        }
    }

    private mutating func head(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func sample(_ name: String, _ labels: Labels, _ value: Double) {
        let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
        text += name + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(Self.number(value))\n"
    }

    /// `12`, `0.005`, `+Inf`, `NaN`.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(value)
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
