internal import Foundation

/// Distances of a few metres, on a sphere.
enum SmallDistance {
  /// A degree of latitude, of the mean radius of GRS 80.
  static let metersPerDegree = 6_371_008.8 * Double.pi / 180

  static func meters(_ a: Baseline.Entry, _ b: Baseline.Entry) -> Double {
    guard let ax = a.longitude, let ay = a.latitude, let bx = b.longitude, let by = b.latitude
    else { return .infinity }
    let turn = (ax - bx).remainder(dividingBy: 360)
    let east = turn * cos((ay + by) / 2 * .pi / 180)
    let north = ay - by
    return (east * east + north * north).squareRoot() * metersPerDegree
  }
}
