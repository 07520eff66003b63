internal import GeoCore

/// Finds features that have exactly the same edges, whatever their order.
enum DuplicateFeatures {
  /// Groups of two and more equal features, each in ascending order.
  ///
  /// An edge of a duplicate is never matched, so that only features all of whose edges are among
  /// the unmatched ones are compared.
  /// - Parameter edges: the unmatched edges, in the order of their features.
  static func groups(_ edges: [TopologyEdge], in index: PolygonIndex) -> [[Int]] {
    var bySignature: [UInt64: [Range<Int>]] = [:]
    var signatures: [UInt64] = []
    var start = 0
    while start < edges.count {
      var end = start
      var signature: UInt64 = 0
      while end < edges.count, edges[end].feature == edges[start].feature {
        signature &+= hash(edges[end])
        end += 1
      }
      if end - start == edgeCount(Int(edges[start].feature), in: index) {
        if bySignature[signature] == nil { signatures.append(signature) }
        bySignature[signature, default: []].append(start..<end)
      }
      start = end
    }
    return signatures.flatMap { equalGroups(bySignature[$0] ?? [], edges) }
  }

  /// Runs of edges that are equal as sets, as groups of their features.
  private static func equalGroups(_ runs: [Range<Int>], _ edges: [TopologyEdge]) -> [[Int]] {
    guard runs.count > 1 else { return [] }
    var groups: [(edges: [TopologyEdge], features: [Int])] = []
    for run in runs {
      let sorted = edges[run].sorted { ($0.ax, $0.ay, $0.bx, $0.by) < ($1.ax, $1.ay, $1.bx, $1.by) }
      let feature = Int(edges[run.lowerBound].feature)
      let same = groups.firstIndex { group in
        group.edges.elementsEqual(sorted) {
          ($0.ax, $0.ay, $0.bx, $0.by) == ($1.ax, $1.ay, $1.bx, $1.by)
        }
      }
      if let same {
        groups[same].features.append(feature)
      } else {
        groups.append((sorted, [feature]))
      }
    }
    return groups.map(\.features).filter { $0.count > 1 }
  }

  private static func hash(_ edge: TopologyEdge) -> UInt64 {
    let start = EdgeKey.ofPoint(edge.ax, edge.ay)
    let end = EdgeKey.ofPoint(edge.bx, edge.by)
    return EdgeKey.ofEdge(start, end &* 3)
  }

  /// The number of a feature's edges that have a length.
  private static func edgeCount(_ feature: Int, in index: PolygonIndex) -> Int {
    let geometries = index.geometries
    var count = 0
    for ring in Int(index.features[feature].firstRing)..<Int(index.features[feature].endRing) {
      for vertex in Int(index.rings[ring].firstVertex)..<Int(index.rings[ring].lastVertex) {
        let isPoint =
          geometries.x(vertex) == geometries.x(vertex + 1)
          && geometries.y(vertex) == geometries.y(vertex + 1)
        if !isPoint { count += 1 }
      }
    }
    return count
  }
}
