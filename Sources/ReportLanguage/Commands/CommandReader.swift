/// Reads commands: one word that asks something of the bot, and what it needs.
///
/// Anything more is talk.
struct CommandReader {
    let material: ReadingMaterial
    /// The tokens that are no separators, by their indices.
    let content: [Int]

    var scan: ScannedMessage { material.scan }
    var vocabulary: Vocabulary { material.vocabulary }
    var recognizers: Recognizers { material.recognizers }
    var bearings: Bearings { material.bearings }

    init(_ material: ReadingMaterial) {
        self.material = material
        let scan = material.scan
        var content: [Int] = []
        content.reserveCapacity(scan.tokens.count)
        for index in scan.tokens.indices where !scan.tokens[index].isSeparator { content.append(index) }
        self.content = content
    }

    /// The command; nil where the message is none.
    func read() -> Command? {
        guard let first = content.first, !scan.isForwarded else { return nil }
        if let command = opening(first) ?? numbered ?? closing { return command }
        // R12 撤回, B5确认, E3我接手, R7更正 到家时间改成1月29日: the word behind the reference.
        guard content.count <= 200 else { return nil }
        if let person = withdrawnPerson { return person }
        guard let ref = leadingRef else { return nil }
        for index in content.prefix(6) {
            for name in names(scan.tokens[index]) {
                if let command = referenced(name, ref, word: index) { return command }
            }
        }
        return bareCorrection
    }

    /// `念了一遍没毛病 确认B6`: a short clause, then the command's word with its receipt.
    private var closing: Command? {
        guard content.count <= 40, !isQuestion else { return nil }
        for (position, index) in content.enumerated().dropFirst() {
            guard scan.tokens[index].uses.isCommand, position + 1 < content.count,
                scan.tokens[index - 1].isSeparator,
                case .candidate(let number) = scan.tokens[content[position + 1]].content,
                case .ref(let ref) = scan.candidate(number).kind, self.ref == ref
            else { continue }
            let before = scan.body.lowerBound..<scan.tokens[index].range.lowerBound
            guard before.count <= 16 else { return nil }
            for name in names(scan.tokens[index]) {
                switch name {
                case .withdraw, .confirm, .takeover: return Command(name, ref: ref)
                case .correct:
                    return correction(ref, scan.tokens[index].range.lowerBound..<scan.body.upperBound)
                default: continue
                }
            }
        }
        return nil
    }

    /// `报备19号作废`: the number of a receipt beside its form's word, with what is asked of it.
    private var numbered: Command? {
        guard content.count == 3, refs.isEmpty, !isQuestion, scan.tokens[content[0]].uses.isTrigger,
            let command = names(scan.tokens[content[2]]).first(where: { [.withdraw, .confirm].contains($0) })
                ?? names(scan.tokens[content[1]]).first
        else { return nil }
        for index in content.dropFirst() {
            for candidate in scan.candidates(in: scan.tokens[index].range) {
                guard case .number(let number, unit: "号") = candidate.kind, number > 0 else { continue }
                return Command(command, ref: Ref(.report, number))
            }
        }
        return nil
    }

    /// The commands that a token can give.
    func names(_ token: Token) -> [CommandName] {
        token.uses.commands
    }

    /// A command whose word opens the message.
    private func opening(_ first: Int) -> Command? {
        let opener =
            scan.tokens[first].isWord(.filler) && names(scan.tokens[first]).isEmpty && content.count > 1
            ? content[1] : first
        for name in names(scan.tokens[opener]) {
            let rest = scan.tokens[opener].range.upperBound..<scan.body.upperBound
            let command: Command?
            switch name {
            case .ack: command = acknowledgement()
            case .confirm: command = ref.flatMap { referenced(name, $0, word: opener) }
            // Alone, the word means what was last said or asked.
            case .withdraw, .takeover:
                command =
                    ref.flatMap { referenced(name, $0, word: opener) }
                    ?? (refs.isEmpty && isOnlyFiller(except: [opener]) ? Command(name) : nil)
            case .correct:
                command =
                    ref.flatMap { referenced(name, $0, word: opener) } ?? correction(nil, rest)
                    ?? bareCorrection
            case .supplement: command = supplement(rest)
            case .help: command = isOnlyFiller(except: [opener]) ? Command(.help) : nil
            case .guide: command = guide(rest)
            case .broadcast: command = broadcast(rest)
            case .bind: command = bind(rest)
            case .silence: command = silence(rest)
            case .query: command = query(opener, rest)
            }
            if let command { return command }
        }
        return nil
    }

