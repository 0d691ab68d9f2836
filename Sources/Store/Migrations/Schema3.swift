/// Fairness under load.
enum Schema3 {
    static func statements(_ dialect: Dialect) -> [String] { flood(dialect) }
}
