import Foundation

/// Reads the two kinds of form bodies that Bot API clients send, and queries.
enum FormBody {
    /// The pairs of `a=1&b=2`, decoded; a pair that cannot be decoded stays as it is.
    static func urlEncoded(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                decoded)
            return (sides[0], sides.count > 1 ? sides[1] : "")
        }
    }

    private static func decoded(_ part: Substring) -> String {
        let spaced = part.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }

    /// The text fields of a multipart body and the names of its files, nil where the body is broken.
    static func multipart(_ body: [UInt8], boundary: String) -> [(name: String, value: String)]? {
        let data = Data(body)
        let mark = Data("--\(boundary)".utf8)
        guard !boundary.isEmpty, let first = data.range(of: mark) else { return nil }
        var fields: [(name: String, value: String)] = []
        var start = first.upperBound
        while true {
            if data[start...].starts(with: Data("--".utf8)) { return fields }
            guard let next = data.range(of: Data("\r\n".utf8) + mark, in: start..<data.endIndex),
                let split = data.range(of: Data("\r\n\r\n".utf8), in: start..<next.lowerBound),
                let name = fieldName(String(decoding: data[start..<split.lowerBound], as: UTF8.self))
            else { return nil }
            fields.append((name, String(decoding: data[split.upperBound..<next.lowerBound], as: UTF8.self)))
            start = next.upperBound
        }
    }

    private static func fieldName(_ head: String) -> String? {
        for line in head.split(whereSeparator: \.isNewline)
        where line.lowercased().hasPrefix("content-disposition:") {
            for part in line.split(separator: ";") {
                let pair = part.trimmingCharacters(in: .whitespaces).split(separator: "=", maxSplits: 1)
                guard pair.count == 2, pair[0].lowercased() == "name" else { continue }
                return pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            }
        }
        return nil
    }
}
