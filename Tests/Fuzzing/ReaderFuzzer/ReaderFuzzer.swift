/// `fuzz-reader`: libFuzzer over the reader of messages (script/fuzz builds and runs it).
///
/// SwiftPM names the entry point of an executable itself, so libFuzzer's own `main` cannot be it: the driver is called.
@main
enum ReaderFuzzer {
    static func main() {
        // Made before the first input, whose time is bounded.
        _ = fuzzed
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        _ = runDriver(&count, &arguments, testOneInput)
    }
}

/// The reader, made once for all inputs.
private let fuzzed = FuzzedReader()

/// What libFuzzer calls with each input; it traps where an invariant is broken, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    fuzzed.read(FuzzedInput(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// libFuzzer's loop (compiler-rt, FuzzerDriver.cpp).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
