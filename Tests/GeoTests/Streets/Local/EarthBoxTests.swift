import TestSupport
import Testing

@testable import GeoCore
@testable import GeoStreets

@Suite struct EarthBoxTests {
  @Test func placesOnBothSidesOf180HaveANarrowBox() {
    let box = EarthBox(around: [179.0, 1, -179, 2, 178, 0])
    #expect(box.west == 178 && box.width == 3 && box.east == -179)
    #expect(box.south == 0 && box.north == 2 && box.middleLongitude == 179.5)
    #expect(EarthBox(around: [-1.0, 0, 1, 0]) == EarthBox(west: -1, width: 2, south: 0, north: 0))
    #expect(EarthBox(around: [] as [Double]).isEmpty)
    #expect(EarthBox(around: [181.0, 0, 182, 0]).bounds == [-179, 0, -178, 0])
  }

  @Test func meetingAndHoldingGoRound() {
    let fiji = EarthBox(west: 177, width: 5, south: -20, north: -12)
    #expect(fiji.meets(EarthBox(west: -179, width: 3, south: -15, north: 0)))
    #expect(fiji.meets(EarthBox(west: 170, width: 7, south: -15, north: 0)))
    #expect(!fiji.meets(EarthBox(west: -177, width: 3, south: -15, north: 0)))
    #expect(fiji.contains(longitude: -178.5, latitude: -15))
    #expect(!fiji.contains(longitude: -177.5, latitude: -15))
    #expect(fiji.contains(EarthBox(west: 179, width: 2, south: -15, north: -14)))
    #expect(!fiji.contains(EarthBox(west: 179, width: 4, south: -15, north: -14)))
    #expect(fiji.boxes.map(\.minX) == [177, -180])
  }

  /// At 45° a degree of longitude is 78,846.8 m, more than cos 45° of one at the equator.
  @Test func metersAreThoseOfTheEllipsoid() {
    let line = EarthBox(west: 4, width: 2, south: 45, north: 45)
    #expect(line.radiusMeters > 78_846.7 && line.radiusMeters < 78_846.9)
    let place = EarthBox(west: 5, width: 0, south: 45, north: 45)
    let near = place.expanded(byMeters: 78_847)
    #expect(near.contains(longitude: 6, latitude: 45) && near.contains(longitude: 4, latitude: 45))
    #expect(near.contains(longitude: 5, latitude: 45.709))
    #expect(!near.contains(longitude: 6.1, latitude: 45))
  }

  /// What lies in the turn already is left as it is; what does not moves by whole turns alone.
  @Test(arguments: [
    (179.9, 179.9), (180.0, -180.0), (180.1, 180.1 - 360), (-180.5, 179.5), (725.0, 5.0),
  ])
  func longitudesAreWrapped(longitude: Double, wrapped: Double) {
    #expect(EarthBox.wrapped(longitude) == wrapped)
  }

  /// Seeded: a union holds both, and is no wider than one that starts at either.
  @Test(arguments: 0..<50)
  func unionsHoldBoth(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func box() -> EarthBox {
      EarthBox(
        west: .random(in: -180..<180, using: &random), width: .random(in: 0...90, using: &random),
        south: 0, north: 1)
    }
    let (a, b) = (box(), box())
    let both = a.union(b)
    #expect(both.width <= 270 + 1e-9)
    #expect(both.width >= max(a.width, b.width))
    for part in [a, b] {
      for share in [0.001, 0.5, 0.999] {
        #expect(both.contains(longitude: part.west + share * part.width, latitude: 0.5))
      }
    }
    #expect(both.meets(a) && both.meets(b))
  }
}
