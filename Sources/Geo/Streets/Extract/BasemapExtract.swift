internal import COsmium
public import GeoCore
internal import GeoFormats

/// What orients on a map, of an OpenStreetMap extract: streets by rank, water, green spaces.
///
/// **CRS:** longitude and latitude. **Shapes:** streets and rivers are lines; lakes, river banks, parks and
/// woods are polygons of all their rings, to be filled by the even-odd rule: closed ways, and multipolygons
/// whose rings the file holds whole. Ways with nodes that the file lacks are left out. **Limits:** the sea,
/// which OpenStreetMap draws as coast lines only, is no area here. **Order:** that of the file.
public struct BasemapExtract: Sendable {
  /// Lines by rank: motorways and trunk roads, primary, secondary and tertiary roads, all others that cars
  /// use.
  public private(set) var roads: [Geometries]
  /// Lakes, basins, river banks; rivers and canals as lines.
  public private(set) var water: Geometries
  /// Parks, gardens, woods, nature reserves.
  public private(set) var green: Geometries

  private static let rules: [(key: String, values: [String])] = [
    (
      "highway",
      [
        "motorway", "trunk", "primary", "secondary", "tertiary", "motorway_link", "trunk_link",
        "primary_link", "unclassified", "residential", "living_street",
      ]
    ),
    ("natural", ["water", "wood", "bay", "heath", "scrub"]),
    ("waterway", ["river", "canal", "riverbank"]),
    ("water", []), ("landuse", ["forest", "reservoir", "basin", "recreation_ground"]),
    ("leisure", ["park", "garden", "nature_reserve"]),
  ]
  private static let ranks: [String: Int] = [
    "motorway": 0, "trunk": 0, "motorway_link": 1, "trunk_link": 1, "primary": 1,
    "primary_link": 2, "secondary": 2, "tertiary": 2,
  ]

  /// Reads a file.
  /// - Throws: `FormatError`, as for `OSMExtract`.
  public init(path: String) throws(FormatError) {
    let wanted = Self.rules.flatMap { rule in
      rule.values.isEmpty ? [(rule.key, nil)] : rule.values.map { (rule.key, Optional($0)) }
    }
    let extract = try OSMExtract(
      path: path, keeping: wanted, wayKeys: Self.rules.map(\.key), nodeKeys: ["barrier"])
    roads = Array(repeating: Geometries(crs: .wgs84), count: 4)
    water = Geometries(crs: .wgs84)
    green = Geometries(crs: .wgs84)
    for way in 0..<extract.wayCount { add(way, of: extract) }
    addAreas(of: extract)
  }

  private enum Kind {
    case road(Int)
    case water
    case green
  }

  private static func kind(_ way: Int, of extract: OSMExtract) -> Kind? {
    var values = Array(repeating: Int32(-1), count: extract.wayTags.keys.count)
    extract.wayTags.read(way, into: &values)
    func value(_ key: String) -> String? {
      guard let number = extract.wayTags.number(of: key), values[number] >= 0 else { return nil }
      return extract.wayTags.values[number][Int(values[number])]
    }
    if let highway = value("highway") { return .road(ranks[highway] ?? 3) }
    let isWater =
      ["water", "bay"].contains(value("natural")) || value("waterway") != nil
      || value("water") != nil || ["reservoir", "basin"].contains(value("landuse"))
    return isWater ? .water : .green
  }

  private mutating func add(_ way: Int, of extract: OSMExtract) {
    let nodes = Array(extract.nodes(ofWay: way))
    guard nodes.count > 1, nodes.allSatisfy({ extract.hasPlace(Int($0)) }),
      let kind = Self.kind(way, of: extract)
    else { return }
    let line = nodes.flatMap { [extract.longitude(Int($0)), extract.latitude(Int($0))] }
    let isClosed = nodes.first == nodes.last && nodes.count > 3
    switch kind {
    case .road(let rank): Self.append([line], isArea: false, to: &roads[rank])
    case .water: Self.append([line], isArea: isClosed, to: &water)
    case .green: if isClosed { Self.append([line], isArea: true, to: &green) }
    }
  }

  private static func append(
    _ rings: [[Double]], isArea: Bool, to geometries: inout Geometries
  ) {
    geometries.beginFeature(isArea ? .polygon : .lineString)
    geometries.beginPart()
    for ring in rings { geometries.appendRing(ring) }
  }

  // MARK: Multipolygons

  private mutating func addAreas(of extract: OSMExtract) {
    var members: [Int: [Int]] = [:]
    for (place, area) in extract.outlineAreas.enumerated() {
      members[Int(area), default: []].append(extract.outlineStart + place)
    }
    for area in members.keys.sorted() {
      guard let ways = members[area], let first = ways.first,
        let kind = Self.kind(first, of: extract)
      else { continue }
      let lines = ways.map { Array(extract.nodes(ofWay: $0)) }
      let rings = Self.rings(lines).filter { $0.allSatisfy { extract.hasPlace(Int($0)) } }
        .map { $0.flatMap { [extract.longitude(Int($0)), extract.latitude(Int($0))] } }
      guard !rings.isEmpty else { continue }
      switch kind {
      case .water: Self.append(rings, isArea: true, to: &water)
      case .green: Self.append(rings, isArea: true, to: &green)
      case .road: break
      }
    }
  }

  /// Joins lines end to end to closed rings; what stays open is left out.
  private static func rings(_ lines: [[Int32]]) -> [[Int32]] {
    var rings: [[Int32]] = []
    var isUsed = Array(repeating: false, count: lines.count)
    var linesAt: [Int32: [Int]] = [:]
    for (number, line) in lines.enumerated() {
      for end in Set([line.first, line.last].compactMap { $0 }) {
        linesAt[end, default: []].append(number)
      }
    }
    for start in lines.indices where !isUsed[start] && lines[start].count > 1 {
      isUsed[start] = true
      var ring = lines[start]
      while let end = ring.last, end != ring.first,
        let next = linesAt[end]?.first(where: { !isUsed[$0] && lines[$0].count > 1 })
      {
        isUsed[next] = true
        let line = lines[next]
        ring += line.first == end ? line.dropFirst() : line.reversed().dropFirst()
      }
      if ring.count > 3, ring.first == ring.last { rings.append(ring) }
    }
    return rings
  }
}
