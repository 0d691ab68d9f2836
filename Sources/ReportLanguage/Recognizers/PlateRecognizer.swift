/// Finds number plates (GA 36), of tractors too.
struct PlateRecognizer: Sendable {
    /// The text.
    let scan: Scan

    /// The characters of provinces on plates.
    static let provinces: StaticString = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

    /// The plate that starts at `index`, where the character of a province stands.
    func candidate(at index: Int) -> Candidate? {
        if scan[index + 1].isDigit { return tractor(at: index) }
        guard scan[index + 1].isLetter, scan[index + 1].upper != "I" else { return nil }
        var position = index + 2
        if scan.isOne(of: "·.- •・", at: position) { position += 1 }
        let start = position
        while position < start + 7, scan[position].isAlphanumeric { position += 1 }
        var body = scan.upper(start..<position)
        var isRepaired = false
        if position - start == 4, scan.isOne(of: "学警挂港澳", at: position) {
            body += scan.text(position..<(position + 1))
            position += 1
        }
        let count = position - start
        guard count == 5 || count == 6, !scan[position].isAlphanumeric,
            scan.scalars[start..<position].contains(where: \.isDigit)
        else { return nil }
        // Plates have no I and no O, so they can only be digits.
        if body.contains(where: { $0 == "I" || $0 == "O" }) {
            body = String(body.map { $0 == "I" ? "1" : $0 == "O" ? "0" : $0 })
            isRepaired = true
        }
        let text = scan.upper(index..<(index + 2)) + body
        return Candidate(range: index..<position, kind: .plate(text), isRepaired: isRepaired)
    }

    /// `黑01 12345`: two digits of the place, five of the number.
    private func tractor(at index: Int) -> Candidate? {
        let place = scan.endOfDigits(index + 1, limit: 3)
        guard place - index == 3 else { return nil }
        let start = scan.isOne(of: "· .-", at: place) ? place + 1 : place
        let end = scan.endOfDigits(start, limit: 6)
        guard start > place, end - start == 5, !scan[end].isLetter else { return nil }
        return Candidate(
            range: index..<end, kind: .plate(scan.text(index..<place) + scan.text(start..<end)))
    }
}
