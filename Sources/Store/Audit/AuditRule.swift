/// A promise of the gateway that its stored rows prove or break.
package enum AuditRule: String, Hashable, Sendable, CaseIterable {
    case messageState = "message.state"
    case messageOutcome = "message.outcome"
    case messageLate = "message.late"
    case messageReason = "message.reason"
    case messageAnswer = "message.answer"
    case messageLost = "message.lost"
    case postState = "post.state"
    case postFate = "post.fate"
    case postReason = "post.reason"
    case postExpiry = "post.expiry"
    case postClaim = "post.claim"
    case postDoubled = "post.doubled"
    case postApart = "post.apart"
    case timerState = "timer.state"
    case timerLate = "timer.late"
    case timerReason = "timer.reason"
    case numberCounter = "number.counter"
    case numberLost = "number.lost"
    case numberReused = "number.reused"
    case keyDoubled = "key.doubled"
    case reportMessage = "report.message"
    case reportApart = "report.apart"
    case reportVersion = "report.version"
    case reportMerged = "report.merged"
    case reportDoubled = "report.doubled"
    case reportDraft = "report.draft"
    case reportFiled = "report.filed"
    case returneeReport = "returnee.report"
    case checkInReport = "checkin.report"
    case shiftStep = "shift.step"
    case caseStep = "case.step"
    case caseDoubled = "case.doubled"
    case rectificationReport = "rectification.report"
    case broadcastStep = "broadcast.step"
    case broadcastTarget = "broadcast.target"
    case contentUnreadable = "content.unreadable"

    /// What was promised, in a sentence.
    package var promise: String {
        switch self {
        case .messageState: "a message waits, is done, is dead or was dropped"
        case .messageOutcome: "a message that is done says what became of it, and when"
        case .messageLate: "a message is decided soon"
        case .messageReason: "a dead message says why"
        case .messageAnswer: "whoever asks for something is answered, or it is on record why not"
        case .messageLost: "messages are numbered without gaps"
        case .postState: "a post waits, is being sent, is done, is dead or was taken back"
        case .postFate: "a post that is done has the platform's receipt, and each ended one its time"
        case .postReason: "a dead post says why"
        case .postExpiry: "a post whose time is over is given up"
        case .postClaim:
            "a post that is being sent has a sender and an end of the claim that is not long past"
        case .postDoubled: "the same thing is not said twice for the same cause"
        case .postApart: "an answer is written in the same step as its message is done"
        case .timerState: "a timer waits, has fired, is dead or was cancelled"
        case .timerLate: "a timer fires when it is due"
        case .timerReason: "a dead timer says why"
        case .numberCounter: "no number is above its counter"
        case .numberLost: "receipt numbers have no gaps"
        case .numberReused: "a receipt number is given once"
        case .keyDoubled: "a unique key is there once"
        case .reportMessage: "a report's message is there and done"
        case .reportApart: "a report is kept in the same step as its message is done"
        case .reportVersion: "a report's versions are all there"
        case .reportMerged: "a merged report says into which"
        case .reportDoubled: "an entry of a message is one report"
        case .reportDraft: "what a report lacks is asked for until it is said or runs out"
        case .reportFiled: "what is filed under a key is a report"
        case .returneeReport: "a returnee has a report, and a complete report of one has a returnee"
        case .checkInReport: "a check-in has a shift and a report that stands"
        case .shiftStep: "a shift that is not over has its end ahead"
        case .caseStep: "an open case has its next step ahead"
        case .caseDoubled: "one thing has one open case"
        case .rectificationReport: "an open rectification has an inspection that stands"
        case .broadcastStep: "a broadcast under way has its next step ahead"
        case .broadcastTarget: "a broadcast that is under way has somebody to reach"
        case .contentUnreadable: "what was kept can be read"
        }
    }

    /// What the operator can do about a row that breaks it.
    package var remedy: String {
        switch self {
        case .messageLate, .timerLate, .postExpiry:
            "see whether the gateway runs (lianfang status); what is late is done at its start"
        case .postClaim: "see whether the gateway runs; it takes back what was claimed and not settled"
        case .messageReason, .postReason, .timerReason:
            "look at it with lianfang dead, then replay or drop it"
        case .messageAnswer: "answer by hand; lianfang trace shows what was decided"
        case .caseStep, .shiftStep, .broadcastStep, .reportDraft:
            "start the gateway anew, which lays out the plan; else see to it by hand"
        case .contentUnreadable: "restore that row from a backup, or see whether the right key is set"
        default: "keep the file as it is, take a backup, and compare the row with lianfang trace"
        }
    }
}
