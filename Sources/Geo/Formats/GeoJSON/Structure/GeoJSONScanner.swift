internal import GeoCore

/// A lenient reader of GeoJSON that names every fault and reads on.
///
/// It goes through the text once, without recursion but for collections in collections (64 deep
/// at most). What it meets it holds against RFC 8259 and RFC 7946; after a fault inside a feature
/// it skips the value and goes on. Only text that is no JSON stops it, and what was read until
/// then is kept. Coordinates go straight into flat buffers.
///
/// The text must be followed by bytes that may be read, and by a zero: `GeoJSONReader.padding`.
struct GeoJSONScanner {
  /// Why a value could not be read to its end.
  enum Stop: Error {
    /// The text is no JSON from here on; the fault is noted.
    case broken
    /// The value is not what it should be; the fault is noted, and the value is to be skipped.
    case skip
  }

  /// Faults of one kind beyond this many are only counted.
  static let mostFaults = 10_000
  /// Features that are none; a text with more of them is not read on.
  static let mostUnreadable = 1_000_000
  /// How deep a member's value may be nested, as in `GeoJSONReader`.
  static let deepestValue = 512
  /// How deep collections may be nested, as in `GeoJSONReader`.
  static let deepestCollection = 64

  let base: UnsafeMutablePointer<UInt8>
  /// The byte that is looked at next.
  var at = 0
  /// The end of the document or record; a zero stands there.
  var end: Int

  var shapes: ScannedShapes
  var ids = FeatureIDs(count: 0)
  var featureOffsets: [Int] = []
  /// Features whose geometry could not be read.
  var unreadable: Set<Int> = []
  var faults: [StructureFault] = []
  var faultCounts = [Int](repeating: 0, count: StructureFault.Kind.allCases.count)
  /// The JSON text of the collection's legacy member `crs`.
  var crs: Range<Int>?
  /// Those of features and geometries: the vertices, the text, the feature; of what is inside before
  /// those of what is around it.
  var systems: [(vertices: Range<Int>, text: Range<Int>, feature: Int)] = []
  /// Boxes of the whole document, held against its coordinates at the end.
  var documentBoxes: [ScannedBox] = []

  /// Counts of positions by decimals, and where the first of each stands.
  let decimalCounts: UnsafeMutablePointer<Int>
  let decimalOffsets: UnsafeMutablePointer<Int>
  let powersOfTen: UnsafePointer<Double>

  /// No faults are noted while this is above zero: the same text is read again.
  var muted = 0
  /// The feature being read.
  var feature: Int?
  /// Whether the geometry of that feature has a fault that leaves it unusable.
  var isGeometryFaulty = false
  /// Whether a number of the ring at hand is NaN or infinite; 0 stands for it.
  var ringHasOddNumbers = false
  /// Whether numbers that are read belong to a position.
  var isInCoordinates = false
  /// Decimals of the number read last, and where the position read last starts.
  var decimals = 0
  var positionOffset = 0
  /// Positions with more than three numbers: how many, and the first.
  var extraOrdinates = (count: 0, first: 0, feature: 0)
  /// Features with a member "place", of JSON-FG.
  var places = 0

  /// The names of properties seen so far, by fingerprint, in the order in which they came; and the
  /// place of the one that follows the last, which files repeat.
  var propertyNames: [UInt64] = []
  private var propertyPlaces: [UInt64: Int] = [:]
  private var nextProperty = 0
  var propertyCount = 0
  /// Those that are called `id`.
  var propertyIDs = ScannedIDs()
  /// Whether the value that is gone over is that of a member "properties".
  var isInProperties = false

  var keys = KeyLedger()
  /// The open brackets of the value being skipped: whether each is an object.
  var brackets: [Bool] = []
  /// Names whose escapes had to be resolved.
  var decodedKeys: [UnsafeMutableBufferPointer<UInt8>] = []

  init(
    base: UnsafeMutablePointer<UInt8>, end: Int, coordinates: UnsafeMutablePointer<Double>,
    decimalCounts: UnsafeMutablePointer<Int>, decimalOffsets: UnsafeMutablePointer<Int>,
    powersOfTen: UnsafePointer<Double>
  ) {
    self.base = base
    self.end = end
    shapes = ScannedShapes(coordinates: coordinates, textLength: end)
    self.decimalCounts = decimalCounts
    self.decimalOffsets = decimalOffsets
    self.powersOfTen = powersOfTen
  }

  func freeKeys() {
    for buffer in decodedKeys { buffer.deallocate() }
  }

  // MARK: Faults

  mutating func note(_ kind: StructureFault.Kind, _ message: String, at offset: Int) {
    guard muted == 0 else { return }
    faultCounts[kind.rawValue] += 1
    guard faultCounts[kind.rawValue] <= Self.mostFaults else { return }
    faults.append(StructureFault(kind, message, offset: offset, feature: feature))
  }

  /// Notes a fault of a geometry, which is not kept then.
  mutating func noteInGeometry(_ kind: StructureFault.Kind, _ message: String, at offset: Int) {
    note(kind, message, at: offset)
    isGeometryFaulty = true
  }

  /// Notes that the text is no JSON and says so to the callers.
  mutating func broken(_ message: String, at offset: Int) -> Stop {
    note(.notJSON, message, at: offset)
    return .broken
  }

  /// Notes that the vertices from the first one on are in the system that a member `crs` names.
  mutating func endSystem(_ text: Range<Int>?, firstVertex: Int) {
    guard let text, let feature, firstVertex < shapes.vertexCount else { return }
    systems.append((firstVertex..<shapes.vertexCount, text, feature))
  }

  /// Counts a name of a property, if it is a new one.
  mutating func countProperty(_ key: KeyText) {
    propertyCount += 1
    let fingerprint = key.fingerprint
    if nextProperty < propertyNames.count, propertyNames[nextProperty] == fingerprint {
      nextProperty += 1
    } else if let place = propertyPlaces[fingerprint] {
      nextProperty = place + 1
    } else {
      propertyPlaces[fingerprint] = propertyNames.count
      propertyNames.append(fingerprint)
      nextProperty = propertyNames.count
    }
  }

  // MARK: Features

  /// Opens a feature without geometry.
  mutating func beginFeature(at offset: Int) {
    feature = shapes.kinds.count
    isGeometryFaulty = false
    ringHasOddNumbers = false
    shapes.beginFeature()
    ids.append(nil)
    featureOffsets.append(offset)
  }

  /// Closes the open feature; takes back its geometry when that has a fault.
  mutating func endFeature(from mark: ScannedShapes.Mark) throws(Stop) {
    defer { feature = nil }
    guard isGeometryFaulty, let feature else { return }
    shapes.clearFeature(to: mark)
    while let last = systems.last, last.vertices.upperBound > mark.vertices {
      systems.removeLast()
    }
    unreadable.insert(feature)
    if unreadable.count == Self.mostUnreadable {
      throw broken("a million features cannot be read: what follows is not looked at", at: at)
    }
  }
}
