internal import GeoCore
internal import GeoProjection

/// Joins edges of a draft to edges that run from one true junction to the next.
///
/// Two edges are joined at a node where nothing else meets, when their class and their speeds in
/// either direction agree; names and way ids may differ. A chain that closes on itself without a
/// junction becomes a loop at the first node of its first edge. The result has the direction of its
/// earliest edge, and the way and the name of its longest piece. What was joined before can be
/// joined on, with the same result as at once. A chain that is too long for the weights of a network is
/// cut at the last node before that (`StreetNetwork.longestMeters`).
struct StreetChains {
  private let draft: StreetDraft
  /// The end that each end of an edge is joined with; -1 where a junction is. End 2e is the start
  /// of edge e, 2e + 1 its end.
  private var partner: [Int32]
  private var isDone: [Bool]
  private var joined = StreetDraft()
  /// The new number of each node; -1 while there is none.
  private var numbers: [Int32]

  /// A draft of the edges that are kept, joined, with the nodes that they need.
  ///
  /// **Complexity:** O(nodes + vertices).
  /// - Parameter isKept: tells for each edge; nil keeps all.
  static func joined(_ draft: StreetDraft, keeping isKept: [Bool]? = nil) -> StreetDraft {
    var chains = StreetChains(draft, isKept)
    chains.joinEnds()
    chains.walkAll()
    return chains.joined
  }

  private init(_ draft: StreetDraft, _ isKept: [Bool]?) {
    self.draft = draft
    partner = Array(repeating: -1, count: 2 * draft.edgeCount)
    isDone = isKept?.map { !$0 } ?? Array(repeating: false, count: draft.edgeCount)
    numbers = Array(repeating: -1, count: draft.nodeIDs.count)
    joined.classNames = draft.classNames
    joined.names = draft.names
  }

  private mutating func joinEnds() {
    let ends = (0..<(2 * draft.edgeCount)).lazy.filter { [isDone] in !isDone[$0 / 2] }
    var degree = [Int32](repeating: 0, count: draft.nodeIDs.count)
    for end in ends { degree[node(atEnd: end)] += 1 }
    var waiting = [Int32](repeating: -1, count: draft.nodeIDs.count)
    for end in ends {
      let node = node(atEnd: end)
      guard degree[node] == 2 else { continue }
      let other = Int(waiting[node])
      if other < 0 {
        waiting[node] = Int32(end)
      } else if agree(other, end) {
        partner[end] = Int32(other)
        partner[other] = Int32(end)
      }
    }
  }

  /// Whether going out by one end and in by another changes nothing.
  private func agree(_ out: Int, _ into: Int) -> Bool {
    let a = use(ofEdge: out / 2, reversed: out & 1 == 0)
    let b = use(ofEdge: into / 2, reversed: into & 1 == 1)
    return a == b
  }

  /// What may be done on an edge, in the direction in which it is walked.
  private func use(ofEdge e: Int, reversed: Bool) -> WayRules.Use {
    let (forward, backward) = (draft.forwardSpeeds[e], draft.backwardSpeeds[e])
    return WayRules.Use(
      classIndex: draft.classIndices[e], forwardSpeed: reversed ? backward : forward,
      backwardSpeed: reversed ? forward : backward)
  }

  private mutating func walkAll() {
    var chain: [Int32] = []
    for edge in 0..<draft.edgeCount where !isDone[edge] {
      // Back from the edge's start to where the chain begins, or once around a ring.
      var entry = 2 * edge
      while partner[entry] >= 0 {
        let next = Int(partner[entry]) ^ 1
        if next == 2 * edge { break }
        entry = next
      }
      if partner[entry] >= 0 { entry = 2 * edge }
      chain.removeAll(keepingCapacity: true)
      while true {
        chain.append(Int32(entry))
        isDone[entry / 2] = true
        let next = Int(partner[entry ^ 1])
        if next < 0 || isDone[next / 2] { break }
        entry = next
      }
      for part in parts(of: chain) { append(part) }
    }
  }

  /// A chain in parts that are no longer than an edge may be, but for single edges that are.
  private func parts(of chain: [Int32]) -> [[Int32]] {
    let first = Int(chain[0]) / 2
    let longest = StreetNetwork.longestMeters(
      speeds: [draft.forwardSpeeds[first], draft.backwardSpeeds[first]])
    guard chain.count > 1, mayExceed(longest, chain) else { return [chain] }
    var parts: [[Int32]] = [[]]
    var length = 0.0
    for entry in chain {
      let vertices = draft.vertices(ofEdge: Int(entry) / 2)
      let meters = Geodesic.lengths(
        ofLines: [0, Int32(vertices.count)],
        in: Array(draft.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]))[0]
      if length + meters > longest, !parts[parts.count - 1].isEmpty {
        parts.append([])
        length = 0
      }
      parts[parts.count - 1].append(entry)
      length += meters
    }
    return parts
  }

  /// Whether a chain may be longer than that, by its steps in degrees.
  private func mayExceed(_ meters: Double, _ chain: [Int32]) -> Bool {
    var left = meters / DegreeLength.most
    for entry in chain {
      let vertices = draft.vertices(ofEdge: Int(entry) / 2)
      for vertex in vertices.dropFirst() {
        let x = abs(draft.coordinates[2 * vertex] - draft.coordinates[2 * vertex - 2])
        left -= min(x, abs(360 - x))
        left -= abs(draft.coordinates[2 * vertex + 1] - draft.coordinates[2 * vertex - 1])
      }
      if left < 0 { return true }
    }
    return false
  }

  /// Appends a chain, given by the ends by which its edges are entered, as one edge.
  private mutating func append(_ chain: [Int32]) {
    var longest = Int(chain[0]) / 2
    for (place, entry) in chain.enumerated() {
      appendVertices(of: Int(entry), skippingFirst: place > 0)
      let edge = Int(entry) / 2
      if draft.longestPieces[edge] > draft.longestPieces[longest] { longest = edge }
    }
    let entry = Int(chain[0])
    let exit = Int(chain[chain.count - 1]) ^ 1
    joined.closeEdge(
      from: number(of: node(atEnd: entry)), to: number(of: node(atEnd: exit)),
      use(ofEdge: entry / 2, reversed: entry & 1 == 1), wayID: draft.wayIDs[longest],
      nameIndex: draft.nameIndices[longest], longestPiece: draft.longestPieces[longest])
  }

  private func node(atEnd end: Int) -> Int {
    Int(end & 1 == 0 ? draft.edgeFrom[end / 2] : draft.edgeTo[end / 2])
  }

  /// Appends the vertices of an edge in the order in which it is walked.
  private mutating func appendVertices(of entry: Int, skippingFirst: Bool) {
    let vertices = draft.vertices(ofEdge: entry / 2)
    let isForward = entry & 1 == 0
    for step in (skippingFirst ? 1 : 0)..<vertices.count {
      let vertex = isForward ? vertices.lowerBound + step : vertices.upperBound - 1 - step
      joined.coordinates.append(draft.coordinates[2 * vertex])
      joined.coordinates.append(draft.coordinates[2 * vertex + 1])
    }
  }

  private mutating func number(of node: Int) -> Int32 {
    if numbers[node] < 0 {
      numbers[node] = joined.addNode(
        id: draft.nodeIDs[node], longitude: draft.nodeCoordinates[2 * node],
        latitude: draft.nodeCoordinates[2 * node + 1])
    }
    return numbers[node]
  }
}
