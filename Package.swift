// swift-tools-version: 6.2
import PackageDescription

/// The settings every Swift target of this package is built with.
///
/// Swift 6 mode brings complete concurrency checking; the three upcoming features are SE-0335
/// (`ExistentialAny`), SE-0409 (`InternalImportsByDefault`) and SE-0444 (`MemberImportVisibility`).
let strictness: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// The targets that are written in C.
let targetsInC: Set<String> = ["CLiteralFilter", "CStartFilter", "CUTF8"]

/// The targets that call C: every use of a pointer in them is spelled `unsafe` (SE-0458).
let targetsThatCallC: Set<String> = ["SluiceMatching", "SluiceWire"]

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOTLS", package: "swift-nio"),
]

let package = Package(
    name: "sluice",
    products: [.executable(name: "sluice", targets: ["sluice"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", exact: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CLiteralFilter"),
        .target(name: "CStartFilter"),
        .target(name: "CUTF8"),
        .target(
            name: "SluiceMatching",
            dependencies: [
                "CLiteralFilter", "CPCRE2", "CStartFilter", "CUTF8",
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            exclude: ["Normalization/generate-tables.py"]),
        .target(name: "SluiceWire", dependencies: ["CZlib"]),
        .target(
            name: "SluiceRules",
            dependencies: [
                "SluiceMatching", "SluiceWire", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "SluicePipeline",
            dependencies: [
                "SluiceRules", "SluiceWire", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "SluiceRecording",
            dependencies: [
                "SluicePipeline", "SluiceRules", "SluiceWire",
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "SluiceGateway",
            dependencies: nio + [
                "SluicePipeline", "SluiceRules", "SluiceWire",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(
            name: "sluice",
            dependencies: [
                "SluiceGateway", "SluiceMatching", "SluicePipeline", "SluiceRecording", "SluiceRules",
                "SluiceWire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .testTarget(name: "SluiceMatchingTests", dependencies: ["SluiceMatching", "CPCRE2", "CStartFilter"]),
        .testTarget(name: "SluiceWireTests", dependencies: ["SluiceWire"]),
        .testTarget(
            name: "SluiceRulesTests",
            dependencies: ["SluiceRules", "SluiceMatching", "SluiceWire"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "SluicePipelineTests",
            dependencies: ["SluicePipeline", "SluiceRules", "SluiceWire"]),
        .testTarget(
            name: "SluiceRecordingTests",
            dependencies: ["SluiceRecording", "SluicePipeline", "SluiceRules", "SluiceWire"],
            exclude: ["Fixtures/Canary"]),
        .testTarget(
            name: "SluiceGatewayTests",
            dependencies: nio + [
                "SluiceGateway", "SluicePipeline", "SluiceRecording", "SluiceRules",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "SluiceCommandTests",
            dependencies: [
                "sluice", "SluiceGateway", "SluicePipeline", "SluiceRecording", "SluiceRules", "SluiceWire",
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["Golden"]),
    ]
)

for target in package.targets where target.type != .system && !targetsInC.contains(target.name) {
    target.swiftSettings =
        strictness + (targetsThatCallC.contains(target.name) ? [.strictMemorySafety()] : [])
}
