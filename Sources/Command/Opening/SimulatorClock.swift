import ArgumentParser
import Curl
import Foundation
import Gateway

/// Reads a simulator's clock over HTTP (`run --clock URL`).
enum SimulatorClock {
    private struct Answer: Decodable {
        /// Seconds since 1970.
        var epoch: Double
        var rate: Double
        var version: Int
    }

    /// How long the simulator may hold a question before it answers that nothing jumped (seconds).
    private static let wait = 25

    /// Follows the clock at a base URL, which must be on loopback.
    static func follow(_ url: String, client: CurlClient) async throws -> FollowedClock {
        guard let host = URLComponents(string: url)?.host,
            ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
        else {
            throw ValidationError(
                "--clock \(url): only a simulator on loopback, for example http://127.0.0.1:9090")
        }
        do {
            return try await FollowedClock { after in
                var request = CurlRequest(
                    .get, url + "/sim/clock" + (after.map { "?after=\($0)&wait=\(wait)" } ?? ""))
                request.timeout = .seconds(wait + 10)
                let response = try await client.send(request)
                let answer = try JSONDecoder().decode(Answer.self, from: Data(response.body))
                return ClockReading(
                    now: Date(timeIntervalSince1970: answer.epoch), rate: answer.rate, version: answer.version
                )
            }
        } catch {
            BotOpening.complain("no simulator answers at \(url); start it first: lianfang sim BOT")
            throw ExitCode.failure
        }
    }
}
