internal import COsmium
public import GeoCore
internal import GeoFormats

/// The ways of an OpenStreetMap extract that people may travel on, and the places of their nodes.
///
/// **Formats:** `.osm`, `.osm.gz`, `.osm.bz2` (of one stream or many) and `.osm.pbf`, told by their
/// first bytes, not by their name. **Order:** that of the file, on any number of threads. Of an id
/// that comes several times the newest version counts, and the first of equals; what is deleted
/// (`visible="false"`, JOSM's `action="delete"`) is left out. Nodes that the file lacks lie where
/// ways say, when these carry places (`add-locations-to-ways`, Overpass's `out geom`).
/// **Areas:** members of multipolygons that may be walked on are ways behind all others, with the
/// tags of the relation.
/// **Bounds:** a way has at most 100,000 nodes, an object 10,000 tags, an XML element 8 MB: far
/// beyond what OpenStreetMap allows, and little enough to hold.
public struct OSMExtract: Sendable {
  /// The file, for messages.
  public let path: String
  let wayIDs: [Int64]
  /// Way i has the nodes `refs[refOffsets[i] ..< refOffsets[i + 1]]`.
  let refOffsets: [Int]
  /// Indices into `nodeIDs`.
  let refs: [Int32]
  let wayTags: OSMTags

  /// The nodes of all ways, ascending.
  let nodeIDs: [Int64]
  /// Longitude and latitude of each node in 1e-7 degrees; `noPlace` when the file lacks it.
  let places: [Int32]
  /// The nodes with a barrier, as indices into `nodeIDs`; their tags follow.
  let taggedNodes: [Int32]
  let nodeTags: OSMTags

  /// Where the members of multipolygons begin among the ways.
  let outlineStart: Int
  /// For each of these the place of its relation in `areaIDs`, and whether it bounds a hole.
  let outlineAreas: [Int32]
  let outlineIsInner: [Bool]
  /// The relations, in the order of the file.
  let areaIDs: [Int64]
  /// Members of these that the file does not hold.
  let missingMembers: Int

  /// All ways of the file.
  public let waysRead: Int
  /// Ways left out because another of the same id came first.
  public let duplicateWays: Int
  /// What the file says that it covers, in degrees; nil when it does not tell.
  public let bounds: Box?

  static let noPlace = CO_NO_PLACE

  /// How many ways may be streets; members of multipolygons are not counted.
  public var wayCount: Int { outlineStart }

  func nodes(ofWay way: Int) -> ArraySlice<Int32> { refs[refOffsets[way]..<refOffsets[way + 1]] }

  func hasPlace(_ node: Int) -> Bool { places[2 * node] != Self.noPlace }
  func longitude(_ node: Int) -> Double { Double(places[2 * node]) / 1e7 }
  func latitude(_ node: Int) -> Double { Double(places[2 * node + 1]) / 1e7 }

  /// The tags of ways that any profile looks at.
  static let wayKeys = [
    "highway", "route", "railway", "public_transport", "junction", "motorroad", "name", "access",
    "foot", "bicycle", "vehicle", "motor_vehicle", "motorcar", "oneway", "oneway:foot",
    "oneway:bicycle", "bicycle:oneway", "oneway:motor_vehicle", "oneway:motorcar", "cycleway",
    "cycleway:left", "cycleway:right", "cycleway:both", "cycleway:oneway", "cycleway:left:oneway",
    "cycleway:right:oneway", "cycleway:both:oneway", "maxspeed", "maxspeed:forward",
    "maxspeed:backward", "area",
  ]
  /// Those of nodes; only nodes that have the first count.
  static let nodeKeys = [
    "barrier", "access", "foot", "bicycle", "vehicle", "motor_vehicle", "motorcar",
  ]

  /// Reads a file. **Complexity:** two passes over the file, three when multipolygons have outlines
  /// that are no streets, and a sort of the street nodes; memory for the streets alone.
  /// - Throws: `FormatError` naming line and column (XML), of kind `missingInput` when the file is
  ///   not there, `badData` when it is damaged, cut off, no extract, or one of changes or of all
  ///   versions.
  public init(path: String) throws(FormatError) {
    let streets: [(String, String?)] = [
      ("highway", nil), ("route", "ferry"), ("railway", "platform"),
      ("public_transport", "platform"),
    ]
    try self.init(
      path: path, keeping: streets, wayKeys: Self.wayKeys, nodeKeys: Self.nodeKeys)
  }

