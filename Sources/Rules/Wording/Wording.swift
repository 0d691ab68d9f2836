import Foundation
import Model
import ReportLanguage

/// Words for one chat at one moment: phrases, and values as that chat may see them.
struct Wording {
    let book: RuleBook
    let masking: Masking
    let now: Date

    /// A phrase with its values.
    ///
    /// `false` and the empty text are left out, so that a section over them is skipped.
    func callAsFunction(_ key: String, _ values: [String: any Sendable] = [:]) -> String {
        book.phrases(key, values.filter { !Self.isNothing($0.value) })
    }

    /// The first of several phrases that the locale has.
    func first(of keys: [String], _ values: [String: any Sendable] = [:]) -> String? {
        keys.first { book.phraseKeys.contains($0) }.map { self($0, values) }
    }

    private static func isNothing(_ value: any Sendable) -> Bool {
        (value as? Bool) == false || (value as? String)?.isEmpty == true
    }

    /// `方平、贾桂`.
    func list(_ words: [String]) -> String { words.joined(separator: self("list.separator")) }

    /// `哈尔滨道里区，1月28日到，3组`.
    func clauses(_ parts: [String]) -> String { parts.joined(separator: self("list.comma")) }

    /// `一；二`.
    func items(_ parts: [String]) -> String { parts.joined(separator: self("list.semicolon")) }
}
