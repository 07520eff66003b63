internal import Foundation
internal import GeoCore

/// Distances of a few metres, on a sphere.
enum SmallDistance {
  static func meters(_ a: Baseline.Entry, _ b: Baseline.Entry) -> Double {
    guard let ax = a.longitude, let ay = a.latitude, let bx = b.longitude, let by = b.latitude
    else { return .infinity }
    let turn = (ax - bx).remainder(dividingBy: 360)
    let east = turn * cos((ay + by) / 2 * .pi / 180)
    let north = ay - by
    return (east * east + north * north).squareRoot() * DegreeLength.onSphere
  }
}
