/// Parts encoded as `multipart/form-data` (RFC 7578).
///
/// Encoded here and not by libcurl's mime functions, so that every upload takes the one path that never sends a
/// body twice (see ``Transfer``).
struct MultipartBody {
    let contentType: String
    private(set) var bytes: [UInt8] = []

    /// Encodes the parts; throws when a content type would break out of its line.
    init(_ parts: [CurlPart]) throws(CurlError) {
        // 128 random bits do not occur in a file by accident, nor can its author guess them.
        let boundary =
            "lianfang-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        contentType = "multipart/form-data; boundary=\(boundary)"
        bytes.reserveCapacity(parts.reduce(64) { $0 + $1.bytes.count + 256 })
        for part in parts {
            append("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.quoted(part.name))\"")
            if let filename = part.filename { append("; filename=\"\(Self.quoted(filename))\"") }
            if let type = part.contentType {
                guard PreparedRequest.isFieldValue(type) else {
                    throw PreparedRequest.refusal("line break in the content type of a part")
                }
                append("\r\nContent-Type: \(type)")
            }
            append("\r\n\r\n")
            bytes += part.bytes
            append("\r\n")
        }
        append("--\(boundary)--\r\n")
    }

    private mutating func append(_ text: String) {
        bytes += text.utf8
    }

    /// A name as browsers write it (HTML, "multipart/form-data encoding algorithm").
    private static func quoted(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\r": text += "%0D"
            case "\n": text += "%0A"
            case "\"": text += "%22"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
