import Model
import Testing

@testable import Channels

/// What somebody types calls nobody; what the bot means does.
struct CallGuardTests {
    @Test(arguments: [
        "@all", "@所有人", "@room", "＠all", "@全体成员", "@everyone 开会", "到岗 @admin_bot", "@Here", "@123456",
    ])
    func `a typed call is parted from its name and looks the same`(text: String) {
        let posted = CallGuard.disarmed(text, keeping: [])
        #expect(posted != text)
        #expect(posted.replacing("\u{2060}", with: "") == text)
        let at = posted.unicodeScalars.firstIndex { $0 == "@" || $0 == "＠" }
        let next = at.map { posted.unicodeScalars.index(after: $0) }
        #expect(next.map { posted.unicodeScalars[$0] } == "\u{2060}")
    }

    @Test func `a mention of the message stays as it is, and a name in Chinese calls nobody by itself`() {
        let text = "@all @赵刚 @方平"
        let mentions = [Mention(user: "1", name: "all")]
        #expect(CallGuard.disarmed(text, keeping: mentions) == text)
        #expect(CallGuard.disarmed("@all @all", keeping: mentions) == "@all @\u{2060}all")
    }
}
