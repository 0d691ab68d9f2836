import Model

/// A bot as its console sees it: questions that the gateway answers.
package struct ConsoleBot: Sendable {
    package var name: String
    /// How it was at its last look at itself; costs nothing.
    package var health: @Sendable () -> HealthSnapshot
    /// What it counts and measures; asks the store.
    package var figures: @Sendable () async -> GatewayFigures

    package init(
        name: String, health: @escaping @Sendable () -> HealthSnapshot,
        figures: @escaping @Sendable () async -> GatewayFigures
    ) {
        self.name = name
        self.health = health
        self.figures = figures
    }
}
