import TestSupport
import Testing

/// The same features in another order give the same figures.
@Suite struct OrderOfFeaturesTests {
  /// Irregular polygons that overlap each other, near Marseille.
  private static func features(_ prefix: String, seed: UInt64) -> [String] {
    var generator = SeededGenerator(seed: seed)
    return (0..<25).map { k in
      let ring = RandomPolygons.star(
        centerX: 5.3 + Double.random(in: 0...0.1, using: &generator),
        centerY: 43.2 + Double.random(in: 0...0.1, using: &generator), radius: 0.03, vertices: 9,
        using: &generator)
      return SmallLayers.feature(
        id: "\"\(prefix)\(100 + k)\"", "{\"people\":\(7 * k)}", SmallLayers.polygon(ring))
    }
  }

  /// Runs a command on the layers as they are and on shuffled ones.
  private func twice(
    _ arguments: [String], reading name: String = "out.csv"
  ) throws -> (String, String) {
    var generator = SeededGenerator(seed: 5)
    let texts = try [false, true].map { isShuffled in
      let folder = try Scratch()
      for (file, seed) in [("a", 1), ("b", 2)] {
        let features = Self.features(file, seed: UInt64(seed))
        try folder.write(
          "\(file).geojson",
          SmallLayers.collection(
            isShuffled ? features.shuffled(using: &generator) : features))
      }
      try AmpGeoProcess.run(arguments + ["--quiet", "-o", "out.csv"], in: folder).expectSuccess()
      return try Files.text(name, in: folder)
    }
    #expect(texts[0].count > 500)
    return (texts[0], texts[1])
  }

  @Test func overlapsComeSortedByID() throws {
    let (first, second) = try twice(["overlaps", "a.geojson", "b.geojson"])
    #expect(first == second)
  }

  @Test func overlapsWithinALayerToo() throws {
    let (first, second) = try twice(["overlaps", "a.geojson"])
    #expect(first == second)
  }

  @Test(arguments: ["out.csv", "ledger.csv"])
  func coverageComesSortedByID(_ name: String) throws {
    let (first, second) = try twice(
      [
        "coverage", "--zones", "a.geojson", "--layer", "b=b.geojson", "--accuracy", "b=20",
        "--accuracy", "zones=5", "--people", "b.geojson", "--people-field", "people",
        "--ledger", "ledger.csv",
      ], reading: name)
    #expect(first == second)
  }
}
