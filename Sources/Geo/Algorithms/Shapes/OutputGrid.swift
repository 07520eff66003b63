public import GeoCore

/// The places that a file of fixed decimals can hold.
///
/// Decisions are made on the coordinates that will be written: vertices shared by neighbours round
/// alike, and what is found valid stays so. A rounded number is the double nearest to its decimal
/// text, so that reading the text gives the same bits.
///
/// **Units:** those of the coordinates; 7 decimals of a degree move a vertex by 8 mm at most.
public struct OutputGrid: Sendable, Equatable {
  private let scale: Double

  /// The grid of coordinates that are written with so many decimals.
  ///
  /// - Parameter decimals: 0 to 9.
  public init(decimals: Int) {
    precondition((0...9).contains(decimals), "0 to 9 decimals")
    scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
  }

  /// The nearest number with those decimals; one too large to have any stays.
  public func rounded(_ value: Double) -> Double {
    let steps = (value * scale).rounded()
    return abs(steps) < 0x1p53 ? steps / scale : value
  }

  /// The width of a cell.
  public var step: Double { 1 / scale }

  func rounded(_ place: EditableShape.Place) -> EditableShape.Place {
    EditableShape.Place(x: rounded(place.x), y: rounded(place.y))
  }

  /// The layer on the grid, and the features of which a coordinate had more decimals.
  ///
  /// **Complexity:** O(vertices).
  public func rounded(_ geometries: Geometries) -> (geometries: Geometries, features: [Int]) {
    var result = geometries
    var changed: [Int] = []
    for feature in 0..<geometries.count {
      let vertices = geometries.vertices(ofFeature: feature)
      var isChanged = false
      for k in (2 * vertices.lowerBound)..<(2 * vertices.upperBound) {
        let value = rounded(geometries.coordinates[k])
        if value != geometries.coordinates[k] {
          result.coordinates[k] = value
          isChanged = true
        }
      }
      if isChanged { changed.append(feature) }
    }
    return (result, changed)
  }
}
