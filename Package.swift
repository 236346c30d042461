// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "ocpplogs",
    products: [
        .executable(name: "ocpplogs", targets: ["ocpplogs"]),
        .library(name: "OCPP", targets: ["OCPP"]),
        .library(name: "OCPPLog", targets: ["OCPPLog"]),
        .library(name: "EmbeddedStore", targets: ["EmbeddedStore"]),
        .library(name: "Insights", targets: ["Insights"]),
        .library(name: "LogFormats", targets: ["LogFormats"]),
        .library(name: "WebSockets", targets: ["WebSockets"]),
        .library(name: "Capture", targets: ["Capture"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.1"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "OCPP", swiftSettings: strict),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "WebSockets",
            dependencies: ["CZlib", crypto, logging, nioCore, nioPosix, nioSSL, nioTLS],
            swiftSettings: strict),
        .target(name: "OCPPLog", dependencies: ["OCPP", logging], swiftSettings: strict),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "CSearch"),
        .target(name: "CMemory"),
        .target(name: "CProcess"),
        .target(
            name: "EmbeddedStore",
            dependencies: ["OCPP", "OCPPLog", "CZstd", "CSearch", "CMemory", grdb, grdbSQLite, logging],
            swiftSettings: strict),
        .target(
            name: "LogFormats", dependencies: ["OCPP", "OCPPLog", "WebSockets", "CSearch", "CZlib", "CZstd"],
            swiftSettings: strict),
        .target(
            name: "Capture",
            dependencies: [
                "OCPP", "OCPPLog", "WebSockets", asn1, certificates, crypto, cryptoExtras, nioCore, nioPosix, logging,
            ],
            swiftSettings: strict),
        .target(
            name: "Simulator", dependencies: ["OCPP", "WebSockets", nioCore, nioPosix, logging], swiftSettings: strict),
        .target(name: "Insights", dependencies: ["OCPP", "OCPPLog"], swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "OCPP", "OCPPLog", "Insights", "CZlib", hummingbird, httpTypes, mustache, crypto, logging, nioCore,
            ],
            resources: [.copy("Resources")],
            swiftSettings: strict),
        .executableTarget(
            name: "ocpplogs",
            dependencies: [
                "OCPP", "WebSockets", "OCPPLog", "EmbeddedStore", "LogFormats", "Capture", "Simulator", "Insights",
                "Web", "CProcess", argumentParser, asn1, asyncHTTPClient, certificates, crypto, nioHTTP1, yams,
                lifecycle, unixSignals,
                logging,
                nioCore, nioPosix,
            ],
            swiftSettings: strict),
        .target(name: "TestSupport", dependencies: ["OCPP", "OCPPLog"], swiftSettings: strict),
        .testTarget(name: "OCPPTests", dependencies: ["OCPP", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "WebSocketsTests",
            dependencies: [
                "WebSockets", "CZlib", "TestSupport", certificates, crypto, nioCore, nioPosix, nioEmbedded, nioHTTP1,
                nioSSL, nioTLS,
                logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "FuzzingTests",
            dependencies: [
                "OCPP", "OCPPLog", "WebSockets", "Capture", "LogFormats", "Insights", "CZlib", "TestSupport", nioCore,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "OCPPLogTests", dependencies: ["OCPP", "OCPPLog", "TestSupport", logging], swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: ["OCPP", "OCPPLog", "EmbeddedStore", "TestSupport", grdb, logging],
            swiftSettings: strict),
        .testTarget(
            name: "LogFormatsTests",
            dependencies: ["OCPP", "OCPPLog", "LogFormats", "CZlib", "CZstd", "TestSupport", logging],
            swiftSettings: strict),
        .testTarget(
            name: "InsightsTests",
            dependencies: ["OCPP", "OCPPLog", "EmbeddedStore", "Insights", "LogFormats", "TestSupport", logging],
            swiftSettings: strict),
        .testTarget(
            name: "CaptureTests",
            dependencies: [
                "OCPP", "OCPPLog", "WebSockets", "Capture", "TestSupport", asn1, certificates, crypto, nioCore,
                nioEmbedded, nioPosix,
                logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "OCPP", "OCPPLog", "WebSockets", "Simulator", "Insights", "TestSupport", nioCore, nioPosix, logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Insights", "OCPP", "OCPPLog", "Web", "TestSupport", logging, hummingbird, httpTypes, nioCore, nioPosix,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ProgramTests",
            dependencies: ["ocpplogs", "Capture", "Insights", "OCPP", "OCPPLog", "WebSockets", "TestSupport", logging],
            swiftSettings: strict),
    ]
)
