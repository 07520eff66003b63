public import GeoCore
public import GeoStreets
internal import PlanningStudies

/// What there is to say of a network at a glance.
public struct NetworkSummary: Sendable {
  /// Streets of one class.
  public struct ClassTotal: Sendable, Equatable {
    /// The class: OSM's `highway`, `ferry` or `platform`.
    public var name: String
    /// The number of edges.
    public var edges: Int
    /// Their length.
    public var millimeters: Int
    /// Of them, those that are open in one direction only.
    public var onewayMillimeters: Int

    /// Their length in metres.
    public var meters: Double { Double(millimeters) / 1000 }
    /// The length in metres of those that are open in one direction only.
    public var onewayMeters: Double { Double(onewayMillimeters) / 1000 }
  }

  /// The network that is summed up.
  public var saved: SavedStreetNetwork
  /// Longest first; equals by name.
  public var classes: [ClassTotal]
  /// Parts that hang together whatever the direction, and parts within which every node is
  /// reached from every other.
  public var weakComponents: Int
  /// The number of parts within which every node is reached from every other.
  public var strongComponents: Int
  /// The share of nodes in the largest of each.
  public var largestWeakShare: Double
  /// The share of nodes in the largest such part, 0…1.
  public var largestStrongShare: Double
  /// Streets that only lead into the largest strong component, or only out of it.
  public var oneSided: OneSidedStreets

  /// Sums up a network.
  ///
  /// **Complexity:** O(nodes + edges).
  public init(_ saved: SavedStreetNetwork) {
    self.saved = saved
    let network = saved.network
    var totals = network.classNames.map {
      ClassTotal(name: $0, edges: 0, millimeters: 0, onewayMillimeters: 0)
    }
    for e in 0..<network.edgeCount {
      let length = Int(network.lengthsMillimeters[e])
      let place = Int(network.classIndices[e])
      totals[place].edges += 1
      totals[place].millimeters += length
      if (network.forwardMilliseconds[e] == StreetNetwork.impassable)
        != (network.backwardMilliseconds[e] == StreetNetwork.impassable)
      {
        totals[place].onewayMillimeters += length
      }
    }
    classes = totals.sorted { ($1.millimeters, $0.name) < ($0.millimeters, $1.name) }
    func largestShare(_ parts: StreetComponents) -> Double {
      parts.largest.map { Double(parts.sizes[$0]) / Double(network.nodeCount) } ?? 0
    }
    let weak = StreetComponents.weak(network)
    weakComponents = weak.count
    largestWeakShare = largestShare(weak)
    let strong = StreetComponents.strong(saved.graph)
    strongComponents = strong.count
    largestStrongShare = largestShare(strong)
    oneSided = OneSidedStreets(network, saved.graph, parts: strong)
  }

  /// The figures for programs: metres, counts and shares.
  public var json: JSONValue {
    let network = saved.network
    let perClass = classes.map { one in
      JSONValue.object([
        "class": .string(one.name), "edges": .integer(one.edges),
        "length_m": .number(one.meters), "oneway_length_m": .number(one.onewayMeters),
      ])
    }
    let facts = saved.facts.map { JSONValue.Member(name: $0.name, value: .string($0.value)) }
    let bounds = EarthBox(around: network.coordinates).bounds.map { JSONValue.number($0) }
    return .object([
      "profile": .string(network.mode.rawValue),
      "nodes": .integer(network.nodeCount),
      "edges": .integer(network.edgeCount),
      "arcs": .integer(saved.graph.arcCount),
      "length_m": .number(network.totalMeters),
      "bbox": .array(bounds),
      "weak_components": .integer(weakComponents),
      "strong_components": .integer(strongComponents),
      "largest_weak_component_share": .number(Rounding.share(largestWeakShare)),
      "largest_strong_component_share": .number(Rounding.share(largestStrongShare)),
      "inward_length_m": .number(oneSided.inwardMeters),
      "outward_length_m": .number(oneSided.outwardMeters),
      "classes": .array(perClass),
      "facts": .object(facts),
    ])
  }
}
