// swift-tools-version:6.1
import PackageDescription

/// Every target of ours is Swift 6, warning-free and explicit about existentials and imports.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-warnings-as-errors"]),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

func room(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "lianfang",
    products: [.executable(name: "lianfang", targets: ["lianfang"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The rooms, in the order of their imports.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        room("Curl", ["CCurl"]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        room("Postgres", ["CPostgres"]),
        room("ReportLanguage", []),
        room("Workload", ["ReportLanguage"]),
        room("Model", ["ReportLanguage", mustache]),
        room("Rules", ["Model", "ReportLanguage"]),
        room("Store", ["Model", "Postgres", "ReportLanguage", crypto, grdb, grdbSQLite]),
        room("Channels", ["Model", "Curl", crypto]),
        .target(
            name: "Standard", exclude: ["policies"], swiftSettings: strict,
            plugins: [.plugin(name: "EmbedFiles")]),
        room("Settings", ["Model", "ReportLanguage", "Standard", yams]),
        room("Gateway", ["Model", "ReportLanguage", "Rules", "Store", "Channels", lifecycle, logging]),
        room("ChatSim", [crypto, hummingbird, lifecycle, logging, nio]),
        .executableTarget(
            name: "lianfang",
            dependencies: [
                "ChatSim", "Channels", "Settings", "Curl", "Gateway", "Model", "ReportLanguage", "Rules",
                "Store", "Workload",
                argumentParser, crypto, lifecycle, logging, signals,
            ],
            path: "Sources/Command", swiftSettings: strict),

        // Compiles the files of locales/ and Sources/Standard into string literals.
        .executableTarget(name: "embed-files", path: "Sources/Embedding/Tool", swiftSettings: strict),
        .plugin(
            name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"],
            path: "Sources/Embedding/Plugin"),

        tests("Curl", ["Curl"]),
        tests(
            "ReportLanguage", ["Model", "ReportLanguage", "Settings", "Standard", "Workload"],
            exclude: ["Data"]),
        tests("Model", ["Model", "ReportLanguage"]),
        tests("Rules", ["Rules", "Settings", "Model", "ReportLanguage"]),
        tests("Store", ["Store", "Model", "Postgres", "ReportLanguage"]),
        tests("Channels", ["Channels", "ChatSim", "Curl", "Model"]),
        tests("Settings", ["Settings", "Model", "ReportLanguage"]),
        tests(
            "Gateway",
            [
                "Gateway", "Channels", "ChatSim", "Settings", "Curl", "Model", "ReportLanguage", "Rules",
                "Store",
            ]),
        tests("ChatSim", ["ChatSim", "Curl"]),
        tests(
            "EndToEnd",
            ["lianfang", "Channels", "ChatSim", "Curl", "Model", "ReportLanguage", "Store", crypto]),
    ]
)

// `script/fuzz` alone builds this: libFuzzer's own main and instrumentation have no place in an ordinary build.
if Context.environment["LIANFANG_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz-reader", dependencies: ["Model", "ReportLanguage", "Settings", "Workload"],
            path: "Tests/Fuzzing/ReaderFuzzer",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
    // The fuzzer sees the branches of the reader alone; in the tables' and the settings' it would lose itself.
    for target in package.targets where target.name == "ReportLanguage" {
        target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]))
    }
}
