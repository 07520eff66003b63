import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@testable import GeoProjection
@testable import PlanningIntegrity

/// Matched borders end within the tolerance of where they were, all rounds together.
@Suite struct RepairBoundTests {
  private static let tolerance = 0.2

  private func layer(_ geometries: Geometries) -> Layer {
    Layer(name: "cells", geometries: geometries, path: "cells.gpkg")
  }

  /// Every vertex is off by up to the tolerance in each axis, so that two may be three times as far
  /// apart; one in ten is missing.
  private func torn(_ seed: Int) -> Geometries {
    let cells = Tessellation.jitteredGrid(
      columns: 4, rows: 4, size: 60, inserted: 3, originX: Study.x, originY: Study.y,
      seed: UInt64(seed))
    return PlantedFaults.disturbed(cells, sway: Self.tolerance, shift: 0, seed: UInt64(seed))
  }

  private func matching(_ tolerance: Double = tolerance) -> RepairOptions {
    var options = RepairOptions()
    options.toleranceMeters = tolerance
    options.matchesBorders = true
    options.maxChange = 1
    return options
  }

  @Test(arguments: 1...10)
  func neitherVerticesNorBordersEndFurtherThanTheTolerance(_ seed: Int) throws {
    let torn = torn(seed)
    let result = try LayerRepair.repaired(layer(torn), options: matching())
    #expect(result.report.isSettled)
    let done = result.report.steps.filter { !$0.entries.isEmpty }.map(\.name)
    #expect(done == ["snap", "node"])
    let moved = try Displacement(from: torn, to: result.layer.geometries)
    #expect(moved.vertices > 0.5 * Self.tolerance)
    #expect(moved.vertices <= Self.tolerance)
    #expect(moved.bordersOut <= Self.tolerance)
    #expect(moved.bordersIn <= Self.tolerance)
    let again = try LayerRepair.repaired(result.layer, options: matching())
    #expect(again.report.isEmpty)
    #expect(again.layer.geometries == result.layer.geometries)
    #expect(again.report.leftApart == result.report.leftApart)
  }

  /// One round does not do: what the later ones add counts as well.
  @Test func theBoundIsThatOfSeveralRounds() throws {
    let unfinished = try (1...6).filter { seed in
      let torn = torn(seed)
      var options = matching()
      let whole = try LayerRepair.repaired(layer(torn), options: options).layer.geometries
      options.skipped = ["points", "winding", "valid"]
      var state = try RepairState(layer(torn), options: options)
      for step in RepairSteps.wanted(options) { try step.apply(to: &state) }
      return state.geometries != whole
    }
    #expect(unfinished.count > 1)
  }

  @Test(arguments: 1...4)
  func verticesThatTheSettlingLeavesStayWithinTheTolerance(_ seed: Int) throws {
    let cells = Tessellation.jitteredGrid(
      columns: 4, rows: 4, size: 60, inserted: 3, originX: Study.x, originY: Study.y,
      seed: UInt64(seed))
    let torn = PlantedFaults.swayed(cells, by: 0.05, seed: UInt64(seed))
    var options = matching()
    (options.maxGapMeters, options.maxOverlapMeters) = (1, 1)
    let result = try LayerRepair.repaired(layer(torn), options: options)
    #expect(result.report.isSettled)
    // What was off by a quarter of the tolerance leaves nothing to be settled by its width.
    let moved = try Displacement(from: torn, to: result.layer.geometries)
    #expect(moved.vertices <= Self.tolerance)
    #expect(moved.bordersOut <= Self.tolerance)
  }

  /// Tips in a row, each 0.9 of the tolerance from the next, of triangles that fan out to the north.
  @Test func verticesInARowDoNotFallLikeDominoes() throws {
    let step = 0.9 * Self.tolerance
    let fan = Study.polygons(
      (0..<12).map { k in
        let (x, base) = (step * Double(k), 20 * Double(k))
        return [(x, 0), (base + 10, 100), (base, 100)].map { (Study.x + $0, Study.y + $1) }
      })
    let result = try LayerRepair.repaired(layer(fan), options: matching())
    #expect(result.report.isSettled)
    let moved = try Displacement(from: fan, to: result.layer.geometries)
    #expect(moved.vertices > 0.8 * Self.tolerance)
    #expect(moved.vertices <= Self.tolerance)
    #expect(moved.bordersOut <= Self.tolerance)
    let tips = Set(
      (0..<fan.count).map { feature in
        result.layer.geometries.vertices(ofFeature: feature).map {
          SIMD2(result.layer.geometries.x($0), result.layer.geometries.y($0))
        }.min { $0.y < $1.y }
      })
    #expect(tips.count >= 6)
  }
}

/// How far features have moved, in metres on the ground.
private struct Displacement {
  /// The longest way from a vertex of a feature as it was to its nearest one now.
  var vertices = 0.0
  /// The directed Hausdorff distance from a feature's border now to what it was, and back.
  var bordersOut = 0.0
  var bordersIn = 0.0

  private typealias Edge = (a: SIMD2<Double>, b: SIMD2<Double>)
  /// Borders are sampled this densely. Metres.
  private static let spacing = 2.0

  init(from before: Geometries, to after: Geometries) throws {
    let scale = try GroundScale(of: before.crs, around: before.box)
    for feature in 0..<before.count {
      let old = Self.edges(before, feature, scale, before.box)
      let new = Self.edges(after, feature, scale, before.box)
      for edge in old {
        vertices = max(vertices, new.map { Self.length($0.a - edge.a) }.min() ?? .infinity)
      }
      bordersOut = max(bordersOut, Self.furthest(new, from: old))
      bordersIn = max(bordersIn, Self.furthest(old, from: new))
    }
  }

  private static func edges(
    _ layer: Geometries, _ feature: Int, _ scale: GroundScale, _ box: Box
  ) -> [Edge] {
    let factors = scale.metersPerUnit(atY: box.centerY)
    return layer.rings(ofFeature: feature).flatMap { ring -> [Edge] in
      let places = layer.vertices(ofRing: ring).map {
        SIMD2((layer.x($0) - box.minX) * factors.x, (layer.y($0) - box.minY) * factors.y)
      }
      return zip(places, places.dropFirst()).map { (a: $0, b: $1) }
    }
  }

  private static func furthest(_ edges: [Edge], from others: [Edge]) -> Double {
    var furthest = 0.0
    for edge in edges {
      let pieces = Int(length(edge.b - edge.a) / spacing) + 1
      for piece in 0..<pieces {
        let place = edge.a + (edge.b - edge.a) * (Double(piece) / Double(pieces))
        furthest = max(furthest, others.map { distance(place, $0) }.min() ?? .infinity)
      }
    }
    return furthest
  }

  private static func distance(_ place: SIMD2<Double>, _ edge: Edge) -> Double {
    let (u, v) = (edge.b - edge.a, place - edge.a)
    let square = (u * u).sum()
    let t = square > 0 ? min(max((u * v).sum() / square, 0), 1) : 0
    return length(v - t * u)
  }

  private static func length(_ v: SIMD2<Double>) -> Double { (v * v).sum().squareRoot() }
}
