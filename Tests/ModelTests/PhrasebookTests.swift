import Model
import Testing

struct PhrasebookTests {
    @Test func `what people typed is shown as it is, never escaped`() throws {
        let phrases = try Phrasebook(["x": "{{name}}：{{#rows}}{{.}}、{{/rows}}"])
        #expect(
            phrases("x", ["name": "<b>&\"张三\"</b>", "rows": ["一", "{{二}}"]]) == "<b>&\"张三\"</b>：一、{{二}}、")
    }

    @Test func `a missing phrase shows its key, so that the gap is seen`() throws {
        #expect(try Phrasebook([:])("returnee.receipt") == "returnee.receipt")
    }

    @Test func `a phrase that does not parse names itself`() {
        #expect(throws: Phrasebook.BrokenPhrase.self) { try Phrasebook(["bad": "{{#open}}"]) }
    }
}
