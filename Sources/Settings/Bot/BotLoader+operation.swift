import Foundation
import Model

extension BotLoader {
    /// Reads `store`: a text (`sqlite:var/x.sqlite`, `postgres://…`) or `{url:, password:}`.
    func readStore(_ value: YAMLValue) -> StoreLocation? {
        if value.isMapping {
            guard let section = value.section(["url", "password"]),
                let url = section.required("url", example: "\"postgres://lianfang@127.0.0.1/lianfang\""),
                let text = url.text()
            else { return nil }
            return location(text, url, password: section["password"].flatMap(readSecret))
        }
        return value.text().flatMap { location($0, value, password: nil) }
    }

    private func location(_ text: String, _ value: YAMLValue, password: SecretSource?) -> StoreLocation? {
        do {
            return try StoreText.location(text, password: password, in: folder)
        } catch {
            switch error {
            case .unknown: value.fail("“\(value.label)” names no store", error.remedy)
            case .secret: value.fail("a secret must not stand in this file", error.remedy)
            }
            return nil
        }
    }

    /// Reads `console`.
    func readConsole(_ value: YAMLValue) -> ConsoleSettings? {
        guard let section = value.section(["listen"]),
            let listen = section.required("listen", example: "\"127.0.0.1:8080\""), let text = listen.text()
        else { return nil }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (1...65_535).contains(port), colon != text.startIndex
        else {
            listen.fail("“\(text)” is not an address to listen on", "write for example \"127.0.0.1:8080\"")
            return nil
        }
        let host = String(text[..<colon])
        if !Self.isLoopback(host) {
            listen.warn(
                "the console listens on \(host), where others than this machine reach it, without a login",
                "write \"127.0.0.1:\(port)\" and let a web server in front of it ask who comes")
        }
        return ConsoleSettings(host: host, port: port)
    }

    /// Reads `deadMan`.
    func readDeadMan(_ value: YAMLValue) -> DeadManSettings? {
        guard let section = value.section(["url", "every"]),
            let url = section.required("url", example: "\"https://…\"").flatMap(readURL)
        else { return nil }
        return DeadManSettings(url: url, every: section["every"]?.duration(1...86_400) ?? 60)
    }
}