    /// The only reference of the message.
    var ref: Ref? {
        let refs = refs
        return Set(refs).count == 1 ? refs.first : nil
    }

    private var refs: [Ref] {
        content.compactMap {
            if case .ref(let ref) = scan.candidate(of: scan.tokens[$0])?.kind { ref } else { nil }
        }
    }

    /// The reference, where the message begins with it.
    private var leadingRef: Ref? {
        for index in content {
            if case .ref(let ref) = scan.candidate(of: scan.tokens[index])?.kind { return ref }
            guard scan.tokens[index].isWord(.filler) || !names(scan.tokens[index]).isEmpty else { return nil }
        }
        return nil
    }

    /// A command about a reference.
    private func referenced(_ name: CommandName, _ ref: Ref, word: Int) -> Command? {
        switch name {
        case .ack: acknowledgement()
        case .withdraw: unexplained(except: [word]) <= 6 && !isQuestion ? Command(.withdraw, ref: ref) : nil
        case .confirm, .takeover:
            unexplained(except: [word]) <= (name == .takeover ? 8 : 2) && !isQuestion
                ? Command(name, ref: ref) : nil
        case .correct: correction(ref, scan.body)
        default: nil
        }
    }

    /// Whether a word or a mark makes the message a question.
    var isQuestion: Bool {
        scan.tokens.contains { token in
            if case .mark("?", _) = token.content { return true }
            return token.isWord(.question)
        }
    }

    /// How many Chinese characters are neither filler, reference, nor the command's own word.
    func unexplained(except words: [Int]) -> Int {
        var excepted = PositionSet()
        for index in words { excepted.insert(index) }
        return content.reduce(0) { sum, index in
            let token = scan.tokens[index]
            if excepted.contains(index) || token.isWord(.filler) || token.isWord(.correction)
                || token.uses.isCommand
            {
                return sum
            }
            if case .ref = scan.candidate(of: token)?.kind { return sum }
            if token.uses.isTrigger { return sum }
            return sum + token.range.count
        }
    }

    func isOnlyFiller(except words: [Int]) -> Bool { unexplained(except: words) == 0 && !isQuestion }

    /// 收到, 已阅, 明白: nothing else but a reference and politeness.
    private func acknowledgement() -> Command? {
        let words = content.filter { names(scan.tokens[$0]).contains(.ack) }
        guard !words.isEmpty, unexplained(except: words) == 0, !isQuestion, refs.count <= 1 else {
            return nil
        }
        guard !content.contains(where: { scan.tokens[$0].uses.isTrigger }) else { return nil }
        return Command(.ack, ref: refs.first)
    }

    /// `报备取消 郑海`, `郑海不回来了`: a person instead of a reference.
    private var withdrawnPerson: Command? {
        let words = content.filter {
            scan.tokens[$0].uses.isCommand && names(scan.tokens[$0]).contains(.withdraw)
        }
        guard !words.isEmpty else { return nil }
        let people = content.filter { if case .name = scan.tokens[$0].content { true } else { false } }
        // 报备取消 郑海 他不回来了
        let pronouns = content.filter { scan.tokens[$0].isWord(.talk) && scan.tokens[$0].range.count == 1 }
        guard people.count == 1, let person = people.first, !isQuestion,
            unexplained(except: words + people + pronouns) == 0,
            let (name, _) = NameReader(scan: scan, vocabulary: vocabulary).name(scan.tokens[person].range)
        else { return nil }
        var command = Command(.withdraw)
        command.person = name
        return command
    }
}
