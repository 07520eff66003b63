/// Gathers the areas that a profile may walk on: closed ways with `area=yes`, and multipolygons.
struct AreaFinder {
  private let extract: OSMExtract
  private let isAreaTag: ValueTest
  private var values: [Int32]
  /// Ways that are areas by themselves, and what the profile makes of them.
  private var closed: [(way: Int32, use: WayRules.Use)] = []
  /// The same, by number.
  private var isClosedArea: Set<Int32> = []
  /// The ids of members of multipolygons, and whether a street has that id.
  private var isStreet: [Int64: Bool] = [:]
  private var outlined: [WalkableArea] = []
  private var outlinedWays: Set<Int64> = []
  /// Multipolygons that the profile may use.
  private(set) var usedAreas = 0
  /// Areas that have no ground: a ring does not close, or the extract lacks some of its nodes.
  private(set) var openAreas = 0

  init(_ extract: OSMExtract) {
    self.extract = extract
    isAreaTag = ValueTest(extract.wayTags, "area") { $0 == "yes" }
    values = Array(repeating: -1, count: extract.wayTags.keys.count)
    for way in extract.outlineStart..<extract.wayIDs.count { isStreet[extract.wayIDs[way]] = false }
  }

  /// Notes a way that is used.
  mutating func note(_ way: Int, _ use: WayRules.Use) {
    let id = extract.wayIDs[way]
    if isStreet[id] != nil { isStreet[id] = true }
    extract.wayTags.read(way, into: &values)
    let nodes = extract.nodes(ofWay: way)
    guard isAreaTag[values] else { return }
    let isWhole = nodes.allSatisfy { extract.hasPlace(Int($0)) }
    guard nodes.count > 3, nodes.first == nodes.last, isWhole else {
      openAreas += 1
      return
    }
    closed.append((Int32(way), use))
    isClosedArea.insert(Int32(way))
  }

  func isArea(way: Int32) -> Bool { isClosedArea.contains(way) }

  /// Judges the multipolygons, and calls `append` with each of their members that is no street
  /// itself, once.
  mutating func visitOutlines(
    _ rules: inout WayRules, _ append: (_ way: Int, _ use: WayRules.Use) -> Void
  ) {
    var way = extract.outlineStart
    while way < extract.wayIDs.count {
      let area = extract.outlineAreas[way - extract.outlineStart]
      var end = way
      while end < extract.wayIDs.count, extract.outlineAreas[end - extract.outlineStart] == area {
        end += 1
      }
      if let use = try? rules.use(of: way, extract.wayTags) {
        usedAreas += 1
        for member in way..<end where isStreet[extract.wayIDs[member]] == false {
          isStreet[extract.wayIDs[member]] = true
          append(member, use)
        }
        note(members: way..<end, use)
      }
      way = end
    }
  }

  private mutating func note(members: Range<Int>, _ use: WayRules.Use) {
    func rings(_ isWanted: (Int) -> Bool) -> [[Int32]]? {
      WalkableArea.rings(of: members.filter(isWanted).map { Array(extract.nodes(ofWay: $0)) })
    }
    func isInner(_ way: Int) -> Bool { extract.outlineIsInner[way - extract.outlineStart] }
    let area: WalkableArea?
    if let outer = rings({ !isInner($0) }), let inner = rings({ isInner($0) }) {
      let roles = outer.map { _ in false } + inner.map { _ in true }
      area = WalkableArea(
        way: Int32(members.lowerBound), use: use, rings: outer + inner, isInner: roles, extract)
    } else if let all = rings({ _ in true }) {
      // Pieces of one ring with different roles.
      area = WalkableArea(
        way: Int32(members.lowerBound), use: use, rings: all, isInner: all.map { _ in false },
        extract)
    } else {
      // Rings that do not close are walked along, not across.
      area = nil
    }
    guard let area else {
      openAreas += 1
      return
    }
    outlined.append(area)
    for member in members { outlinedWays.insert(extract.wayIDs[member]) }
  }

  /// All areas; a way that is an area and outlines a multipolygon, too, counts as the latter.
  var areas: [WalkableArea] {
    closed.compactMap { way, use -> WalkableArea? in
      guard !outlinedWays.contains(extract.wayIDs[Int(way)]) else { return nil }
      let ring = Array(extract.nodes(ofWay: Int(way)).dropLast())
      return WalkableArea(way: way, use: use, rings: [ring], isInner: [false], extract)
    } + outlined
  }
}
