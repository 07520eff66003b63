import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore
@testable import GeoProjection

/// A spike belongs to its ring: what its tip touches keeps its corner.
@Suite struct SpikeTipsTests {
  typealias Ring = RepairCases.Ring

  /// A square of 100 m with a spike of 20 m to (120, 50), so wide at its foot.
  private static func spiked(_ width: Double) -> Ring {
    [(0, 0), (100, 0), (100, 50), (120, 50), (100, 50 + width), (100, 100), (0, 100)]
  }

  private static let widths = [0.0, 0.05]
  private static let island: Ring = RepairCases.rectangle(120, 50, 10, 10)
  private static let triangle: Ring = [(120, 50), (130, 45), (130, 60)]

  private func areas(_ features: [[[Ring]]]) throws -> [Double] {
    var layer = Geometries(crs: .laeaEurope)
    for polygons in features { layer.appendMultiPolygon(polygons) }
    layer = layer.mapVertices { ($0 + 4_000_000, $1 + 2_300_000) }
    let tips = try SpikeTips.find(
      in: layer, degrees: 1, width: 0.1, tolerance: 0.01, measuredIn: .system(layer.crs),
      scale: try RepairCases.scale(layer), threads: 1)
    let outcomes = RingCleaning().outcomes(in: layer, tips: tips, threads: 1)
    let cleaned = layer.replacing(
      Dictionary(uniqueKeysWithValues: outcomes.map { ($0.feature, $0.1.shape) }))
    return cleaned.areas(threads: 1)
  }

  @Test(arguments: widths)
  func anotherPartKeepsItsCorner(_ width: Double) throws {
    #expect(try areas([[[Self.spiked(width)], [Self.island]]]) == [10_100])
    #expect(try areas([[[Self.spiked(width)], [Self.triangle]]]) == [10_075])
    #expect(try areas([[[Self.island], [Self.spiked(width)]]]) == [10_100])
  }

  @Test(arguments: widths)
  func anotherFeatureKeepsItsCorner(_ width: Double) throws {
    #expect(try areas([[[Self.spiked(width)]], [[Self.island]]]) == [10_000, 100])
    #expect(try areas([[[Self.triangle]], [[Self.spiked(width)]]]) == [75, 10_000])
  }

  /// A spike from the border to a hole's corner; the slit that a spike inwards is has no area left.
  @Test(arguments: widths)
  func aHoleKeepsItsCorner(_ width: Double) throws {
    let shell: Ring = [
      (0, 0), (100, 0), (100, 50), (60, 50), (100, 50 + width), (100, 100), (0, 100),
    ]
    let hole: Ring = [(60, 50), (40, 40), (40, 60)]
    #expect(try areas([[[shell, hole]]]) == [9800])
  }

  @Test(arguments: widths)
  func twoSpikesThatMeetGoEachByItself(_ width: Double) throws {
    let west: Ring = [
      (220, 0), (220, 100), (140, 100), (140, 50 + width), (120, 50), (140, 50), (140, 0),
    ]
    #expect(try areas([[[Self.spiked(width)], [west]]]) == [18_000])
    #expect(try areas([[[Self.spiked(width)]], [[west]]]) == [10_000, 8000])
  }

  /// The tip stands on a corner of its own ring, far along it.
  @Test(arguments: widths)
  func theRingKeepsItsOwnCornerElsewhere(_ width: Double) throws {
    let ring: Ring = [
      (0, 0), (200, 0), (200, 100), (150, 50), (200, 20), (200, 10), (50, 10), (50, 50), (150, 50),
      (50, 50 + width), (50, 100), (0, 100),
    ]
    var sound = ring
    sound.remove(at: 8)
    let before = RepairCases.layer([[sound]]).area(ofFeature: 0)
    #expect(try areas([[[ring]]]) == [before])
  }

  /// The foot of a long spike over a short edge is sharp too: the way out and the edge that goes on
  /// make 0.57°. The tip goes all the same, whichever way round, and with vertices along the way.
  @Test(arguments: [0, 1, 2], [0.0, 1e-5])
  func theTipGoesAndNotAFootThatIsSharpToo(_ count: Int, _ width: Double) throws {
    let out: Ring = [[], [(95, 40.5)], [(70, 40.75), (95, 40.5)]][count]
    let back: Ring = out.reversed().map { ($0.0, $0.1 + width) }
    let spike: Ring = [(45, 41)] + out + [(145, 40)] + back + [(45 + width, 41)]
    let ring: Ring = [(41, 41)] + spike + [(49, 41), (45, 49)]
    let touched: Ring = [(140, 40), (150, 40), (145, 55)]
    for start in ring.indices {
      let turned = Array(ring[start...] + ring[..<start])
      for given in [turned, turned.reversed()] {
        let area = try areas([[[given], [touched]]])[0]
        #expect(abs(area - 32 - 75) < 1e-3, "\(start)")
      }
    }
  }

  @Test func aTriangleWithARepeatedPointIsNoSpikeOfItself() throws {
    let thin: Ring = [(0, 0), (20, 0), (20, 0), (20, 0.05)]
    let area = try areas([[[thin]]])[0]
    #expect(abs(area - 0.5) < 1e-6)
  }

  @Test func ofTwoTipsInARowOneStaysWhereverTheRingStarts() throws {
    // Out to (120, 50), back to (80, 50.02), out again: both turns are sharp.
    let ring: Ring = [
      (0, 0), (100, 0), (100, 50), (120, 50), (80, 50.02), (100, 50.04), (100, 100), (0, 100),
    ]
    let counts = try ring.indices.map { turn in
      let turned = Array(ring[turn...] + ring[..<turn])
      let layer = RepairCases.layer([[turned]])
      let tips = try SpikeTips.find(
        in: layer, degrees: 1, width: 0.1, tolerance: 0.01, measuredIn: .system(layer.crs),
        scale: try RepairCases.scale(layer), threads: 1)
      return RingCleaning().outcomes(in: layer, tips: tips, threads: 1).first?.1.spikes
    }
    #expect(Set(counts).count == 1)
    #expect(counts[0] == 1)
  }
}
