import Foundation
import Model
import ReportLanguage

extension RuleBook {
    /// All effects of one event.
    ///
    /// Throws only what the facts throw; the decision is then nothing and may be tried again.
    package func decide(_ event: Event, facts: any Facts, now: Date) throws -> Decision {
        switch event {
        case .message(let message):
            var ruling = Ruling(book: self, facts: facts, now: now, outcome: .chatter)
            try decide(message, in: &ruling)
            try ruling.holdForSilences()
            return ruling.decision
        case .timers(let timers):
            var ruling = Ruling(book: self, facts: facts, now: now, outcome: .lapsed)
            try fire(timers, in: &ruling)
            try ruling.holdForSilences()
            return ruling.decision
        case .started:
            var ruling = Ruling(book: self, facts: facts, now: now, outcome: .fired)
            try ShiftPlanner(bot: bot).layOut(in: &ruling)
            try ShiftWatch().resume(in: &ruling)
            return ruling.decision
        }
    }

    private func decide(_ message: ReceivedMessage, in ruling: inout Ruling) throws {
        if message.isToBeIgnored {
            ruling.decision.outcome = .ignored
            return
        }
        if message.chat.purpose == .direct, message.sender.person != nil,
            try ruling.facts.directChat(of: message.event.account) != message.chat.key
        {
            ruling.change(.knowDirectChat(message.event.account, message.chat.key))
        }
        switch message.reading {
        case .chatter:
            if try !MessageLimits(message: message).refuse(in: &ruling) {
                try AnswerDesk(message: message).answer(in: &ruling)
            }
        case .reports(let reports): try ReportIntake(message: message).take(reports, in: &ruling)
        case .command(let command): try CommandDesk(message: message).carryOut(command, in: &ruling)
        }
        // What must be known at once is told in the same decision, all of one message together.
        try IncidentWatch().look(ruling.takeDueTimers(.incidentStep), in: &ruling)
    }

    /// What is due together, desk by desk, so that what one chat hears of it is one message.
    private func fire(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        let byKind = Dictionary(grouping: timers, by: \.kind)
        if byKind[.planShifts] != nil {
            ruling.decision.outcome = .fired
            try ShiftPlanner(bot: bot).layOut(in: &ruling)
        }
        // Ends come before looks: a shift that is over is not alarmed about any more.
        try ShiftWatch().close(byKind[.shiftEnd] ?? [], in: &ruling)
        try ReminderDesk().remind(byKind[.shiftReminder] ?? [], in: &ruling)
        try ShiftWatch().look(byKind[.shiftStep] ?? [], in: &ruling)
        if let incidents = byKind[.incidentStep] {
            ruling.decision.outcome = .fired
            try IncidentWatch().look(incidents, in: &ruling)
        }
        try BroadcastDesk().start(byKind[.broadcastStart] ?? [], in: &ruling)
        try BroadcastChase().look(byKind[.broadcastStep] ?? [], in: &ruling)
        try DraftDesk().expire(byKind[.draftExpiry] ?? [], in: &ruling)
        try FloodDesk().answer(byKind[.floodEnd] ?? [], in: &ruling)
    }
}
