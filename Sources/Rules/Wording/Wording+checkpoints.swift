import Model

extension Wording {
    /// What those who are lacking can copy behind 到岗: their names, and the checkpoint where the chat is not its own.
    func checkInWords(_ status: ShiftStatus, in chat: ChatKey) -> String {
        let isOwn = book.bot.chat(chat)?.place == status.shift.checkpoint
        let names = status.absent.map(\.name)
        return
            ((isOwn ? [] : [place(status.shift.checkpoint)])
            + (names.isEmpty ? [self("example.names")] : names))
            .joined(separator: " ")
    }
}
