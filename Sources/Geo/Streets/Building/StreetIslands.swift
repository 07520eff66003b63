internal import GeoProjection

/// Parts of a network that are dropped because they are small and joined to nothing else.
struct StreetIslands {
  /// The least number of nodes of a part that stays; 0 and 1 keep all. The largest always stays.
  let minimumNodes: Int
  /// Whether parts are those within which every node is reached from every other, rather than those
  /// that are joined at all.
  let byDirection: Bool

  /// The edges that stay: those whose both ends do; nil when all do. Counts the others
  /// in the report.
  ///
  /// **Complexity:** O(nodes + edges), and the geodesics of what is dropped.
  func keptEdges(
    of draft: StreetDraft, report: inout NetworkReport, threads: Int
  ) -> [Bool]? {
    guard minimumNodes > 1 else { return nil }
    let parts: StreetComponents
    if byDirection {
      let arcs = draft.arcs
      parts = .strong(offsets: arcs.offsets, targets: arcs.targets)
    } else {
      parts = .weak(nodeCount: draft.nodeIDs.count, from: draft.edgeFrom, to: draft.edgeTo)
    }
    let largest = parts.largest
    let isKept = parts.sizes.indices.map { parts.sizes[$0] >= minimumNodes || $0 == largest }
    guard isKept.contains(false) else { return nil }
    for (size, isKept) in zip(parts.sizes, isKept) where !isKept {
      report.islands += 1
      report.islandNodes += size
    }
    let edges = zip(draft.edgeFrom, draft.edgeTo).map { from, to in
      isKept[Int(parts.labels[Int(from)])] && isKept[Int(parts.labels[Int(to)])]
    }
    report.islandEdges = edges.count { !$0 }
    report.islandMeters = meters(of: draft, where: edges.map { !$0 }, threads: threads)
    return edges
  }

  private func meters(of draft: StreetDraft, where isMeant: [Bool], threads: Int) -> Double {
    var offsets: [Int32] = [0]
    var line: [Double] = []
    for e in 0..<draft.edgeCount where isMeant[e] {
      let vertices = draft.vertices(ofEdge: e)
      line += draft.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]
      offsets.append(Int32(line.count / 2))
    }
    let lengths = Geodesic.lengths(ofLines: offsets, in: line, threads: threads)
    return lengths.reduce(0) { $0 + ($1 * 1000).rounded() } / 1000
  }
}
