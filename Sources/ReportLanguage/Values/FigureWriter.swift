/// Writes figures filled with zeros, as days and clocks are spelled, straight into a string's storage.
struct FigureWriter {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes are written.
    private(set) var end = 0

    /// Writes into the storage of a string that is being made.
    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    /// Writes a mark.
    mutating func write(_ mark: Unicode.Scalar) {
        buffer[end] = UInt8(ascii: mark)
        end += 1
    }

    /// Writes a number in decimal, with zeros on the left up to its width.
    mutating func write(_ number: Int, width: Int) {
        if number < 0 { write("-") }
        let number = abs(number)
        var scale = 1
        var digits = 1
        while digits < width || number / scale >= 10 {
            scale *= 10
            digits += 1
        }
        while scale > 0 {
            buffer[end] = UInt8(48 + number / scale % 10)
            end += 1
            scale /= 10
        }
    }
}
