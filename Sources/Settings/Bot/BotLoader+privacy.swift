import Model

extension BotLoader {
    /// Reads `privacy`.
    func readPrivacy(_ value: YAMLValue) -> PrivacySettings? {
        guard let section = value.section(["key", "oldKeys", "retention"]) else { return nil }
        let retention = section["retention"]?.section(["messages", "persons"])
        let messages = retention?["messages"]?.duration(86_400...315_360_000)
        let persons = retention?["persons"]?.duration(86_400...315_360_000)
        let old = section["oldKeys"]?.list()?.compactMap(readDataKey) ?? []
        guard let key = section.required("key", example: "{file: secrets/data.key}") else { return nil }
        if key.plainText == "none" {
            key.warn(
                "people's data lies unencrypted",
                "write privacy: {key: {file: secrets/data.key}}; \(DataKey.Flaw.remedy)")
            return PrivacySettings(key: nil, oldKeys: old, messages: messages, persons: persons)
        }
        guard let current = readDataKey(key) else { return nil }
        if old.contains(current) {
            key.fail("the current key stands under oldKeys too", "remove it there")
        }
        return PrivacySettings(key: current, oldKeys: old, messages: messages, persons: persons)
    }

    /// Reads where a data key lies, and looks at the key where it is there.
    private func readDataKey(_ value: YAMLValue) -> SecretSource? {
        guard let source = readSecret(value) else { return nil }
        // That it is missing was said; here it only cannot be judged.
        guard let secret = try? Secrets.resolve(source, environment: environment) else { return source }
        do {
            _ = try DataKey(secret)
        } catch {
            value.fail("the key of “\(value.label)” \(error)", DataKey.Flaw.remedy)
            return nil
        }
        return source
    }
}
