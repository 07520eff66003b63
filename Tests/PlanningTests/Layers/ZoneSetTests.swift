import GeoCore
import Testing

@testable import PlanningStudies

@Suite struct ZoneSetTests {
  private func study(_ columns: [Column], ids: [String]? = ["a", "b"]) -> StudyLayer {
    Study.layer(
      "zones", Study.polygons([Study.square(0, 0, 100), Study.square(100, 0, 100)]), ids: ids,
      columns: columns)
  }

  private func error(_ study: StudyLayer, _ fields: ZoneEntry) -> (any GeoFailure)? {
    do {
      _ = try Study.zones(study, fields: fields)
      return nil
    } catch {
      return error as? any GeoFailure
    }
  }

  @Test func fieldsAreRead() throws {
    let columns = [
      Column("code", [13001, 13002] as [Int?]), Column("nom", ["Aix", "Allauch"]),
      Column("people", [10, nil] as [Int?]),
    ]
    let fields = ZoneEntry(source: "zones", id: "code", name: "nom", population: "people")
    let zones = try Study.zones(study(columns), fields: fields)
    #expect(zones.ids == [FeatureID(number: 13001), FeatureID(number: 13002)])
    #expect(zones.names == ["Aix", "Allauch"])
    #expect(zones.populations == [10, nil])
    #expect(zones.areasSquareMeters == [10_000, 10_000])
    #expect(zones.notes.isEmpty)
    // Without fields: the features' ids and the usual names.
    let plain = try Study.zones(study(columns))
    #expect(plain.ids == [FeatureID("a"), FeatureID("b")])
    #expect(plain.names == ["Aix", "Allauch"])
    #expect(plain.populations == [nil, nil])
    #expect(try Study.zones(study([], ids: nil)).ids.map(\.text) == ["1", "2"])
  }

  @Test func errors() {
    let missing = error(study([]), ZoneEntry(source: "z", id: "code"))
    #expect(missing?.description.contains("no attribute \"code\" for their id") == true)
    let noName = error(study([]), ZoneEntry(source: "z", name: "nom"))
    #expect(noName?.description.contains("for their name") == true)
    let twice = error(
      study([Column("code", ["x", "x"])]), ZoneEntry(source: "z", id: "code"))
    #expect(twice?.description.contains("zones 1 and 2 have the same id \"x\"") == true)
    let none = error(study([Column("code", ["x", nil])]), ZoneEntry(source: "z", id: "code"))
    #expect(none?.description.contains("feature b: the zone has no \"code\"") == true)
    for values in [[1.5, 2], [-1, 2]] as [[Double]] {
      let people = error(
        study([Column("people", values)]), ZoneEntry(source: "z", population: "people"))
      #expect(people?.description.contains("whole number of people") == true)
    }
    let text = error(
      study([Column("people", ["7", "8"])]), ZoneEntry(source: "z", population: "people"))
    #expect(text?.description.contains("whole number of people") == true)
    let count = error(study([]), ZoneEntry(source: "z", expected: 3))
    #expect(count?.description.contains("3 zones are expected and 2 found") == true)
    let empty = error(
      Study.layer("zones", Geometries(crs: .laeaEurope)), ZoneEntry(source: "z"))
    #expect(empty?.description.contains("no features") == true)
  }

  @Test func overlappingZonesAreNoted() throws {
    let zones = try Study.zones([Study.square(0, 0, 100), Study.square(90, 0, 100)])
    #expect(zones.notes.count == 1)
    #expect(zones.notes.first?.contains("1000 m2") == true)
    #expect(zones.areasSquareMeters == [10_000, 10_000])
    #expect(zones.areal.netAreaSquareMeters == 19_000)
  }

  /// Databases keep whole numbers as reals.
  @Test func wholeNumbersOfPeopleHoweverTheyAreWritten() throws {
    let fields = ZoneEntry(source: "z", population: "people")
    let reals = Column("people", [3266.0, 1e15] as [Double?])
    let read = try Study.zones(study([reals]), fields: fields)
    #expect(read.populations == [3266, 1_000_000_000_000_000])
    let texts = Column("people", ["3 266", "1"])
    for wrong in [Column("people", [3266.5, 1]), texts] {
      let found = error(study([wrong]), fields)
      #expect(found?.description.contains("feature a: \"people\" is") == true)
      #expect(found?.description.contains("not a whole number of people") == true)
    }
  }

  @Test func tooManyPeopleAreRefused() {
    let fields = ZoneEntry(source: "z", population: "people")
    for counts in [[Int.max, 1], [9_007_199_254_740_992, 1]] as [[Int?]] {
      let found = error(study([Column("people", counts)]), fields)
      #expect(found?.description.contains("too many people") == true)
      #expect(found?.kind == .badData)
    }
  }

  /// Overlaps of zones are told of whatever their size.
  @Test func overlapsOfSmallZonesAreNoted() throws {
    let small = Study.polygons([Study.square(0, 0, 0.1), Study.square(0, 0, 0.1)])
    let zones = try Study.zones(Study.layer("zones", small, ids: ["a", "b"]))
    #expect(zones.notes == ["zones overlap each other by 0.01 m2; totals count that area once"])
  }
}
