import Foundation

extension BotFolder {
    /// A path from the working directory as an absolute one without `.`, `..` and a slash at its end.
    static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// A path from a bot's folder as an absolute one.
    static func resolve(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : absolute(folder + "/" + path)
    }

    /// Whether there is a folder at a path.
    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The names in a folder whose extension is one of `extensions`, sorted; none when there is no such folder.
    static func files(in folder: String, extensions: Set<String>) -> [String] {
        // try? because a folder that is not there has no files; whoever demands it checks with isFolder.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") && extensions.contains(($0 as NSString).pathExtension) }
            .sorted()
    }

    /// The names of the folders in a folder.
    static func subfolders(of folder: String) -> [String] {
        // try? because a folder that is not there has none.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { isFolder(folder + "/" + $0) }.sorted()
    }
}
