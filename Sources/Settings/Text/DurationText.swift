/// Reads spans of time as people write them in configuration: `90s`, `10m`, `2h`, `60d`, `-30m`.
enum DurationText {
    /// The span in seconds; nil for anything else.
    static func seconds(_ text: String) -> Double? {
        let isNegative = text.hasPrefix("-")
        let body = text.dropFirst(isNegative ? 1 : 0)
        let number = body.prefix { $0.isASCII && $0.isNumber }
        guard let count = Double(number) else { return nil }
        let factor: Double
        switch body.dropFirst(number.count) {
        case "s": factor = 1
        case "m", "min": factor = 60
        case "h": factor = 3600
        case "d": factor = 86_400
        default: return nil
        }
        return (isNegative ? -1 : 1) * count * factor
    }
}
