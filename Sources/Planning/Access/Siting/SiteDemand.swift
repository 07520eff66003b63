internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection
public import PlanningStudies

/// Where the people are whom sites are to reach: points, each with a number of people.
///
/// Polygons are taken at one point each: the centroid, or a point inside where that lies outside;
/// so are the squares of a table of grid cell codes.
public struct SiteDemand: Sendable {
  /// The layer that people were read from.
  public let study: StudyLayer
  /// Points in the metric system, in longitude and latitude for `CRS.localFrames`; null geometries
  /// where there is none.
  public let places: Places
  /// The column of people; nil when each place counts 1.
  public let field: String?
  /// The number of people at each place; finite, 0 or more.
  public let people: [Double]
  /// The same, to the last digit that was written.
  let amounts: [ExactDecimal]
  /// What is to be said of people who are missing; nil for nothing.
  public let note: String?
  /// How the layer came into the metric system.
  public let pipeline: String
  /// What is written of the points.
  public static let pointRule = "centroid, or a point inside where it lies outside"

  /// The people of a layer, each feature taken at one point.
  ///
  /// - Throws: `InputError` for a layer without features, places or people, for an unknown column,
  ///   and a number of people that is negative or none.
  public init(
    _ study: StudyLayer, field: String?, idColumn: String? = nil, in crs: CRS, threads: Int
  ) throws {
    self.study = study
    self.field = field
    var layer = study.layer
    var idColumn = idColumn
    if !layer.geometries.kinds.contains(where: { $0 != .null }),
      let codes = GridCellCode.column(of: layer)
    {
      layer.geometries = try GridCellCode.squares(of: codes, layer)
      idColumn = idColumn ?? codes.name
    }
    guard !layer.geometries.box.isEmpty || layer.count == 0 else {
      throw InputError(
        path: layer.path, reason: "the demand places have no coordinates",
        remedy: PositionRemedy.table)
    }
    if crs == .localFrames {
      pipeline = ""
      layer.geometries = try RepresentativePoint.pointsOnTheGlobe(
        of: layer.geometries, threads: threads)
    } else {
      let projected = try layer.geometries.droppingElevations()
        .transformed(to: crs, threads: threads)
      pipeline = projected.pipeline
      layer.geometries = RepresentativePoint.points(of: projected.geometries)
    }
    places = try Places(
      layer.numbered(idColumn, people: field), role: .demand, idColumn: idColumn)
    let places = places
    let amounts = try field.map { try places.amounts($0) }
    people = amounts?.values ?? Array(repeating: 1, count: places.count)
    note = amounts?.note
    self.amounts =
      try field.map { try places.exactAmounts($0) }
      ?? people.map { ExactDecimal(nearest: $0) }
    let total = people.reduce(0, +)
    guard total.isFinite else {
      throw InputError(
        path: layer.path, reason: "the people of \(field ?? "") add up to more than numbers hold",
        remedy: "give them in a larger unit, such as thousands")
    }
    guard total > 0 else {
      throw InputError(
        path: layer.path, reason: "no_demand: all of \(places.count) demand places have 0 people",
        remedy: "check the column of people: \(field ?? "")")
    }
  }
}

extension Places {
  /// The amount at each place as its text writes it; 0 where it is missing.
  /// - Throws: `InputError` for a missing column.
  fileprivate func exactAmounts(_ name: String) throws(InputError) -> [ExactDecimal] {
    let column = try column(name)
    return (0..<count).map { i in
      guard let text = column.string(i) else { return .zero }
      return ExactDecimal(text)
        ?? ExactDecimal(nearest: DecimalNumber.value(Array(text.utf8)[...]) ?? 0)
    }
  }

  /// Places of a layer whose features are numbered from 1 when nothing identifies them.
  /// - Throws: what making places of a layer throws.
  public init(
    _ study: StudyLayer, numberedAs role: Role, idColumn: String? = nil
  ) throws(InputError) {
    try self.init(study.layer.numbered(idColumn), role: role, idColumn: idColumn)
  }
}
