import Model
import ReportLanguage
import Testing

@testable import Settings

/// Forms, policies, notices, guides and phrases.
struct IncludedFilesTests {
    @Test func `a form of the bot's own is read, and one of a standard name takes its place`() throws {
        let folder = try TemporaryBot([
            "forms/vaccination.yaml": """
            form: vaccination
            triggers: [疫苗登记]
            fields:
              name: {type: name, required: true, keys: [姓名]}
              dose: {type: choice, choices: {first: [第一针], second: [第二针, 加强针]}}
              unit: {type: unit, default: sender}
            """,
            "forms/mine.yaml": "form: returnee\ntriggers: [来人]\nfields: {name: {type: name}}\n",
        ])
        let loaded = folder.load()
        #expect(loaded.errors == [])
        let forms = try #require(loaded.bot?.forms)
        let own = try #require(forms.last)
        #expect(own.name == "vaccination" && own.fields.map(\.name) == ["name", "dose", "unit"])
        #expect(own.fields.map(\.isRequired) == [true, false, false])
        #expect(own.field("dose")?.choices.map(\.code) == ["first", "second"])
        #expect(own.field("unit")?.fallback == .sender)
        #expect(forms.first?.name == "returnee" && forms.first?.triggers == ["来人"])
        #expect(forms.contains { $0.name == "checkin" })
    }

    @Test func `mistakes in a form are told with their lines`() throws {
        let folder = try TemporaryBot([
            "forms/a.yaml": """
            form: my form
            triggers: []
            fields:
              name: {type: nme, required: true}
              kind: {type: choice}
              dose: {type: text, choices: {a: [x]}}
              unit: {type: unit, default: sendr, kyes: [组]}
              two: {type: choice, choices: {a: [x], b: [x]}}
            """,
            "forms/b.yaml": "form: dup\ntriggers: [甲登记]\nfields: {}\n",
            "forms/c.yaml": "form: dup\ntriggers: [乙登记]\nfields: {}\n",
        ])
        let errors = folder.findings()
        for start in [
            "forms/a.yaml:1: the form's name “my form”", "forms/a.yaml:2: “triggers” is empty",
            "forms/a.yaml:4: “nme” is not a value of “type”, write “name”",
            "forms/a.yaml:5: the field “kind” has no choices",
            "forms/a.yaml:6: a field of type text takes no choices", "forms/a.yaml:7: “sendr”",
            "forms/a.yaml:7: unknown key “kyes”, write “keys”", "forms/a.yaml:8: the word “x” means both",
            "forms/c.yaml:1: the form “dup” is already in forms/b.yaml",
        ] {
            #expect(errors.contains { $0.hasPrefix(start) }, "\(start) in \(errors)")
        }
    }

    @Test func `a policy takes the place of the standard one`() throws {
        let folder = try TemporaryBot([
            "policies/mine.yaml": """
            policy: missed-shift
            steps:
              - {after: 5m, to: chat}
              - {after: 1h, to: villageSecretary}
              - {after: 90m, to: supervisors}
            quiet: ignore
            repeat: {every: 15m, limit: 3}
            groupWithin: 30s
            """
        ])
        let policy = try #require(folder.load().bot?.policy("missed-shift"))
        #expect(policy.steps.map(\.after) == [300, 3600, 5400])
        #expect(policy.steps.map(\.to) == [.chat, .role(.villageSecretary), .purpose(.supervisors)])
        #expect(policy.quiet == .ignore && policy.groupWithin == 30)
        #expect(policy.repeatEvery == 900 && policy.repeatLimit == 3)
    }

    @Test func `mistakes in a policy are told with their lines`() throws {
        let errors = try TemporaryBot([
            "policies/a.yaml": """
            policy: missed-shift
            steps:
              - {after: 10, to: chat}
              - {after: 20m, to: supervisers}
              - {after: 15m, to: chat}
              - {after: 10m, to: chat}
            quiet: loud
            """
        ]).findings()
        for start in [
            "policies/a.yaml:3: “after” is not a span", "policies/a.yaml:4: “supervisers”",
            "policies/a.yaml:6: the step comes before",
            "policies/a.yaml:7: “loud” is not a value of “quiet”, write one of ignore, respect",
        ] {
            #expect(errors.contains { $0.hasPrefix(start) }, "\(start) in \(errors)")
        }
    }

    @Test func `notices, guides and phrases are read`() throws {
        let folder = try TemporaryBot([
            "broadcasts/masks.yaml": "notice: masks\ntitle: 戴口罩\ntimes: 5\nscript: |\n  各位乡亲。\n  戴口罩。\n",
            "guides/卡口.md": "# 卡口值守\n\n先测温。\n",
            "locales/zh-Hans/phrases/own.yaml": "own.word: 好\nown.broken: '{{#a}}x'\n",
        ])
        let loaded = folder.load()
        #expect(loaded.guides == [Guide(name: "卡口", title: "卡口值守", text: "# 卡口值守\n\n先测温。\n")])
        #expect(loaded.phrases["own.word"] == "好")
        #expect(
            loaded.errors.map(\.description).contains {
                $0.hasPrefix("locales/zh-Hans/phrases/own.yaml:2: the phrase “own.broken”")
            })
        try folder.write("locales/zh-Hans/phrases/own.yaml", "own.word: 好\n")
        #expect(folder.load().bot?.guides == ["卡口值守": "卡口值守\n\n先测温。"])
        #expect(
            folder.load().bot?.notices == [
                PreparedNotice(name: "masks", title: "戴口罩", script: "各位乡亲。\n戴口罩。", times: 5)
            ])
    }
}
