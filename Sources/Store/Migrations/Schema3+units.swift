extension Schema3 {
    /// Which reports speak for a unit on a day: until now each was a thing said, and counting them was a search.
    static func units(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE unit_reports (
                unit \(dialect.key) NOT NULL,
                day \(dialect.key) NOT NULL,
                report BIGINT NOT NULL,
                stands BIGINT NOT NULL,
                PRIMARY KEY (unit, day, report)
            )\(dialect.clustered)
            """
        ]
    }
}
