import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// The quick test may doubt a valid polygon; it must never vouch for one that GEOS refuses.
@Suite struct QuickValidityTests {
  private typealias Ring = [(Double, Double)]

  private func isSurelyValid(_ polygons: [[Ring]]) -> Bool {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendMultiPolygon(polygons, kind: polygons.count == 1 ? .polygon : .multiPolygon)
    var quick = QuickValidity()
    return quick.isSurelyValid(layer, feature: 0)
  }

  private func square(_ x: Double, _ y: Double, _ side: Double) -> Ring {
    [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
  }

  @Test func soundShapesAreSure() {
    #expect(isSurelyValid([[square(0, 0, 10)]]))
    #expect(isSurelyValid([[square(0, 0, 10).reversed()]]))
    #expect(isSurelyValid([[square(0, 0, 10), square(2, 2, 2), square(6, 6, 2)]]))
    #expect(isSurelyValid([[square(0, 0, 10)], [square(20, 0, 10)]]))
    // A vertex in the middle of a straight side.
    #expect(isSurelyValid([[[(0, 0), (5, 0), (10, 0), (10, 10), (0, 10)]]]))
  }

  @Test func brokenShapesAreNotSure() {
    let bowTie = [(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)]
    let spike = [(0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    let flat = [(0.0, 0.0), (5.0, 0.0), (10.0, 0.0)]
    #expect(!isSurelyValid([[bowTie]]))
    #expect(!isSurelyValid([[spike]]))
    #expect(!isSurelyValid([[flat]]))
    // A ring that touches itself at a vertex.
    #expect(
      !isSurelyValid([[[(0, 0), (4, 0), (2, 2), (4, 4), (0, 4), (2, 2)]]]))
    // Holes: outside the shell, around it, one in another, across the border, along it.
    #expect(!isSurelyValid([[square(0, 0, 10), square(20, 2, 2)]]))
    #expect(!isSurelyValid([[square(2, 2, 2), square(0, 0, 10)]]))
    #expect(!isSurelyValid([[square(0, 0, 10), square(2, 2, 6), square(4, 4, 1)]]))
    #expect(!isSurelyValid([[square(0, 0, 10), square(8, 2, 4)]]))
    #expect(!isSurelyValid([[square(0, 0, 10), square(0, 2, 4)]]))
    // Parts: nested, sharing a side, the same twice.
    #expect(!isSurelyValid([[square(0, 0, 10)], [square(2, 2, 2)]]))
    #expect(!isSurelyValid([[square(0, 0, 10)], [square(10, 0, 10)]]))
    #expect(!isSurelyValid([[square(0, 0, 10)], [square(0, 0, 10)]]))
  }

  @Test func inDoubtTheAnswerIsNo() {
    // Valid, yet left to GEOS: a repeated point, a hole that touches the shell in one point.
    #expect(!isSurelyValid([[[(0, 0), (10, 0), (10, 0), (10, 10), (0, 10)]]]))
    #expect(!isSurelyValid([[square(0, 0, 10), [(0, 5), (3, 4), (3, 6)]]]))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func numbersThatAreNotFiniteAreNotSure(_ number: Double) {
    for vertex in 0..<4 {
      for inX in [true, false] {
        var ring = square(0, 0, 10)
        if inX { ring[vertex].0 = number } else { ring[vertex].1 = number }
        #expect(!isSurelyValid([[ring]]), "\(ring)")
      }
    }
  }

  @Test func onlyPolygonsAreLookedAt() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPoint(x: 1, y: 1)
    layer.beginFeature(.null)
    var quick = QuickValidity()
    for feature in 0..<2 {
      let isSure = quick.isSurelyValid(layer, feature: feature)
      #expect(!isSure)
    }
  }

  /// Coordinates on a coarse lattice, so that touching, crossing and nesting are common.
  private static func anyPolygon(_ generator: inout SeededGenerator) -> [[Ring]] {
    let reach = Double(Int.random(in: 2...12, using: &generator))
    let scales: [Double] = [1, 0.1, 1e-7, 1e7]
    let offsets: [Double] = [0, 3_900_000.3, -5.1]
    let scale = scales[Int.random(in: 0..<scales.count, using: &generator)]
    let offset = offsets[Int.random(in: 0..<offsets.count, using: &generator)]
    func point(_ generator: inout SeededGenerator) -> (Double, Double) {
      (
        offset + scale * Double.random(in: 0...reach, using: &generator).rounded(),
        offset + scale * Double.random(in: 0...reach, using: &generator).rounded()
      )
    }
    func rectangle(_ generator: inout SeededGenerator) -> Ring {
      let (a, b) = (point(&generator), point(&generator))
      return [a, (b.0, a.1), b, (a.0, b.1)]
    }
    func free(_ generator: inout SeededGenerator) -> Ring {
      (0..<Int.random(in: 3...7, using: &generator)).map { _ in point(&generator) }
    }
    func star(_ generator: inout SeededGenerator) -> Ring {
      let center = point(&generator)
      var ring = RandomPolygons.star(
        centerX: center.0, centerY: center.1, radius: scale * reach / 2,
        vertices: Int.random(in: 3...24, using: &generator), using: &generator)
      let k = Int.random(in: 0..<ring.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: ring.insert(ring[k], at: k)  // a repeated point
      case 1: ring.insert(contentsOf: [center, ring[k]], at: k)  // a spike
      case 2: ring.swapAt(max(1, k) - 1, ring.count / 2)  // a bow tie
      case 3: ring[k] = ring[(k + 2) % ring.count]  // a vertex used twice
      default: break
      }
      return ring
    }
    func ring(_ generator: inout SeededGenerator) -> Ring {
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: rectangle(&generator)
      case 1: free(&generator)
      default: star(&generator)
      }
    }
    return (0..<Int.random(in: 1...2, using: &generator)).map { _ in
      (0..<Int.random(in: 1...3, using: &generator)).map { _ in ring(&generator) }
    }
  }

