internal import Foundation
internal import GeoCore
internal import GeoProjection

/// The systems that features and geometries of a GeoJSON text name by a legacy member `crs`, and
/// what they make of the layer.
///
/// An object is in the system that it names, else in that of the object around it, else in that of
/// the collection, else in WGS 84; `null` names none. The system that a caller gives holds for what
/// names none and cannot be degrees, and in place of one that PROJ has no accurate way from. When all
/// vertices are in one system, that is the layer's. When they are in several, all are brought to
/// WGS 84.
///
/// **Source:** The GeoJSON Format Specification, 2008, section 3,
/// https://geojson.org/geojson-spec.html
struct GeoJSONSystems {
  /// Vertices inside one object that has a member `crs`.
  struct Run {
    var vertices: Range<Int>
    /// The place of the member's text in `members`.
    var member: Int
    var feature: Int
  }

  /// The JSON text of each different member.
  var members: [Data] = []
  /// Those of what is inside before those of what is around it.
  var runs: [Run] = []

  /// What the members make of a layer.
  struct Outcome {
    /// The system that all of the layer is in now; nil when no object names one.
    var crs: CRS?
    /// How a check names the system: the name in the first member; nil when no object names one.
    var name: String?
    var notices: [String] = []
    /// Whether some coordinates are taken to be in the system given.
    var usesGiven = false
  }

  /// Gives a layer the system of its vertices, or brings them to one.
  ///
  /// - Parameters:
  ///   - geometries: has the coordinates of the text, in whatever systems; its `crs` is set when
  ///     some object names a system.
  ///   - base: what the collection names.
  ///   - given: the system that the caller says.
  /// - Throws: `FormatError` for a member that names no system, or one that PROJ does not know
  ///   while that `isRequired`; for vertices that cannot be brought to WGS 84.
  func apply(
    to geometries: inout Geometries, base: (crs: CRS, name: String)?, given: CRS?,
    path: String, isRequired: Bool, threads: Int
  ) throws -> Outcome {
    var outcome = Outcome(crs: base?.crs, name: base?.name)
    func usable(_ crs: CRS, _ name: String) -> CRS {
      guard let given, crs != given, !crs.isPlaced else { return crs }
      outcome.usesGiven = true
      outcome.notices.append(
        "the member \"crs\" (\(name)) is no use: PROJ has no accurate way from it to longitude and"
          + " latitude; read in \(given.shortName), as asked for")
      return given
    }
    let baseCRS = base.map { usable($0.crs, $0.name) }
    outcome.crs = baseCRS
    if let base, baseCRS == base.crs {
      outcome.notices.append(
        "the legacy member \"crs\" (\(base.name)) is honoured; RFC 7946 has removed it: convert"
          + " the file")
    }
    guard !runs.isEmpty else {
      if let baseCRS { geometries.crs = baseCRS }
      return outcome
    }
    let systems = try named(path: path, isRequired: isRequired).map { system in
      system.map { (crs: usable($0.crs, $0.name), name: $0.name) }
    }
    let owners = ownersOfVertices(count: geometries.vertexCount, systems)
    var fallback = baseCRS ?? .wgs84
    if baseCRS == nil, let given, !Self.couldBeDegrees(geometries, unlessOwned: owners) {
      fallback = given
      outcome.usesGiven = true
      outcome.notices.append(
        "no longitudes and latitudes where no system is named: read in \(given), as asked for")
    }
    // The systems that vertices are in, each with its vertices.
    var places: [CRS: [Int]] = [:]
    for (vertex, owner) in owners.enumerated() {
      let crs = owner < 0 ? fallback : systems[Int(owner)]?.crs ?? fallback
      places[crs, default: []].append(vertex)
    }
    let names = systems.compactMap { $0?.name }
    if !names.isEmpty {
      outcome.name = outcome.name ?? names.first
      outcome.notices.append(
        "the legacy member \"crs\" of features or geometries (\(names.joined(separator: ", "))) is"
          + " honoured; RFC 7946 has removed it: convert the file")
    }
    if systems.contains(where: { $0 == nil }) {
      outcome.notices.append(
        "a member \"crs\" is null and names no system: that of the object around it, or WGS 84, is"
          + " taken")
    }
    guard !names.isEmpty || base != nil || outcome.usesGiven else { return outcome }
    if places.count == 1, let only = places.keys.first {
      geometries.crs = only
    } else if places.keys.contains(where: { !$0.isPlaced }) {
      geometries.crs = .unknown
    } else {
      try bringTogether(&geometries, places, path: path, threads: threads)
      outcome.notices.append("coordinates are in several systems: all are brought to WGS 84")
    }
    outcome.crs = geometries.crs
    return outcome
  }

  /// Whether the vertices without a member of their own can be longitudes and latitudes.
  private static func couldBeDegrees(
    _ geometries: Geometries, unlessOwned owners: [Int32]
  ) -> Bool {
    var box = Box.empty
    for (vertex, owner) in owners.enumerated() where owner < 0 {
      box.extend(x: geometries.x(vertex), y: geometries.y(vertex))
    }
    return box.couldBeDegrees
  }

  /// The system that each member names; nil for null.
  private func named(path: String, isRequired: Bool) throws -> [(crs: CRS, name: String)?] {
    var systems: [(crs: CRS, name: String)?] = []
    for (place, member) in members.enumerated() {
      do throws(FormatError) {
        systems.append(
          try GeoJSONReader.system(ofMember: member, path: path, isRequired: isRequired))
      } catch {
        var placed = error
        placed.feature = runs.first { $0.member == place }.map { "#\($0.feature + 1)" }
        throw placed
      }
    }
    return systems
  }

  /// For each vertex the member whose system it is in; -1 where none names one.
  private func ownersOfVertices(count: Int, _ systems: [(crs: CRS, name: String)?]) -> [Int32] {
    var owners = [Int32](repeating: -1, count: count)
    // What is inside has the last word.
    for run in runs.reversed() where systems[run.member] != nil {
      for vertex in run.vertices { owners[vertex] = Int32(run.member) }
    }
    return owners
  }

  private func bringTogether(
    _ geometries: inout Geometries, _ places: [CRS: [Int]], path: String, threads: Int
  ) throws {
    for (crs, vertices) in places.sorted(by: { $0.key.definition < $1.key.definition })
    where crs != .wgs84 {
      var piece = Geometries(crs: crs)
      for vertex in vertices {
        piece.appendPoint(x: geometries.x(vertex), y: geometries.y(vertex))
      }
      do {
        piece = try piece.transformed(to: .wgs84, threads: threads).geometries
      } catch let error as PROJError {
        throw FormatError(
          path: path, reason: "member \"crs\" (\(crs)): \(error.reason)", remedy: error.remedy)
      }
      for (place, vertex) in vertices.enumerated() {
        geometries.coordinates[2 * vertex] = piece.coordinates[2 * place]
        geometries.coordinates[2 * vertex + 1] = piece.coordinates[2 * place + 1]
      }
    }
    geometries.crs = .wgs84
  }
}
