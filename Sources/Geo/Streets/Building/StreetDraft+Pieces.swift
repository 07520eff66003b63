#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension StreetDraft {
  /// One edge for each piece of a way. A node that is closed becomes a node of its own at each end
  /// that meets it.
  ///
  /// **Complexity:** O(vertices).
  init(_ pieces: StreetPieces, _ extract: OSMExtract) {
    classNames = pieces.classNames
    var numbers = [Int32](repeating: -1, count: extract.nodeIDs.count)
    var wayNames = WayNames(extract)
    for piece in 0..<pieces.count {
      let length = append(pieces, piece, extract)
      let way = Int(pieces.way[piece])
      let ends = [pieces.startNode(of: piece), pieces.endNode(of: piece)].map { node in
        if numbers[node] < 0 || pieces.isClosed[node] {
          numbers[node] = addNode(
            id: extract.nodeIDs[node], longitude: extract.longitude(node),
            latitude: extract.latitude(node))
        }
        return numbers[node]
      }
      closeEdge(
        from: ends[0], to: ends[1], pieces.use[piece], wayID: extract.wayIDs[way],
        nameIndex: wayNames.number(of: way), longestPiece: length)
    }
    names = wayNames.names
  }

  /// Appends the vertices of a piece; returns about how long it is, in degrees of latitude.
  private mutating func append(
    _ pieces: StreetPieces, _ piece: Int, _ extract: OSMExtract
  ) -> Double {
    let shrink = cos(extract.latitude(pieces.startNode(of: piece)) * .pi / 180)
    var length = 0.0
    var before: SIMD2<Double>?
    for node in pieces.nodes[Int(pieces.first[piece])...Int(pieces.last[piece])] {
      let place = SIMD2(extract.longitude(Int(node)), extract.latitude(Int(node)))
      coordinates.append(place.x)
      coordinates.append(place.y)
      if let before {
        var move = place - before
        // The short way round.
        if abs(move.x) > 180 { move.x -= move.x > 0 ? 360 : -360 }
        move *= SIMD2(shrink, 1)
        length += (move.x * move.x + move.y * move.y).squareRoot()
      }
      before = place
    }
    return length
  }
}

/// The names of ways, numbered as they are used.
private struct WayNames {
  private(set) var names: [String] = []
  private let tags: OSMTags
  private let key: Int
  /// The number of each value of the key `name`; -1 while it has none.
  private var numbers: [Int32]
  private var values: [Int32]

  init(_ extract: OSMExtract) {
    tags = extract.wayTags
    key = tags.number(of: "name") ?? 0
    numbers = Array(repeating: -1, count: tags.values[key].count)
    values = Array(repeating: -1, count: tags.keys.count)
  }

  /// The number of a way's name; -1 when it has none.
  mutating func number(of way: Int) -> Int32 {
    tags.read(way, into: &values)
    let value = Int(values[key])
    guard value >= 0 else { return -1 }
    if numbers[value] < 0 {
      numbers[value] = Int32(names.count)
      names.append(tags.values[key][value])
    }
    return numbers[value]
  }
}
