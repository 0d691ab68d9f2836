import Foundation

/// An HTTP request as the dialects judge it: nothing of the server library's in it.
package struct SimRequest: Sendable {
    /// The method in capitals.
    package let method: String
    /// The path, percent-decoded.
    package let path: String
    /// The query's pairs, decoded, in their order.
    package let query: [(name: String, value: String)]
    /// Header values by lower-case name; a repeated header's values are joined with commas.
    package let headers: [String: String]
    /// The whole body.
    package let body: [UInt8]

    /// A request of those parts; `target` is the path with its query, as on the request line.
    package init(method: String, target: String, headers: [String: String] = [:], body: [UInt8] = []) {
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map { $0.removingPercentEncoding ?? String($0) } ?? "/"
        query = parts.count > 1 ? FormBody.urlEncoded(String(parts[1])) : []
        self.headers = headers
        self.body = body
    }

    /// The value of a query item.
    package func item(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// The media type without parameters, in lower case; empty when there is none.
    package var mediaType: String {
        (headers["content-type"] ?? "").prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// The value of a parameter of the content type, such as `boundary`.
    package func contentParameter(_ name: String) -> String? {
        for part in (headers["content-type"] ?? "").split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            return pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return nil
    }
}
