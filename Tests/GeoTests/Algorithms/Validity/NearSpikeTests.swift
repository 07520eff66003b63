import Testing

@testable import GeoAlgorithms
@testable import GeoCore

@Suite struct NearSpikeTests {
  private func spikes(_ ring: [(Double, Double)]) -> [NearSpike] {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([ring])
    return layer.nearSpikes(degrees: 1, width: 0.1, threads: 1)
  }

  @Test func tipsAreFoundWhereverTheRingStarts() {
    // 20 m out along the base line and back, 5 cm apart at the base.
    let ring: [(Double, Double)] = [(0, 0), (10, 0), (30, 0), (10, 0.05), (10, 10), (0, 10)]
    for start in ring.indices {
      let found = spikes(Array(ring[start...] + ring[..<start]))
      #expect(found.count == 1, "\(start)")
      guard let spike = found.first else { continue }
      #expect(spike.vertex == (2 - start + 6) % 6)
      // The way back ends 0.05 m off a line of 20 m.
      #expect(abs(spike.width - 0.05) < 1e-6 && abs(spike.length - 20) < 1e-3)
      #expect(abs(spike.degrees - 0.1432) < 1e-3)
    }
  }

  @Test func wideOrExactOnesAreNot() {
    // 15 cm apart; 1.4°; folded exactly; a straight line; a repeated tip, which is still one.
    #expect(spikes([(0, 0), (10, 0), (30, 0), (10, 0.15), (10, 10), (0, 10)]).isEmpty)
    #expect(spikes([(0, 0), (10, 0), (12, 0), (10, 0.05), (10, 10), (0, 10)]).isEmpty)
    #expect(spikes([(0, 0), (10, 0), (30, 0), (10, 0), (10, 10), (0, 10)]).isEmpty)
    #expect(spikes([(0, 0), (5, 0), (10, 0), (10, 10), (0, 10)]).isEmpty)
    #expect(spikes([(0, 0), (10, 0), (30, 0), (30, 0), (10, 0.05), (10, 10), (0, 10)]).count == 1)
  }

  @Test func foldsAreToldExactly() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([[(0, 0), (10, 0), (30, 0), (30, 0), (10, 0), (10, 10), (0, 10)]])
    #expect((0..<8).filter { layer.foldsBack(atVertex: $0, ofRing: 0) } == [2, 3])
  }
}
