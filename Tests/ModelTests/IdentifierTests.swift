import Model
import Testing

struct IdentifierTests {
    @Test(arguments: [("town:@p010:localhost", "town", "@p010:localhost"), ("tg:5512", "tg", "5512")])
    func `accounts are read as people.csv writes them`(text: String, channel: String, user: String) {
        let account = AccountKey(text)
        #expect(account == AccountKey(channel: ChannelName(channel), user: user))
        #expect(account?.text == text)
    }

    @Test(arguments: ["", "tg", ":5512", "tg:"])
    func `what is no account is refused`(text: String) {
        #expect(AccountKey(text) == nil)
    }

    @Test func `a place knows what it is and which village it lies in`() {
        #expect(PlaceCode("V03-02").kind == .unit)
        #expect(PlaceCode("V03-02").village == PlaceCode("V03"))
        #expect(PlaceCode("V03").village == PlaceCode("V03"))
        #expect(PlaceCode("K07").kind == .checkpoint)
        #expect(PlaceCode("T01").village == nil)
    }
}
