// swift-tools-version:6.2
import PackageDescription

// Coverage-guided fuzzing with libFuzzer; `scripts/fuzz` builds and runs it. The sources are the program's own, through
// symbolic links: only so they can be built with the fuzzer's instruments and without those of their dependencies.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
/// Coverage of every branch and comparison; all else is as in a release build, traps included.
let instrumented = strict + [.unsafeFlags(["-sanitize=fuzzer"])]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")

let package = Package(
    name: "ocpplogs-fuzzing",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    ],
    targets: [
        .target(name: "OCPP", swiftSettings: instrumented),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "WebSockets",
            dependencies: ["CZlib", crypto, logging, nioCore, nioPosix, nioSSL, nioTLS],
            swiftSettings: instrumented),
        .target(name: "OCPPLog", dependencies: ["OCPP", logging], swiftSettings: instrumented),
        .target(
            name: "Capture",
            dependencies: ["OCPP", "OCPPLog", "WebSockets"],
            sources: ["Calls/OutgoingCalls.swift", "Security/Base64.swift", "Security/BasicCredentials.swift"],
            swiftSettings: instrumented),
        .target(
            name: "TestSupport", dependencies: ["OCPP", "OCPPLog"],
            sources: ["Moments.swift", "SeededGenerator.swift"], swiftSettings: strict),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "CSearch"),
        .target(
            name: "LogFormats", dependencies: ["OCPP", "OCPPLog", "WebSockets", "CSearch", "CZlib", "CZstd"],
            swiftSettings: instrumented),
        .target(name: "Insights", dependencies: ["OCPP", "OCPPLog"], swiftSettings: instrumented),
        .systemLibrary(name: "CLibFuzzer"),
        // `Targets` are those of the tests, which feed them without coverage.
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "OCPP", "OCPPLog", "WebSockets", "Capture", "LogFormats", "Insights", "CLibFuzzer", "CZlib",
                "TestSupport", nioCore,
            ],
            swiftSettings: strict),
    ]
)
