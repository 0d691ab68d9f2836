import Foundation
import Model

extension BotLoader {
    /// Reads where a secret lies.
    ///
    /// A secret that is not there is a warning; one written into the file is an error that
    /// does not repeat it.
    func readSecret(_ value: YAMLValue) -> SecretSource? {
        guard value.isMapping else {
            value.fail(
                "a secret must not stand in this file",
                "write \(value.label): {env: NAME} or \(value.label): {file: secrets/NAME}")
            return nil
        }
        guard let section = value.section(["env", "file"]) else { return nil }
        let source: SecretSource
        switch (section["env"], section["file"]) {
        case (let env?, nil):
            guard let name = env.text() else { return nil }
            guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
                env.fail(
                    "env wants the name of an environment variable, not a value",
                    "write for example {env: MATRIX_PASSWORD}")
                return nil
            }
            source = .environment(name)
        case (nil, let file?):
            guard let path = file.text() else { return nil }
            source = .file(BotFolder.resolve(path, in: folder))
        default:
            value.fail("“\(value.label)” needs either env or file", "write {env: NAME} or {file: PATH}")
            return nil
        }
        do {
            _ = try Secrets.resolve(source, environment: environment)
        } catch {
            value.warn(
                "the secret \(error.where) is \(error.reason.words)",
                "set it before lianfang run; check and parse need none")
        }
        return source
    }
}
