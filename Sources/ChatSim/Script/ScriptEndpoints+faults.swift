extension ScriptEndpoints {
    /// `GET /sim/faults`: the rules with how often each happened.
    func faults() -> SimReply {
        .json(
            hub.read { state in
                [
                    "limits": .bool(state.limits),
                    "faults": .array(
                        state.faults.rules.map { rule in
                            [
                                "target": .string(rule.target), "kind": .string("\(rule.kind)"),
                                "chance": .string("\(rule.chance)"), "hits": .whole(rule.hits),
                            ]
                        }),
                ]
            })
    }

    /// `POST /sim/faults`: `{"faults": "relay.post:503@0.1"}` adds, `{"clear": true}` drops all first,
    /// `{"limits": false}` switches the platforms' rate limits off.
    func changeFaults(_ request: SimRequest) throws(ScriptRefusal) -> SimReply {
        let body = try object(request, "faults", "clear", "limits")
        var rules: [FaultRule] = []
        if body["faults"] != nil {
            let text = try text("faults", of: body)
            do throws(FaultRuleError) { rules = try FaultRule.rules(text) } catch {
                throw ScriptRefusal(what: error.description)
            }
        }
        let clear = body["clear"]?.truth ?? false
        let limits = body["limits"]?.truth
        hub.change { state, _ in
            if clear { state.faults.clear() }
            state.faults.add(rules)
            if let limits { state.limits = limits }
        }
        return faults()
    }
}
