internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection

/// Where people live: polygons or grid cells with a count each, spread evenly inside, or points.
public struct PeopleSource: Sendable {
  /// One input row: who it is, how many people, and why it was left out, if it was.
  public struct Row: Sendable {
    /// The row's id, or `#n` for the n-th.
    public var id: String
    /// The people whom it counts; 0 where it says nothing.
    public var people: Double
    /// Why it counts for nothing: no place, no number; nil when it counts.
    public var droppedReason: String?
    /// The part of its people that is in each group of the source, 0…1; nil where that is not known.
    public var groupShares: [Double?] = []
    /// The ids of the zones with known totals that it lies in, those of the last layer first.
    var zoneIDs: [String] = []
  }

  /// The layer as it was loaded.
  public let study: StudyLayer
  /// The attribute that counts people.
  public let field: String
  /// The groups that it counts beside all people.
  public let groups: PeopleGroups
  /// One for each feature, in their order.
  public let rows: [Row]
  /// Whether people are at points; else they are spread over polygons.
  public let isPoints: Bool
  /// In the equal-area system, one feature a row.
  let geometries: Geometries
  let index: PolygonIndex
  /// The area of each row's polygons, m², whether all of it is in `index` or only what lies in the
  /// neighbourhood of the system.
  let wholeAreasSquareMeters: [Double]
  /// The cell of which each row is a part, wherever in it people are; nil when rows are cells.
  let cells: [Int]?
  /// How the layer came into the equal-area system; empty when it was in it.
  public let pipeline: String

  /// What counts stay within nine times of ten; nil where no error was measured.
  package internal(set) var interval: PeopleInterval?

  /// What a reader must know of the groups; of parts of cells, where these are told of says it.
  package var notesOnGroups: [String] { cells == nil ? groups.notes : [] }

  /// The people of all rows, those left out included.
  public var total: Double { rows.reduce(0) { $0 + $1.people } }

  /// Whether it can say how many people live anywhere: not when there are rows, and none can be used.
  package var hasUsableRows: Bool {
    rows.isEmpty || rows.contains { $0.droppedReason == nil }
  }

  /// The people of rows that count.
  package var countedPeople: Double {
    rows.filter { $0.droppedReason == nil }.map(\.people).orderFreeSum
  }

  /// Reads who lives where from a layer.
  ///
  /// - Parameters:
  ///   - field: the attribute that counts people.
  ///   - groups: parts of the people that are told of apart.
  ///   - groupsOf: the attribute that groups are parts of; nil for `field`.
  ///   - lenient: leaves rows with a negative count or an invalid polygon out, instead of
  ///     refusing them.
  /// - Throws: `InputError` for a missing field, `FormatError` for a row whose count is not a
  ///   number or is negative, for a group that is larger than all, for an invalid polygon, or for a cell
  ///   code that cannot be read, and `InputError` for more people than can be added up.
  public init(
    _ study: StudyLayer, field: String, groups: [PeopleEntry.Group] = [], groupsOf: String? = nil,
    in crs: CRS, lenient: Bool = false, threads: Int
  ) throws {
    self.study = study
    self.field = field
    let layer = study.layer
    guard let column = layer.attributes[field] else {
      throw InputError(
        path: layer.path, reason: "there is no attribute \"\(field)\" that counts people",
        remedy: "attributes: \(layer.attributes.names.joined(separator: ", "))")
    }
    let flat = layer.geometries.droppingElevations()
    var source = try CollectionAreas.merged(flat, threads: threads)?.geometries ?? flat
    let hasNoShapes = layer.geometries.kinds.allSatisfy { $0 == .null }
    let coded = try hasNoShapes ? nil : GridCellCode.squares(aroundPointsOf: layer)
    let codes = hasNoShapes || coded != nil ? GridCellCode.column(of: layer) : nil
    if let coded {
      source = coded
    } else if layer.count > 0, hasNoShapes {
      guard let codes else {
        throw InputError(
          path: layer.path, reason: "the layer of people has neither geometries nor cell codes",
          remedy: "give it lon and lat columns, or codes such as CRS3035RES200mN2029800E4252400")
      }
      source = try GridCellCode.squares(of: codes, layer)
    }
    let placed = (0..<source.count).filter { !source.isEmpty(feature: $0) }
    let isPoints = !placed.isEmpty && placed.allSatisfy { source.kinds[$0].partKind == .point }
    self.isPoints = isPoints
    let invalid =
      isPoints ? [] : try Self.invalid(placed, of: source, layer, lenient: lenient, threads)
    let projected = try source.placed(in: crs, leavingOut: invalid, threads: threads)
    geometries = projected.geometries
    pipeline = projected.pipeline
    let index = PolygonIndex(projected.geometries, threads: threads)
    self.index = index
    cells = Self.cells(of: layer)
    let wholeAreas = index.areas.enumerated().map { projected.wholeAreas[$0] ?? $1 }
    wholeAreasSquareMeters = wholeAreas
    let groups = try PeopleGroups(groups, of: groupsOf ?? field, in: layer, lenient: lenient)
    self.groups = groups
    let rows = try (0..<layer.count).map { row in
      let id = codes?.string(row) ?? study.featureID(row).text
      let fault: String? =
        if source.isEmpty(feature: row) {
          "no_geometry"
        } else if invalid.contains(row) {
          "invalid_polygon"
        } else if !isPoints, wholeAreas[row] <= 0 {
          "no_area"
        } else {
          nil
        }
      var made = try Self.row(row, id: id, column, fault: fault, layer, lenient: lenient)
      made.groupShares = groups.shares.isEmpty ? [] : groups.shares[row]
      return made
    }
    self.rows = rows
    let people = rows.reduce(0) { $0 + $1.people }
    try CountOfPeople.requireCountable(people, field: field, path: layer.path)
  }

