import Foundation
import UnixSignals

/// The folder in which a benchmark makes its bot and its store.
enum BenchFolder {
    /// Gives a folder to a benchmark: the named one, which stays, or a temporary one, which is removed.
    ///
    /// SIGINT and SIGTERM end the benchmark in good order, so that neither a gateway nor a folder is left behind.
    static func with<Figures: Sendable>(
        _ path: String?, _ body: @escaping @Sendable (URL) async throws -> Figures
    ) async throws -> Figures {
        let folder =
            path.map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? FileManager.default.temporaryDirectory.appending(path: "lianfang-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer {
            // What cannot be removed lies in the temporary folder.
            if path == nil { try? FileManager.default.removeItem(at: folder) }
        }
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return try await withThrowingTaskGroup(of: Figures?.self) { tasks in
            tasks.addTask { try await body(folder) }
            tasks.addTask {
                for await _ in signals { throw CancellationError() }
                return nil
            }
            defer { tasks.cancelAll() }
            while let result = try await tasks.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}
