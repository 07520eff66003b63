internal import GeoCore

extension FaultSearch {
  /// Finds parts whose interior is cut by rings that touch.
  ///
  /// Rings and the places where they touch are the nodes of a graph; a ring is joined with every
  /// place it passes. When rings neither cross nor nest, the interior is in one piece exactly
  /// when the graph has no cycle: a cycle is a closed chain of rings that fences something off.
  mutating func findCutInteriors() {
    /// A place in a part.
    struct Node: Hashable {
      var part: Int
      var place: Place
    }
    let sound = joints.filter { !brokenParts.contains(rings[$0.ring].part) }
    var nodes: [Node: Int] = [:]
    for joint in sound {
      let node = Node(part: rings[joint.ring].part, place: joint.place)
      if nodes[node] == nil { nodes[node] = rings.count + nodes.count }
    }
    var sets = DisjointSets(count: rings.count + nodes.count)
    var passes: Set<SIMD2<Int>> = []
    for joint in sound {
      guard let node = nodes[Node(part: rings[joint.ring].part, place: joint.place)] else {
        continue
      }
      for ring in [joint.ring, joint.other] where passes.insert(SIMD2(ring, node)).inserted {
        if sets.root(of: ring) == sets.root(of: node) {
          add(
            .disconnectedInterior, at: joint.place, rings: [ring],
            "\(name(joint.ring)) and \(name(joint.other)) touch, and so cut the interior in two")
        }
        sets.join(ring, node)
      }
    }
  }
}
