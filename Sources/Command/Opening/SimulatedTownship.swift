import ChatSim
import Settings
import Foundation
import Model
import ReportLanguage

/// A bot's roster and chats as the simulator's world.
enum SimulatedTownship {
    /// Everybody of the roster, in the groups where their work puts them.
    static func world(of bot: BotDefinition) -> SimWorld {
        let channels = bot.channels.compactMap { channel($0) }
        let known = Set(channels.map(\.name))
        let chats = bot.chats.filter { known.contains($0.key.channel.rawValue) }.map { chat in
            SimChat(
                channel: chat.key.channel.rawValue, id: chat.key.id, title: title(of: chat, in: bot),
                place: chat.place.rawValue, purpose: chat.purpose.rawValue,
                members: members(of: chat, in: bot))
        }
        var world = SimWorld(
            timeZone: bot.timeZone, channels: channels, people: bot.roster.people.map { person($0, in: bot) },
            chats: chats)
        let starts = Set(bot.roster.duty.map(\.from.iso)).sorted()
        if !starts.isEmpty { world.shiftStarts = starts }
        let talking = channels.first { if case .weComWebhook = $0.dialect { false } else { true } }
        return talking.map { world.withDirectChats(on: $0.name) } ?? world
    }

    /// A channel as the simulator plays it; nil for Matrix, of which a real server is to be had (`script/synapse`).
    private static func channel(_ definition: ChannelDefinition) -> SimChannel? {
        let name = definition.name.rawValue
        switch definition.platform {
        case .relay: return .relay(name, secret: secret(definition) ?? SimChannel.demoSecret)
        case .telegram: return .telegram(name, token: secret(definition) ?? "1:sim-\(name)")
        case .wecomWebhook: return .weComWebhook(name, key: secret(definition) ?? "sim-\(name)")
        case .matrix: return nil
        }
    }

    /// The secret that `run` will use; nil where it is not set, so that the simulator can be tried before anything is set up.
    private static func secret(_ definition: ChannelDefinition) -> String? {
        guard let source = definition.credential else { return nil }
        do {
            return try Secrets.resolve(source, environment: ProcessInfo.processInfo.environment).revealed
        } catch {
            BotOpening.complain(
                "channel \(definition.name.rawValue): \(error); the simulator takes one of its own, so `run` needs it set"
            )
            return nil
        }
    }

    private static func person(_ person: Person, in bot: BotDefinition) -> SimPerson {
        let place = person.place
        let village =
            place.kind == .unit ? bot.roster.village(of: place).map { bot.roster.name(of: $0) } ?? "" : ""
        return SimPerson(
            id: person.id.rawValue, name: person.name, role: person.role.rawValue,
            roleLabel: label(person.role),
            place: place.rawValue,
            placeLabel: place == bot.township.code ? bot.township.name : village + bot.roster.name(of: place),
            accounts: Dictionary(person.accounts.map { ($0.channel.rawValue, $0.user) }) { first, _ in first }
        )
    }

    private static func title(of chat: ChatDefinition, in bot: BotDefinition) -> String {
        let place = chat.place == bot.township.code ? bot.township.name : bot.roster.name(of: chat.place)
        return switch chat.purpose {
        case .village: place + "联防群"
        case .checkpoints: place + (place.hasSuffix("卡口") ? "群" : "卡口群")
        case .patrols: place + "巡逻群"
        case .supervisors: place + "督导群"
        case .township: place + "指挥部"
        case .county: "县防指"
        case .loudspeaker: place + "大喇叭"
        case .direct: place
        }
    }

    /// Who would be in a chat: by the place of their role and what the chat is for.
    private static func members(of chat: ChatDefinition, in bot: BotDefinition) -> [String] {
        let leaders: Set<Role> = [.townSecretary, .mayor, .deputySecretary]
        return bot.roster.people.filter { person in
            let village = bot.roster.village(of: person.place)
            let isHere =
                chat.place == bot.township.code || village == chat.place || person.place == chat.place
            return switch chat.purpose {
            case .village, .loudspeaker: isHere && ![.checkpointStaff, .supervisor].contains(person.role)
            case .checkpoints:
                isHere && [.checkpointHead, .checkpointStaff, .supervisor].contains(person.role)
            case .patrols: isHere && [.patrol, .villageSecretary].contains(person.role)
            case .supervisors: person.role == .supervisor || leaders.contains(person.role)
            case .township, .county: leaders.contains(person.role) || person.role == .villageSecretary
            case .direct: false
            }
        }.map(\.id.rawValue)
    }

    private static func label(_ role: Role) -> String {
        switch role {
        case .townSecretary: "镇党委书记"
        case .mayor: "镇长"
        case .deputySecretary: "镇党委副书记"
        case .supervisor: "督导"
        case .villageSecretary: "村支部书记"
        case .unitLeader: "十户联防组长"
        case .checkpointHead: "卡口负责人"
        case .checkpointStaff: "值守人员"
        case .patrol: "巡逻员"
        case .cadre: "包村干部"
        case .volunteer: "志愿者"
        }
    }
}
