/// Somebody who types in the simulated chats.
package struct SimPerson: Sendable, Equatable {
    /// The roster id, such as `P010`.
    package let id: String
    /// The name on the bubbles.
    package let name: String
    /// The role's code as rosters write it (`unitLeader`, `checkpointStaff`…); the page picks examples by it.
    package let role: String
    /// The role in words, under which the page groups people.
    package let roleLabel: String
    /// The code of the person's place (`V03`, `V03-02`, `K07`), empty where there is none.
    package let place: String
    /// The place in words.
    package let placeLabel: String
    /// Account ids by channel name, where they are not to be made up.
    package let accounts: [String: String]
    /// Another robot: the dialects that can say so mark its messages.
    package let isBot: Bool
    /// Messages that the page offers to tap; empty lets the page choose by role.
    package let examples: [String]

    /// A person of those parts.
    package init(
        id: String, name: String, role: String = "cadre", roleLabel: String = "", place: String = "",
        placeLabel: String = "", accounts: [String: String] = [:], isBot: Bool = false,
        examples: [String] = []
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.roleLabel = roleLabel.isEmpty ? role : roleLabel
        self.place = place
        self.placeLabel = placeLabel
        self.accounts = accounts
        self.isBot = isBot
        self.examples = examples
    }
}
