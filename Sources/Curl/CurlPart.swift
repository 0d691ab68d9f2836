/// One part of a `multipart/form-data` body: a form field, or a file when it has a file name.
public struct CurlPart: Sendable {
    /// The name of the form field.
    public var name: String

    /// The file name shown to the server, or nil for a plain field.
    public var filename: String?

    /// The media type of ``bytes``, or nil to leave it out.
    public var contentType: String?

    /// The content, sent as it is.
    public var bytes: [UInt8]

    /// Creates a part.
    public init(name: String, filename: String? = nil, contentType: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.filename = filename
        self.contentType = contentType
        self.bytes = bytes
    }
}
