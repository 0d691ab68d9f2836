/// One step of the schema.
///
/// A released step is frozen: what must change afterwards is a further step.
struct Migration: Sendable {
    /// Steps are applied in the order of their numbers, from 1 without gaps.
    let version: Int
    /// The statements, in the words of a dialect.
    let statements: @Sendable (Dialect) -> [String]

    /// All steps, oldest first.
    static let all: [Migration] = [
        Migration(version: 1) { dialect in
            Schema1.work(dialect) + Schema1.reports(dialect) + Schema1.township(dialect)
        },
        Migration(version: 2) { dialect in Schema2.statements(dialect) },
        Migration(version: 3) { dialect in Schema3.statements(dialect) },
    ]

    /// The schema that this program writes.
    static let latest = all.last?.version ?? 0
}
