import Channels
import Curl
import Foundation
import Model

/// The moment at which all tests of this room take place: 2023-11-14 22:13:20 UTC.
let testMoment = Date(timeIntervalSince1970: 1_700_000_000)

/// One client for all tests: its thread starts with the first request.
let testClient = CurlClient()

/// The platforms that can be read.
let polled = Platform.allCases.filter { $0 != .wecomWebhook }

extension Platform {
    /// The credential that tests use, which no error may show.
    var secret: String {
        switch self {
        case .relay: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"
        case .telegram: "123456:AAH-secret_token"
        case .matrix: "correct horse battery"
        case .wecomWebhook: "693a91f6-7a0b-4bc4-97a0-0ec2sifa5aaa"
        }
    }

    /// The chat that tests talk in.
    var chat: ChatKey {
        let id =
            switch self {
            case .relay: "V03"
            case .telegram: "-1001"
            case .matrix: "!village:localhost"
            case .wecomWebhook: "default"
            }
        return ChatKey(channel: channelName, id: id)
    }

    var channelName: ChannelName { ChannelName("ch") }

    /// A channel of this platform at a server.
    func channel(
        at url: String, chats: [ChatKey] = [], timeouts: ChannelTimeouts = ChannelTimeouts()
    ) throws -> any Channel {
        let listed = ([chat] + chats).map {
            ChatDefinition(key: $0, purpose: .village, place: PlaceCode("V03"))
        }
        return try ChannelFactory.make(
            ChannelDefinition(
                name: channelName, platform: self, url: url, user: self == .matrix ? "lianfang" : nil),
            secret: Secret(secret), client: testClient, chats: listed, timeouts: timeouts, now: { testMoment }
        )
    }
}
