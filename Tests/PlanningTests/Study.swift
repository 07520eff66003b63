import GeoCore
import TestSupport

@testable import PlanningStudies

/// Layers of squares in EPSG:3035, near Marseille, whose areas a reader works out in the head.
enum Study {
  static let x = 3_940_000.0
  static let y = 2_250_000.0

  typealias Ring = [(Double, Double)]

  /// A rectangle, its corner counted from the origin of the study, in metres.
  static func rectangle(
    _ left: Double, _ bottom: Double, _ width: Double, _ height: Double
  ) -> Ring {
    let (l, b) = (x + left, y + bottom)
    return [(l, b), (l + width, b), (l + width, b + height), (l, b + height)]
  }

  static func square(_ left: Double, _ bottom: Double, _ side: Double) -> Ring {
    rectangle(left, bottom, side, side)
  }

  static func polygons(_ rings: [Ring]) -> Geometries {
    var geometries = Geometries(crs: .laeaEurope)
    for ring in rings { geometries.appendPolygon([ring]) }
    return geometries
  }

  static func points(_ places: [(Double, Double)]) -> Geometries {
    var geometries = Geometries(crs: .laeaEurope)
    for (left, bottom) in places { geometries.appendPoint(x: x + left, y: y + bottom) }
    return geometries
  }

  static func layer(
    _ name: String, _ geometries: Geometries, ids: [String]? = nil, columns: [Column] = [],
    status: SourceStatus = .official, accuracy: Double? = nil
  ) -> StudyLayer {
    var table = Attributes(rowCount: geometries.count)
    for column in columns { table.set(column) }
    let layer = Layer(
      name: name, geometries: geometries, attributes: table,
      ids: ids.map { list in FeatureIDs(list.map { FeatureID($0) }) }, path: "\(name).geojson")
    var credits = LayerCredits.unlisted(name)
    credits.status = status
    credits.accuracyMeters = accuracy
    return StudyLayer(name: name, layer: layer, credits: credits, sha256: "", reference: name)
  }

  static func areal(_ study: StudyLayer, lenient: Bool = false, threads: Int = 1) throws
    -> ArealLayer
  {
    try ArealLayer(study, in: .laeaEurope, lenient: lenient, threads: threads)
  }

  static func zones(
    _ study: StudyLayer, fields: ZoneEntry? = nil, threads: Int = 1
  ) throws -> ZoneSet {
    try ZoneSet(
      study, fields: fields ?? ZoneEntry(source: study.name), in: .laeaEurope, threads: threads)
  }

  /// Zones of these rings with the ids A, B, C …
  static func zones(_ rings: [Ring]) throws -> ZoneSet {
    let ids = (0..<rings.count).map { String(UnicodeScalar(UInt8(65 + $0))) }
    return try zones(layer("zones", polygons(rings), ids: ids))
  }
}

extension Layer {
  func numbers(_ column: String) -> [Double?] {
    (0..<count).map { attributes[column]?.double($0) }
  }

  func strings(_ column: String) -> [String?] {
    (0..<count).map { attributes[column]?.string($0) }
  }
}
