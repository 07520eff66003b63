import TestSupport
import Testing

@testable import Atlas

@Suite struct ScaleBarTests {
  @Test(arguments: [
    (0.01, 150.0, 10_000.0, ["0", "5", "10\u{A0}km"]),
    (0.06, 100, 1000, ["0", "0.5", "1\u{A0}km"]),
    (0.2, 110, 500, ["0", "250", "500\u{A0}m"]), (40, 100, 2, ["0", "1", "2\u{A0}m"]),
    (0.000_01, 70, 5_000_000, ["0", "2,500", "5,000\u{A0}km"]),
    (900, 100, 0.1, ["0", "0.05", "0.1\u{A0}m"]),
  ])
  func lengthsAreRound(scale: Double, room: Double, meters: Double, labels: [String]) {
    let bar = ScaleBar(pixelsPerMeter: scale, maxPixels: room, note: nil)
    #expect(bar.meters == meters)
    #expect(bar.labels == labels)
    #expect(bar.pixels == meters * scale)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func fillsHalfItsRoomAtLeast(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scale = MapMath.power(10, Double.random(in: -6...3, using: &generator))
    let bar = ScaleBar(pixelsPerMeter: scale, maxPixels: 120, note: nil)
    #expect(bar.pixels <= 120.001 && bar.pixels >= 120 * 0.399)
  }
}
