/// A coordinate reference system by name.
///
/// The text is either an `AUTHORITY:CODE` pair or a whole definition (WKT, PROJJSON, PROJ string)
/// for systems without a code. In every layer x is easting or longitude and y northing or
/// latitude, whatever order the authority states; `Transformation` is the one place that knows.
public struct CRS: Sendable, Hashable, CustomStringConvertible {
  /// `EPSG:2154`, `OGC:CRS84`, or a definition that PROJ reads.
  public let definition: String

  /// WGS 84 longitude and latitude in degrees, the only CRS of RFC 7946.
  public static let wgs84 = CRS(canonical: "OGC:CRS84")
  /// ETRS89-extended / LAEA Europe: equal area.
  public static let laeaEurope = CRS(canonical: "EPSG:3035")
  /// RGF93 v1 / Lambert-93: metropolitan France, metres.
  public static let lambert93 = CRS(canonical: "EPSG:2154")

  /// That of data which names none, read with `ReadOptions.requiresCRS` off. PROJ knows no such
  /// system, so that nothing can be measured or placed in it.
  public static let unknown = CRS(canonical: "unknown")

  /// Metric planes of their own for all neighbourhoods (`LocalFrame`), where no one system serves.
  /// A name for results; PROJ knows no such system.
  public static let localFrames = CRS(canonical: "local azimuthal planes on WGS 84")

  private init(canonical: String) { definition = canonical }

  /// Takes any usual spelling: `EPSG:2154`, `epsg:2154`, `urn:ogc:def:crs:EPSG::2154`,
  /// `http://www.opengis.net/def/crs/EPSG/0/2154`, `CRS84`, the number alone (`2154`); a whole
  /// definition is kept as it is, but for the `+type=crs` that a PROJ string may lack.
  ///
  /// `EPSG:4326` becomes `OGC:CRS84`, since layers hold longitude first. Whether PROJ knows
  /// the system is found out by `CRSDescription(of:)`.
  public init(_ text: String) {
    let trimmed = text.trimmingSpaces()
    let canonical = Self.authorityAndCode(trimmed) ?? Self.projString(trimmed) ?? trimmed
    definition = canonical == "EPSG:4326" ? "OGC:CRS84" : canonical
  }

  /// The local equal-area system of a place: Lambert azimuthal on WGS 84, centred on whole degrees
  /// so that neighbouring studies share it.
  public static func localEqualArea(longitude: Double, latitude: Double) -> CRS {
    let lon = whole(longitude, atMost: 360)
    let lat = whole(latitude, atMost: 90)
    return CRS(
      canonical: "+proj=laea +lat_0=\(lat) +lon_0=\(lon) +datum=WGS84 +units=m +type=crs")
  }

  /// A world-wide equal-area system: Lambert's cylinder with true scale at 30 degrees, as EPSG:6933,
  /// around a meridian of whole degrees. It is cut along the meridian opposite.
  public static func worldEqualArea(centralMeridian: Double) -> CRS {
    let lon = whole(centralMeridian, atMost: 360)
    return CRS(
      canonical: "+proj=cea +lat_ts=30 +lon_0=\(lon) +datum=WGS84 +units=m +type=crs")
  }

  /// The UTM zone of a place, WGS 84.
  public static func utm(longitude: Double, latitude: Double) -> CRS {
    let zone = min(max(whole(((longitude + 180) / 6).rounded(.down), atMost: 60) + 1, 1), 60)
    return CRS(canonical: "EPSG:\((latitude < 0 ? 32700 : 32600) + zone)")
  }

  /// The whole number nearest to a value, which is held within limits; 0 when it is no number.
  private static func whole(_ value: Double, atMost limit: Double) -> Int {
    value.isNaN ? 0 : Int(min(max(value, -limit), limit).rounded())
  }

  /// `("EPSG", 2154)` when the definition is such a pair.
  public var authorityCode: (authority: String, code: String)? {
    let halves = definition.split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty,
      halves[0].allSatisfy({ $0.isLetter || $0.isNumber }),
      halves[1].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    else { return nil }
    return (String(halves[0]), String(halves[1]))
  }

  /// The definition, as it was given.
  public var description: String { definition }

  /// What messages call the system: its code, or the name in its definition, or the beginning of
  /// that.
  public var shortName: String {
    if authorityCode != nil { return definition }
    if let open = definition.firstIndex(of: "\""), definition.first?.isLetter == true {
      let name = definition[definition.index(after: open)...].prefix { $0 != "\"" }
      if !name.isEmpty { return "\"\(name)\"" }
    }
    return definition.count > 80 ? definition.prefix(77) + "..." : definition
  }

  /// A PROJ string as PROJ wants those of systems, with `+type=crs`; nil when the text is none.
  private static func projString(_ text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace).map { word in
      word.drop { $0 == "+" }.lowercased()
    }
    guard let first = words.first, first.hasPrefix("proj=") || first.hasPrefix("init=") else {
      return nil
    }
    // The old way to write a code, whose axes run as they do in layers.
    if first.hasPrefix("init="), words.allSatisfy({ $0 == first || $0 == "type=crs" }) {
      return authorityAndCode(String(first.dropFirst(5)))
    }
    if words.contains(where: { $0.hasPrefix("type=") }) { return nil }
    return text + (text.hasPrefix("+") ? " +type=crs" : " type=crs")
  }

  private static func authorityAndCode(_ text: String) -> String? {
    let lower = text.lowercased()
    if (4...6).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return "EPSG:\(text)"
    }
    if lower == "crs84" || lower == "wgs84" { return "OGC:CRS84" }
    var fields: [Substring] = []
    if lower.hasPrefix("urn:ogc:def:crs:") || lower.hasPrefix("urn:x-ogc:def:crs:") {
      fields = text.split(separator: ":", omittingEmptySubsequences: false).dropFirst(4).map { $0 }
    } else if lower.hasPrefix("http://www.opengis.net/def/crs/")
      || lower.hasPrefix("https://www.opengis.net/def/crs/")
    {
      fields = text.split(separator: "/").suffix(3).map { $0 }
    } else {
      let halves = text.split(separator: ":", omittingEmptySubsequences: false)
      guard halves.count == 2, !halves[0].isEmpty, halves[0].allSatisfy({ $0.isLetter }),
        !halves[1].isEmpty, halves[1].allSatisfy({ $0.isLetter || $0.isNumber })
      else { return nil }
      fields = halves
    }
    guard let authority = fields.first, let code = fields.last, fields.count >= 2 else {
      return nil
    }
    return "\(authority.uppercased()):\(code.uppercased())"
  }
}
