import Hummingbird
import Model
import NIOCore

/// Finds the page that a request asks for.
struct ConsoleResponder: HTTPResponder {
    let bots: [ConsoleBot]

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        guard ["GET", "HEAD"].contains(request.method.rawValue) else {
            // What such a request brings is not read.
            return Self.response(405, "GET only\n", ["Allow": "GET, HEAD", "Connection": "close"])
        }
        switch request.uri.path {
        case "/healthz": return health(request)
        case "/metrics": return await metrics()
        default: return Self.response(404, "there is /healthz and /metrics\n")
        }
    }

    private func health(_ request: Request) -> Response {
        let page = HealthPage(bots.map { $0.health() })
        let isJSON = request.headers.contains { field in
            field.name.canonicalName == "accept" && field.value.contains("application/json")
        }
        return Self.response(
            page.isWell ? 200 : 503, isJSON ? page.json : page.text,
            ["Content-Type": isJSON ? "application/json" : "text/plain; charset=utf-8"])
    }

    private func metrics() async -> Response {
        var all: [(bot: String, figures: GatewayFigures)] = []
        for bot in bots { all.append((bot.name, await bot.figures())) }
        return Self.response(
            200, MetricsPage(bots: all, process: ProcessFigures.now()).text,
            ["Content-Type": MetricsWriter.contentType])
    }

    private static func response(_ status: Int, _ body: String, _ fields: [String: String] = [:]) -> Response
    {
        var headers = HTTPFields()
        // What is told of a running gateway is old a moment later.
        let always = ["Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"]
        for (name, value) in fields.merging(always, uniquingKeysWith: { own, _ in own }) {
            guard let name = HTTPFields.Element.Name(name) else { continue }
            headers.append(.init(name: name, value: value))
        }
        return Response(
            status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
