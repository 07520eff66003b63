// swift-tools-version: 6.2
import PackageDescription

// Every Swift target: warnings are errors, and what a file imports it says.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
// Outside Geo, nothing unsafe compiles.
let strictAndSafe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
  name: "amp-geo",
  products: [
    .executable(name: "amp-geo", targets: ["amp-geo"]),
    .library(name: "Geo", targets: ["Geo"]),
    .library(name: "Planning", targets: ["Planning"]),
    .library(name: "Atlas", targets: ["Atlas"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCrypto", path: "Sources/Geo/C/CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CGEOS", path: "Sources/Geo/C/CGEOS", providers: [.apt(["libgeos-dev"])]),
    .target(
      name: "CProcess", path: "Sources/Geo/C/CProcess",
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .systemLibrary(
      name: "CPROJ", path: "Sources/Geo/C/CPROJ", pkgConfig: "proj",
      providers: [.apt(["libproj-dev"])]),
    .systemLibrary(
      name: "CShapefile", path: "Sources/Geo/C/CShapefile", providers: [.apt(["libshp-dev"])]),
    .systemLibrary(
      name: "CXlsxWriter", path: "Sources/Geo/C/CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CExpat", path: "Sources/Geo/C/CExpat", pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(
      name: "CZip", path: "Sources/Geo/C/CZip", pkgConfig: "libzip",
      providers: [.apt(["libzip-dev"])]),
    .target(
      name: "CSimdJSON", path: "Sources/Geo/C/CSimdJSON",
      cxxSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("simdjson")]),
    .target(
      name: "COsmium", path: "Sources/Geo/C/COsmium",
      cxxSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [
        .linkedLibrary("z"), .linkedLibrary("bz2"), .linkedLibrary("expat"),
        .linkedLibrary("pthread"),
      ]),
    .target(
      name: "Geo",
      dependencies: [
        "CCrypto", "CExpat", "CGEOS", "COsmium", "CPROJ", "CProcess", "CShapefile", "CSimdJSON",
        "CXlsxWriter", "CZip",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      exclude: ["C"], swiftSettings: strict),
    .target(
      name: "GeoData", path: "GeoData", exclude: ["README.md"],
      resources: [
        .copy("plan.yaml"), .copy("catalogue.yaml"),
        .copy("communes.geojson"), .copy("national-park.geojson"), .copy("port.geojson"),
        .copy("urban-renewal.geojson"), .copy("stations.csv"), .copy("sites.csv"),
        .copy("town-halls.csv"), .copy("arrondissements-population.csv"),
      ],
      swiftSettings: strict),
    .target(
      name: "Planning",
      dependencies: ["Geo", "GeoData", "Yams"],
      swiftSettings: strictAndSafe),
    .target(name: "Atlas", dependencies: ["Geo", "Planning"], swiftSettings: strictAndSafe),
    .executableTarget(
      name: "amp-geo",
      dependencies: [
        "Geo", "Planning", "Atlas",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strictAndSafe),
    .target(
      name: "TestSupport", dependencies: ["Geo"], path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "FuzzTargets", dependencies: ["Atlas", "Geo", "Planning", "TestSupport"],
      path: "Tests/Fuzz/Targets", swiftSettings: strict),
    .testTarget(
      name: "GeoTests",
      dependencies: ["Geo", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .testTarget(
      name: "PlanningTests",
      dependencies: ["FuzzTargets", "Geo", "GeoData", "Planning", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "AtlasTests", dependencies: ["Atlas", "Geo", "Planning", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["amp-geo", "Geo", "TestSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// `scripts/fuzz` builds this one, with flags that make libFuzzer there; gold cannot link it.
if Context.environment["AMP_GEO_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver",
      swiftSettings: strict, linkerSettings: [.unsafeFlags(["-use-ld=lld"])]))
}
