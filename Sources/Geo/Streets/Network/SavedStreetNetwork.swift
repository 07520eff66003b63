/// A street network in a GeoPackage: layers to look at, and the arrays that searches load.
///
/// **Layers:** `edges` (lines) and `nodes` (points), the table `network` (what it was made of, by
/// name and value). **Arrays:** the table `ampgeo_graph`, one row an array, little-endian, which a
/// load reads and checks; editing the layers does not change them. The same network gives the same
/// bytes.
public struct SavedStreetNetwork: Sendable {
  /// The version of the layout; a file of another is refused.
  public static let formatVersion = 1

  /// The streets, with the names and classes that people read.
  public var network: StreetNetwork
  /// The same streets as searches use them.
  public var graph: StreetGraph
  /// What it was made of: profile, extract, parameters, counts. Names are unique.
  public var facts: [Fact]

  /// A name and what stands under it in the file's table `network`.
  public struct Fact: Sendable, Equatable {
    /// What the fact is about: `profile`, `extract_sha256` …
    public var name: String
    /// What is the case, as text.
    public var value: String

    /// A fact by its name.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A network that was just made, with its graph.
  public init(_ network: StreetNetwork, facts: [Fact]) {
    self.network = network
    graph = StreetGraph(network)
    self.facts = facts
  }

  init(network: StreetNetwork, graph: StreetGraph, facts: [Fact]) {
    self.network = network
    self.graph = graph
    self.facts = facts
  }

  /// One of the facts; nil when the file does not tell.
  public func fact(_ name: String) -> String? { facts.first { $0.name == name }?.value }

  /// The layers and tables of a file.
  public static let tableNames = ["edges", "nodes", factsTable, arraysTable]

  static let factsTable = "network"
  static let arraysTable = "ampgeo_graph"
  static let formatFact = "format_version"
  static let profileFact = "profile"
}
