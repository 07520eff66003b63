import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Our verdict against GEOS on shapes in which every degenerate case is common.
@Suite struct ValidityFaultsGEOSTests {
  private typealias Kind = ValidityFault.Kind

  /// Why GEOS refuses a feature; a ring that it cannot even build counts.
  private func refusal(of feature: Int, in layer: Geometries) -> String? {
    do throws(GEOSError) {
      return try Overlay.invalidity(of: feature, in: layer)?.reason
    } catch {
      return "\(error)"
    }
  }

  private static let edgeFaults: Set<Kind> = [
    .selfIntersection, .duplicateRings, .spike, .selfTouch, .tooFewPoints,
  ]

  /// The kinds that may stand behind GEOS' words.
  private func kinds(behind reason: String) -> Set<Kind> {
    switch reason {
    case "Self-intersection":
      [.selfIntersection, .duplicateRings, .spike, .tooFewPoints]
    case "Ring Self-intersection":
      [.selfTouch, .selfIntersection, .spike, .tooFewPoints]
    case "Hole lies outside shell": [.holeOutsideShell]
    case "Holes are nested": [.nestedHoles]
    case "Nested shells": [.nestedShells]
    case "Interior is disconnected": [.disconnectedInterior]
    case "Invalid Coordinate": [.notFinite]
    default: [.tooFewPoints]
    }
  }

  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func agreesWithGEOS(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var layer = Geometries(crs: .laeaEurope)
    for _ in 0..<10_000 {
      let polygons = LatticePolygons.any(using: &generator)
      layer.appendMultiPolygon(polygons, kind: polygons.count == 1 ? .polygon : .multiPolygon)
    }
    var valid = 0
    var pure = 0
    var met: [Kind: Int] = [:]
    for feature in 0..<layer.count {
      let faults = ValidityFaults.find(feature, in: layer)
      guard let refusal = refusal(of: feature, in: layer) else {
        valid += 1
        #expect(faults.isEmpty, "feature \(feature): GEOS takes it, we say \(faults)")
        continue
      }
      for kind in Set(faults.map(\.kind)) { met[kind, default: 0] += 1 }
      // GEOS stops looking at edges where rings touch twice, and then speaks of holes and the
      // interior though edges cross.
      var expected = kinds(behind: refusal)
      if refusal.hasPrefix("Hole") || refusal == "Nested shells" || refusal.hasPrefix("Interior") {
        expected.formUnion(Self.edgeFaults)
        if !faults.contains(where: { Self.edgeFaults.contains($0.kind) }) { pure += 1 }
      }
      #expect(
        faults.contains { expected.contains($0.kind) },
        "feature \(feature): GEOS says \(refusal), we \(faults)")
    }
    #expect(valid > 1_000, "\(valid)")
    #expect(pure > 100, "\(pure)")
    for kind in Kind.allCases where kind != .notFinite && kind != .unnamed {
      #expect(met[kind, default: 0] > 5, "\(kind): \(met[kind, default: 0])")
    }
  }

  /// Where GEOS names a crossing, one of ours lies there.
  @Test func findsTheCrossingsThatGEOSNames() throws {
    var generator = SeededGenerator(seed: 21)
    var compared = 0
    for _ in 0..<2_000 {
      var layer = Geometries(crs: .laeaEurope)
      layer.appendPolygon([
        (0..<12).map { _ in
          (
            Double.random(in: 0...1000, using: &generator),
            Double.random(in: 0...1000, using: &generator)
          )
        }
      ])
      guard let named = try Overlay.invalidity(of: 0, in: layer) else { continue }
      compared += 1
      let faults = ValidityFaults.find(0, in: layer)
      #expect(
        faults.contains { abs($0.x - named.x) < 1e-6 && abs($0.y - named.y) < 1e-6 },
        "GEOS: \(named), we: \(faults)")
    }
    #expect(compared > 1_900)
  }
}
