import ReportLanguage
import Testing
import Workload

/// The messages of the load benchmarks are reports like any other, and no two are the same.
struct LoadMixTests {
    @Test(arguments: [0, 1, 77] as [UInt64])
    func `every message reads as one complete report about its own person`(seed: UInt64) throws {
        let mix = LoadMix(seed: seed)
        // A stride that goes through the whole cycle of names, and through all kinds of messages.
        for number in stride(from: 0, to: 1_000_000, by: 997) {
            let text = mix.text(number)
            let reports = try Township.read(text).reports
            #expect(reports.count == 1, "\(number): \(text)")
            let report = try #require(reports.first)
            #expect(report.problems.isEmpty, "\(number): \(text) \(report.problems)")
            #expect(report.fields["name"]?.string == mix.name(number), "\(number): \(text)")
        }
    }

    @Test func `no name comes twice within half a million`() {
        let mix = LoadMix(seed: 1)
        #expect(Set((0..<500_000).map { mix.name($0) }).count == 500_000)
    }
}
