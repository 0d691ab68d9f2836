/// Reads the pages that people may ask for.
struct GuideFiles {
    let loader: BotLoader

    func load(from folders: [String]) -> [Guide] {
        folders.flatMap { folder in
            let path = BotFolder.resolve(folder, in: loader.folder)
            return BotFolder.files(in: path, extensions: ["md"]).compactMap { name in
                loader.source(loader.joined(folder, name)).map { source in
                    let topic = String(name.dropLast(3))
                    let heading = source.text.split { $0.isNewline }.first { $0.hasPrefix("# ") }
                    return Guide(
                        name: topic, title: heading?.dropFirst(2).trimmed ?? topic, text: source.text)
                }
            }
        }
    }
}
