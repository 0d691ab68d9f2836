/// From when on the gateway calls itself ill, in seconds.
///
/// All are ours: long enough that an ordinary hiccup is none, short enough that somebody hears of it the same evening.
enum HealthBounds {
    /// A channel is silent when no poll of it has gone well for so long.
    ///
    /// A poll is held 25 s and tried again every 30 s at the latest, so some ten in a row have failed.
    static let pollerSilent = 300.0
    /// Timers fire within a second; a whole batch that fails is decided again after 30 s.
    static let timersLate = 90.0
    /// A message is decided within milliseconds, one that fails five times within 100 s.
    static let inboxLate = 120.0
    /// Behind a post that fails others wait, ten minutes between two tries at the most.
    static let outboxLate = 900.0
    /// A look at itself that is older than this says nothing (real time).
    static let lookOld = 90.0
    /// Between two looks (real time).
    static let lookEvery = 15.0
    /// Between two looks more time than this has passed only when the clock jumped or the machine slept: what is late then is
    /// not late by the gateway's fault.
    static let jump = 75.0
    /// Between two audits (real time), and before the first, when what a stop left undone has been caught up with.
    static let auditEvery = 3600.0
    static let firstAudit = 60.0
}
