/// The browser page: one document with its style and script inside, so that nothing is fetched from elsewhere.
enum Page {
    /// The page as an answer.
    static var reply: SimReply {
        SimReply(
            status: 200, headers: [("Content-Type", "text/html; charset=utf-8")], body: Array(document.utf8))
    }

    private static let document = "<!doctype html><meta charset=utf-8><title>Lianfang</title>"
}
