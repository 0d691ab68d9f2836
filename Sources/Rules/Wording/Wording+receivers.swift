import Model

extension Wording {
    /// What a policy's receiver is called: `卡口负责人`.
    func name(of receiver: Receiver) -> String {
        switch receiver {
        case .chat: self("receiver.chat")
        case .sender: self("receiver.sender")
        case .role(let role): name(of: role)
        case .purpose(let purpose): self("purpose." + purpose.rawValue)
        }
    }

    /// What a role is called.
    func name(of role: Role) -> String { self("role." + role.rawValue) }
}
