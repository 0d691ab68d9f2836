import ArgumentParser
import Foundation
import Model
import Settings
import Store

extension BotOpening {
    /// The keys of a bot's store; prints what is wrong with them and exits with status 1.
    static func keys(of bot: BotDefinition) throws -> StoreKeys {
        guard let privacy = bot.privacy else { return .none }
        func key(_ source: SecretSource) throws -> DataKey {
            let secret: Secret
            do {
                secret = try Secrets.resolve(source, environment: ProcessInfo.processInfo.environment)
            } catch {
                complain("\(bot.name): privacy: \(error); \(DataKey.Flaw.remedy)")
                throw ExitCode.failure
            }
            do {
                return try DataKey(secret)
            } catch {
                complain("\(bot.name): privacy: the key \(source.label) \(error); \(DataKey.Flaw.remedy)")
                throw ExitCode.failure
            }
        }
        return StoreKeys(current: try privacy.key.map(key), old: try privacy.oldKeys.map(key))
    }
}

extension SecretSource {
    /// The variable or the file.
    fileprivate var label: String { SecretError(.missing, self).where }
}
