/// The browser page: one document with its style, its script and what it shows first inside, so that nothing is
/// fetched from elsewhere and the first look is complete.
///
/// The parts are string literals in `Page+….swift`, because a resource bundle would tie the binary to its build folder.
enum Page {
    /// How many messages the document brings along.
    private static let messagesInside = 1_000

    /// The page as it is to open now.
    static func reply(_ hub: SimHub) -> SimReply {
        let wall = hub.wallNow
        let start = hub.read { state -> SimJSON in
            let messages = state.log.after(state.log.next - 1 - messagesInside)
            return [
                "world": WorldJSON.world(state), "clock": WorldJSON.clock(state, wall: wall),
                "messages": .array(messages.map { WorldJSON.message($0, in: state.world) }),
            ]
        }
        // Inside a script element only "<" could end the element early.
        let json = start.compact.replacing("<", with: "\\u003c")
        return SimReply(
            status: 200,
            headers: [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Cache-Control", "no-store"),
                (
                    "Content-Security-Policy",
                    "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
                ),
            ],
            body: Array((opening + json + closing).utf8))
    }

    private static let opening =
        "<!doctype html>\n<html lang=\"zh-Hans\">\n<head>\n" + head + "<style>\n" + styleOfShell + styleOfChat
        + styleOfPanels + "</style>\n</head>\n" + markup + "<script id=\"first\" type=\"application/json\">"

    private static let closing =
        "</script>\n<script>\n'use strict';\n" + scriptOfWords + scriptOfWorld + scriptOfList + scriptOfPicker
        + scriptOfChat + scriptOfComposer + scriptOfClock + scriptOfStart + "</script>\n</html>\n"
}
