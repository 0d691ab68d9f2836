import Model
import Standard

/// Reads the policies: the standard ones, and the bot's own over those of the same name.
struct PolicyFiles {
    let loader: BotLoader

    /// All policies, by name.
    func load(from folders: [String]) -> [Policy] {
        var policies: [String: Policy] = [:]
        for path in StandardFiles.paths(under: "policies/") {
            let source = SourceText(name: "standard:" + path, text: StandardFiles.text(path) ?? "")
            guard let policy = YAMLDocument.root(of: source, log: loader.log).flatMap(read) else { continue }
            policies[policy.name] = policy
        }
        let standard = policies.keys.sorted()
        var files: [String: String] = [:]
        for document in folders.flatMap(loader.documents) {
            guard let policy = read(document) else { continue }
            if let first = files[policy.name] {
                document.fail(
                    "the policy “\(policy.name)” is already in \(first)", "remove one of the two files")
                continue
            }
            files[policy.name] = document.file
            if !standard.isEmpty, !standard.contains(policy.name) {
                document.fail(
                    "nothing asks for a policy “\(policy.name)”",
                    Suggestion.remedy(for: policy.name, among: standard))
            }
            policies[policy.name] = policy
        }
        return policies.values.sorted { $0.name < $1.name }
    }

    private func read(_ document: YAMLValue) -> Policy? {
        guard let section = document.section(["policy", "steps", "quiet", "repeat", "groupWithin"]) else {
            return nil
        }
        let name = section.required("policy", example: "missed-shift")
        let stepsValue = section.required("steps", example: "[{after: 10m, to: chat}]")
        let steps = (stepsValue?.list() ?? []).compactMap(step)
        for (earlier, later) in zip(steps, steps.dropFirst()) where later.step.after < earlier.step.after {
            later.value.fail("the step comes before the one above it", "sort the steps by “after”")
        }
        let repeats = section["repeat"]?.section(["every", "limit"])
        let every = repeats?.required("every", example: "15m")?.duration(60...86_400)
        let limit = repeats?.required("limit", example: "3")?.integer(1...1000)
        guard let name, let text = name.text() else { return nil }
        guard text.isSlug else {
            name.fail(
                "the policy's name “\(text)” has other characters than a–z, 0–9 and -",
                "write for example missed-shift")
            return nil
        }
        return Policy(
            name: text, steps: steps.map(\.step),
            quiet: section["quiet"]?.choice(Policy.Quiet.allCases) ?? .respect,
            repeatEvery: every, repeatLimit: limit ?? 0,
            groupWithin: section["groupWithin"]?.duration(0...3600) ?? 0)
    }

    private func step(_ value: YAMLValue) -> (step: PolicyStep, value: YAMLValue)? {
        guard let section = value.section(["after", "to"]) else { return nil }
        let after = section.required("after", example: "10m")?.duration(-86_400...31_536_000)
        let to = section.required("to", example: "chat").flatMap(receiver)
        guard let after, let to else { return nil }
        return (PolicyStep(after: after, to: to), value)
    }

    private func receiver(_ value: YAMLValue) -> Receiver? {
        guard let text = value.text() else { return nil }
        if text == "chat" { return .chat }
        if text == "sender" { return .sender }
        if let role = Role(rawValue: text) { return .role(role) }
        let purposes = Purpose.allCases.filter { $0 != .direct }
        if let purpose = purposes.first(where: { $0.rawValue == text }) { return .purpose(purpose) }
        value.fail(
            "“\(text)” is neither a role, nor a purpose of a chat, nor chat or sender",
            Suggestion.remedy(
                for: text,
                among: ["chat", "sender"] + Role.allCases.map(\.rawValue) + purposes.map(\.rawValue)))
        return nil
    }
}
