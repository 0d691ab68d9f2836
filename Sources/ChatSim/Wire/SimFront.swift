/// Where every request enters: finds the dialect, draws the fault, lets the dialect answer, spoils the answer.
struct SimFront: Sendable {
    let hub: SimHub

    /// The answer to a request.
    func answer(_ request: SimRequest) async -> SimReply {
        let parts = request.path.split(separator: "/").map(String.init)
        guard let first = parts.first else { return Page.reply(hub) }
        if first == "sim" { return await ScriptEndpoints(hub: hub).answer(request, Array(parts.dropFirst())) }
        if first == "relay", parts.last == "messages", parts.count <= 3 {
            let name = parts.count == 3 ? parts[1] : nil
            guard let channel = channel({ $0.dialectName == "relay" && (name == nil || $0.name == name) })
            else {
                return .wrong("no such relay channel", status: 404)
            }
            return await faulty(request.method == "GET" ? "relay.poll" : "relay.post") { fault in
                await RelayDialect(hub: hub, channel: channel).answer(request, fault: fault)
            }
        }
        if first.hasPrefix("bot"), parts.count == 2 {
            return await telegram(request, token: String(first.dropFirst(3)), method: parts[1])
        }
        if request.path == "/cgi-bin/webhook/send" {
            let key = request.item("key")
            let channel = channel { $0.dialect == .weComWebhook(key: key ?? "") }
            return await faulty("wecom.send") { _ in
                WeComWebhookDialect(hub: hub, channel: channel).answer(request)
            }
        }
        return .wrong("nothing here", status: 404)
    }

    private func telegram(_ request: SimRequest, token: String, method: String) async -> SimReply {
        let channel = channel {
            guard case .telegram(token, _) = $0.dialect else { return false }
            return true
        }
        let name = TelegramDialect.methodName(method)
        return await faulty("telegram." + name) { fault in
            await TelegramDialect(hub: hub, channel: channel).answer(request, method: name, fault: fault)
        }
    }

    private func channel(_ fits: (SimChannel) -> Bool) -> SimChannel? {
        hub.read { $0.world.channels.first(where: fits) }
    }

    /// Does an operation with the fault that its turn draws.
    private func faulty(
        _ operation: String, _ act: (FaultRule.Kind?) async -> SimReply
    ) async -> SimReply {
        guard hub.read({ $0.faults.isLive }) else { return await act(nil) }
        guard let fault = hub.change({ state, _ in state.faults.draw(operation) }) else {
            return await act(nil)
        }
        if let instead = fault.reply(instead: operation, wallNow: hub.wallNow) { return instead }
        return fault.spoil(await act(fault))
    }
}
