/// A named place in the flow of work where a test can have the process killed, as a power cut would.
///
/// Compiled in for debug builds alone (`FAIL_POINTS`); in a release build passing one is no code at all.
/// `LIANFANG_FAIL_POINT=post.after:3` kills the process with SIGKILL when it passes `post.after` for the third time; without
/// a number it is the first time.
package enum FailPoint: String, CaseIterable, Sendable {
    /// A channel has answered a poll, and nothing of it is in the inbox.
    case intakeCommitBefore = "intake.commit.before"
    /// Events and cursor are in the inbox, and nobody was woken.
    case intakeCommitAfter = "intake.commit.after"
    /// Messages wait, and their decisions are about to be made.
    case pipelineCommitBefore = "pipeline.commit.before"
    /// One message of a batch was decided; the transaction is open.
    case pipelineDecided = "pipeline.decided"
    /// A batch is done with all its effects, and nobody was woken.
    case pipelineCommitAfter = "pipeline.commit.after"
    /// The plan is about to be laid out at a start.
    case startCommitBefore = "start.commit.before"
    /// The plan is laid out.
    case startCommitAfter = "start.commit.after"
    /// Due timers are about to be fired.
    case timersCommitBefore = "timers.commit.before"
    /// Timers have fired with all their effects, and nobody was woken.
    case timersCommitAfter = "timers.commit.after"
    /// Posts are about to be claimed.
    case claimCommitBefore = "claim.commit.before"
    /// Posts are marked as being sent, and none of them is on its way.
    case claimCommitAfter = "claim.commit.after"
    /// A post is about to leave.
    case postBefore = "post.before"
    /// A platform has answered a post, and its fate is written nowhere.
    case postAfter = "post.after"
    /// Fates of posts are about to be written.
    case settleCommitBefore = "settle.commit.before"
    /// Fates of posts are written.
    case settleCommitAfter = "settle.commit.after"
    /// A transaction of any kind has done all its statements and is not committed.
    case storeCommitBefore = "store.commit.before"
    /// A transaction of any kind is on the disk, and its caller does not know.
    case storeCommitAfter = "store.commit.after"

    /// Ends the process here when the environment says so.
    @inlinable @inline(__always)
    package func pass() {
        #if FAIL_POINTS
        count()
        #endif
    }
}
