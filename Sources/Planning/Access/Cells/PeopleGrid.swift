internal import GeoCore

/// How large the sample cells are that people of a part of a cell are taken in.
///
/// Square parts of cells are divided evenly, so that their sample cells are no larger than the finest
/// size, unless there would be more than one for ten people who live there, or more than 10,000: then so
/// many. A part that is no larger is taken at its centroid.
///
/// **Units:** metres and m² in the equal-area system.
struct PeopleGrid: Sendable {
  /// Where fewer people live in a sample cell, it says no more.
  private static let fewestPeople = 10.0

  /// The largest side of a sample cell, metres.
  let finestMeters: Double

  /// The largest side of sample cells for studies of distances: a third of the smallest cutoff, since
  /// shares are coarse else, and at most as large as those of the ground.
  static func finestMeters(smallestCutoff: Double?, cellSize: Double?) -> Double {
    let ofCutoff = smallestCutoff.map { $0 / SampleGrid.cellsPerCutoff } ?? .infinity
    return min(cellSize ?? SampleGrid.largestMeters, ofCutoff)
  }

  /// The side of the sample cells of a part; nil when it is taken as one.
  func sizeMeters(box: Box, areaSquareMeters area: Double, people: Double) -> Double? {
    let most = min(SampleGrid.mostRefinedCells, max(people / Self.fewestPeople, 1))
    let size = max(finestMeters, (area / most).squareRoot())
    let longest = max(box.width, box.height)
    // Squares whose side is a multiple of the size but for rounding are divided by that.
    let count = (longest / size * (1 - 1e-9)).rounded(.up)
    return count > 1 ? longest / count : nil
  }
}
