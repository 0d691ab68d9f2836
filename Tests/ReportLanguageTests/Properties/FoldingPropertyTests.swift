import Testing
import Workload

@testable import ReportLanguage

/// What folding promises of any text.
struct FoldingPropertyTests {
    /// Every scalar that Unicode has, in chunks that overlap nothing.
    private static let chunks: [String] = {
        let scalars = (0...0x10FFFF).compactMap { Unicode.Scalar($0 as UInt32) }
        return stride(from: 0, to: scalars.count, by: 1 << 14).map { start in
            String(String.UnicodeScalarView(scalars[start..<min(start + 1 << 14, scalars.count)]))
        }
    }()

    @Test func `folding any scalar twice is the same as once`() {
        for chunk in Self.chunks {
            let once = FoldedText(chunk).folded
            #expect(FoldedText(once).folded == once)
        }
    }

    @Test func `every folded scalar knows the one it comes from`() {
        for chunk in Self.chunks {
            let text = FoldedText(chunk)
            #expect(text.origins.count == text.scalars.count)
            #expect(zip(text.origins, text.origins.dropFirst()).allSatisfy { $0 < $1 })
            #expect(text.origins.allSatisfy { $0 < text.original.count })
        }
    }

    @Test(arguments: 0..<200)
    func `digits in any surroundings stay`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        // A keycap makes a list mark of the digit in front of it, so it is not among the surroundings.
        let around = ["\u{200B}", "，", "①", "張", "\u{202E}", " ", "\n", "👨‍👩‍👧", "：", "\u{FE0F}", "〇", "x"]
        var digits = ""
        var text = ""
        for _ in 0..<60 {
            let digit = Int(random.next() % 10)
            digits += String(digit)
            let scalar = Unicode.Scalar((random.next() % 2 == 0 ? 0x30 : 0xFF10) + UInt32(digit))
            text += scalar.map { String($0) } ?? ""
            text += around[Int(random.next() % UInt64(around.count))]
        }
        let folded = FoldedText(text).folded.unicodeScalars.filter { $0.isDigit }
        #expect(String(String.UnicodeScalarView(folded)).filter { $0 != "〇" } == digits, "\(text)")
    }
}
