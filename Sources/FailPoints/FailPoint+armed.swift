#if FAIL_POINTS
import Glibc
import Synchronization

extension FailPoint {
    /// Which point is to kill the process, and at which pass.
    private struct Armed: Sendable {
        var point: FailPoint
        var pass: Int

        /// Reads `LIANFANG_FAIL_POINT`; ends the process when it names no point, lest a test test nothing.
        static func read() -> Armed? {
            guard let value = getenv("LIANFANG_FAIL_POINT") else { return nil }
            let parts = String(cString: value).split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count <= 2, let point = FailPoint(rawValue: String(parts[0])),
                let pass = parts.count == 2 ? Int(parts[1]) : 1, pass > 0
            else {
                FailPoint.say("LIANFANG_FAIL_POINT names no fail point; write for example post.after:3")
                exit(64)
            }
            return Armed(point: point, pass: pass)
        }
    }

    private static let armed = Armed.read()
    private static let passes = Atomic<Int>(0)

    @usableFromInline
    func count() {
        guard let armed = Self.armed, armed.point == self,
            Self.passes.add(1, ordering: .relaxed).newValue == armed.pass
        else { return }
        Self.say("fail point \(rawValue): killed at pass \(armed.pass)")
        kill(getpid(), SIGKILL)
    }

    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        // The process is about to end; a line that cannot be written changes nothing.
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
#endif
