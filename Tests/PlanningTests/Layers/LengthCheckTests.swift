import GeoCore
import GeoProjection
import PlanningStudies
import Testing

/// Lengths in a system held against geodesics.
@Suite struct LengthCheckTests {
  /// Two places, in degrees, in a system.
  private func check(
    _ crs: CRS, _ a: (Double, Double), _ b: (Double, Double)
  ) throws -> LengthCheck {
    let way = try Transformation(from: .wgs84, to: crs)
    var check = LengthCheck()
    try check.compare(
      from: try way.transform(x: a.0, y: a.1), to: try way.transform(x: b.0, y: b.1), in: crs,
      toward: "stops")
    return check
  }

  @Test func whatFits() throws {
    // On the central meridian lengths are 0.04 % too short.
    let utm = try check(CRS("EPSG:32631"), (3, 43), (3, 43.5))
    #expect(utm.lengths == 1 && abs(utm.largestDeviation - 0.0004) < 1e-6)
    let lambert = try check(.lambert93, (5, 43.3), (5.4, 43.3))
    #expect(lambert.largestDeviation < 0.001)
    // Less than a metre says nothing.
    #expect(try check(.lambert93, (5, 43.3), (5.000001, 43.3)).lengths == 0)
    let both = utm.joined(lambert)
    #expect(both.lengths == 2)
    #expect(both.largestDeviation == max(utm.largestDeviation, lambert.largestDeviation))
  }

  /// 30 degrees from the central meridian a transverse Mercator system is off by 7 %.
  @Test func whatDoesNotIsRefused() throws {
    let error = #expect(throws: InputError.self) {
      try check(CRS("EPSG:32631"), (33, 43), (33.2, 43))
    }
    #expect(error?.reason.contains("along the geodesic") == true)
    #expect(error?.reason.contains("a way to stops measures") == true)
  }

  @Test func samplesAreSpread() {
    #expect(LengthCheck.sample(of: 0) == [])
    #expect(LengthCheck.sample(of: 3) == [0, 1, 2])
    let many = LengthCheck.sample(of: 1_000_000)
    #expect(many.count == LengthCheck.most && many[0] > 0 && many[15] > 900_000)
  }
}
