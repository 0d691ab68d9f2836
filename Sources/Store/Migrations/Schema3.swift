/// The third schema: each subject's part in a file of its own.
enum Schema3 {
    static func statements(_ dialect: Dialect) -> [String] {
        flood(dialect) + privacy(dialect) + units(dialect)
    }
}
