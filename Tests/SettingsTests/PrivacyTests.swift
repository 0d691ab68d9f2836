import Foundation
import Model
import Testing

@testable import Settings

/// What bot.yaml says of keys and retention.
struct PrivacyTests {
    private static let hex = String(repeating: "0f1e2d3c", count: 8)
    private static let base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    private func findings(_ privacy: String, key: String? = base64) throws -> [Finding] {
        let folder = try TemporaryBot(["bot.yaml": TemporaryBot.smallest + "privacy: \(privacy)\n"])
        var environment = ["TOKEN": "1:x"]
        environment["DATA_KEY"] = key
        return folder.load(environment: environment).findings
    }

    @Test(arguments: [hex, hex.uppercased(), base64, base64.replacing("=", with: "")])
    func `a key of 32 bytes is taken as hexadecimal digits or as base64`(key: String) throws {
        #expect(try findings("{key: {env: DATA_KEY}}", key: key).isEmpty)
        #expect(try DataKey(Secret(key)).bytes.count == 32)
    }

    @Test(arguments: [
        ("geheim!", "neither base64 nor hexadecimal"), ("AAECAwQF", "has 6 bytes where 32 are needed"),
        (String(repeating: "0", count: 64), "one byte repeated"), (hex + "00", "has 49 bytes"),
    ])
    func `a bad key is an error that says what is wrong, how to make one, and not the key`(
        key: String, words: String
    ) throws {
        let found = try findings("{key: {env: DATA_KEY}}", key: key)
        let finding = try #require(found.first)
        #expect(finding.severity == .error)
        #expect(finding.message.contains(words), "\(finding)")
        #expect(finding.description.contains("openssl rand -base64 32"))
        #expect(!finding.description.contains(key))
    }

    @Test func `a key that is not there yet is a warning`() throws {
        let found = try findings("{key: {env: DATA_KEY}}", key: nil)
        #expect(found.map(\.severity) == [.warning])
    }

    @Test func `no encryption must be said, and is warned of`() throws {
        let found = try findings("{key: none, oldKeys: [{env: DATA_KEY}]}")
        #expect(found.map(\.severity) == [.warning])
        #expect(found.first?.message.contains("unencrypted") == true)
    }

    @Test(arguments: [
        "{key: {env: DATA_KEY}, oldkeys: []}", "{key: {env: DATA_KEY}, oldKeys: [{env: DATA_KEY}]}",
        "{key: {env: DATA_KEY}, oldKeys: {env: DATA_KEY}}", "{retention: {messages: 90d}}", "{key: off}",
        "{key: {env: DATA_KEY}, retention: {message: 90d}}",
        "{key: {env: DATA_KEY}, retention: {persons: 1h}}",
    ])
    func `what is not meant so is an error`(privacy: String) throws {
        let found = try findings(privacy)
        #expect(found.contains { $0.severity == .error }, "\(found)")
    }
}
