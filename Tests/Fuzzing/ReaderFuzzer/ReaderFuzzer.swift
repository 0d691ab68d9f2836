import Foundation

/// `fuzz-reader`: libFuzzer over the reader of messages (script/fuzz builds and runs it).
///
/// SwiftPM names the entry point of an executable itself, so libFuzzer's own `main` cannot be it: the driver is called.
@main
enum ReaderFuzzer {
    static func main() {
        // Made before the first input, whose time is bounded.
        if case .failure(let error) = fuzzed {
            FileHandle.standardError.write(Data("fuzz-reader: \(error)\n".utf8))
            exit(2)
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        _ = runDriver(&count, &arguments, testOneInput)
    }
}

/// The reader, made once for all inputs.
private let fuzzed = Result { try FuzzedReader() }

/// What libFuzzer calls with each input; it traps where an invariant is broken, and libFuzzer keeps the input;
/// -1 has the input left out.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard case .success(let reader) = fuzzed,
        let input = FuzzedInput(UnsafeBufferPointer(start: start, count: count))
    else { return -1 }
    reader.read(input)
    return 0
}

/// libFuzzer's loop (compiler-rt, FuzzerDriver.cpp).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
