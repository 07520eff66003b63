internal import GeoCore
internal import GeoProjection

/// Cuts streets to an area: keeps what is inside, and ends edges that cross the border exactly on
/// it, with a new node.
///
/// Each edge is taken apart where borders meet it; a part is inside when its middle is. Gaps
/// and parts shorter than a millimetre are rounding, and taken for none.
struct StreetClipper {
  let area: ClipArea
  let path: String
  let threads: Int

  /// A run of an edge that stays: from one place along it to another, counted in vertices, with
  /// the places where it was cut, in the area's system.
  private struct Run: Sendable {
    var edge: Int
    var start: Double
    var end: Double
    var startPlace: SIMD2<Double>
    var endPlace: SIMD2<Double>
  }

  /// - Throws: `NetworkError` when nothing of the network lies in the area, what transforming
  ///   coordinates throws.
  func clip(_ draft: StreetDraft, report: inout NetworkReport) throws -> StreetDraft {
    let near = edgesNear(draft)
    guard !near.isEmpty else { throw miss(draft) }
    let lines = try projected(draft, near)
    let runs = Parallel.collect(count: near.count, chunk: 512, threads: threads) { range in
      range.flatMap { place in
        self.runs(place, lines).map { run in
          var run = run
          run.edge = near[place]
          return run
        }
      }
    }.flatMap { $0 }
    guard !runs.isEmpty else { throw miss(draft) }
    return try rebuilt(draft, runs, &report)
  }

  private func miss(_ draft: StreetDraft) -> NetworkError {
    NetworkError(
      path: path,
      reason: "the extract misses the study area: no street of it"
        + " (\(EarthBox(around: draft.nodeCoordinates).text)) lies within"
        + " \(area.path) (\(area.degrees.text)), west south east north",
      remedy: "get the extract of the region that holds the area")
  }

  /// The edges whose box meets the area's, with some room.
  private func edgesNear(_ draft: StreetDraft) -> [Int] {
    let box = area.neighbourhood
    return (0..<draft.edgeCount).filter { e in
      let vertices = draft.vertices(ofEdge: e)
      return EarthBox(
        around: draft.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]
      ).meets(box)
    }
  }

  /// The lines of some edges in the area's system.
  private func projected(_ draft: StreetDraft, _ edges: [Int]) throws -> Geometries {
    var lines = Geometries(crs: .wgs84)
    for e in edges {
      let vertices = draft.vertices(ofEdge: e)
      lines.beginFeature(.lineString)
      lines.beginPart()
      lines.appendRing(
        draft.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
    }
    return try area.streets(lines, threads: threads)
  }

  // MARK: One edge

  private func runs(_ line: Int, _ lines: Geometries) -> [Run] {
    let vertices = lines.vertices(ofFeature: line)
    func place(_ position: Double) -> SIMD2<Double> {
      let whole = min(Int(position), vertices.count - 2)
      let p = vertex(vertices.lowerBound + whole, lines)
      let q = vertex(vertices.lowerBound + whole + 1, lines)
      let t = position - Double(whole)
      return t == 1 ? q : p + (q - p) * t
    }
    let last = Double(vertices.count - 1)
    func isShort(_ start: Double, _ end: Double) -> Bool {
      let move = place(end) - place(start)
      return end - start < 1 && abs(move.x) + abs(move.y) < area.tolerance
    }
    var stops = [0, last]
    if area.hasBorder(in: lines.box(ofFeature: line)) {
      for segment in 0..<(vertices.count - 1) {
        let p = vertex(vertices.lowerBound + segment, lines)
        let q = vertex(vertices.lowerBound + segment + 1, lines)
        area.crossings(from: p, to: q) { stops.append(Double(segment) + $0) }
      }
      stops.sort()
    }
    var found: [Run] = []
    for (start, end) in zip(stops, stops.dropFirst()) where start < end {
      let middle = place(start + (end - start) / 2)
      guard area.contains(middle.x, middle.y) else { continue }
      if let run = found.last, isShort(run.end, start) {
        found[found.count - 1].end = end
      } else {
        let begin = isShort(0, start) ? 0 : start
        found.append(Run(edge: 0, start: begin, end: end, startPlace: .zero, endPlace: .zero))
      }
    }
    if let run = found.last, isShort(run.end, last) { found[found.count - 1].end = last }
    found.removeAll { run in
      (run.start > 0 || run.end < last) && isShort(run.start, run.end)
    }
    return found.map { run in
      var run = run
      run.startPlace = place(run.start)
      run.endPlace = place(run.end)
      return run
    }
  }

  private func vertex(_ i: Int, _ lines: Geometries) -> SIMD2<Double> {
    SIMD2(lines.x(i), lines.y(i))
  }

  // MARK: The new network

  private func rebuilt(
    _ draft: StreetDraft, _ runs: [Run], _ report: inout NetworkReport
  ) throws -> StreetDraft {
    var result = StreetDraft()
    result.classNames = draft.classNames
    result.names = draft.names
    var cuts = Geometries(crs: area.crs)
    for run in runs {
      let last = Double(draft.vertices(ofEdge: run.edge).count - 1)
      if run.start > 0 { cuts.appendPoint(x: run.startPlace.x, y: run.startPlace.y) }
      if run.end < last { cuts.appendPoint(x: run.endPlace.x, y: run.endPlace.y) }
    }
    let places = try cuts.transformed(to: .wgs84, threads: threads).geometries
    var next = 0
    func cutNode() -> Int32 {
      defer { next += 1 }
      return result.addNode(
        id: 0, longitude: places.x(next) == 180 ? 180 : EarthBox.wrapped(places.x(next)),
        latitude: places.y(next))
    }
    var numbers = [Int32](repeating: -1, count: draft.nodeIDs.count)
    func oldNode(_ node: Int32) -> Int32 {
      let n = Int(node)
      if numbers[n] < 0 {
        numbers[n] = result.addNode(
          id: draft.nodeIDs[n], longitude: draft.nodeCoordinates[2 * n],
          latitude: draft.nodeCoordinates[2 * n + 1])
      }
      return numbers[n]
    }
    for run in runs {
      let vertices = draft.vertices(ofEdge: run.edge)
      let last = Double(vertices.count - 1)
      let from = run.start > 0 ? cutNode() : oldNode(draft.edgeFrom[run.edge])
      let to = run.end < last ? cutNode() : oldNode(draft.edgeTo[run.edge])
      result.append(node: from)
      // The vertices strictly between the two ends.
      var vertex = Int(run.start) + 1
      while Double(vertex) < run.end {
        let at = 2 * (vertices.lowerBound + vertex)
        result.coordinates.append(draft.coordinates[at])
        result.coordinates.append(draft.coordinates[at + 1])
        vertex += 1
      }
      result.append(node: to)
      result.closeEdge(from: from, to: to, like: run.edge, of: draft)
    }
    report.cuts = places.count
    report.edgesOutside = draft.edgeCount - Set(runs.map(\.edge)).count
    return result
  }
}

extension StreetDraft {
  /// Appends a node's place to the open edge.
  fileprivate mutating func append(node: Int32) {
    coordinates.append(nodeCoordinates[2 * Int(node)])
    coordinates.append(nodeCoordinates[2 * Int(node) + 1])
  }
}
