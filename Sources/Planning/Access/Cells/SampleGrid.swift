internal import GeoCore
internal import PlanningStudies

/// How large the sample cells of each zone are.
///
/// A size that was asked for holds for all zones. Else a zone has cells of at most 250 m, and smaller
/// ones where these would be coarse:
///
/// - at least 400 cells by area, since few cells say little of a small zone;
/// - in straight lines, cells of at most a third of the smallest cutoff, unless the zone would have
///   more than 10,000 of these: then of the size that makes 10,000.
///
/// **Units:** metres and m² in the equal-area system. Sizes are whole centimetres, at least 1 cm.
struct SampleGrid: Sendable {
  /// The size of all cells; nil where zones have sizes of their own.
  let given: Double?
  /// The smallest cutoff; nil without any.
  let smallestCutoff: Double?

  static let largestMeters = 250.0
  static let fewestCells = 400.0
  static let mostRefinedCells = 10_000.0
  static let cellsPerCutoff = 3.0

  /// All zones together may have so many cells; one takes about 150 bytes while distances are
  /// computed.
  static let mostCells = 30_000_000.0
  private static let bytesPerCell = 150.0

  init(_ parameters: AccessibilityStudy, isStraight: Bool) {
    given = parameters.cellSizeMeters
    smallestCutoff = isStraight ? parameters.cutoffsMeters.min() : nil
  }

  init(sizeMeters: Double) {
    given = sizeMeters
    smallestCutoff = nil
  }

  /// The side of the cells of a zone.
  func sizeMeters(ofZoneWithArea area: Double) -> Double {
    if let given { return given }
    var size = Self.largestMeters
    if area > 0 { size = min(size, (area / Self.fewestCells).squareRoot()) }
    if let smallestCutoff {
      let fine = smallestCutoff / Self.cellsPerCutoff
      let bounded = max(fine, (area / Self.mostRefinedCells).squareRoot())
      size = min(size, bounded)
    }
    return max((size * 100).rounded(.down) / 100, 0.01)
  }

  /// Refuses a grid that would not fit into memory, before any of it is made.
  ///
  /// - Parameter zones: of each zone its area, and the length of its border, which cells are cut by.
  /// - Throws: `InputError` that says how many cells there would be, what they would take, and the
  ///   size that would do.
  func requireRoom(
    for zones: [(areaSquareMeters: Double, perimeterMeters: Double)], path: String
  ) throws {
    var cells = 0.0
    for zone in zones {
      let size = sizeMeters(ofZoneWithArea: zone.areaSquareMeters)
      cells += zone.areaSquareMeters / (size * size) + zone.perimeterMeters / size + 1
    }
    guard cells > Self.mostCells else { return }
    let total = zones.reduce(0) { $0 + $1.areaSquareMeters }
    let enough = (total / Self.mostCells * 1.2).squareRoot().rounded(.up)
    let millions = (cells / 1e6).rounded()
    let gigabytes = (cells * Self.bytesPerCell / 1e9).rounded(.up)
    throw InputError(
      path: path,
      reason: "the zones would have about \(JSONText.number(millions)) million sample cells, which"
        + " take \(JSONText.number(gigabytes)) GB; at most"
        + " \(JSONText.number(Self.mostCells / 1e6)) million are made",
      remedy: enough <= 100_000
        ? "name a larger cell: \(AccessSetting.cellSize, JSONText.number(enough))"
        : "take fewer or smaller zones", kind: .usage)
  }
}
