import Hummingbird
import HummingbirdCore
import Logging
import Model
import NIOCore
import ServiceLifecycle

/// The listener of one process: health and metrics of the bots that named its address.
///
/// Bounded, for whoever finds the port: so many connections, small requests, no body read, idle ones closed. An address that
/// cannot be had is logged and tried again; the gateway works on without it.
package struct Console: Service, CustomStringConvertible {
    private let settings: ConsoleSettings
    private let bots: [ConsoleBot]
    private let logger: Logger
    private let onReady: @Sendable (Int) async -> Void

    /// How many connections are served at once; a scraper and a few probes need less.
    private static let connections = 32
    /// How long a connection may say nothing.
    private static let idle = TimeAmount.seconds(15)
    /// The longest head of a request, in bytes.
    private static let largestHead = 8192
    /// The pause before an address that was taken is tried again.
    private static let again = Duration.seconds(30)

    /// Makes a listener that calls `onReady` with its port once it listens.
    package init(
        _ settings: ConsoleSettings, bots: [ConsoleBot], logger: Logger,
        onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.settings = settings
        self.bots = bots
        self.logger = logger
        self.onReady = onReady
    }

    /// Its address alone.
    package var description: String { "Console on \(settings.host):\(settings.port)" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var isNews = true
            while !Task.isCancelled {
                do {
                    try await serve()
                } catch {
                    guard !Task.isCancelled else { return }
                    if isNews {
                        logger.error(
                            "console cannot listen",
                            metadata: ["address": "\(settings.host):\(settings.port)", "reason": "\(error)"])
                    }
                    isNews = false
                    // Cancelled only by shutdown, which the loop's head sees.
                    try? await Task.sleep(for: Self.again)
                }
            }
        }
    }

    private func serve() async throws {
        // The library calls every connection that ends with the server an error.
        var quiet = logger
        quiet.logLevel = .critical
        let host = settings.host.filter { $0 != "[" && $0 != "]" }
        let application = Application(
            responder: ConsoleResponder(bots: bots),
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    idleTimeout: Self.idle,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: Self.largestHead, maxHeaderListSize: Self.largestHead,
                        maxHeaderFieldCount: 64))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: settings.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connections, logger: quiet)),
            onServerRunning: { [onReady] channel in await onReady(channel.localAddress?.port ?? 0) },
            logger: quiet)
        try await application.run()
    }
}
