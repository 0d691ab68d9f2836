/// What becomes a number once letters are read as the digits that they stand for.
extension LongNumberRecognizer {
    /// A phone in groups of three, four and four with letters for digits (`138-OOOO-l234`).
    func repairedGroups(at index: Int) -> Candidate? {
        guard scan.isOne(of: "1lI", at: index), scan.isOne(of: " -", at: index + 3),
            scan.isOne(of: " -", at: index + 8)
        else {
            return nil
        }
        let groups = [index..<(index + 3), (index + 4)..<(index + 8), (index + 9)..<(index + 13)]
        guard !scan[index + 13].isAlphanumeric, !scan[index - 1].isAlphanumeric,
            groups.contains(where: { $0.contains { scan[$0].isLetter } })
        else { return nil }
        let digits = Scan(scalars: groups.flatMap { $0.map { scan[$0] } })
        guard var phone = LongNumberRecognizer(scan: digits).repaired(0..<11) else { return nil }
        phone.range = index..<(index + 13)
        return phone
    }

    /// A run of digits and letters that becomes a phone or an identity number once `l` is read as 1 and `O` as 0.
    func repaired(_ range: Range<Int>) -> Candidate? {
        guard range.count == 11 || range.count == 18 else { return nil }
        var bytes: [UInt8] = []
        var changed = 0
        for (offset, scalar) in scan.scalars[range].enumerated() {
            if scalar.isDigit {
                bytes.append(UInt8(scalar.value))
                continue
            }
            switch scalar {
            case "O", "o", "Q", "D": bytes.append(UInt8(ascii: "0"))
            case "l", "I", "|", "i": bytes.append(UInt8(ascii: "1"))
            case "X" where offset == 17, "x" where offset == 17: bytes.append(UInt8(ascii: "X"))
            default: return nil
            }
            if scalar != "X", scalar != "x" { changed += 1 }
        }
        guard changed <= range.count / 2 else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        if range.count == 18 {
            guard IdentityNumber.failure(of: bytes) == nil else { return nil }
            return Candidate(range: range, kind: .idNumber(text), isRepaired: changed > 0)
        }
        guard bytes[0] == UInt8(ascii: "1"), bytes[1] >= UInt8(ascii: "3") else { return nil }
        return Candidate(range: range, kind: .phone(text), isRepaired: true)
    }
}
