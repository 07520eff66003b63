public import GeoAlgorithms
public import GeoCore

extension GroundScale {
  /// The scale of a system: its degrees, or what PROJ says of the middle of the layer.
  /// - Parameter box: where the layer lies, in its system.
  /// - Throws: `PROJError` when the system is not known.
  public init(of crs: CRS, around box: Box) throws(PROJError) {
    let description = try CRSDescription(of: crs)
    if description.isGeographic || crs == .wgs84 {
      self.init(ofDegreesIn: box)
      return
    }
    let units = description.metersPerUnit ?? 1
    let scale = Self.measured(crs, around: box, reach: 500 / units) ?? (x: units, y: units)
    self.init(metersPerUnit: scale)
  }

  /// What PROJ says of the middle of the layer; nil where it cannot be brought to degrees.
  private static func measured(_ crs: CRS, around box: Box, reach: Double) -> (
    x: Double, y: Double
  )? {
    guard !box.isEmpty else { return nil }
    var ends = [
      box.centerX - reach, box.centerY, box.centerX + reach, box.centerY,
      box.centerX, box.centerY - reach, box.centerX, box.centerY + reach,
    ]
    let pool = TransformationPool.shared(from: crs, to: .wgs84)
    guard let one = try? pool.take() else { return nil }
    defer { pool.give(one) }
    guard (try? one.transformation.transform(&ends)) != nil else { return nil }
    func meters(_ i: Int) -> Double {
      let scale = degrees(at: (ends[i + 1] + ends[i + 3]) / 2)
      let dx = (ends[i + 2] - ends[i]) * scale.x
      let dy = (ends[i + 3] - ends[i + 1]) * scale.y
      return (dx * dx + dy * dy).squareRoot() / (2 * reach)
    }
    let (x, y) = (meters(0), meters(4))
    return x > 0 && y > 0 && x.isFinite && y.isFinite ? (x, y) : nil
  }
}
