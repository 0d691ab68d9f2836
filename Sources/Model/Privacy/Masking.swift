/// Shows people's data as a chat may see it (bot.md, `show`).
package struct Masking: Sendable {
    package let show: Show

    package init(_ show: Show) { self.show = show }

    /// 张三 → 张*, 赵小燕 → 赵*燕, 欧阳小燕 → 欧*燕.
    package func name(_ name: String) -> String {
        guard show == .masked, let first = name.first else { return name }
        guard name.count > 2, let last = name.last else { return String(first) + "*" }
        return "\(first)*\(last)"
    }

    /// 13812341234 → 138****1234; a landline keeps its area code and last two digits.
    package func phone(_ phone: String) -> String {
        guard show == .masked else { return phone }
        if phone.count == 11, !phone.contains("-") { return phone.prefix(3) + "****" + phone.suffix(4) }
        guard let dash = phone.firstIndex(of: "-") else { return "****" + phone.suffix(2) }
        return phone[...dash] + "****" + phone.suffix(2)
    }

    /// 230231199001011234 → …1234.
    package func idNumber(_ number: String) -> String { show == .masked ? "…" + number.suffix(4) : number }
}
