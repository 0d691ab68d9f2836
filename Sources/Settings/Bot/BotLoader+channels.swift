import Foundation
import Model

extension Platform {
    /// The key under which bot.yaml names the platform's secret.
    var credentialKey: String {
        switch self {
        case .matrix: "password"
        case .telegram: "token"
        case .wecomWebhook: "key"
        case .relay: "secret"
        }
    }

    /// The base URL where there is only one in the world.
    var standardURL: String? {
        switch self {
        case .telegram: "https://api.telegram.org"
        case .wecomWebhook: "https://qyapi.weixin.qq.com"
        case .matrix, .relay: nil
        }
    }

    /// Whether the platform only takes posts: it then has the one chat `default`.
    var isPostOnly: Bool { self == .wecomWebhook }
}

extension BotLoader {
    /// Reads `channels`.
    func readChannels(_ section: YAMLSection) -> [ChannelDefinition] {
        guard
            let value = section.required(
                "channels",
                example:
                    "{town: {platform: matrix, url: \"https://…\", user: lianfang, password: {env: NAME}}}"),
            let entries = value.entries()
        else { return [] }
        if entries.isEmpty { value.fail("“channels” is empty", "write at least one channel") }
        return entries.compactMap { readChannel($0.key, $0.value) }
    }

    private func readChannel(_ name: String, _ value: YAMLValue) -> ChannelDefinition? {
        if !name.isSlug {
            value.fail(
                "the channel's name “\(name)” has other characters than a–z, 0–9 and -",
                "write for example town")
        }
        // Every platform's keys are known until the platform is, so that one slip gives one finding.
        let every = ["platform", "url", "user"] + Platform.allCases.map(\.credentialKey)
        guard let section = value.section(every),
            let platformValue = section.required("platform", example: "matrix"),
            let platform = platformValue.choice(Platform.allCases)
        else { return nil }
        for key in every.dropFirst(2)
        where key != platform.credentialKey && !(key == "user" && platform == .matrix) {
            guard let extra = section[key] else { continue }
            extra.fail(
                "a channel of \(platform.rawValue) has no “\(key)”",
                key == "user" ? "remove it" : "write \(platform.credentialKey) or remove it")
        }
        var channel = ChannelDefinition(name: ChannelName(name), platform: platform, url: "")
        let urlValue =
            platform.standardURL == nil
            ? section.required("url", example: "\"https://chat.example.org\"") : section["url"]
        channel.url = urlValue.flatMap(readURL) ?? platform.standardURL ?? ""
        if platform == .matrix { channel.user = section.required("user", example: "lianfang")?.text() }
        channel.credential = section.required(platform.credentialKey, example: "{env: NAME}").flatMap(
            readSecret)
        return channel
    }

    /// A base URL without a slash at its end: HTTPS, or plain HTTP on loopback.
    func readURL(_ value: YAMLValue) -> String? {
        guard let text = value.text() else { return nil }
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty, ["http", "https"].contains(scheme)
        else {
            value.fail("“\(text)” is not a web address", "write for example \"https://chat.example.org\"")
            return nil
        }
        guard parts.user == nil, parts.password == nil else {
            value.fail(
                "the address of “\(value.label)” holds a login",
                "remove what is before the @; secrets go in {env: NAME}")
            return nil
        }
        guard scheme == "https" || Self.isLoopback(host) else {
            value.fail("plain http to \(host) would send everything readable", "write https://\(host)…")
            return nil
        }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }

    /// Whether a host is this machine.
    static func isLoopback(_ host: String) -> Bool {
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")).lowercased()
        let numbers = bare.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return bare == "localhost" || bare == "::1"
            || (numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil))
    }

    /// Reads `limits`: for each channel, or `none` for all.
    func readLimits(_ section: YAMLSection, into settings: inout BotSettings) {
        guard let value = section["limits"] else { return }
        if value.plainText == "none" {
            for index in settings.channels.indices { settings.channels[index].limits = ChannelLimits.none }
            return
        }
        for (name, limits) in value.entries() ?? [] {
            guard let index = settings.channels.firstIndex(where: { $0.name.rawValue == name }) else {
                limits.fail(
                    "there is no channel “\(name)”",
                    Suggestion.remedy(for: name, among: settings.channels.map(\.name.rawValue)))
                continue
            }
            if limits.plainText == "none" {
                settings.channels[index].limits = ChannelLimits.none
            } else if let own = limits.section(["perChat", "total"]) {
                settings.channels[index].limits = ChannelLimits(
                    perChat: own["perChat"].flatMap(readRate), total: own["total"].flatMap(readRate),
                    keepsPerChat: own["perChat"] == nil, keepsTotal: own["total"] == nil)
            }
        }
    }

    /// A rate; nil for `none` and, with a finding, for what is no rate.
    func readRate(_ value: YAMLValue) -> RateLimit? {
        guard let text = value.text(), text != "none" else { return nil }
        if let rate = RateLimit(text) { return rate }
        value.fail("“\(text)” is not a rate", "write for example 20/min, 30/s or none")
        return nil
    }

    /// Reads `flood`.
    func readFlood(_ value: YAMLValue) -> RateLimit? {
        if value.plainText == "none" { return nil }
        return value.section(["perSender"])?.required("perSender", example: "20/min").flatMap(readRate)
    }
}
