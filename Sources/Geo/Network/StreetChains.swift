#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Joins pieces of ways to edges that run from one true junction to the next.
///
/// Two pieces are joined at a node where nothing else meets and nothing is closed, when their class
/// and their speeds in either direction agree; names and way ids may differ. A chain that closes on
/// itself without a junction becomes a loop at the first node of its first piece. An edge has the
/// direction of its earliest piece, and the way and the name of its longest.
struct StreetChains {
  private let pieces: StreetPieces
  private let extract: OSMExtract
  /// The end that each end of a piece is joined with; -1 where a junction is. End 2p is the start
  /// of piece p, 2p + 1 its end.
  private var partner: [Int32]
  private var isDone: [Bool]
  private var draft = StreetDraft()
  /// The node of the draft for each node of the extract; -1 while there is none.
  private var numbers: [Int32]
  /// The name of each value of the key `name`, numbered as they are used.
  private var nameNumbers: [Int32]
  private var values: [Int32]
  private let nameKey: Int

  static func draft(_ pieces: StreetPieces, _ extract: OSMExtract) -> StreetDraft {
    var chains = StreetChains(pieces, extract)
    chains.joinEnds()
    chains.walkAll()
    return chains.draft
  }

  private init(_ pieces: StreetPieces, _ extract: OSMExtract) {
    self.pieces = pieces
    self.extract = extract
    partner = Array(repeating: -1, count: 2 * pieces.count)
    isDone = Array(repeating: false, count: pieces.count)
    numbers = Array(repeating: -1, count: extract.nodeIDs.count)
    nameKey = extract.wayTags.number(of: "name") ?? 0
    nameNumbers = Array(repeating: -1, count: extract.wayTags.values[nameKey].count)
    values = Array(repeating: -1, count: extract.wayTags.keys.count)
    draft.classNames = pieces.classNames
  }

  private mutating func joinEnds() {
    var waiting = [Int32](repeating: -1, count: extract.nodeIDs.count)
    for end in 0..<(2 * pieces.count) {
      let node = end & 1 == 0 ? pieces.startNode(of: end / 2) : pieces.endNode(of: end / 2)
      guard pieces.degree[node] == 2, !pieces.isClosed[node] else { continue }
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
    let a = oriented(out / 2, reversed: out & 1 == 0)
    let b = oriented(into / 2, reversed: into & 1 == 1)
    return a == b
  }

  private func oriented(_ piece: Int, reversed: Bool) -> WayRules.Use {
    var use = pieces.use[piece]
    if reversed { swap(&use.forwardSpeed, &use.backwardSpeed) }
    return use
  }

  private mutating func walkAll() {
    var chain: [Int32] = []
    for piece in 0..<pieces.count where !isDone[piece] {
      // Back from the piece's start to where the chain begins, or once around a ring.
      var entry = 2 * piece
      while partner[entry] >= 0 {
        let next = Int(partner[entry]) ^ 1
        if next == 2 * piece { break }
        entry = next
      }
      if partner[entry] >= 0 { entry = 2 * piece }
      chain.removeAll(keepingCapacity: true)
      while true {
        chain.append(Int32(entry))
        isDone[entry / 2] = true
        let next = Int(partner[entry ^ 1])
        if next < 0 || isDone[next / 2] { break }
        entry = next
      }
      append(chain)
    }
  }

  /// Appends a chain, given by the ends by which its pieces are entered, as one edge.
  private mutating func append(_ chain: [Int32]) {
    var longest = 0
    var longestLength = -1.0
    for (place, entry) in chain.enumerated() {
      let length = appendVertices(of: Int(entry), skippingFirst: place > 0)
      if length > longestLength {
        longestLength = length
        longest = Int(entry) / 2
      }
    }
    let entry = Int(chain[0])
    let exit = Int(chain[chain.count - 1]) ^ 1
    draft.edgeFrom.append(number(of: node(atEnd: entry)))
    draft.edgeTo.append(number(of: node(atEnd: exit)))
    draft.vertexOffsets.append(Int32(draft.coordinates.count / 2))
    let use = oriented(entry / 2, reversed: entry & 1 == 1)
    draft.forwardSpeeds.append(use.forwardSpeed)
    draft.backwardSpeeds.append(use.backwardSpeed)
    draft.classIndices.append(use.classIndex)
    let way = Int(pieces.way[longest])
    draft.wayIDs.append(extract.wayIDs[way])
    draft.nameIndices.append(nameNumber(of: way))
  }

  private func node(atEnd end: Int) -> Int {
    end & 1 == 0 ? pieces.startNode(of: end / 2) : pieces.endNode(of: end / 2)
  }

  /// Appends the vertices of a piece in the order in which it is walked; returns about how long
  /// it is, to compare pieces of one chain.
  private mutating func appendVertices(of entry: Int, skippingFirst: Bool) -> Double {
    let piece = entry / 2
    let first = Int(pieces.first[piece])
    let last = Int(pieces.last[piece])
    var length = 0.0
    var before: SIMD2<Double>?
    let shrink = cos(extract.latitude(pieces.startNode(of: piece)) * .pi / 180)
    for step in 0...(last - first) {
      let node = Int(pieces.nodes[entry & 1 == 0 ? first + step : last - step])
      let place = SIMD2(extract.longitude(node), extract.latitude(node))
      if step > 0 || !skippingFirst {
        draft.coordinates.append(place.x)
        draft.coordinates.append(place.y)
      }
      if let before {
        let move = (place - before) * SIMD2(shrink, 1)
        length += (move.x * move.x + move.y * move.y).squareRoot()
      }
      before = place
    }
    return length
  }

  /// The draft's number of a node. A closed node gets a new one at each end that meets it.
  private mutating func number(of node: Int) -> Int32 {
    if numbers[node] >= 0, !pieces.isClosed[node] { return numbers[node] }
    numbers[node] = draft.addNode(
      id: extract.nodeIDs[node], longitude: extract.longitude(node),
      latitude: extract.latitude(node))
    return numbers[node]
  }

  private mutating func nameNumber(of way: Int) -> Int32 {
    extract.wayTags.read(way, into: &values)
    let value = Int(values[nameKey])
    guard value >= 0 else { return -1 }
    if nameNumbers[value] < 0 {
      nameNumbers[value] = Int32(draft.names.count)
      draft.names.append(extract.wayTags.values[nameKey][value])
    }
    return nameNumbers[value]
  }
}
