// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "ocpplogs-benchmarks",
    dependencies: [
        // Named, since a clone may lie in a folder of any name.
        .package(name: "ocpplogs", path: ".."),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .target(name: "CMeasure"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "Reporting", swiftSettings: strict),
        .target(name: "SeededRandom", swiftSettings: strict),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "CMeasure", "CSQLite", "Reporting", "SeededRandom",
                .product(name: "OCPP", package: "ocpplogs"),
                .product(name: "OCPPLog", package: "ocpplogs"),
                .product(name: "EmbeddedStore", package: "ocpplogs"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "Store",
            dependencies: [
                "CSQLite", "Reporting", "SeededRandom",
                .product(name: "OCPP", package: "ocpplogs"),
                .product(name: "OCPPLog", package: "ocpplogs"),
                .product(name: "EmbeddedStore", package: "ocpplogs"),
                .product(name: "Insights", package: "ocpplogs"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "Findings",
            dependencies: [
                .product(name: "OCPP", package: "ocpplogs"),
                .product(name: "OCPPLog", package: "ocpplogs"),
                .product(name: "Insights", package: "ocpplogs"),
            ],
            swiftSettings: strict),
        .target(name: "CLinux"),
        .executableTarget(
            name: "Load",
            dependencies: [
                "CLinux", "Reporting",
                .product(name: "OCPP", package: "ocpplogs"),
                .product(name: "OCPPLog", package: "ocpplogs"),
                .product(name: "WebSockets", package: "ocpplogs"),
                .product(name: "Capture", package: "ocpplogs"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
    ]
)
