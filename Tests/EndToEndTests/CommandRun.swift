import Foundation

/// One `lianfang` command that runs to its end.
struct CommandRun {
    let status: Int32
    let output: String
    let errors: String

    /// The lines of the standard output, without empty ones.
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Runs a command; small outputs only, since nothing is read before it ends.
    init(_ arguments: String..., input: String = "", environment: [String: String] = [:]) async throws {
        try await self.init(arguments: arguments, input: input, environment: environment)
    }

    /// Runs a command whose arguments are at hand as a list.
    init(arguments: [String], input: String = "", environment: [String: String] = [:]) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left lies in the temporary folder.
        // What is left lies in the temporary folder.
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appending(path: $0) }
        for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        try input.write(to: files[0], atomically: false, encoding: .utf8)
        let process = Process()
        process.executableURL = DaemonProcess.executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        let (ended, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            end.yield(process.terminationStatus)
            end.finish()
        }
        try process.run()
        var status: Int32 = -1
        for await code in ended { status = code }
        self.status = status
        // As it was written: reading a file as text would take a byte order mark away.
        output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
        errors = try String(contentsOf: files[2], encoding: .utf8)
    }
}
