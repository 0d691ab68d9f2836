/// Opens a bot's folder.
package enum BotFolder {
    /// The file that makes a folder a bot's.
    package static let mainFile = "bot.yaml"

    /// Reads everything in a folder and says all that is wrong with it at once.
    ///
    /// `environment` answers whether secrets are there; their values are not read. Never throws: a folder that is not
    /// there is a finding too.
    package static func load(_ path: String, environment: [String: String]) -> LoadedBot {
        BotLoader(folder: absolute(path), environment: environment).load()
    }
}
