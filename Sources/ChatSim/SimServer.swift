import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The simulated chat platforms behind one loopback listener.
///
/// Everything that a dialect or a script does goes through ``hub``, so code in the same process may use that
/// directly while a daemon in another speaks HTTP.
package struct SimServer: Service {
    /// Why a simulator does not start.
    package enum Refusal: Error, Equatable {
        /// Anybody could post as anybody: the simulator listens on loopback alone.
        case notLoopback(String)
        /// A relay channel's secret is not `whsec_` and base64 of 24 to 64 bytes.
        case badRelaySecret(channel: String)
    }

    /// The state and the waiting.
    package let hub: SimHub
    private let configuration: SimConfiguration
    private let logger: Logger
    private let onReady: @Sendable (Int) async -> Void

    /// A simulator that calls `onReady` with its port once it listens.
    package init(
        _ configuration: SimConfiguration, logger: Logger = Logger(label: "sim"),
        onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.onReady = onReady
        hub = SimHub(configuration)
    }

    /// Serves until the task is cancelled or its service group shuts down.
    package func run() async throws {
        guard ["127.0.0.1", "localhost", "::1"].contains(configuration.host) else {
            throw Refusal.notLoopback(configuration.host)
        }
        for channel in configuration.world.channels {
            guard case .relay(let secret) = channel.dialect, StandardWebhook(secret: secret) == nil else {
                continue
            }
            throw Refusal.badRelaySecret(channel: channel.name)
        }
        // The library calls every connection that ends with the server an error.
        var quiet = logger
        quiet.logLevel = .critical
        let application = Application(
            responder: SimResponder(hub: hub),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil),
            onServerRunning: { [onReady] channel in
                await onReady(channel.localAddress?.port ?? 0)
            },
            logger: quiet)
        try await withGracefulShutdownHandler {
            try await withTaskCancellationHandler {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let hub = hub
                    group.addTask { try await application.run() }
                    group.addTask { await ScriptPlayer(hub: hub).run() }
                    defer { hub.stop() }
                    try await group.next()
                    group.cancelAll()
                }
            } onCancel: {
                hub.stop()
            }
        } onGracefulShutdown: {
            hub.stop()
        }
    }
}
