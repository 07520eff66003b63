import GeoCore
import GeoStreets
import Testing

@testable import GeoAlgorithms

/// Isochrones whose shape is known in closed form, drawn in cells of 10 m.
@Suite struct IsochronesTests {
  private func isAbout(_ value: Double, _ wanted: Double, share: Double = 0.002) -> Bool {
    abs(value - wanted) <= share * abs(wanted)
  }

  /// What the least width of streets, 7.5 m on either side, adds to a tip whose sides narrow by so
  /// much with every metre: a strip instead of a triangle, and a round end.
  private func tip(narrowing: Double) -> Double { 7.5 * 7.5 / narrowing + .pi * 7.5 * 7.5 / 2 }

  /// Ground beside the street costs the way to where it is level with it and the walk from there:
  /// 75 m on both sides of the first 325 m, a triangle before the end, and a half disc at the start.
  @Test func aStraightStreet() throws {
    let street = try IsochroneCase.street()
    let bands = try street.bands(from: IsochroneCase.door(0), [5, 10])
    #expect(abs(bands.streetMeters[0] - 400) < 0.01)
    #expect(abs(bands.streetMeters[1] - 400) < 0.01)
    let planar = try street.planar(bands)
    #expect(planar.kinds == [.polygon, .polygon])
    let wanted = 325 * 150 + 75 * 75 + .pi * 75 * 75 / 2 + tip(narrowing: 1)
    #expect(isAbout(planar.area(ofFeature: 0), wanted, share: 0.003))
    #expect(isAbout(planar.area(ofFeature: 1), 400 * 150))
    let box = planar.box(ofFeature: 0)
    #expect(abs(box.minX + 75) < 0.7 && abs(box.maxX - 407.5) < 0.7)
    #expect(abs(box.minY + 75) < 0.7 && abs(box.maxY - 75) < 0.7)
    #expect(abs(planar.box(ofFeature: 1).maxX - 807.5) < 0.7)
  }

  /// At half the pace off the street the ground narrows from 75 m to nothing over the last 150 m.
  @Test func aSlowerPaceOffTheStreet() throws {
    let street = try IsochroneCase.street()
    var settings = IsochroneSettings.usual(for: .walk)
    settings.offStreetKilometersPerHour = 2.4
    let bands = try street.bands(from: IsochroneCase.door(0), [10], .fromPlaces, settings)
    let planar = try street.planar(bands)
    let wanted = 650 * 150 + 150 * 75 + .pi * 75 * 75 / 2 + tip(narrowing: 0.5)
    #expect(isAbout(planar.area(ofFeature: 0), wanted))
    #expect(abs(planar.box(ofFeature: 0).maxX - 807.5) < 0.7)
  }

  @Test func aCutoffInTheMiddleOfAnEdgeFromItsMiddle() throws {
    let street = try IsochroneCase.street()
    let bands = try street.bands(from: IsochroneCase.door(1000), [2])
    #expect(abs(bands.streetMeters[0] - 320) < 0.01)
    let box = try street.planar(bands).box(ofFeature: 0)
    #expect(abs(box.minX - 832.5) < 0.7 && abs(box.maxX - 1167.5) < 0.7)
  }

  @Test func theConnectorCounts() throws {
    let street = try IsochroneCase.street()
    var door = IsochroneCase.door(1000)
    door.connector = TravelCost(milliseconds: 60_000, millimeters: 80_000)
    let bands = try street.bands(from: door, [1, 2])
    #expect(bands.streetMeters[0] == 0 && abs(bands.streetMeters[1] - 160) < 0.01)
    // What is reached just in time is drawn, though it has no length.
    #expect(bands.geometries.kinds == [.polygon, .polygon])
    door.connector = TravelCost(milliseconds: 60_001, millimeters: 80_001)
    #expect(try street.bands(from: door, [1, 2]).geometries.kinds == [.null, .polygon])
  }

  /// The ground on the closed side costs the way around: here there is none. Where costs jump, the
  /// border lies within a cell.
  @Test func oneWayStreets() throws {
    let street = try IsochroneCase.street(backward: false)
    let from = try street.bands(from: IsochroneCase.door(1000), [5])
    let towards = try street.bands(from: IsochroneCase.door(1000), [5], .towardsPlaces)
    #expect(abs(from.streetMeters[0] - 400) < 0.01)
    #expect(abs(towards.streetMeters[0] - 400) < 0.01)
    let ahead = try street.planar(from).box(ofFeature: 0)
    let behind = try street.planar(towards).box(ofFeature: 0)
    #expect((990...1000).contains(ahead.minX) && abs(ahead.maxX - 1407.5) < 0.7)
    #expect(abs(behind.minX - 592.5) < 0.7 && (1000...1010).contains(behind.maxX))
  }

  @Test func nothingBeyondTheEndOfStreets() throws {
    let street = try IsochroneCase.street()
    let bands = try street.bands(from: IsochroneCase.door(2000), [5, 30, 60])
    #expect(abs(bands.streetMeters[1] - (2000 - 400)) < 0.01)
    #expect(bands.streetMeters[2] == 0)
    #expect(bands.geometries.kinds == [.polygon, .polygon, .null])
    #expect(abs(try street.planar(bands).box(ofFeature: 0).maxX - 2226.39 - 75) < 0.7)
  }

