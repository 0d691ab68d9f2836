import Foundation
import Testing

@testable import ChatSim

extension TortureTown {
    /// Holds everything that was said against the store and against what the chats show.
    ///
    /// The store is looked at in a copy of its files, so the daemon may run on; every message must have had its time.
    func verdict(_ fault: String, rounds: Int, note: String = "") async throws -> TortureRow {
        var row = TortureRow(fault: fault)
        row.rounds = rounds
        row.messages = said.count
        row.note = note
        let effects = try await CrashScene.effects(bot.storePath)
        let phones = effects.phones
        let known = phones.filter { phone, _ in said.contains { $0.text.contains(phone) } }
        row.lost = said.count - known.count
        row.doubledEffects = phones.values.reduce(0) { $0 + $1 - 1 } + effects.repeatedPosts
        var replies: [String: [SimMessage]] = [:]
        for message in sim.messages(after: start) where message.isBot {
            if let asked = message.replyTo { replies[asked, default: []].append(message) }
        }
        for message in said {
            guard let answers = replies[message.id], !answers.isEmpty else {
                row.missingReplies += 1
                continue
            }
            let surplus = answers.count - 1
            if message.channel == "town" {
                row.doubledIdempotent += surplus
            } else {
                row.doubledOther += surplus
                row.doubledBeyond += max(0, surplus - inFlight[message.text, default: 0])
            }
        }
        // An answer that the platform keeps back makes a repeated post, each time that it does.
        row.doubledBeyond = max(0, row.doubledBeyond - unanswered)
        row.doubledIdempotent += alerts(beside: effects.relayPosts)
        row.inFlight = inFlight.values.reduce(0, +)
        for chat in Set(said.map(\.chat)) {
            let places = said.filter { $0.chat == chat }.compactMap { replies[$0.id]?.first?.seq }
            row.outOfOrder += zip(places, places.dropFirst()).count { $0 > $1 }
        }
        return row
    }

    /// How many alerts of the gateway's own stand in a relay group that are not what the platform made of a row of the outbox.
    ///
    /// A row has one id, and the platform's book says which message that became: an alert that was posted anew under another
    /// id is a message more. Two rows for one cause are the audit's to find.
    private func alerts(beside posts: [String]) -> Int {
        let made = sim.hub.read { state in
            Set(posts.compactMap { state.relay["town"]?.message(for: $0) })
        }
        return sim.messages(after: start).count {
            $0.isBot && $0.replyTo == nil && $0.channel == "town" && !made.contains($0.id)
        }
    }

    /// Publishes a row and expects every promise of it to be kept.
    func expectClean(_ row: TortureRow) async throws {
        try row.publish()
        #expect(row.isClean, "\(row)\n\(daemon.ownOutput.suffix(3000))")
        #expect(sim.violations.isEmpty, "\(sim.violations.prefix(5))")
        try await expectCleanAudit()
    }

    /// Has `lianfang audit` go through the store, at the simulated time.
    func expectCleanAudit() async throws {
        let audit = try await CommandRun("audit", bot.folder.path, "--at", sim.now.formatted(.iso8601))
        #expect(audit.status == 0, "\(audit.output)\n\(audit.errors)")
    }
}
