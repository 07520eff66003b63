internal import GeoCore
public import PlanningStudies

/// A destination that a scenario adds, at a coordinate.
///
/// **CRS:** WGS 84, longitude first.
public struct NewDestination: Sendable, Equatable {
  /// Degrees east, from −180 to 180.
  public let longitude: Double
  /// Degrees north, from −90 to 90.
  public let latitude: Double
  /// What it offers.
  public let supply: Double
  /// As it was written.
  public let text: String

  /// Reads `LON,LAT` or `LON,LAT,SUPPLY`; without supply it offers 1.
  /// - Throws: `InputError` of kind `usage` for anything else.
  public init(_ text: String) throws(InputError) {
    func error(_ reason: String) -> InputError {
      InputError(
        AccessSetting.add, text, reason: reason,
        remedy:
          "write longitude, latitude and, if not 1, supply: \(AccessSetting.add, "5.37,43.3,4")")
    }
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
      DecimalNumber.value(ArraySlice(Array($0.utf8))) ?? .nan
    }
    guard (2...3).contains(numbers.count), numbers.allSatisfy(\.isFinite) else {
      throw error("two or three numbers are wanted")
    }
    guard (-180...180).contains(numbers[0]), (-90...90).contains(numbers[1]) else {
      throw error("this is no longitude and latitude in degrees")
    }
    guard numbers.count == 2 || numbers[2] >= 0 else { throw error("the supply is negative") }
    self.text = text
    longitude = numbers[0]
    latitude = numbers[1]
    supply = numbers.count == 2 ? 1 : numbers[2]
  }

  /// The only place of a layer of destinations.
  func places() throws(InputError) -> Places {
    var point = Geometries(crs: .wgs84)
    point.appendPoint(x: longitude, y: latitude)
    let path = "the added destination \(text)"
    return try Places(
      Layer(
        name: "added", geometries: point, attributes: Attributes(rowCount: 1),
        ids: FeatureIDs([FeatureID(text)]), path: path), role: .destination)
  }
}
