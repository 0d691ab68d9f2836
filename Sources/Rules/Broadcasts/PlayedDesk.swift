import Foundation
import Model
import ReportLanguage

/// `已播`: a village says that it has played a broadcast.
struct PlayedDesk: ReportDesk {
    var isFiled: Bool { false }

    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        let words = ruling.words(for: record.chat)
        guard let broadcast = try broadcast(of: record, in: ruling) else {
            if let ref = record.report.fields["ref"]?.ref?.text {
                return words("played.unknown", ["ref": ref])
            }
            // Said once more after the receipt: nothing new.
            let again = try ruling.wasSaid("played:" + record.chat.text, within: Timing.newestReport)
            let nothing = "played-nothing:" + record.chat.text
            if try again || ruling.wasSaid(nothing, within: Timing.sameWord) { return "" }
            ruling.remember(nothing)
            return words("played.nothing")
        }
        let ref = broadcast.ref.text
        switch broadcast.state {
        case .preview, .scheduled: return words("played.notYet", ["ref": ref])
        case .cancelled: return words("played.withdrawn", ["ref": ref])
        case .sent, .closed: break
        }
        let own = try targets(of: record, broadcast, in: ruling)
        guard let place = own.first?.place else { return words("played.notYours", ["ref": ref]) }
        let times = record.report.fields["times"]?.integer
        // Said again, it is known: no second receipt, but a number that was lacking is taken.
        if own.allSatisfy({ $0.state == .acknowledged && (times == nil || $0.times == times) }) { return "" }
        for var target in own {
            target.state = .acknowledged
            target.times = times ?? target.times
            target.acknowledgedBy = record.sender
            target.acknowledgedAt = record.at
            ruling.change(.saveTarget(target))
        }
        ruling.remember("played:" + record.chat.text)
        ruling.cancelPosts("chase:\(ref):\(place.rawValue):")
        ruling.audit(record.sender?.rawValue ?? record.account.text, "broadcast.played", ref, place.rawValue)
        let isAll = try ruling.targets(of: broadcast.number).allSatisfy { $0.state == .acknowledged }
        if isAll, broadcast.state == .sent {
            try BroadcastChase().close(broadcast, sayIt: broadcast.chat != record.chat, in: &ruling)
        }
        return words(
            "played.line",
            [
                "ref": ref, "place": words.place(place), "times": times.map { $0 as any Sendable } ?? false,
                "all": isAll && broadcast.chat == record.chat,
            ])
    }

    func undo(_ record: ReportRecord, in ruling: inout Ruling) throws {
        guard let broadcast = try broadcast(of: record, in: ruling), broadcast.state == .sent else { return }
        for var target in try ruling.targets(of: broadcast.number) where target.acknowledgedAt == record.at {
            target.state = .sent
            target.acknowledgedAt = nil
            target.acknowledgedBy = nil
            target.times = nil
            ruling.change(.saveTarget(target))
        }
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        PlainDesk().summary(of: record, in: words)
    }

    /// The broadcast that is meant: the one named, else the newest that the chat or the village has not acknowledged.
    private func broadcast(of record: ReportRecord, in ruling: Ruling) throws -> Broadcast? {
        if let ref = record.report.fields["ref"]?.ref {
            return ref.kind == .broadcast ? try ruling.facts.broadcast(ref.number) : nil
        }
        var chats = [record.chat]
        if let village = village(of: record, in: ruling) {
            chats += ruling.bot.chats.filter { $0.place == village && $0.key != record.chat }.map(\.key)
        }
        for chat in chats {
            if let open = try ruling.facts.openTargets(in: chat).first {
                return try ruling.facts.broadcast(open.broadcast)
            }
        }
        return nil
    }

    /// Every chat of the place counts as played when one of its people says so.
    private func targets(of record: ReportRecord, _ broadcast: Broadcast, in ruling: Ruling) throws
        -> [BroadcastTarget]
    {
        let all = try ruling.targets(of: broadcast.number)
        let place = record.report.code("village") ?? all.first { $0.chat == record.chat }?.place
        return all.filter { $0.place == place ?? village(of: record, in: ruling) }
    }

    private func village(of record: ReportRecord, in ruling: Ruling) -> PlaceCode? {
        record.report.code("village") ?? Permissions(bot: ruling.bot).village(of: record)
    }
}
