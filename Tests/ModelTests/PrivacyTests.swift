import Model
import Testing

struct PrivacyTests {
    private let masked = Masking(.masked)

    @Test(arguments: [("张三", "张*"), ("赵小燕", "赵*燕"), ("欧阳小燕", "欧*燕"), ("张", "张*"), ("", "")])
    func `a name shows its first and last character at most`(name: String, shown: String) {
        #expect(masked.name(name) == shown)
    }

    @Test(arguments: [("13812341234", "138****1234"), ("0452-7123456", "0452-****56")])
    func `a phone shows enough to be recognised`(phone: String, shown: String) {
        #expect(masked.phone(phone) == shown)
    }

    @Test func `an identity number shows its last four`() {
        #expect(masked.idNumber("23023119900101123X") == "…123X")
    }

    @Test func `a chat that may see whole values sees them`() {
        let whole = Masking(.whole)
        #expect(whole.name("赵小燕") == "赵小燕")
        #expect(whole.phone("13812341234") == "13812341234")
        #expect(whole.idNumber("23023119900101123X") == "23023119900101123X")
    }

    @Test func `a secret never prints, however it is printed`() {
        let secret = Secret("hunter2-token")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in [
            "\(secret)", String(describing: secret), String(reflecting: secret), "\([secret])", dumped,
        ] {
            #expect(!text.contains("hunter2"))
        }
    }
}
