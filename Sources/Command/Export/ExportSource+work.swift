import Foundation
import Model
import ReportLanguage
import Store

/// What the daemon watched over: shifts, broadcasts, escalations, rectifications.
extension ExportSource {
    static let shifts = ExportSource(columns: [
        "shift", "checkpoint", "checkpointName", "from", "to", "staff", "required", "present", "status",
        "mannedAt",
    ]) { context, emit in
        var last: Shift?
        while true {
            let page = try await context.store.shifts(since: context.since, after: last, limit: page)
            for (shift, checkIns) in page {
                let present = checkIns.map { context.name($0.person) ?? $0.name }
                try emit([
                    .text(shift.id.rawValue), .text(shift.checkpoint.rawValue),
                    .text(context.bot.roster.name(of: shift.checkpoint)), context.time(shift.from),
                    context.time(shift.to), context.names(shift.staff), .integer(shift.required),
                    .text(present.joined(separator: " ")), .text(shift.state.rawValue),
                    context.time(shift.mannedAt),
                ])
            }
            guard page.count == Self.page else { return }
            last = page.last?.shift
        }
    }

    static let broadcasts = ExportSource(columns: [
        "receipt", "time", "sender", "senderName", "chat", "audience", "at", "title", "script", "times",
        "seconds",
        "status", "sentAt", "targets", "played", "notPlayed",
    ]) { context, emit in
        var last = 0
        while true {
            let page = try await context.store.broadcasts(since: context.since, after: last, limit: page)
            for (broadcast, targets) in page {
                let played = targets.filter { $0.state == .acknowledged }
                let rest = targets.filter { $0.state != .acknowledged }.map(\.place.rawValue)
                try emit([
                    .text(broadcast.ref.text), context.time(broadcast.createdAt),
                    .text(broadcast.sender.rawValue),
                    .optional(context.name(broadcast.sender)), .text(broadcast.chat.text),
                    .text(broadcast.audience.map(\.rawValue).joined(separator: " ")),
                    context.time(broadcast.at),
                    .text(broadcast.title), .text(broadcast.script), .integer(broadcast.times),
                    .integer(broadcast.seconds), .text(broadcast.state.rawValue),
                    context.time(broadcast.sentAt),
                    .integer(targets.count), .integer(played.count), .text(rest.joined(separator: " ")),
                ])
            }
            guard page.count == Self.page, let end = page.last?.broadcast.number else { return }
            last = end
        }
    }

    static let cases = ExportSource(columns: [
        "receipt", "time", "policy", "subject", "place", "placeName", "status", "steps", "closedAt", "by",
        "byName",
    ]) { context, emit in
        var last = 0
        while true {
            let page = try await context.store.cases(since: context.since, after: last, limit: page)
            for record in page {
                try emit([
                    .text(record.ref.text), context.time(record.openedAt), .text(record.policy),
                    .text(record.subject),
                    .text(record.place.rawValue), .text(context.bot.roster.name(of: record.place)),
                    .text(record.state.rawValue), .integer(record.step), context.time(record.closedAt),
                    .optional(record.by?.rawValue), .optional(context.name(record.by)),
                ])
            }
            guard page.count == Self.page, let end = page.last?.number else { return }
            last = end
        }
    }

    static let rectifications = ExportSource(columns: [
        "receipt", "time", "inspection", "checkpoint", "checkpointName", "status", "closedAt", "toldBy",
    ]) { context, emit in
        var last = 0
        while true {
            let page = try await context.store.rectifications(since: context.since, after: last, limit: page)
            for row in page {
                try emit([
                    .text(row.ref.text), context.time(row.openedAt), .text(Ref(.report, row.report).text),
                    .text(row.checkpoint.rawValue), .text(context.bot.roster.name(of: row.checkpoint)),
                    .text(row.state.rawValue), context.time(row.closedAt),
                    .optional(row.toldBy.map { Ref(.report, $0).text }),
                ])
            }
            guard page.count == Self.page, let end = page.last?.number else { return }
            last = end
        }
    }
}
