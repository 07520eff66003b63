internal import GeoCore
internal import GeoProjection

/// A reference system as clients name it, with the order of axes that its authority defines.
///
/// **Source:** OGC 18-058r1, OGC API - Features - Part 2, clause 7.
struct ServedSystem: Sendable, Hashable {
  /// `http://www.opengis.net/def/crs/EPSG/0/2154`.
  let uri: String
  let crs: CRS
  /// Whether the northing or latitude comes first.
  let latitudeFirst: Bool

  static let crs84 = ServedSystem(
    uri: "http://www.opengis.net/def/crs/OGC/1.3/CRS84", crs: .wgs84, latitudeFirst: false)

  private static func epsg(_ code: String, latitudeFirst: Bool) -> ServedSystem {
    ServedSystem(
      uri: "http://www.opengis.net/def/crs/EPSG/0/\(code)", crs: CRS("EPSG:\(code)"),
      latitudeFirst: latitudeFirst)
  }

  /// What every collection can be had in where it lies in the area of use. EPSG defines 4326 and 3035
  /// with the northing first.
  static let common = [
    crs84, epsg("4326", latitudeFirst: true), epsg("2154", latitudeFirst: false),
    epsg("3035", latitudeFirst: true), epsg("3857", latitudeFirst: false),
  ]

  /// The systems for a collection: the common ones whose area of use covers it, and its own where that
  /// is one of EPSG whose order of axes is known to be easting first.
  static func all(of crs: CRS, around degrees: Box?) -> [ServedSystem] {
    var systems = common.filter { system in
      guard system.crs != crs, system.crs != .wgs84, let degrees else { return true }
      guard let description = try? CRSDescription(of: system.crs) else { return false }
      return description.covers(degrees)
    }
    let own = storage(of: crs)
    if !systems.contains(own) { systems.append(own) }
    return systems
  }

  /// The system of a file; WGS 84 in longitude and latitude where it has no URI of its own.
  static func storage(of crs: CRS) -> ServedSystem {
    if let known = common.first(where: { $0.crs == crs }) { return known }
    guard let (authority, code) = crs.authorityCode, authority == "EPSG",
      let description = try? CRSDescription(of: crs), !description.isGeographic,
      // Zones of UTM and of the conic systems of France: easting first, as in layers.
      (32601...32760).contains(Int(code) ?? 0) || (3942...3950).contains(Int(code) ?? 0)
        || (25828...25838).contains(Int(code) ?? 0)
    else { return crs84 }
    return epsg(code, latitudeFirst: false)
  }

  /// Decimals of coordinates: a centimetre of degrees, a tenth of a millimetre of metres.
  var decimals: Int { crs == .wgs84 ? 7 : 4 }

  /// The system of a URI, or of a CURIE in brackets, among some; nil when it is none of them.
  static func named(_ text: String, among systems: [ServedSystem]) -> ServedSystem? {
    var uri = text
    if uri.hasPrefix("["), uri.hasSuffix("]") { uri = String(uri.dropFirst().dropLast()) }
    if uri.hasPrefix("https://") { uri = "http://" + uri.dropFirst("https://".count) }
    if let found = systems.first(where: { $0.uri == uri }) { return found }
    let curies = ["OGC:CRS84": crs84.uri, "urn:ogc:def:crs:OGC:1.3:CRS84": crs84.uri]
    if let known = curies[uri] { return systems.first { $0.uri == known } }
    for start in ["EPSG:", "urn:ogc:def:crs:EPSG::"] where uri.hasPrefix(start) {
      let known = "http://www.opengis.net/def/crs/EPSG/0/\(uri.dropFirst(start.count))"
      return systems.first { $0.uri == known }
    }
    return nil
  }
}
