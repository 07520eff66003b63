import GeoCore
import GeoStreets
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// Where places meet a network of two streets.
@Suite struct JoinedPlacesTests {
  private static func frames() throws -> StreetFrames {
    StreetFrames(try EquatorStreets.network(), threads: 1)
  }

  /// Points by id; nil has no geometry.
  private func places(
    _ points: [(String, (Double, Double)?)], role: Places.Role = .destination
  ) throws -> Places {
    var shapes = Geometries(crs: .wgs84)
    for (_, point) in points {
      if let point {
        shapes.appendPoint(x: point.0, y: point.1)
      } else {
        shapes.beginFeature(.null)
      }
    }
    let layer = Layer(
      name: "places", geometries: shapes, attributes: Attributes(rowCount: points.count),
      ids: FeatureIDs(points.map { FeatureID($0.0) }), path: "places.geojson")
    return try Places(layer, role: role)
  }

  private func join(
    _ places: Places, within reach: Double = 200, entrances: Entrances? = nil,
    needsOne: Bool = true, threads: Int = 1
  ) throws -> JoinedPlaces {
    try JoinedPlaces(
      places, by: Self.frames(), within: reach, entrances: entrances, needsOne: needsOne,
      threads: threads)
  }

  private static let four: [(String, (Double, Double)?)] = [
    ("near", (0.0025, 0.001)), ("far", (0.02, 0.002)), ("nowhere", nil), ("end", (0.01, 0.0101)),
  ]

  @Test func eachMeetsTheNearestStreetWithinReach() throws {
    let joined = try join(places(Self.four))
    let near = try #require(joined.doors.doors(ofPlace: 0).first)
    #expect(near.edge == 0)
    #expect(abs(Double(near.alongMillimeters) - 278_299) < 2)
    #expect(abs(near.connector.meters - 110.574) < 0.002)
    #expect(joined.doors.doors(ofPlace: 1).isEmpty && joined.doors.doors(ofPlace: 2).isEmpty)
    let end = try #require(joined.doors.doors(ofPlace: 3).first)
    #expect(end.edge == 1 && end.alongMillimeters == 1_105_743)
    #expect(abs(end.connector.meters - 11.057) < 0.002)
    #expect(joined.unconnectedCount == 2)
    #expect(
      joined.note(within: 200)
        == "2 of 4 destinations are not connected (not_connected), farther than 200 m from any"
        + " street: \"far\", \"nowhere\"")
    // A longer reach joins the second, 1,113 m from the street.
    let wide = try join(places(Self.four), within: 1200)
    #expect(wide.unconnectedCount == 1)
    #expect(try #require(wide.doors.doors(ofPlace: 1).first).edge == 1)
  }

  @Test func noteCountsAllAndNamesThree() throws {
    let far = (0..<5).map { ("f\($0)", (0.03, Double($0) / 10_000) as (Double, Double)?) }
    let joined = try join(places(Self.four + far))
    #expect(joined.note(within: 200)?.hasSuffix("\"far\", \"nowhere\", \"f0\", …") == true)
    #expect(joined.note(within: 200)?.hasPrefix("7 of 9 destinations") == true)
    #expect(try join(places([Self.four[0]])).note(within: 200) == nil)
  }

  /// Entrances stand for their facility, and for no other.
  @Test func entrancesAreTheDoors() throws {
    let places = try places(Self.four)
    func entrances(_ rows: [(String, Double, Double)]) throws -> Entrances {
      var shapes = Geometries(crs: .wgs84)
      for (_, x, y) in rows { shapes.appendPoint(x: x, y: y) }
      var table = Attributes(rowCount: rows.count)
      table.set(Column("facility_id", rows.map(\.0)))
      return try Entrances(
        Layer(name: "e", geometries: shapes, attributes: table, path: "e.csv"), of: places,
        column: "facility_id")
    }
    let given = try entrances([
      ("far", 0.005, 0.0001), ("far", 0.01, 0.005), ("end", 0.03, 0.03),
    ])
    let joined = try join(places, entrances: given)
    #expect(joined.doors.doors(ofPlace: 1).map(\.edge) == [0, 1])
    // Its only entrance is out of reach, though the place itself is not.
    #expect(joined.doors.doors(ofPlace: 3).isEmpty)
    // What has no entrance is joined as it was.
    #expect(
      Array(joined.doors.doors(ofPlace: 0)) == Array(try join(places).doors.doors(ofPlace: 0)))
    let unknown = #expect(throws: InputError.self) {
      _ = try entrances([("none", 0.005, 0)])
    }
    #expect(unknown?.reason.contains("no destination has the id \"none\"") == true)
  }

  @Test func whatCannotBeJoinedSaysWhatIsWrong() throws {
    func failure(_ points: [(String, (Double, Double)?)]) throws -> InputError {
      try #require(throws: InputError.self) { try join(places(points, role: .origin)) }
    }
    let empty = try failure([("a", nil)])
    #expect(empty.reason == "the origins have no coordinates" && empty.remedy != nil)
    let elsewhere = try failure([("a", (5, 43))])
    #expect(elsewhere.reason.hasPrefix("the network misses the origins: they lie at 5 43"))
    let apart = try failure([("a", (0.012, 0.004)), ("b", (0.012, 0.005))])
    #expect(
      apart.reason == "not_connected: none of 2 origins lies within 200 m of a street")
    #expect(apart.remedy?.text.contains("maxSnap") == true)
    // Where none need be, none is no error.
    let none = try join(places([("a", (0.012, 0.004))]), needsOne: false)
    #expect(none.unconnectedCount == 1)
  }

  @Test func thoseThatAreNotKeptAreNowhere() throws {
    let joined = try join(places(Self.four))
    let kept = joined.keeping([false, true, true, true])
    #expect(kept.places.count == 4 && kept.unconnectedCount == 3)
    #expect(kept.degrees.isEmpty(feature: 0) && !kept.degrees.isEmpty(feature: 3))
    #expect(kept.doors.isConnected(3))
    #expect(joined.keeping([true, true, true, true]).unconnectedCount == 2)
  }

  /// Places are joined 256 at a time: 600 are three chunks, each place as it is alone.
  @Test func theSameOnAnyNumberOfThreads() throws {
    var random = SeededGenerator(seed: 81)
    let points = (0..<600).map { i in
      (
        "p\(i)",
        (
          Double.random(in: -0.001...0.012, using: &random),
          Double.random(in: -0.001...0.011, using: &random)
        ) as (Double, Double)?
      )
    }
    let one = try join(places(points), threads: 1)
    #expect(one.unconnectedCount > 50 && one.unconnectedCount < 550)
    for threads in [2, 5] {
      let more = try join(places(points), threads: threads)
      for i in 0..<600 { #expect(more.doors.doors(ofPlace: i) == one.doors.doors(ofPlace: i)) }
    }
    for i in stride(from: 0, to: 600, by: 37) {
      let alone = try join(places([points[i]]), needsOne: false)
      #expect(Array(alone.doors.doors(ofPlace: 0)) == Array(one.doors.doors(ofPlace: i)))
    }
  }
}
