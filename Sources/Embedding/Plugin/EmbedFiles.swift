import Foundation
import PackagePlugin

/// Compiles the texts that every bot starts from (locales, standard forms, policies, tables) into the binary.
@main
struct EmbedFiles: BuildToolPlugin {
    private static let kinds: Set<String> = ["yaml", "tsv", "md"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let roots = [
            (prefix: "locales/", folder: root.appending(path: "locales")),
            (prefix: "", folder: root.appending(path: "Sources/Standard")),
        ]
        var inputs: [(name: String, file: URL)] = []
        for (prefix, folder) in roots {
            let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            while let file = found?.nextObject() as? URL {
                guard Self.kinds.contains(file.pathExtension) else { continue }
                let below = file.path.dropFirst(folder.path.count).drop { $0 == "/" }
                inputs.append((prefix + below, file))
            }
        }
        inputs.sort { $0.name < $1.name }
        let output = context.pluginWorkDirectoryURL.appending(path: "StandardFiles+all.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(inputs.count) standard files",
                executable: try context.tool(named: "embed-files").url,
                arguments: [output.path] + inputs.flatMap { [$0.name, $0.file.path] },
                inputFiles: inputs.map(\.file),
                outputFiles: [output])
        ]
    }
}
