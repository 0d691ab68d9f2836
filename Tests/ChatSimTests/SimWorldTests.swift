import ChatSim
import Testing

@Suite struct SimWorldTests {
    private static let world = SimWorld(
        channels: [.relay(), .telegram()],
        people: [
            SimPerson(id: "P010", name: "王桂兰", accounts: ["relay": "wxid-7"]),
            SimPerson(id: "P050", name: "李强"), SimPerson(id: "B1", name: "天气", isBot: true),
        ],
        chats: [
            SimChat(id: "k", title: "永胜卡口群", place: "V03", purpose: "checkpoints", members: ["P050"]),
            SimChat(id: "v", title: "永胜村", place: "V03", members: ["P010"]),
        ])

    @Test func `a place means its village group, or the group there that the person is in`() {
        #expect(Self.world.chat("V03")?.id == "v")
        #expect(Self.world.chat("V03", for: Self.world.person("P050"))?.id == "k")
        #expect(Self.world.chat("relay/k")?.id == "k")
        #expect(Self.world.chat("永胜卡口群")?.id == "k")
        #expect(Self.world.chat("V04") == nil)
    }

    @Test func `groups whose titles start alike have different pictures`() {
        let titles = ["富强镇卡口群", "富强镇督导群", "富强镇指挥部", "富强镇大喇叭", "双河村联防群", "双河南卡口群", "永胜村联防群"]
        let world = SimWorld(
            channels: [.relay()], people: [], chats: titles.map { SimChat(id: $0, title: $0, members: []) })
        #expect(world.chats.map(world.mark) == ["卡口", "督导", "指挥", "喇叭", "双河", "卡口", "永胜"])
    }

    @Test func `a person is found by roster id and by account`() throws {
        let relay = try #require(Self.world.channel("relay"))
        let person = try #require(Self.world.person("wxid-7"))
        #expect(person.id == "P010")
        #expect(Self.world.account(of: person, on: relay) == "wxid-7")
        let telegram = try #require(Self.world.channel("tg"))
        #expect(Int(Self.world.account(of: person, on: telegram)) != nil)
    }

    @Test func `everybody but other robots gets a direct chat, on Telegram with the user's own number`() {
        let relay = Self.world.withDirectChats(on: "relay")
        #expect(relay.chats.filter(\.isDirect).map(\.id) == ["direct:wxid-7", "direct:P050"])
        let both = relay.withDirectChats(on: "tg").withDirectChats(on: "tg")
        #expect(
            both.chats.filter { $0.isDirect && $0.channel == "tg" }.map(\.id) == ["700000001", "700000002"])
    }
}
