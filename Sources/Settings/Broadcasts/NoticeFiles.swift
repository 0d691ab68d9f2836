import Model

/// Reads the texts that a township keeps ready to be read out.
struct NoticeFiles {
    let loader: BotLoader

    /// How often a notice is played where its file does not say.
    static let standardTimes = 3

    func load(from folders: [String]) -> [PreparedNotice] {
        var notices: [PreparedNotice] = []
        var owners: [String: String] = [:]
        for document in folders.flatMap(loader.documents) {
            guard let section = document.section(["notice", "title", "script", "times"]) else { continue }
            let name = section.required("notice", example: "masks")?.text()
            let title = section.required("title", example: "戴口罩")
            let script = section.required("script", example: "各位乡亲，出门请戴好口罩。")?.text()?.trimmed
            let times = section["times"]?.integer(1...20) ?? Self.standardTimes
            guard let name, let title, let titleText = title.text()?.trimmed, let script else { continue }
            if let first = owners[titleText] {
                title.fail(
                    "the title “\(titleText)” is already in \(first)",
                    "choose another: people call a notice by its title")
                continue
            }
            owners[titleText] = document.file
            notices.append(PreparedNotice(name: name, title: titleText, script: script, times: times))
        }
        return notices
    }
}
