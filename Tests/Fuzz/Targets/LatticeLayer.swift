import GeoCore

/// Polygons on a lattice, spelt by bytes, so that crossing and touching are common: a byte below
/// 0xF0 is a corner, its halves x and y in metres; 0xFF ends a ring, 0xFE a part, 0xFD a feature.
enum LatticeLayer {
  /// More corners than that are not read.
  private static let longest = 96

  static func spelt(by bytes: [UInt8]) -> Layer {
    var geometries = Geometries(crs: .lambert93)
    var parts: [[[(Double, Double)]]] = []
    var rings: [[(Double, Double)]] = []
    var ring: [(Double, Double)] = []
    func endRing() {
      if ring.count >= 3 { rings.append(ring) }
      ring = []
    }
    func endPart() {
      endRing()
      if !rings.isEmpty { parts.append(rings) }
      rings = []
    }
    func endFeature() {
      endPart()
      if !parts.isEmpty { geometries.appendMultiPolygon(parts) }
      parts = []
    }
    for byte in bytes.prefix(longest) {
      switch byte {
      case 0xFF: endRing()
      case 0xFE: endPart()
      case 0xFD: endFeature()
      default: ring.append((893_000 + Double(byte >> 4), 6_245_000 + Double(byte & 15)))
      }
    }
    endFeature()
    return Layer(name: "lattice", geometries: geometries, path: "lattice.gpkg")
  }
}
