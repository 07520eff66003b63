package import GeoAlgorithms
internal import GeoCore

/// The parts that each feature of one layer shares with all features of another, whose features do
/// not overlap each other: one feature of the first layer, one of the result.
package struct Regions: Sendable {
  /// One feature for each of the first layer, empty where nothing is shared.
  package let index: PolygonIndex

  /// - Throws: `InputError` when a pair cannot be overlaid, or there are more than can be held.
  package init(_ a: PolygonIndex, _ b: PolygonIndex, threads: Int) throws {
    let pairs = try PairBudget.regions.pairs(a, b, threads: threads)
    let shapes = try AuditedOverlay.shapes(of: pairs, a, b, threads: threads) { pair in
      "zone \(pair.a + 1) and feature \(pair.b + 1)"
    }.shapes
    var result = Geometries(crs: a.geometries.crs)
    var next = 0
    for feature in 0..<a.count {
      result.beginFeature(.multiPolygon)
      let first = next
      while next < pairs.count, pairs[next].a == feature { next += 1 }
      // By place, so that the order of b's features does not matter.
      let members = (first..<next).map { (place: $0, box: shapes.box(ofFeature: $0)) }.sorted {
        ($0.box.minX, $0.box.minY, $0.box.maxX, $0.box.maxY)
          < ($1.box.minX, $1.box.minY, $1.box.maxX, $1.box.maxY)
      }
      for member in members { result.appendParts(ofFeature: member.place, of: shapes) }
    }
    index = PolygonIndex(result, threads: threads)
  }
}
