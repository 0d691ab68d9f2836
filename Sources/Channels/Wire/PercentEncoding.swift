extension String {
    /// The text as a part of a URL: everything but letters, digits and `-._~` as `%XX`.
    var percentEncoded: String { percentEncoded(keeping: "-._~") }

    /// The text with every byte but ASCII letters, digits and those kept written as `%XX`.
    func percentEncoded(keeping kept: String) -> String {
        let kept = Set(kept.utf8)
        var encoded = ""
        for byte in utf8 {
            let character = Character(UnicodeScalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || kept.contains(byte) {
                encoded.append(character)
            } else {
                encoded += byte < 16 ? "%0" : "%"
                encoded += String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
