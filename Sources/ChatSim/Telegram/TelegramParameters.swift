/// A call's parameters, from the query and whichever kind of body, each as JSON.
struct TelegramParameters: Sendable {
    private(set) var values: [String: SimJSON] = [:]

    /// Reads a request's parameters; the body wins over the query.
    init(_ request: SimRequest) throws(TelegramDialect.Refusal) {
        guard ["GET", "POST"].contains(request.method) else {
            throw TelegramDialect.Refusal(code: 405, description: "Method Not Allowed")
        }
        for item in request.query { values[item.name] = .string(item.value) }
        guard !request.body.isEmpty else { return }
        switch request.mediaType {
        case "application/json":
            guard let body = try? SimJSONReader.read(request.body), let members = body.members else {
                // The reader's own words would tell more than the platform does.
                throw Self.bad("can't parse JSON object")
            }
            for member in members { values[member.name] = member.value }
        case "application/x-www-form-urlencoded":
            let text = String(decoding: request.body, as: UTF8.self)
            for item in FormBody.urlEncoded(text) { values[item.name] = .string(item.value) }
        case "multipart/form-data":
            guard let boundary = request.contentParameter("boundary"),
                let fields = FormBody.multipart(request.body, boundary: boundary)
            else { throw Self.bad("can't parse multipart body") }
            for field in fields { values[field.name] = .string(field.value) }
        default: throw Self.bad("unsupported content type")
        }
    }

    /// A whole number, whether written as a number or as digits.
    func integer(_ name: String) throws(TelegramDialect.Refusal) -> Int64? {
        guard let value = values[name], value != .null else { return nil }
        if let integer = value.integer { return integer }
        guard let text = value.text, let integer = Int64(text) else {
            throw Self.bad("parameter \(name) must be an integer")
        }
        return integer
    }

    /// A text.
    func text(_ name: String) -> String? { values[name]?.text }

    /// An object or array: as it is in a JSON body, encoded as text in a form field.
    func nested(_ name: String) throws(TelegramDialect.Refusal) -> SimJSON? {
        guard let value = values[name], value != .null else { return nil }
        guard let text = value.text else { return value }
        guard let read = try? SimJSONReader.read(text) else {
            // What exactly is wrong is for the log of who sent it, which has the text.
            throw Self.bad("can't parse \(name) JSON object")
        }
        return read
    }

    static func bad(_ what: String) -> TelegramDialect.Refusal {
        TelegramDialect.Refusal(code: 400, description: "Bad Request: " + what)
    }
}
