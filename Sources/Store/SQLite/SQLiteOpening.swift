import Foundation
import GRDB

/// How a SQLite file becomes a store that can be trusted: made private, opened, checked, brought up to date.
enum SQLiteOpening {
    static let memory = ":memory:"

    /// Files up to this size are checked page by page at each start (about a tenth of a second); of larger ones the
    /// tables that steer the work, so that a start stays quick however many reports there are.
    private static let wholeCheckBytes: Int64 = 64 << 20
    private static let steeringTables = [
        "store_info", "counters", "leases", "polls", "lanes", "timers", "asks", "invitations", "said",
    ]

    /// How often opening is tried while another process makes or opens the same store, and the pause in between
    /// (microseconds): the engine's own waiting does not cover the switch to its write-ahead log.
    private static let attempts = 100
    private static let pause: UInt32 = 20_000

    /// Opens a bot's store, or makes it; returns the connections, the store's id and what seals its content.
    ///
    /// - Parameter keys: nil for a copy that carries kept values as they lie and puts no key on record.
    static func open(
        path: String, bot: String, keys: StoreKeys?
    ) throws -> (any DatabaseWriter, String, ContentCodec) {
        for _ in 1..<attempts {
            do {
                return try openOnce(path: path, bot: bot, keys: keys)
            } catch {
                guard StoreError(error).reason == .busy else { throw error }
                usleep(pause)
            }
        }
        return try openOnce(path: path, bot: bot, keys: keys)
    }

    private static func openOnce(
        path: String, bot: String, keys: StoreKeys?
    ) throws -> (any DatabaseWriter, String, ContentCodec) {
        let writer = try connect(path: path)
        let (id, content) = try writer.writeWithoutTransaction { database in
            let id = try prepare(database, isFile: path != memory, bot: bot)
            guard let keys else { return (id, ContentCodec()) }
            let sql = SQLConnection(database: database)
            let content = try KeyRecord.codec(keys, storeID: id, sql) { try inTransaction(database, $0) }
            return (id, content)
        }
        return (writer, id, content)
    }

    /// Opens a file that must be there, without making, migrating or writing anything.
    static func openForReading(path: String) throws -> any DatabaseWriter {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.readonly = true
        configuration.label = "store, read only"
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { try check($0) }
        return queue
    }

    /// Opens the connections; makes folder and file where they are missing.
    private static func connect(path: String) throws -> any DatabaseWriter {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 2
        configuration.label = "store"
        configuration.prepareDatabase { database in
            // What a savepoint would take back is kept in memory, not in a temporary file.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        guard path != memory else { return try DatabaseQueue(configuration: configuration) }
        try makePrivateFile(path)
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// Sets and verifies durability, checks the content, migrates; returns the store's id.
    private static func prepare(_ database: Database, isFile: Bool, bot: String) throws -> String {
        // GRDB sets NORMAL on a pool's writer after `prepareDatabase` has run, so FULL is set here and read back.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        guard synchronous == 2, !isFile || journal == "wal" else {
            throw StoreError(.unsafe, "synchronous=\(synchronous ?? -1), journal_mode=\(journal ?? "?")")
        }
        // In pages of 4 KiB: the same pages are written over and over, and each copying into the file counts only once.
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        // What was deleted or written over is not left lying in the file.
        try database.execute(sql: "PRAGMA secure_delete = ON")
        try check(database)
        let info = StoreInfo(sql: SQLConnection(database: database))
        if try !hasTable(StoreInfo.table, database) {
            try inTransaction(database) { try create(database, info, bot: bot) }
        }
        try info.require(bot: bot)
        // A store that is up to date is opened without the write lock: a command beside a busy daemon need not wait.
        if try info.schema() != Migration.latest { try inTransaction(database) { try info.migrate() } }
        return try info.get("id")
    }

    private static func inTransaction(_ database: Database, _ body: () throws -> Void) throws {
        try database.inTransaction(.immediate) {
            try body()
            return .commit
        }
    }

    private static func makePrivateFile(_ path: String) throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else { return }
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty, !files.fileExists(atPath: folder) {
            do {
                try files.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw StoreError(.unreachable, "the folder \(folder) cannot be made")
            }
        }
        // Made before the engine does, because the engine would follow the umask; -wal and -shm take the file's mode.
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let cause = errno
            if cause == EEXIST { return }
            let reason: StoreError.Reason =
                switch cause {
                case EACCES, EROFS, EPERM: .readOnly
                case ENOSPC, EDQUOT: .full
                default: .unreachable
                }
            throw StoreError(reason, "\(path): \(String(cString: strerror(cause)))")
        }
        Foundation.close(descriptor)
    }

    private static func check(_ database: Database) throws {
        let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        let pageSize = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 4096
        if pages * pageSize <= wholeCheckBytes {
            try check(database, "PRAGMA quick_check(1)")
        } else {
            for table in steeringTables where try hasTable(table, database) {
                try check(database, "PRAGMA quick_check(\(table))")
            }
        }
    }

    private static func check(_ database: Database, _ pragma: String) throws {
        let verdict = try String.fetchOne(database, sql: pragma)
        guard verdict == "ok" else { throw StoreError(.corrupt, verdict ?? "quick_check says nothing") }
    }

    /// Asked of the file each time: GRDB remembers that a table was missing, and another process may just have made it.
    private static func hasTable(_ name: String, _ database: Database) throws -> Bool {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?",
            arguments: [name]) == 1
    }

    private static func create(_ database: Database, _ info: StoreInfo, bot: String) throws {
        // Another process may have been quicker.
        guard try !hasTable(StoreInfo.table, database) else { return }
        let others = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        guard others == 0 else { throw StoreError(.foreign, "the file holds another program's tables") }
        try info.create(bot: bot)
    }
}
