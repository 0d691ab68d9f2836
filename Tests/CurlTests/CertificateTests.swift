import Curl
import Foundation
import Testing

/// Whom the client believes to be who they say; `openssl s_server` plays the server.
@Suite(
    .timeLimit(.minutes(1)), .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct CertificateTests {
    @Test func `an unknown certificate is refused, and trusted when its authority is named`() async throws {
        let server = try SecureServer(name: "127.0.0.1")
        let error = await #expect(throws: CurlError.self) {
            try await CurlClient().send(CurlRequest(.get, server.url + "/secret"))
        }
        #expect(error?.reason == .tls)
        #expect(error?.delivery == .neverReached)
        #expect(error?.detail.contains("self-signed certificate") == true)
        #expect(error?.detail.contains("secret") == false)

        let trusting = CurlClient(CurlConfiguration(extraCAFile: server.certificate))
        #expect(try await trusting.send(CurlRequest(.get, server.url)).status == 200)
    }

    @Test func `a trusted certificate for another name is refused`() async throws {
        let server = try SecureServer(name: "127.0.0.2")
        let trusting = CurlClient(CurlConfiguration(extraCAFile: server.certificate))
        let error = await #expect(throws: CurlError.self) {
            try await trusting.send(CurlRequest(.get, server.url))
        }
        #expect(error?.reason == .tls)
        #expect(error?.delivery == .neverReached)
    }
}

/// A TLS server with a certificate that it signed itself, gone with the value.
private final class SecureServer {
    let url: String
    let certificate: String
    private let folder: URL
    private let process: Process

    init(name: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appendingPathComponent("certificate.pem").path
        let key = folder.appendingPathComponent("key.pem").path
        let making = Self.openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-subj", "/CN=test", "-addext", "subjectAltName=IP:\(name)", "-keyout", key, "-out", certificate,
        ])
        try making.run()
        making.waitUntilExit()
        process = Self.openssl([
            "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www",
        ])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        // It says "ACCEPT 127.0.0.1:PORT" once it listens.
        var text = ""
        while !text.contains("ACCEPT") || !text.hasSuffix("\n") {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { break }
            text += String(decoding: piece, as: UTF8.self)
        }
        let port = try #require(text.split(separator: ":").last?.split(separator: "\n").first)
        url = "https://127.0.0.1:\(port)"
    }

    deinit {
        process.terminate()
        // A temporary folder that stays behind does no harm.
        try? FileManager.default.removeItem(at: folder)
    }

    private static func openssl(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}
