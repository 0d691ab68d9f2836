import Foundation
import Model
import ReportLanguage
import Testing

@testable import Store

/// What lies in a store's file, and who can read it.
@Suite struct SealingTests {
    @Test func `nothing personal is found in the bytes of a sealed store or of its log`() async throws {
        try await Engine.sealedSQLite.withStore { under in
            try await MarkedTownship.fill(under.store)
            #expect(try under.marksInBytes() == [])
            try under.store.close()
            #expect(try under.marksInBytes() == [])
        }
    }

    /// So that the search above is known to find what there is.
    @Test func `every mark is found in the bytes of a plain store`() async throws {
        try await Engine.sqlite.withStore { under in
            try await MarkedTownship.fill(under.store)
            #expect(try under.marksInBytes() == MarkedTownship.marks)
        }
    }

    @Test func `a sealed store tells the same as a plain one`() async throws {
        var told: [[String]] = []
        for engine in [Engine.sqlite, .sealedSQLite] {
            try await engine.withStore { under in
                try await MarkedTownship.fill(under.store)
                try under.reopen()
                told.append(try await MarkedTownship.found(in: under.store))
            }
        }
        #expect(told.first == told.last)
        #expect(told.first?.contains("filed 1") == true)
    }

    @Test func `without its key a sealed store is refused, and it is said which key it wants`() async throws {
        try await Engine.sealedSQLite.withStore { under in
            try await MarkedTownship.fill(under.store)
            let id = Sealer(.sample(1)).id
            let none = #expect(throws: StoreError.self) { try under.reopen(keys: StoreKeys.none) }
            #expect(none?.reason == .sealed && none?.remedy == .refuse)
            #expect(none?.detail.contains("key \(id), and no key is configured") == true)
            let other = #expect(throws: StoreError.self) {
                _ = try GatewayStore(path: under.path, bot: "fuqiang", keys: .sample(2))
            }
            #expect(other?.reason == .sealed)
            #expect(other?.detail.contains(Sealer(.sample(2)).id) == true)
            let right = try GatewayStore(path: under.path, bot: "fuqiang", keys: .sample(1))
            #expect(try await right.read { try $0.returnees(named: "标记甲").count } == 1)
            try right.close()
        }
    }

    @Test func `a value moved into another column does not open`() async throws {
        try await Engine.sealedSQLite.withStore { under in
            try await MarkedTownship.fill(under.store)
            _ = try await under.store.inspect("UPDATE inbox SET user_name = content")
            let error = await #expect(throws: StoreError.self) {
                _ = try await under.store.trace(.ref(Ref(.report, 1)))
            }
            #expect(error?.reason == .corrupt)
        }
    }

    @Test func `the same text is sealed anew each time, and looked up by one key for each use`() throws {
        let codec = ContentCodec(sealer: Sealer(.sample(1)), readable: [], hasOldNames: false)
        let seals = try (0..<100).map { _ in try codec.seal("张三", .message) }
        #expect(Set(seals).count == 100)
        #expect(codec.key("张三", .said) == codec.key("张三", .said))
        #expect(codec.key("张三", .said) != codec.key("张三", .reportKey))
        let other = ContentCodec(sealer: Sealer(.sample(2)), readable: [], hasOldNames: false)
        #expect(codec.key("张三", .said) != other.key("张三", .said))
    }

    /// Whatever somebody types, also what looks like a sealed value.
    @Test(arguments: ["", "\u{1}", "\u{1}0", "\u{1}1abcdefgh", "\u{1}2", "a\u{0}b", "👨‍👩‍👧 赵\u{301}", " "])
    func `every text comes back as it was, sealed or plain`(text: String) throws {
        let plain = ContentCodec()
        let sealed = ContentCodec(sealer: Sealer(.sample(1)), readable: [], hasOldNames: false)
        for codec in [plain, sealed] {
            let stored = try codec.seal(text, .message)
            #expect(try codec.open(stored, .message) == text)
            #expect(codec.isCurrent(stored))
        }
        #expect(try sealed.open(plain.seal(text, .message), .message) == text)
    }

    @Test func `a changed or cut value is reported as damage and quotes nothing`() throws {
        let codec = ContentCodec(sealer: Sealer(.sample(1)), readable: [], hasOldNames: false)
        let stored = try codec.seal("标记甲", .message)
        for damaged in [
            String(stored.dropLast(4)), stored + "AAAA", stored.replacing("1", with: "2", maxReplacements: 1),
        ] {
            let error = #expect(throws: StoreError.self) { try codec.open(damaged, .message) }
            #expect(error?.detail.contains("标记") == false)
        }
    }
}

extension StoreUnderTest {
    /// The marks that are found in the store's files.
    func marksInBytes() throws -> [String] {
        var bytes = Data()
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            bytes += try Data(contentsOf: URL(filePath: path + suffix))
        }
        return MarkedTownship.marks.filter { bytes.range(of: Data($0.utf8)) != nil }
    }
}