  /// Why GEOS refuses a feature; a ring that it cannot even build counts.
  private func fault(of feature: Int, in layer: Geometries) -> String? {
    do throws(GEOSError) {
      return try Overlay.invalidity(of: feature, in: layer).map {
        "\($0.reason) at \($0.x) \($0.y)"
      }
    } catch {
      return "\(error)"
    }
  }

  @Test func neverVouchesForWhatGEOSRefuses() throws {
    var generator = SeededGenerator(seed: 2_026)
    var layer = Geometries(crs: .laeaEurope)
    for _ in 0..<10_000 {
      let polygons = Self.anyPolygon(&generator)
      layer.appendMultiPolygon(polygons, kind: polygons.count == 1 ? .polygon : .multiPolygon)
    }
    var quick = QuickValidity()
    var sure = 0
    var invalid = 0
    for feature in 0..<layer.count {
      let isSure = quick.isSurelyValid(layer, feature: feature)
      if isSure { sure += 1 }
      guard let fault = fault(of: feature, in: layer) else { continue }
      invalid += 1
      #expect(!isSure, "feature \(feature): \(fault)")
    }
    // The test would be empty if one side of it hardly occurred.
    #expect(sure > 500, "\(sure)")
    #expect(invalid > 2_000, "\(invalid)")
  }

  /// The same shapes one by one: the parts that GEOS takes, with holes that touch or nest.
  @Test func holesAndPartsInEveryPosition() throws {
    var quick = QuickValidity()
    var sure = 0
    for size in [1.0, 2, 3] {
      for x in stride(from: -3.0, through: 9, by: 0.5) {
        for y in stride(from: -3.0, through: 9, by: 1) {
          var layer = Geometries(crs: .laeaEurope)
          layer.appendPolygon([square(0, 0, 8), square(3, 3, 2), square(x, y, size)])
          layer.appendMultiPolygon([[square(0, 0, 8), square(3, 3, 2)], [square(x, y, size)]])
          for feature in 0..<2 where quick.isSurelyValid(layer, feature: feature) {
            sure += 1
            let fault = try Overlay.invalidity(of: feature, in: layer)
            #expect(fault == nil, "\(size) at \(x) \(y)")
          }
        }
      }
    }
    #expect(sure > 100, "\(sure)")
  }

  @Test(arguments: [0, 1, 7])
  func vouchesForNearlyAllOfATessellation(_ inserted: Int) throws {
    let cells = Tessellation.jitteredGrid(
      columns: 50, rows: 40, size: 300, inserted: inserted, originX: 3_900_000,
      originY: 2_300_000, seed: 11)
    var quick = QuickValidity()
    var valid = 0
    var sure = 0
    for cell in 0..<cells.count where try Overlay.invalidity(of: cell, in: cells) == nil {
      valid += 1
      if quick.isSurelyValid(cells, feature: cell) { sure += 1 }
    }
    #expect(valid > 1_900)
    #expect(Double(sure) > 0.99 * Double(valid), "\(sure) of \(valid)")
  }
}
