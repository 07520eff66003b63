import GeoCore
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// Two zones side by side, given in degrees around 5° E, 43° N.
@Suite struct ZoneMembersTests {
  private func zones() throws -> ZoneSet {
    var geometries = Geometries(crs: .wgs84)
    for west in [5.1, 5.0] {
      geometries.appendPolygon([
        [(west, 43), (west + 0.1, 43), (west + 0.1, 43.1), (west, 43.1), (west, 43)]
      ])
    }
    let layer = Layer(
      name: "zones", geometries: geometries,
      attributes: Attributes(columns: [Column("name", ["East", nil])]),
      ids: FeatureIDs([FeatureID("z2"), FeatureID("z1")]))
    return try ZoneSet(
      StudyLayer(
        name: "zones", layer: layer, credits: .unlisted("zones"), sha256: "", reference: "zones"),
      fields: ZoneEntry(source: "zones", name: "name"), in: .laeaEurope,
      threads: 1)
  }

  private func places(_ points: [(Double, Double)?]) throws -> Places {
    var geometries = Geometries(crs: .wgs84)
    for point in points {
      if let point {
        geometries.appendPoint(x: point.0, y: point.1)
      } else {
        geometries.beginFeature(.null)
      }
    }
    let ids = points.indices.map { "p\($0)" as String? }
    return try Places(
      Layer(
        name: "homes", geometries: geometries,
        attributes: Attributes(columns: [Column("id", ids)])), role: .origin)
  }

  /// Zones are in the order of their ids: z1 is the western one.
  @Test func whoLiesWhere() throws {
    let found = try ZoneMembers(
      places([(5.15, 43.05), (5.05, 43.01), (5.3, 43.05), nil, (5.01, 43.09)]), in: zones(),
      threads: 1)
    #expect(found.zoneOfPlace == [1, 0, nil, nil, 0])
    #expect(found.placesByZone == [[1, 4], [0]])
    #expect(found.groups == ["East", "z1", nil, nil, "z1"])
    #expect(found.note?.hasSuffix("2 origins lie in none of the zones") == true)
  }

  /// Cells lie where their centroid does; who lies in both zones lies in the first.
  @Test func cellsAndBorders() throws {
    var cells = Geometries(crs: .wgs84)
    for west in [5.04, 5.09, 5.095] {
      cells.appendPolygon([
        [
          (west, 43.05), (west + 0.02, 43.05), (west + 0.02, 43.06), (west, 43.06), (west, 43.05),
        ]
      ])
    }
    let layer = Layer(
      name: "cells", geometries: cells,
      attributes: Attributes(columns: [Column("id", ["a", "b", "c"])]))
    let found = try ZoneMembers(Places(layer, role: .origin), in: zones(), threads: 2)
    #expect(found.zoneOfPlace[0] == 0 && found.zoneOfPlace[2] == 1)
    #expect(found.note == nil)
  }

  @Test func placesWithoutCoordinatesLieNowhere() throws {
    let error = try #require(throws: InputError.self) {
      try ZoneMembers(places([nil, nil]), in: zones(), threads: 1)
    }
    #expect(error.kind == .usage && error.reason.contains("no coordinates"))
  }

  /// 10 and 30 people with scores 1 and 5 in z1: (10 + 150) / 40.
  @Test func figuresOfZones() throws {
    let members = try ZoneMembers(
      places([(5.05, 43.05), (5.06, 43.05), (5.15, 43.05), (5.4, 43)]), in: zones(), threads: 1)
    let study = try AccessCases.study(
      [[5, nil], [nil, 5], [nil, nil], [5, nil]], demand: [10, 30, 7, 9], supply: [1, 5])
    let run = AccessRun(study: study, closed: [0])
    let measure = try Measures.named("cumulative")
    let outcome = try run.outcome(
      of: measure, named: "jobs", MeasureParameters(cutoffMinutes: 10), threads: 1)
    let bias = BoundaryBias(
      facility: [5, 5, nil, 5], border: [1, 9, nil, 1], isKnown: [true, true, false, true])
    let layer = AccessTables.zones(
      [outcome], members: members, people: [10, 30, 7, 9], boundaryBias: bias)
    let table = layer.attributes
    #expect(layer.count == 2 && layer.geometries.kinds == [.polygon, .polygon])
    func row(_ i: Int) -> [String: Double?] {
      Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0.double(i)) })
    }
    #expect(table.names.prefix(3) == ["id", "name", "people"])
    #expect(row(0)["people"] == 40 && row(0)["jobs_mean"] == 4)
    #expect(row(0)["jobs_mean_after"] == 3.75 && row(0)["jobs_mean_change"] == -0.25)
    #expect(row(0)["jobs_people_losing_access"] == 10)
    #expect(row(0)["boundary_bias_share"] == 0.25)
    #expect(row(1)["people"] == 7 && row(1)["jobs_people_without_score"] == 7)
    #expect(row(1)["jobs_mean"] == .some(nil) && row(1)["boundary_bias_share"] == .some(nil))
  }
}
