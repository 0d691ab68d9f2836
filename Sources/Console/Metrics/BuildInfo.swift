/// What this program was built with.
enum BuildInfo {
    /// The compiler's version, as far as the language lets a program ask.
    static var swift: String {
        #if compiler(>=6.4)
        "6.4+"
        #elseif compiler(>=6.3)
        "6.3"
        #else
        "6.2-"
        #endif
    }

    /// Whether it is a release build.
    static var isOptimized: Bool {
        var isDebug = false
        assert(
            {
                isDebug = true
                return true
            }())
        return !isDebug
    }
}
