public import GeoCore

/// The streets that one mode of travel may use: junctions and the streets between them, in flat
/// arrays.
///
/// An edge runs from node `edgeFrom[e]` to node `edgeTo[e]` and may be passed in one direction or
/// in both. Loops (an edge from a node to itself), parallel edges and dead ends are kept.
///
/// **Weights:** lengths are whole millimetres along the ellipsoid, times whole milliseconds. They
/// are *the* weights: what is saved, loaded, searched and summed are these integers, so that a sum
/// along a path has no rounding error.
/// **CRS:** WGS 84 longitude and latitude in degrees, longitude first.
/// **Shapes:** the geometry of an edge is a line of at least two vertices, from its first node to
/// its last, both included.
public struct StreetNetwork: Sendable, Equatable {
  /// Stands for the time of a direction that may not be taken.
  public static let impassable: Int32 = -1

  /// Who may use the streets.
  public let mode: StreetMode

  /// lon0, lat0, lon1, lat1 … of the nodes.
  public let nodeCoordinates: [Double]
  /// The OSM node at each node; 0, which OSM never gives, where the network was cut.
  ///
  /// One OSM node stands at several nodes where a barrier closes the street.
  public let nodeIDs: [Int64]

  /// The node where each edge starts.
  public let edgeFrom: [Int32]
  /// The node where each edge ends.
  public let edgeTo: [Int32]
  /// Edge e has the vertices `vertexOffsets[e] ..< vertexOffsets[e + 1]`.
  public let vertexOffsets: [Int32]
  /// lon0, lat0, lon1, lat1 … of the vertices of all edges.
  public let coordinates: [Double]
  /// The length of each edge.
  public let lengthsMillimeters: [Int32]
  /// The time from `edgeFrom` to `edgeTo`, or `impassable`.
  public let forwardMilliseconds: [Int32]
  /// The time from `edgeTo` to `edgeFrom`, or `impassable`.
  public let backwardMilliseconds: [Int32]

  /// The OSM way of each edge; of several ways that an edge joins, the longest. 0 when unknown.
  public let wayIDs: [Int64]
  /// The class of each edge as an index into `classNames`.
  public let classIndices: [Int32]
  /// Values of OSM's `highway`, and `ferry` and `platform`.
  public let classNames: [String]
  /// The name of each edge as an index into `names`; -1 when it has none.
  public let nameIndices: [Int32]
  /// Names of streets, each once; `nameIndices` points here.
  public let names: [String]

  /// Takes arrays that fit together; what is left out is unknown, and the edges straight.
  ///
  /// **Complexity:** O(nodes + vertices), to check them.
  /// - Throws: `NetworkError` when counts differ, an index points outside its array, a coordinate
  ///   is no longitude and latitude, a length is negative, a time neither positive nor
  ///   `impassable`.
  public init(
    mode: StreetMode, nodeCoordinates: [Double], edgeFrom: [Int32], edgeTo: [Int32],
    lengthsMillimeters: [Int32], forwardMilliseconds: [Int32], backwardMilliseconds: [Int32],
    vertexOffsets: [Int32]? = nil, coordinates: [Double]? = nil, nodeIDs: [Int64]? = nil,
    wayIDs: [Int64]? = nil, classIndices: [Int32]? = nil, classNames: [String]? = nil,
    nameIndices: [Int32]? = nil, names: [String]? = nil
  ) throws(NetworkError) {
    let edges = edgeFrom.count
    self.mode = mode
    self.nodeCoordinates = nodeCoordinates
    self.edgeFrom = edgeFrom
    self.edgeTo = edgeTo
    self.lengthsMillimeters = lengthsMillimeters
    self.forwardMilliseconds = forwardMilliseconds
    self.backwardMilliseconds = backwardMilliseconds
    self.nodeIDs = nodeIDs ?? Array(repeating: 0, count: nodeCoordinates.count / 2)
    self.wayIDs = wayIDs ?? Array(repeating: 0, count: edges)
    self.classIndices = classIndices ?? Array(repeating: 0, count: edges)
    self.classNames = classNames ?? ["street"]
    self.nameIndices = nameIndices ?? Array(repeating: -1, count: edges)
    self.names = names ?? []
    if let vertexOffsets, let coordinates {
      self.vertexOffsets = vertexOffsets
      self.coordinates = coordinates
    } else {
      self.vertexOffsets = (0...edges).map { Int32(2 * $0) }
      self.coordinates = try Self.straight(edgeFrom, edgeTo, nodeCoordinates)
    }
    try check()
  }

  private static func straight(
    _ from: [Int32], _ to: [Int32], _ nodes: [Double]
  ) throws(NetworkError) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(4 * from.count)
    let count = Int32(nodes.count / 2)
    for (a, b) in zip(from, to) {
      guard (0..<count).contains(a), (0..<count).contains(b) else {
        throw NetworkError(reason: "an edge ends at a node that is not there")
      }
      for node in [Int(a), Int(b)] { result += [nodes[2 * node], nodes[2 * node + 1]] }
    }
    return result
  }

  /// The number of nodes.
  public var nodeCount: Int { nodeCoordinates.count / 2 }
  /// The number of edges.
  public var edgeCount: Int { edgeFrom.count }

  /// The longitude of a node, degrees on WGS 84.
  @inline(__always) public func longitude(ofNode i: Int) -> Double { nodeCoordinates[2 * i] }
  /// The latitude of a node, degrees on WGS 84.
  @inline(__always) public func latitude(ofNode i: Int) -> Double { nodeCoordinates[2 * i + 1] }

  /// The vertices of an edge, as positions in `coordinates` divided by 2.
  @inline(__always)
  public func vertices(ofEdge e: Int) -> Range<Int> {
    Int(vertexOffsets[e])..<Int(vertexOffsets[e + 1])
  }

  /// The class of an edge: OSM's `highway`, `ferry` or `platform`.
  public func className(ofEdge e: Int) -> String { classNames[Int(classIndices[e])] }
  /// The name of an edge; nil when it has none.
  public func name(ofEdge e: Int) -> String? {
    nameIndices[e] < 0 ? nil : names[Int(nameIndices[e])]
  }
  /// The length of an edge, metres along its vertices on the ellipsoid.
  public func lengthMeters(ofEdge e: Int) -> Double { Double(lengthsMillimeters[e]) / 1000 }

  /// The box around all edges, in degrees. Streets on both sides of 180° have a narrower one as
  /// `EarthBox`.
  public var box: Box {
    var box = Box.empty
    for i in 0..<(coordinates.count / 2) {
      box.extend(x: coordinates[2 * i], y: coordinates[2 * i + 1])
    }
    return box
  }
}
