import Foundation
import Model
import ReportLanguage

/// Chases the villages that have not said `已播`, tells the sender on the way who is still silent, and sums up at the last
/// step.
struct BroadcastChase {
    /// Sets the first look after a broadcast has gone out.
    func begin(_ broadcast: Broadcast, in ruling: inout Ruling) throws {
        try setLook(0, of: broadcast, in: &ruling)
    }

    /// Looks at the broadcasts whose step is due; what one chat is to hear is one message.
    func look(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        guard let policy = ruling.bot.policy("broadcast-chase") else { return }
        var chased: [ChatKey: [(Broadcast, PlaceCode)]] = [:]
        var order: [ChatKey] = []
        for timer in timers {
            guard let number = Int(timer.subject), let broadcast = try ruling.facts.broadcast(number),
                broadcast.state == .sent, let sentAt = broadcast.sentAt
            else { continue }
            if policy.quiet == .respect {
                let end = ruling.bot.calendar.afterQuiet(ruling.bot.quiet, from: ruling.now)
                if end > ruling.now {
                    ruling.timer(.set(look(timer.step, of: broadcast, at: end)))
                    continue
                }
            }
            ruling.decision.outcome = .fired
            let clock = PolicyClock(policy: policy)
            let index = clock.latest(from: timer.step, start: sentAt, at: ruling.now)
            let silent = try silentPlaces(of: broadcast, in: ruling)
            guard !silent.isEmpty, index + 1 < clock.count, let step = clock.step(index) else {
                try close(broadcast, sayIt: true, in: &ruling)
                continue
            }
            if step.to == .sender {
                try tellSender(of: broadcast, "broadcast.silent", key: "\(index)", in: &ruling)
            } else {
                for place in silent {
                    for chat in try chats(of: step.to, place: place, broadcast, in: ruling) {
                        if chased[chat] == nil { order.append(chat) }
                        chased[chat, default: []].append((broadcast, place))
                    }
                }
            }
            ruling.audit("bot", "broadcast.chased", broadcast.ref.text, "step \(index + 1)")
            try setLook(index + 1, of: broadcast, in: &ruling)
        }
        for chat in order { try post(chased[chat] ?? [], to: chat, in: &ruling) }
    }

    /// Sums up and ends the chase.
    ///
    /// Villages that never answered are set down as silent.
    func close(_ broadcast: Broadcast, sayIt: Bool, in ruling: inout Ruling) throws {
        if sayIt { try tellSender(of: broadcast, "broadcast.summary", key: "end", in: &ruling) }
        var closed = broadcast
        closed.state = .closed
        ruling.change(.saveBroadcast(closed))
        ruling.timer(.cancel(key: BroadcastDesk.stepKey(broadcast.number)))
        let silent = Set(try silentPlaces(of: broadcast, in: ruling))
        for var target in try ruling.targets(of: broadcast.number) where silent.contains(target.place) {
            target.state = .silent
            ruling.change(.saveTarget(target))
        }
        ruling.audit("bot", "broadcast.closed", broadcast.ref.text)
    }

    // MARK: -

    private func setLook(_ index: Int, of broadcast: Broadcast, in ruling: inout Ruling) throws {
        guard let policy = ruling.bot.policy("broadcast-chase"), let sentAt = broadcast.sentAt,
            let due = PolicyClock(policy: policy).due(index, from: sentAt)
        else { return }
        ruling.timer(.set(look(index, of: broadcast, at: due)))
    }

    private func look(_ index: Int, of broadcast: Broadcast, at due: Date) -> DurableTimer {
        DurableTimer(
            key: BroadcastDesk.stepKey(broadcast.number), kind: .broadcastStep,
            subject: String(broadcast.number),
            step: index, dueAt: due)
    }

    /// The places of which no chat has acknowledged.
    private func silentPlaces(of broadcast: Broadcast, in ruling: Ruling) throws -> [PlaceCode] {
        let targets = try ruling.targets(of: broadcast.number)
        let played = Set(targets.filter { $0.state == .acknowledged }.map(\.place))
        return Set(targets.map(\.place)).subtracting(played).sorted()
    }

    /// Where a place is chased.
    ///
    /// A loudspeaker's own chat only where the place has no other: it would read the chase out.
    private func chats(
        of receiver: Receiver, place: PlaceCode, _ broadcast: Broadcast, in ruling: Ruling
    ) throws -> [ChatKey] {
        let own = try ruling.targets(of: broadcast.number).filter { $0.place == place }.map(\.chat)
        let talking = own.filter { ruling.bot.chat($0)?.purpose != .loudspeaker }
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        return try receivers.addressees(of: receiver, at: place, own: talking.isEmpty ? own : talking).map(
            \.chat)
    }

    private func post(_ items: [(Broadcast, PlaceCode)], to chat: ChatKey, in ruling: inout Ruling) throws {
        guard let (first, place) = items.first else { return }
        let words = ruling.words(for: chat)
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        var places: [PlaceCode] = []
        var refs: [String] = []
        for (broadcast, place) in items {
            if !places.contains(place) { places.append(place) }
            if !refs.contains(broadcast.ref.text) { refs.append(broadcast.ref.text) }
        }
        let isOwn = places.count == 1 && ruling.bot.chat(chat)?.place == place
        let people = isOwn ? receivers.people(.villageSecretary, for: place) : []
        let call = try MentionLine(people: people, chat: chat, receivers: receivers)
        let text = words(
            "broadcast.chase",
            [
                "refs": words.list(refs), "ref": first.ref.text, "call": call.text,
                "places": isOwn ? "" : words.list(places.map { words.place($0) }),
            ])
        let scope = isOwn ? place.rawValue : "all"
        ruling.post(
            Post(
                key: "chase:\(first.ref.text):\(scope):\(ruling.now.milliseconds):\(chat.text)", chat: chat,
                text: text,
                mentions: call.mentions, priority: .reminder,
                expiresAt: ruling.now.addingTimeInterval(Timing.broadcastLives),
                cause: words.list(refs) + " chase"))
    }

    /// Tells the sender who has not answered: `B7 发了 12 个地方，播了 10 个。没回的：平安村、三合村。`.
    private func tellSender(
        of broadcast: Broadcast, _ phrase: String, key: String, in ruling: inout Ruling
    ) throws {
        guard try BroadcastDesk().canTellSender(of: broadcast, in: ruling) else { return }
        let targets = try ruling.targets(of: broadcast.number)
        let all = Set(targets.map(\.place))
        let silent = try silentPlaces(of: broadcast, in: ruling)
        let words = ruling.words(for: broadcast.chat)
        // The township as a target is its loudspeaker, where it has no group that was sent the script.
        let loud = Set(targets.filter { ruling.bot.chat($0.chat)?.purpose == .loudspeaker }.map(\.place))
        let names = silent.map { place in
            place == ruling.bot.township.code && loud.contains(place)
                ? words("purpose.loudspeaker") : words.place(place)
        }
        ruling.post(
            Post(
                key: "broadcast-summary:\(broadcast.ref.text):\(key)", chat: broadcast.chat,
                text: words(
                    phrase,
                    [
                        "ref": broadcast.ref.text, "count": all.count, "played": all.count - silent.count,
                        "silent": words.list(names), "all": silent.isEmpty,
                    ]),
                priority: .reminder, expiresAt: ruling.now.addingTimeInterval(Timing.replyLives),
                cause: broadcast.ref.text + " summary"))
    }
}
