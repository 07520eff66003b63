// swift-tools-version: 6.2
import PackageDescription

// Every Swift target: warnings are errors, and what a file imports it says.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // What one module asks of another in a loop (a vertex, a value of a column) is inlined as within one.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]
// Outside Geo, nothing unsafe compiles.
let strictAndSafe: [SwiftSetting] = strict + [.strictMemorySafety()]

// The modules of Sources/Geo, from the ground up.
let geo: [Target.Dependency] = [
  "GeoCore", "GeoAlgorithms", "GeoProjection", "GeoFormats", "GeoStreets",
]
// Those of Sources/Planning.
let planning: [Target.Dependency] = [
  "PlanningStudies", "PlanningAccess", "PlanningIntegrity", "PlanningRun",
]

let package = Package(
  name: "amp-geo",
  products: [
    .executable(name: "amp-geo", targets: ["amp-geo"]),
    .library(name: "GeoCore", targets: ["GeoCore"]),
    .library(name: "GeoAlgorithms", targets: ["GeoAlgorithms"]),
    .library(name: "GeoProjection", targets: ["GeoProjection"]),
    .library(name: "GeoFormats", targets: ["GeoFormats"]),
    .library(name: "GeoPictures", targets: ["GeoPictures"]),
    .library(name: "GeoStreets", targets: ["GeoStreets"]),
    .library(name: "PlanningStudies", targets: ["PlanningStudies"]),
    .library(name: "PlanningAccess", targets: ["PlanningAccess"]),
    .library(name: "PlanningIntegrity", targets: ["PlanningIntegrity"]),
    .library(name: "PlanningRun", targets: ["PlanningRun"]),
    .library(name: "Atlas", targets: ["Atlas"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
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
      name: "CRsvg", path: "Sources/Geo/C/CRsvg", pkgConfig: "cairo",
      providers: [.apt(["librsvg2-dev"])]),
    .systemLibrary(
      name: "CXlsxWriter", path: "Sources/Geo/C/CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CExpat", path: "Sources/Geo/C/CExpat", pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(
      name: "CZip", path: "Sources/Geo/C/CZip", pkgConfig: "libzip",
      providers: [.apt(["libzip-dev"])]),
    .systemLibrary(
      name: "CZlib", path: "Sources/Geo/C/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
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
    .target(name: "GeoCore", path: "Sources/Geo/Core", swiftSettings: strict),
    .target(
      name: "GeoAlgorithms", dependencies: ["CGEOS", "GeoCore"], path: "Sources/Geo/Algorithms",
      swiftSettings: strict),
    .target(
      name: "GeoProjection", dependencies: ["CPROJ", "GeoAlgorithms", "GeoCore"],
      path: "Sources/Geo/Projection", swiftSettings: strict),
    .target(
      name: "GeoFormats",
      dependencies: [
        "CCrypto", "CExpat", "CProcess", "CShapefile", "CSimdJSON", "CXlsxWriter",
        "CZip", "CZlib", "GeoAlgorithms", "GeoCore", "GeoProjection",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Sources/Geo/Formats", swiftSettings: strict),
    .target(
      name: "GeoPictures", dependencies: ["CRsvg", "GeoCore"], path: "Sources/Geo/Pictures",
      swiftSettings: strict),
    .target(
      name: "GeoStreets",
      dependencies: ["COsmium", "GeoAlgorithms", "GeoCore", "GeoFormats", "GeoProjection"],
      path: "Sources/Geo/Streets", swiftSettings: strict),
    .target(
      name: "GeoData", path: "GeoData", exclude: ["README.md"],
      resources: [
        .copy("plan.yaml"), .copy("catalogue.yaml"),
        .copy("communes.geojson"), .copy("national-park.geojson"), .copy("port.geojson"),
        .copy("urban-renewal.geojson"), .copy("stations.csv"), .copy("sites.csv"),
        .copy("town-halls.csv"), .copy("census-grid.csv"), .copy("park-cells.csv"),
        .copy("arrondissements.geojson"), .copy("quartiers.geojson"),
        .copy("transit-stops.csv"), .copy("transit-lines.geojson"), .copy("income.csv"),
        .copy("facilities.csv"),
      ],
      swiftSettings: strict),
    .target(
      name: "PlanningStudies", dependencies: geo + ["GeoData", "Yams"],
      path: "Sources/Planning/Studies", swiftSettings: strictAndSafe),
    .target(
      name: "PlanningAccess",
      dependencies: geo + [
        "PlanningStudies", .product(name: "HeapModule", package: "swift-collections"),
      ],
      path: "Sources/Planning/Access", swiftSettings: strictAndSafe),
    .target(
      name: "PlanningIntegrity", dependencies: geo + ["PlanningStudies"],
      path: "Sources/Planning/Integrity", swiftSettings: strictAndSafe),
    .target(
      name: "PlanningRun", dependencies: geo + ["PlanningAccess", "PlanningStudies"],
      path: "Sources/Planning/Run", swiftSettings: strictAndSafe),
    .target(name: "Atlas", dependencies: geo + planning, swiftSettings: strictAndSafe),
    .executableTarget(
      name: "amp-geo",
      dependencies: geo + planning + [
        "Atlas", "GeoPictures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strictAndSafe),
    .target(
      name: "TestSupport", dependencies: geo, path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "FuzzTargets", dependencies: geo + planning + ["Atlas", "TestSupport"],
      path: "Tests/Fuzz/Targets", swiftSettings: strict),
    .testTarget(
      name: "GeoTests",
      dependencies: geo + [
        "GeoPictures", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PlanningTests",
      dependencies: geo + planning + ["FuzzTargets", "GeoData", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "AtlasTests",
      dependencies: geo + planning + ["Atlas", "GeoPictures", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "ServerTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: geo + planning + [
        "amp-geo", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
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