  /// 800 m apart, reached at 5 minutes from both sides: what both reach counts once.
  @Test func theNearestPlaceCounts() throws {
    let street = try IsochroneCase.street()
    var doors = NetworkPlaces()
    doors.append([IsochroneCase.door(500)])
    doors.append([])
    doors.append([IsochroneCase.door(1100)])
    let bands = try street.bands(doors, [2.5, 5])
    #expect(abs(bands.streetMeters[0] - 800) < 0.01)
    #expect(abs(bands.streetMeters[1] - 600) < 0.01)
    #expect(bands.geometries.kinds[0] == .multiPolygon)
    let each = try Isochrones(
      street.saved, street.snapper, cutoffsMinutes: [2.5, 5], .fromPlaces, .usual(for: .walk)
    ).bandsOfEach(of: doors, grounds: street.grounds(3), threads: 2)
    #expect(each[1] == nil)
    #expect(each[0]?.streetMeters.map { ($0 * 100).rounded() / 100 } == [400, 400])
  }

  /// Four streets around a square of 0.004 degrees, 445.28 by 442.30 m: the ground more than 75 m
  /// from all of them is a lake of 295 by 292 m.
  @Test func aLakeInTheMiddle() throws {
    let nodes = [0, 0, 0.004, 0, 0.004, 0.004, 0, 0.004]
    let lengths: [Int32] = [445_278, 442_296, 445_278, 442_296]
    let times = lengths.map { $0 * 3 / 4 }
    let square = try IsochroneCase(
      StreetNetwork(
        mode: .walk, nodeCoordinates: nodes, edgeFrom: [0, 1, 2, 3], edgeTo: [1, 2, 3, 0],
        lengthsMillimeters: lengths, forwardMilliseconds: times, backwardMilliseconds: times))
    let bands = try square.bands(from: IsochroneCase.door(0), [30])
    #expect(abs(bands.streetMeters[0] - 1775.148) < 0.01)
    #expect(bands.geometries.ringCount == 2)
    let whole = 445.278 * 442.296 + 2 * (445.278 + 442.296) * 75 + .pi * 75 * 75
    let lake = (445.278 - 150) * (442.296 - 150)
    #expect(isAbout(try square.planar(bands).area(ofFeature: 0), whole - lake, share: 0.003))
    var settings = IsochroneSettings.usual(for: .walk)
    settings.leastHoleSquareMeters = 1.02 * lake
    let filled = try square.bands(from: IsochroneCase.door(0), [30], .fromPlaces, settings)
    #expect(isAbout(try square.planar(filled).area(ofFeature: 0), whole))
    settings.leastHoleSquareMeters = 0.98 * lake
    let kept = try square.bands(from: IsochroneCase.door(0), [30], .fromPlaces, settings)
    #expect(kept.geometries.ringCount == 2)
  }

  /// A park of 400 by 304 m whose gate is on the street: its ground costs nothing, and the street
  /// is reached from the gate alone.
  @Test func theGroundOfAFacility() throws {
    let street = try IsochroneCase.street()
    var park = Geometries(crs: street.snapper.crs)
    park.appendPolygon([
      [(303, 0), (703, 0), (703, 304), (303, 304)],
      [(403, 104), (603, 104), (603, 204), (403, 204)],
    ])
    var doors = NetworkPlaces()
    doors.append([IsochroneCase.door(500)])
    let bands = try street.bands(doors, [1, 2], grounds: park)
    let planar = try street.planar(bands)
    let box = planar.box(ofFeature: 0)
    #expect(abs(box.maxY - 304) < 0.7 && abs(box.minX - 303) < 0.7)
    // Beside the park, the southern half: 10 m of full width, and both tips.
    let south = (10 * 150 + 2 * (75 * 75 + tip(narrowing: 1))) / 2
    #expect(isAbout(planar.area(ofFeature: 0), 400 * 304 - 200 * 100 + south, share: 0.005))
    // Without a door it has no part.
    var none = NetworkPlaces()
    none.append([])
    #expect(try street.bands(none, [1], grounds: park).geometries.kinds == [.null])
  }

  @Test func neighbouringStudiesShareTheGrid() throws {
    let street = try IsochroneCase.street()
    let near = try street.bands(from: IsochroneCase.door(1000), [3]).geometries
    let both = try street.bands(from: IsochroneCase.door(1000), [1, 3, 4]).geometries
    func vertices(_ geometries: Geometries, _ feature: Int) -> Set<[Double]> {
      Set(geometries.vertices(ofFeature: feature).map { [geometries.x($0), geometries.y($0)] })
    }
    // The border at 3 minutes, where it is not that at 1 minute too.
    #expect(vertices(near, 0).isSubset(of: vertices(both, 0).union(vertices(both, 1))))
  }
}
