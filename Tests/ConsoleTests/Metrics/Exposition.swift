/// A strict reader of the text format of Prometheus 0.0.4: what a scraper would refuse is an error here.
struct Exposition {
    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    struct Sample: Hashable {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    /// The type of each family, in the order of the text.
    private(set) var types: [(name: String, type: String)] = []
    private(set) var samples: [Sample] = []

    init(_ text: String) throws(Malformed) {
        guard text.isEmpty || text.hasSuffix("\n") else {
            throw Malformed(description: "no line end at the end")
        }
        var open: (name: String, type: String)?
        var helped: String?
        var seen: Set<String> = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# HELP ") {
                let name = String(line.dropFirst(7).prefix { $0 != " " })
                guard seen.insert(name).inserted else { throw Malformed(description: "\(name) comes twice") }
                helped = name
            } else if line.hasPrefix("# TYPE ") {
                let words = line.dropFirst(7).split(separator: " ").map(String.init)
                guard words.count == 2, words[0] == helped,
                    ["counter", "gauge", "histogram"].contains(words[1])
                else { throw Malformed(description: String(line)) }
                open = (words[0], words[1])
                types.append((words[0], words[1]))
            } else {
                let sample = try Self.sample(line)
                guard let open, Self.belongs(sample, to: open) else {
                    throw Malformed(description: "\(sample.name) is of no family")
                }
                samples.append(sample)
            }
        }
        guard Set(samples.map { "\($0.name)\($0.labels.sorted { $0.key < $1.key })" }).count == samples.count
        else { throw Malformed(description: "a sample comes twice") }
        for (name, type) in types {
            guard type == "counter" ? name.hasSuffix("_total") : !name.hasSuffix("_total") else {
                throw Malformed(description: "\(name) is a \(type)")
            }
            if type == "histogram" { try check(histogram: name) }
        }
    }

    /// The value of a sample whose labels hold these.
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { sample in
            sample.name == name && labels.allSatisfy { sample.labels[$0.key] == $0.value }
        }?.value
    }

    private static func belongs(_ sample: Sample, to family: (name: String, type: String)) -> Bool {
        guard family.type == "histogram" else { return sample.name == family.name }
        guard sample.name.hasPrefix(family.name + "_") else { return false }
        let rest = sample.name.dropFirst(family.name.count)
        return rest == "_bucket" ? sample.labels["le"] != nil : rest == "_sum" || rest == "_count"
    }

    /// Ranges rise, the last is +Inf and equals the count.
    private func check(histogram name: String) throws(Malformed) {
        let series = Dictionary(grouping: samples.filter { $0.name.hasPrefix(name + "_") }) { sample in
            sample.labels.filter { $0.key != "le" }
        }
        for (labels, samples) in series {
            let buckets = samples.filter { $0.name.hasSuffix("_bucket") }
            let bounds = buckets.compactMap { $0.labels["le"] }.map {
                $0 == "+Inf" ? .infinity : Double($0) ?? .nan
            }
            let values = buckets.map(\.value)
            let count = samples.first { $0.name == name + "_count" }?.value
            guard bounds == bounds.sorted(), bounds.last == .infinity, values == values.sorted(),
                values.last == count, samples.contains(where: { $0.name == name + "_sum" })
            else { throw Malformed(description: "the histogram \(name) \(labels)") }
        }
    }

    private static func sample(_ line: Substring) throws(Malformed) -> Sample {
        var rest = line
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }
        guard let first = name.first, !first.isNumber, name.allSatisfy(\.isASCII) else {
            throw Malformed(description: String(line))
        }
        rest = rest.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest = rest.dropFirst()
            while rest.first != "}" {
                let label = rest.prefix { $0 != "=" }
                rest = rest.dropFirst(label.count)
                guard rest.hasPrefix("=\""), !label.isEmpty, label.allSatisfy({ $0.isASCII && $0 != "," })
                else {
                    throw Malformed(description: String(line))
                }
                rest = rest.dropFirst(2)
                var value = ""
                while let character = rest.popFirst(), character != "\"" {
                    guard character == "\\" else {
                        value.append(character)
                        continue
                    }
                    switch rest.popFirst() {
                    case "\\": value.append("\\")
                    case "\"": value.append("\"")
                    case "n": value.append("\n")
                    default: throw Malformed(description: String(line))
                    }
                }
                guard labels.updateValue(value, forKey: String(label)) == nil else {
                    throw Malformed(description: "a label comes twice: \(line)")
                }
                if rest.first == "," { rest = rest.dropFirst() }
                guard !rest.isEmpty else { throw Malformed(description: String(line)) }
            }
            rest = rest.dropFirst()
        }
        guard rest.first == " ", let value = Self.number(rest.dropFirst()) else {
            throw Malformed(description: String(line))
        }
        return Sample(name: String(name), labels: labels, value: value)
    }

    private static func number(_ text: Substring) -> Double? {
        switch text {
        case "+Inf": .infinity
        case "-Inf": -.infinity
        case "NaN": .nan
        default: text.allSatisfy { $0.isNumber || "+-.e".contains($0) } ? Double(text) : nil
        }
    }
}