  /// Reads the ways and multipolygons that have a key, with its value where one is given.
  /// - Throws: as `init(path:)`.
  init(
    path: String, keeping wanted: [(String, String?)], wayKeys: [String], nodeKeys: [String]
  ) throws(FormatError) {
    try Self.requireMap(path)
    try InputFile.requireReadable(path)
    let format = try ExtractFormat(of: path)
    let reader = Handle()
    for (key, value) in wanted { co_keep_ways(reader.pointer, key, value) }
    for key in wayKeys { co_way_key(reader.pointer, key) }
    for key in nodeKeys { co_node_key(reader.pointer, key) }
    guard co_read(reader.pointer, path, format.rawValue) else { throw reader.error(path, format) }
    let raw = co_get_extract(reader.pointer)
    self.path = path
    wayIDs = Self.array(raw.way_ids, raw.way_count)
    refOffsets = Self.array(raw.ref_offsets, raw.way_count + 1).map(Int.init)
    refs = Self.array(raw.refs, refOffsets[raw.way_count])
    nodeIDs = Self.array(raw.node_ids, raw.node_count)
    places = Self.array(raw.places, 2 * raw.node_count)
    taggedNodes = Self.array(raw.tagged_nodes, raw.tagged_node_count)
    wayTags = OSMTags(
      keys: wayKeys, values: reader.values(wayKeys, co_way_value_count, co_way_value),
      offsets: raw.way_tag_offsets, tags: raw.way_tags, count: raw.way_count)
    nodeTags = OSMTags(
      keys: nodeKeys,
      values: reader.values(nodeKeys, co_node_value_count, co_node_value),
      offsets: raw.node_tag_offsets, tags: raw.node_tags, count: raw.tagged_node_count)
    outlineStart = raw.outline_start
    let outlineCount = raw.way_count - raw.outline_start
    outlineAreas = Self.array(raw.outline_areas, outlineCount)
    outlineIsInner = Self.array(raw.outline_is_inner, outlineCount)
    areaIDs = Self.array(raw.area_ids, raw.area_count)
    missingMembers = raw.missing_members
    waysRead = raw.ways_read
    duplicateWays = raw.duplicate_ways
    let bounds = raw.bounds
    self.bounds =
      raw.has_bounds
      ? Box(minX: bounds.west, minY: bounds.south, maxX: bounds.east, maxY: bounds.north) : nil
  }

  /// Refuses pipes, which cannot be read more than once, and files whose name says that they hold
  /// changes or all versions.
  ///
  /// - Throws: `FormatError` saying which of these it is.
  public static func requireMap(_ path: String) throws(FormatError) {
    try ExtractFormat.requireMap(path)
  }

  fileprivate static func array<T>(_ pointer: UnsafePointer<T>?, _ count: Int) -> [T] {
    Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  /// Owns the C++ reader.
  private final class Handle {
    let pointer: OpaquePointer

    init() { pointer = co_create() }
    deinit { co_free(pointer) }

    func values(
      _ keys: [String], _ count: (OpaquePointer?, Int) -> Int,
      _ text: (OpaquePointer?, Int, Int, UnsafeMutablePointer<Int>?) -> UnsafePointer<CChar>?
    ) -> [[String]] {
      keys.indices.map { key in
        (0..<count(pointer, key)).map { value in
          var length = 0
          let start = UnsafeRawPointer(text(pointer, key, value, &length))
          return String(
            decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
        }
      }
    }

    func error(_ path: String, _ format: ExtractFormat) -> FormatError {
      let raw = co_last_error(pointer)
      let words = String(cString: raw.reason)
      let (line, column) = raw.line > 0 ? (Int(raw.line), Int(raw.column) + 1) : (nil, nil)
      func error(_ reason: String, _ remedy: Remedy) -> FormatError {
        FormatError(path: path, line: line, column: column, reason: reason, remedy: remedy)
      }
      switch raw.kind {
      case CO_SYSTEM:
        return FormatError(path: path, reason: "reading failed: \(words)", kind: .inputOutput)
      case CO_CHANGES: return ExtractFormat.changesError(path)
      case CO_HISTORY: return ExtractFormat.historyError(path)
      case CO_TOO_LARGE:
        return error("\(words): no map has that", "the file is damaged or made to do harm")
      case CO_COMPRESSION:
        return error(
          "its blocks are packed in a way that is not read here: \(words)",
          "pack it anew: osmium cat \(path) -o packed.osm.pbf")
      default:
        return error(
          "this is no whole \(format.title): \(words)",
          "the file is damaged or cut off: download it again")
      }
    }
  }
}

extension OSMTags {
  fileprivate init(
    keys: [String], values: [[String]], offsets: UnsafePointer<Int64>?,
    tags: UnsafePointer<co_tag>?, count: Int
  ) {
    self.keys = keys
    self.values = values
    self.offsets = UnsafeBufferPointer(start: offsets, count: count + 1).map(Int.init)
    self.tags = UnsafeBufferPointer(start: tags, count: self.offsets[count]).map {
      Tag(key: $0.key, value: $0.value)
    }
  }
}
