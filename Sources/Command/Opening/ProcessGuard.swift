import Glibc

/// What keeps people's data and secrets, which a process has in memory, from being left on the disk.
enum ProcessGuard {
    /// No core file and no dump of registers is written when the process crashes, and what it creates is its owner's only.
    static func begin() {
        // A limit of one byte and not of none: at none the kernel still hands the memory to a core handler behind a pipe.
        var limit = rlimit(rlim_cur: 1, rlim_max: 1)
        // Lowering one's own limit is always allowed.
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        _ = umask(0o077)
        // Swift's backtracer prints the memory that registers point to: a key, or somebody's name. Whoever looks for a bug
        // asks for it with the runtime's own variable.
        guard getenv("SWIFT_BACKTRACE") == nil else { return }
        for crash in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
            _ = signal(crash, SIG_DFL)
        }
    }
}
