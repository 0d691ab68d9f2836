import Foundation

/// A file system of a few megabytes in memory, mounted for a test.
final class SmallDisk: Sendable {
    let folder: URL
    private var filler: URL { folder.appending(path: "filler") }

    /// Mounts it at a folder; nil where mounting is refused.
    init?(at folder: URL, megabytes: Int) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard
            Self.run(
                "mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=0700", "tmpfs", folder.path) == 0
        else { return nil }
    }

    /// Takes every free byte.
    func fill() throws {
        _ = FileManager.default.createFile(atPath: filler.path, contents: nil)
        let file = try FileHandle(forWritingTo: filler)
        var piece = 65_536
        while piece >= 1 {
            do { try file.write(contentsOf: Data(repeating: 1, count: piece)) } catch { piece /= 4 }
        }
        try file.close()
    }

    /// Gives the bytes back.
    func empty() throws { try FileManager.default.removeItem(at: filler) }

    /// Lets nobody write, or everybody again; whether the system did so.
    func setReadOnly(_ isReadOnly: Bool) -> Bool {
        Self.run("mount", "-o", "remount,\(isReadOnly ? "ro" : "rw")", folder.path) == 0
    }

    /// Takes the file system away.
    func unmount() { _ = Self.run("umount", "-l", folder.path) }

    private static func run(_ command: String...) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
