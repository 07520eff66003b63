internal import GeoCore

/// The arrays of a saved network by name, as bytes: little-endian numbers, texts each ended by a
/// zero byte.
struct StreetArrays {
  /// What an array holds; the text stands in the file.
  enum Kind: String {
    case int32
    case int64
    case float64
    case utf8
  }

  struct Entry {
    var name: String
    var kind: Kind
    /// How many values.
    var count: Int
    var bytes: [UInt8]
  }

  private(set) var entries: [Entry] = []

  init() {}

  mutating func set(_ name: String, _ values: [Int32]) { set(name, .int32, values) }
  mutating func set(_ name: String, _ values: [Int64]) { set(name, .int64, values) }
  mutating func set(_ name: String, _ values: [Double]) { set(name, .float64, values) }
  mutating func set(_ name: String, _ values: [String]) {
    var bytes: [UInt8] = []
    for value in values {
      bytes.append(contentsOf: value.utf8)
      bytes.append(0)
    }
    entries.append(Entry(name: name, kind: .utf8, count: values.count, bytes: bytes))
  }

  private mutating func set<Value: BitwiseCopyable>(_ name: String, _ kind: Kind, _ values: [Value])
  {
    let bytes = values.withUnsafeBytes { Array($0) }
    entries.append(Entry(name: name, kind: kind, count: values.count, bytes: bytes))
  }

  /// Adds an array as it was read.
  /// - Throws: `NetworkError` when its kind is unknown, it came before, or its length is not what
  ///   its count says.
  mutating func add(
    name: String, kind: String, count: Int, _ bytes: UnsafeRawBufferPointer
  ) throws(NetworkError) {
    guard let known = Kind(rawValue: kind) else {
      throw damaged("the array \(name) is of the unknown kind \(kind)")
    }
    guard !entries.contains(where: { $0.name == name }) else {
      throw damaged("the array \(name) stands there twice")
    }
    let size =
      switch known {
      case .int32: 4
      case .int64, .float64: 8
      case .utf8: 0
      }
    let fits =
      size == 0
      ? bytes.reduce(0) { $0 + ($1 == 0 ? 1 : 0) } == count && (bytes.last ?? 0) == 0
      : bytes.count % size == 0 && bytes.count / size == count
    guard fits else {
      throw damaged("the array \(name) has \(bytes.count) bytes, not those of \(count) values")
    }
    entries.append(Entry(name: name, kind: known, count: count, bytes: Array(bytes)))
  }

  func int32(_ name: String) throws(NetworkError) -> [Int32] { try values(name, .int32, 0) }
  func int64(_ name: String) throws(NetworkError) -> [Int64] { try values(name, .int64, 0) }
  func float64(_ name: String) throws(NetworkError) -> [Double] { try values(name, .float64, 0) }
  func texts(_ name: String) throws(NetworkError) -> [String] {
    try entry(name, .utf8).bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func values<Value: BitwiseCopyable>(
    _ name: String, _ kind: Kind, _ zero: Value
  ) throws(NetworkError) -> [Value] {
    let entry = try entry(name, kind)
    return [Value](unsafeUninitializedCapacity: entry.count) { buffer, count in
      count = entry.count
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: entry.bytes)
    }
  }

  private func entry(_ name: String, _ kind: Kind) throws(NetworkError) -> Entry {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw damaged("the array \(name) is missing")
    }
    guard entry.kind == kind else {
      throw damaged("the array \(name) holds \(entry.kind.rawValue), not \(kind.rawValue)")
    }
    return entry
  }

  private func damaged(_ reason: String) -> NetworkError {
    NetworkError(reason: "the saved network is damaged: \(reason)", remedy: "build it again")
  }
}

extension StreetArrays {
  init(_ network: StreetNetwork, _ graph: StreetGraph) {
    set("node_coordinates", network.nodeCoordinates)
    set("node_ids", network.nodeIDs)
    set("edge_from", network.edgeFrom)
    set("edge_to", network.edgeTo)
    set("edge_vertex_offsets", network.vertexOffsets)
    set("edge_coordinates", network.coordinates)
    set("edge_millimeters", network.lengthsMillimeters)
    set("edge_forward_milliseconds", network.forwardMilliseconds)
    set("edge_backward_milliseconds", network.backwardMilliseconds)
    set("edge_way_ids", network.wayIDs)
    set("edge_classes", network.classIndices)
    set("class_names", network.classNames)
    set("edge_names", network.nameIndices)
    set("names", network.names)
    set("arc_offsets", graph.offsets)
    set("arc_targets", graph.targets)
    set("arc_milliseconds", graph.milliseconds)
    set("arc_millimeters", graph.millimeters)
    set("arc_edge_uses", graph.edgeUses)
  }

  /// - Throws: `NetworkError` when an array is missing or does not fit the others.
  func network(_ mode: StreetMode) throws(NetworkError) -> StreetNetwork {
    try StreetNetwork(
      mode: mode, nodeCoordinates: float64("node_coordinates"), edgeFrom: int32("edge_from"),
      edgeTo: int32("edge_to"), lengthsMillimeters: int32("edge_millimeters"),
      forwardMilliseconds: int32("edge_forward_milliseconds"),
      backwardMilliseconds: int32("edge_backward_milliseconds"),
      vertexOffsets: int32("edge_vertex_offsets"), coordinates: float64("edge_coordinates"),
      nodeIDs: int64("node_ids"), wayIDs: int64("edge_way_ids"),
      classIndices: int32("edge_classes"), classNames: texts("class_names"),
      nameIndices: int32("edge_names"), names: texts("names"))
  }

  /// - Throws: `NetworkError` when an array is missing, or this is not the network's graph.
  func graph(of network: StreetNetwork) throws(NetworkError) -> StreetGraph {
    let graph = try StreetGraph(
      offsets: int32("arc_offsets"), targets: int32("arc_targets"),
      milliseconds: int32("arc_milliseconds"), millimeters: int32("arc_millimeters"),
      edgeUses: int32("arc_edge_uses"))
    guard graph == StreetGraph(network) else {
      throw damaged("its arcs are not those of its edges")
    }
    return graph
  }
}
