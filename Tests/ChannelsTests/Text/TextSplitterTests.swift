import Channels
import Foundation
import Model
import Testing

/// The splitting of each platform, held to what all promise.
struct TextSplitterTests {
    private static let samples: [String] = [
        "", "短", String(repeating: "字", count: 20_000), String(repeating: "a b\n", count: 9000),
        String(repeating: "👨‍👩‍👧‍👦🇨🇳é", count: 3000), String(repeating: "一行通知，请相互转告。\r\n", count: 2000),
        "e" + String(repeating: "\u{301}", count: 30_000), String(repeating: "\n", count: 10_000),
        String(repeating: "x", count: 4095) + "👍🏽" + String(repeating: "y", count: 5000),
        String(repeating: "@张三丰 请到岗。", count: 3000),
    ]

    private func size(_ text: String, _ platform: Platform, _ format: TextFormat) -> (size: Int, limit: Int) {
        switch platform {
        case .telegram: (text.utf16.count, 4096)
        case .wecomWebhook: (text.utf8.count, format == .plain ? 2048 : 4096)
        case .matrix: (text.utf8.count, 8000)
        case .relay: (text.utf8.count, 16_000)
        }
    }

    @Test(arguments: Platform.allCases, [TextFormat.plain, .markdown])
    func `parts are within the limit and joined are the text`(platform: Platform, format: TextFormat) throws {
        let channel = try platform.channel(at: "http://127.0.0.1:1")
        for text in Self.samples {
            let parts = channel.split(text, as: format)
            #expect(parts.joined() == text)
            for part in parts {
                let (size, limit) = size(part, platform, format)
                #expect(size <= limit && !part.isEmpty)
            }
        }
    }

    @Test(arguments: Platform.allCases)
    func `no character that people see as one is cut`(platform: Platform) throws {
        let text = String(repeating: "👨‍👩‍👧‍👦🇨🇳é한", count: 3000)
        let parts = try platform.channel(at: "http://127.0.0.1:1").split(text)
        #expect(parts.count > 1)
        #expect(parts.flatMap { Array($0) } == Array(text))
    }

    @Test func `a part ends at the last line break rather than in a line`() throws {
        let line = String(repeating: "行", count: 99) + "\n"
        let parts = try Platform.wecomWebhook.channel(at: "http://127.0.0.1:1").split(
            String(repeating: line, count: 20))
        #expect(parts.count == 4)
        #expect(parts.allSatisfy { $0.hasSuffix("\n") })
    }

    @Test func `a long line is cut after a clause`() throws {
        let text = String(repeating: "今天下午三点开会，请准时到。", count: 100)
        let parts = try Platform.wecomWebhook.channel(at: "http://127.0.0.1:1").split(text)
        #expect(parts.dropLast().allSatisfy { $0.hasSuffix("，") || $0.hasSuffix("。") })
    }

    @Test(arguments: [2045, 2040, 2035], ["@张三丰", "@Li Xiaoming"])
    func `a name that is called is not cut`(filler: Int, name: String) throws {
        let text = String(repeating: "x", count: filler) + name + " 请到岗"
        let parts = try Platform.wecomWebhook.channel(at: "http://127.0.0.1:1").split(text)
        #expect(parts.count == 2)
        #expect(parts.filter { $0.contains(name) }.count == 1)
    }

    @Test func `a short text is one part and an empty one none`() throws {
        let channel = try Platform.telegram.channel(at: "http://127.0.0.1:1")
        #expect(channel.split("收到") == ["收到"])
        #expect(channel.split("") == [])
    }
}
