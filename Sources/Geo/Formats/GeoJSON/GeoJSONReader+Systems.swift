internal import CSimdJSON
internal import Foundation
internal import GeoCore
internal import GeoProjection

/// Coordinates and the system that a text says they are in.
extension GeoJSONReader {
  private static let longestIdentifier = 64

  private struct CRSMember: Decodable {
    struct Properties: Decodable {
      var name: String?
    }
    var type: String?
    var properties: Properties?
  }

  /// The CRS that a legacy member `crs` of the collection names; nil without one.
  static func base(
    from reader: Handle, path: String, isRequired: Bool
  ) throws(FormatError) -> (crs: CRS, name: String)? {
    var length = 0
    guard let text = cs_get_crs(reader.pointer, &length) else { return nil }
    return try system(
      ofMember: Data(bytes: text, count: length), path: path, isRequired: isRequired)
  }

  /// The members `crs` of features and geometries.
  static func systems(from reader: Handle) -> GeoJSONSystems {
    var result = GeoJSONSystems()
    var count = 0
    guard let runs = cs_get_systems(reader.pointer, &count), count > 0 else { return result }
    for place in 0..<cs_system_text_count(reader.pointer) {
      var length = 0
      let text = cs_get_system_text(reader.pointer, place, &length)
      result.members.append(text.map { Data(bytes: $0, count: length) } ?? Data())
    }
    for i in 0..<count {
      result.runs.append(
        .init(
          vertices: Int(runs[4 * i])..<Int(runs[4 * i + 1]), member: Int(runs[4 * i + 2]),
          feature: Int(runs[4 * i + 3])))
    }
    return result
  }

  /// The system that the JSON text of a member `crs` names, and its name; nil for null.
  ///
  /// Only identifiers of an authority are looked up, `urn:ogc:def:crs:EPSG::2154` and the like: a
  /// file must not have PROJ search its database for any text, or open other files.
  /// - Parameter isRequired: whether a system that PROJ does not know is refused.
  static func system(
    ofMember json: Data, path: String, isRequired: Bool
  ) throws(FormatError) -> (crs: CRS, name: String)? {
    if json == Data("null".utf8) { return nil }
    guard let member = try? JSONDecoder().decode(CRSMember.self, from: json),
      member.type == "name", let name = member.properties?.name
    else {
      throw FormatError(
        path: path, reason: "the member \"crs\" names no coordinate reference system",
        remedy: "remove it and write longitude and latitude in WGS 84 (RFC 7946)")
    }
    let crs = CRS(name)
    guard crs.authorityCode != nil, crs.definition.utf8.count <= longestIdentifier else {
      guard isRequired else { return (.unknown, name) }
      throw FormatError(
        path: path, reason: "member \"crs\": the name is no identifier of an authority",
        remedy: "name the system like urn:ogc:def:crs:EPSG::2154, or convert the file to WGS 84")
    }
    do throws(PROJError) {
      _ = try CRSDescription(of: crs)
    } catch {
      guard isRequired else { return (crs, name) }
      throw FormatError(path: path, reason: "member \"crs\": \(error.reason)", remedy: error.remedy)
    }
    return (crs, name)
  }

  /// Refuses numbers that cannot be degrees in a layer that says they are.
  static func requireDegrees(_ layer: Layer) throws(FormatError) {
    guard let found = layer.geometries.firstBeyondDegrees else { return }
    let isSwapped = abs(found.x) <= 90 && abs(found.y) <= 360
    throw FormatError(
      path: layer.path, feature: layer.label(ofFeature: found.feature),
      reason: "position [\(found.x), \(found.y)] is not a longitude and latitude in degrees",
      remedy: isSwapped
        ? "latitude and longitude look swapped: GeoJSON wants longitude first"
        : .anyOf(
          "these look like projected coordinates: convert them to WGS 84",
          "name their system with \(FileSetting.crs)"))
  }
}