  /// The cell of each row of a layer that the study of people made: its parts share their cell's people.
  private static func cells(of layer: Layer) -> [Int]? {
    guard let cells = layer.attributes[PeopleFields.cell.name],
      let ground = layer.attributes[PeopleFields.ground.name]
    else { return nil }
    let known = PeopleFields.ground.values.map(\.value)
    var numbers: [String: Int] = [:]
    var result: [Int] = []
    for row in 0..<layer.count {
      guard let cell = cells.key(row), known.contains(ground.string(row) ?? "") else { return nil }
      result.append(numbers[cell, default: numbers.count])
      numbers[cell] = result[row]
    }
    return result
  }

  /// The people of another source, dealt out to parts of its cells.
  /// - Parameter cells: the row of the source that each part belongs to.
  init(_ counted: PeopleSource, rows: [Row], geometries: Geometries, cells: [Int]) {
    study = counted.study
    field = counted.field
    groups = counted.groups
    self.rows = rows
    isPoints = false
    self.geometries = geometries
    index = PolygonIndex(geometries)
    wholeAreasSquareMeters = index.areas
    pipeline = counted.pipeline
    self.cells = cells
  }

  /// The features that are not valid polygons.
  /// - Throws: `FormatError` naming the first, unless they are to be left out.
  private static func invalid(
    _ placed: [Int], of geometries: Geometries, _ layer: Layer, lenient: Bool, _ threads: Int
  ) throws -> Set<Int> {
    let invalid = try Overlay.invalidFeatures(placed, in: geometries, threads: threads)
    if let first = invalid.first, !lenient {
      throw FormatError(
        path: layer.path, feature: layer.label(ofFeature: first.feature),
        reason: "invalid polygon: \(first.reason) at \(first.x) \(first.y)",
        remedy: InvalidPolygonRemedy.feature)
    }
    return Set(invalid.map(\.feature))
  }

  private static func row(
    _ row: Int, id: String, _ column: Column, fault: String?, _ layer: Layer, lenient: Bool
  ) throws -> Row {
    if column.isMissing(row) { return Row(id: id, people: 0, droppedReason: "no_count") }
    // One bad cell makes a column of a table text; the bad one is to be named, not the first.
    guard let people = CountOfPeople.number(column, row) else {
      throw FormatError(
        path: layer.path, feature: id,
        reason: "\"\(column.name)\" is \(column.json(row)), not a number of people",
        remedy: "correct the value, or leave it empty")
    }
    if people < 0 {
      guard lenient else {
        throw FormatError(
          path: layer.path, feature: id, reason: "\"\(column.name)\" is negative: \(people)",
          remedy: .anyOf(
            "correct the value", "leave such rows out with \(StudySetting.lenient)"))
      }
      return Row(id: id, people: 0, droppedReason: "negative_count")
    }
    return Row(id: id, people: people, droppedReason: fault)
  }
}

extension PeopleSource {
  /// Where a row's people are, when they are at points; a row of several is where its first one is.
  func place(ofRow row: Int) -> (x: Double, y: Double)? {
    geometries.vertices(ofFeature: row).first.map { (geometries.x($0), geometries.y($0)) }
  }

  /// Why it is not known how many people live in a zone: it has no area, no row could be used at all, or
  /// nobody is counted in it while rows that lie there say no number.
  package func unknown(
    _ counts: [PeopleCount], in zones: ArealLayer, threads: Int
  ) -> [UnknownReason?] {
    var reasons = counts.indices.map { zones.reasons[$0] }
    func note(_ reason: UnknownReason, _ zone: Int) {
      if reasons[zone] == nil, counts[zone].high == 0 { reasons[zone] = reason }
    }
    if !hasUsableRows {
      for zone in reasons.indices { note(.noPeople, zone) }
      return reasons
    }
    let silent = Set(rows.indices.filter { rows[$0].droppedReason == "no_count" })
    if silent.isEmpty { return reasons }
    if isPoints {
      for row in silent.sorted() {
        guard let (x, y) = place(ofRow: row) else { continue }
        for zone in PointPlaces.zones(aroundX: x, y: y, in: zones.index) {
          note(.noCount, zone.feature)
        }
      }
    } else {
      OverlapPairs.forEach(index, zones.index, threads: threads) { pairs in
        for pair in pairs where silent.contains(pair.a) {
          let least = Self.noteworthyShare * min(index.areas[pair.a], zones.index.areas[pair.b])
          if pair.area > least { note(.noCount, pair.b) }
        }
      }
    }
    return reasons
  }

  private static let noteworthyShare = 1e-6
}
