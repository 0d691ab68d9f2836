import Dispatch
import Glibc
import Synchronization

/// A simulated platform for load: one thread, keep-alive connections on loopback, no more work a request than judging it takes.
///
/// ``SimServer`` plays all platforms to people and to tests of faults; this one plays the relay and the group robots' posts
/// fast enough that a gateway under measurement is the slower of the two on two cores. It shares the judgement of
/// signatures with it and reads all else by itself.
package final class LoadServer: Sendable {
    /// Why a server does not start.
    package struct Refusal: Error {
        /// What could not be done, with the system's reason.
        package let what: String
    }

    /// The port on 127.0.0.1.
    package let port: Int
    private let listener: Int32
    private let site: Mutex<LoadSite>
    private let isStopping = Atomic<Bool>(false)
    private let threads = Mutex<[pthread_t]>([])
    /// Written to when the schedule demands something, read by the loop.
    private let bell: (reader: Int32, writer: Int32)

    /// How often at most the schedule wakes the loop, in nanoseconds.
    private static let shortestTick: UInt64 = 100_000
    /// How long the schedule sleeps while nothing is due soon.
    private static let longestTick: UInt64 = 1_000_000

    /// Starts to listen and to serve.
    package init(_ site: LoadSite) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Refusal(what: "no pipe: \(errno)") }
        bell = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        (listener, port) = try Self.listen()
        self.site = Mutex(site)
        try start { $0.serve() }
        if site.relay?.isScheduled == true { try start { $0.tick() } }
    }

    /// Looks at the site between two requests.
    package func look<Value: Sendable>(_ body: @Sendable (inout LoadSite) -> Value) -> Value {
        site.withLock { body(&$0) }
    }

    /// Ends the threads and closes all connections; a second call does nothing.
    package func stop() {
        isStopping.store(true, ordering: .relaxed)
        for thread in threads.withLock({ threads in
            defer { threads = [] }
            return threads
        }) { pthread_join(thread, nil) }
    }

    /// The nanoseconds of the monotonic clock.
    package static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

    /// What a thread is given to run.
    private final class Work: Sendable {
        let server: LoadServer
        let body: @Sendable (LoadServer) -> Void

        init(_ server: LoadServer, _ body: @escaping @Sendable (LoadServer) -> Void) {
            self.server = server
            self.body = body
        }
    }

    private func start(_ body: @escaping @Sendable (LoadServer) -> Void) throws {
        let work = Unmanaged.passRetained(Work(self, body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument {
                    let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
                    work.body(work.server)
                }
                return nil
            }, work.toOpaque())
        guard code == 0 else {
            work.release()
            throw Refusal(what: "no thread: \(code)")
        }
        threads.withLock { $0.append(thread) }
    }

    private func serve() {
        var loop = LoadLoop(listener: listener, bell: bell.reader)
        while !isStopping.load(ordering: .relaxed) {
            loop.wait()
            site.withLock { loop.work(&$0) }
        }
        loop.close()
    }

    /// Wakes the loop whenever something is due: `poll` counts in milliseconds, which is too coarse for a schedule.
    private func tick() {
        while !isStopping.load(ordering: .relaxed) {
            let now = Self.now
            let due = site.withLock { $0.relay?.nextDue } ?? now + Self.longestTick
            if due <= now {
                var byte: UInt8 = 0
                // A full pipe wakes the loop as well.
                _ = write(bell.writer, &byte, 1)
            }
            let rest = min(max(due > now ? due - now : 0, Self.shortestTick), Self.longestTick)
            usleep(UInt32(rest / 1000))
        }
    }

    private static func listen() throws -> (socket: Int32, port: Int) {
        let listener = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw Refusal(what: "no socket: \(errno)") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                if bind(listener, pointer, size) != 0 { return errno }
                if Glibc.listen(listener, 1024) != 0 { return errno }
                return getsockname(listener, pointer, &size) == 0 ? 0 : errno
            }
        }
        guard code == 0 else {
            close(listener)
            throw Refusal(what: "cannot listen on 127.0.0.1: \(code)")
        }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }
}
