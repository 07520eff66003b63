internal import GeoCore

/// The usable ways of an extract, split into pieces at every node where a street may begin, end,
/// branch or be closed.
///
/// A node splits a way when its degree is not 2 (each passage of a way counts 2, each end 1), or
/// when a barrier closes it. A way that lacks the place of a node is cut there, not bridged.
/// Multipolygons that may be used are ways along their members; areas that are crossed have lines of
/// sight besides (`AreaCrossings`).
struct StreetPieces {
  /// The nodes of all runs of ways, one run after the other, as indices into the extract.
  private(set) var nodes: [Int32] = []
  /// Piece p has the nodes `nodes[first[p] ... last[p]]`.
  private(set) var first: [Int32] = []
  private(set) var last: [Int32] = []
  /// The way of each piece, and what the profile makes of it.
  private(set) var way: [Int32] = []
  private(set) var use: [WayRules.Use] = []
  /// The degree of each node of the extract.
  private(set) var degree: [Int32]
  let isClosed: [Bool]
  let classNames: [String]

  private var runStarts: [Int32] = []
  private var runWays: [Int32] = []
  private var runUses: [WayRules.Use] = []

  var count: Int { first.count }

  init(
    _ extract: OSMExtract, _ profile: TravelProfile, areas: AreaWalking = .outline,
    report: inout NetworkReport
  ) throws(NetworkError) {
    isClosed = BarrierRules.closedNodes(of: extract, for: profile)
    degree = Array(repeating: 0, count: extract.nodeIDs.count)
    var rules = WayRules(profile, tags: extract.wayTags)
    classNames = rules.classNames
    var ground = AreaFinder(extract)
    for way in 0..<extract.wayCount {
      let use: WayRules.Use
      do {
        use = try rules.use(of: way, extract.wayTags)
      } catch {
        switch error {
        case .unknownClass: report.waysOfOtherClass += 1
        case .noAccess: report.waysWithoutAccess += 1
        }
        continue
      }
      let before = runStarts.count
      appendRuns(of: way, use, extract, &report)
      if runStarts.count == before {
        report.waysWithoutShape += 1
      } else {
        report.waysUsed += 1
        ground.note(way, use)
      }
    }
    let streetRuns = runStarts.count
    ground.visitOutlines(&rules) { way, use in appendRuns(of: way, use, extract, &report) }
    report.areasUsed = ground.usedAreas
    if areas == .cross { appendCrossings(of: ground, streetRuns, extract, &report) }
    guard nodes.count < Int(Int32.max) / 2 else {
      throw NetworkError(
        path: extract.path, reason: "the extract has more street vertices than can be numbered",
        remedy: "cut it to the study area first (osmium extract)")
    }
    report.limitsNotUnderstood = rules.oddities.limitsNotUnderstood
    report.limitsTooLow = rules.oddities.limitsTooLow
    report.accessNotUnderstood = rules.oddities.accessNotUnderstood
    report.accessValues = rules.oddities.accessValues.sorted()
    split()
    report.closedBarriers = extract.taggedNodes.reduce(0) {
      $0 + (isClosed[Int($1)] && degree[Int($1)] > 0 ? 1 : 0)
    }
  }

  /// Appends the parts of a way between nodes whose place is missing, without repeated nodes.
  private mutating func appendRuns(
    of way: Int, _ use: WayRules.Use, _ extract: OSMExtract, _ report: inout NetworkReport
  ) {
    var start = nodes.count
    func isLong(_ nodes: [Int32]) -> Bool { nodes.count - start >= 2 }
    func close(_ pieces: inout StreetPieces) {
      if isLong(pieces.nodes) {
        pieces.runStarts.append(Int32(start))
        pieces.runWays.append(Int32(way))
        pieces.runUses.append(use)
      } else {
        pieces.nodes.removeLast(pieces.nodes.count - start)
      }
      start = pieces.nodes.count
    }
    for ref in extract.nodes(ofWay: way) {
      if !extract.hasPlace(Int(ref)) {
        report.missingNodes += 1
        close(&self)
      } else if nodes.count == start || nodes[nodes.count - 1] != ref {
        nodes.append(ref)
      }
    }
    close(&self)
  }

  /// Appends the lines across the areas that were found.
  /// - Parameter streetRuns: how many of the runs are of ways, not of multipolygons.
  private mutating func appendCrossings(
    of ground: AreaFinder, _ streetRuns: Int, _ extract: OSMExtract, _ report: inout NetworkReport
  ) {
    var isStreet = [Bool](repeating: false, count: degree.count)
    let ends = runStarts.dropFirst() + [Int32(nodes.count)]
    for (run, end) in zip(0..<streetRuns, ends) where !ground.isArea(way: runWays[run]) {
      for position in runStarts[run]..<end { isStreet[Int(nodes[Int(position)])] = true }
    }
    let crossings = AreaCrossings(
      ground.areas, isStreet: isStreet, isClosed: isClosed, extract)
    for line in crossings.lines {
      runStarts.append(Int32(nodes.count))
      runWays.append(line.way)
      runUses.append(line.use)
      nodes += [line.from, line.to]
    }
    report.areasCrossed = crossings.crossed
    report.areasTooComplex = crossings.tooComplex
    report.areasOpen = ground.openAreas
  }

  private mutating func split() {
    let ends = runStarts.dropFirst().map { $0 } + [Int32(nodes.count)]
    for (start, end) in zip(runStarts, ends) {
      for position in start..<end { degree[Int(nodes[Int(position)])] += 2 }
      degree[Int(nodes[Int(start)])] -= 1
      degree[Int(nodes[Int(end) - 1])] -= 1
    }
    for (run, (start, end)) in zip(runStarts, ends).enumerated() {
      var begin = start
      for position in (start + 1)..<end {
        let node = Int(nodes[Int(position)])
        guard position == end - 1 || degree[node] != 2 || isClosed[node] else { continue }
        first.append(begin)
        last.append(position)
        way.append(runWays[run])
        use.append(runUses[run])
        begin = position
      }
    }
  }

  func startNode(of piece: Int) -> Int { Int(nodes[Int(first[piece])]) }
  func endNode(of piece: Int) -> Int { Int(nodes[Int(last[piece])]) }
}
