import ArgumentParser
import Gateway
import Model

extension BotOpening {
    /// Takes the lock of the one gateway on a bot's store, or says who has it and exits with status 1.
    static func lock(_ bot: BotDefinition) throws -> InstanceLock {
        guard case .sqlite(let path) = bot.store else { return InstanceLock.none }
        do {
            return try InstanceLock(beside: path)
        } catch {
            switch error {
            case .held(let process):
                complain(
                    "\(bot.name): another gateway (process \(process)) runs on \(path); stop it first")
            case .cannotCreate:
                complain(
                    "\(bot.name): \(path) cannot be written there; check the folder and who owns it")
            }
            throw ExitCode.failure
        }
    }
}
