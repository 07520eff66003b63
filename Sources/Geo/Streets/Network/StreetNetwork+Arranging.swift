internal import GeoAlgorithms
internal import GeoCore

extension StreetNetwork {
  /// The network in an order that depends on nothing else: nodes along a Hilbert curve, so that
  /// neighbours are near in memory; edges by their nodes and way. Nodes without edges, classes and
  /// names without use are dropped.
  ///
  /// **Complexity:** O(n log n).
  func arranged() throws(NetworkError) -> StreetNetwork {
    let (order, numbers) = nodeOrder

    struct Key: Comparable {
      var from: Int32
      var to: Int32
      var way: Int64
      var edge: Int

      static func < (a: Key, b: Key) -> Bool {
        (a.from, a.to, a.way, a.edge) < (b.from, b.to, b.way, b.edge)
      }
    }
    let edges = (0..<edgeCount).map { e in
      Key(
        from: numbers[Int(edgeFrom[e])], to: numbers[Int(edgeTo[e])], way: wayIDs[e], edge: e)
    }.sorted().map(\.edge)

    var offsets: [Int32] = [0]
    offsets.reserveCapacity(edges.count + 1)
    var line: [Double] = []
    for e in edges {
      let vertices = vertices(ofEdge: e)
      line += coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]
      offsets.append(Int32(line.count / 2))
    }
    let classes = Self.renumbered(edges.map { classIndices[$0] }, of: classNames, sorted: true)
    let named = Self.renumbered(edges.map { nameIndices[$0] }, of: names, sorted: false)
    return try StreetNetwork(
      mode: mode,
      nodeCoordinates: order.flatMap { n in
        [nodeCoordinates[2 * Int(n)], nodeCoordinates[2 * Int(n) + 1]]
      },
      edgeFrom: edges.map { numbers[Int(edgeFrom[$0])] },
      edgeTo: edges.map { numbers[Int(edgeTo[$0])] },
      lengthsMillimeters: edges.map { lengthsMillimeters[$0] },
      forwardMilliseconds: edges.map { forwardMilliseconds[$0] },
      backwardMilliseconds: edges.map { backwardMilliseconds[$0] },
      vertexOffsets: offsets, coordinates: line, nodeIDs: order.map { nodeIDs[Int($0)] },
      wayIDs: edges.map { wayIDs[$0] }, classIndices: classes.indices, classNames: classes.texts,
      nameIndices: named.indices, names: named.texts)
  }

  /// The nodes of all edges along a Hilbert curve, and the new number of each.
  private var nodeOrder: (order: [Int32], numbers: [Int32]) {
    var isUsed = [Bool](repeating: false, count: nodeCount)
    for e in 0..<edgeCount {
      isUsed[Int(edgeFrom[e])] = true
      isUsed[Int(edgeTo[e])] = true
    }
    let places = (0..<nodeCount).map { n in
      guard isUsed[n] else { return Box.empty }
      let (lon, lat) = (longitude(ofNode: n), latitude(ofNode: n))
      return Box(minX: lon, minY: lat, maxX: lon, maxY: lat)
    }
    let order = HilbertOrder.sorted(places)
    var numbers = [Int32](repeating: -1, count: nodeCount)
    for (number, node) in order.enumerated() { numbers[Int(node)] = Int32(number) }
    return (order, numbers)
  }

  /// The texts that are used, in the order of use or sorted, and the indices into them.
  private static func renumbered(
    _ indices: [Int32], of texts: [String], sorted: Bool
  ) -> (indices: [Int32], texts: [String]) {
    var numbers = [Int32](repeating: -1, count: texts.count)
    var used: [Int32] = []
    for index in indices where index >= 0 && numbers[Int(index)] < 0 {
      numbers[Int(index)] = 0
      used.append(index)
    }
    if sorted { used.sort { texts[Int($0)] < texts[Int($1)] } }
    for (number, index) in used.enumerated() { numbers[Int(index)] = Int32(number) }
    return (indices.map { $0 < 0 ? -1 : numbers[Int($0)] }, used.map { texts[Int($0)] })
  }
}
