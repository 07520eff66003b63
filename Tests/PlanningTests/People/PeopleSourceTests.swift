import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import PlanningStudies

/// People read from files by the real readers.
@Suite struct PeopleSourceTests {
  private func source(
    _ text: String, as name: String = "people.csv", field: String = "ind", lenient: Bool = false,
    crs: CRS? = nil
  ) throws -> PeopleSource {
    let folder = try Scratch()
    let path = try folder.write(name, text)
    let study = try LayerLoader(
      catalogue: Catalogue(entries: []), options: ReadOptions(crs: crs)
    ).load(path, name: "people")
    return try PeopleSource(
      study, field: field, in: .laeaEurope, lenient: lenient, threads: 1)
  }

  private func expectFailure(
    _ text: String, as name: String = "people.csv", saying parts: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try source(text, as: name)
      Issue.record("it was read", sourceLocation: sourceLocation)
    } catch {
      #expect((error as? any GeoFailure)?.kind == .badData, sourceLocation: sourceLocation)
      for part in parts {
        #expect("\(error)".contains(part), "\(error)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test func cellsByCode() throws {
    let people = try source(
      """
      idcar_200m,ind
      CRS3035RES200mN2300000E3900000,12
      CRS3035RES200mN2300200E3900000,3.5
      """)
    #expect(!people.isPoints)
    #expect(people.total == 15.5)
    #expect(
      people.rows.map(\.id) == [
        "CRS3035RES200mN2300000E3900000", "CRS3035RES200mN2300200E3900000",
      ])
    #expect(people.index.areas == [40_000, 40_000])
    let box = people.geometries.box(ofFeature: 1)
    #expect(box == Box(minX: 3_900_000, minY: 2_300_200, maxX: 3_900_200, maxY: 2_300_400))
  }

  @Test func theSmallestCellsAreTaken() throws {
    // INSEE's tables name the cell of 1 km around each of 200 m too.
    let people = try source(
      """
      idcar_1km,idcar_200m,ind
      CRS3035RES1000mN2300000E3900000,CRS3035RES200mN2300400E3900200,7
      """)
    #expect(people.index.areas == [40_000])
    #expect(people.rows[0].id == "CRS3035RES200mN2300400E3900200")
  }

  @Test func theBadCellIsNamedThoughItMakesTheColumnText() {
    expectFailure(
      "id,ind\nCRS3035RES200mN2300000E3900000,1\nCRS3035RES200mN2300200E3900000,abc\n",
      saying: "feature CRS3035RES200mN2300200E3900000", "\"abc\", not a number of people")
  }

  @Test func aCodeThatCannotBeRead() {
    expectFailure(
      "id,ind\nCRS3035RES200mN2300000E3900000,1\nCRS3035RES200m,2\n",
      saying: "people.csv", "feature CRS3035RES200m", "\"CRS3035RES200m\"",
      "CRS3035RES200mN2029800E4252400")
    expectFailure(
      "id,ind\nCRS3035RES200m,2\nCRS3035RES200mN2300000E3900000,1\n",
      saying: "feature CRS3035RES200m")
    expectFailure(
      "id,ind\nCRS3035RES200mN2300000E3900000,1\nCRS2154RES200mN6200000E890000,2\n",
      saying: "feature CRS3035RES200mN2300000E3900000", "EPSG:2154", "EPSG:3035")
    expectFailure("id,ind\nA,1\n", saying: "neither geometries nor cell codes")
  }

  @Test func cellsOfAnotherSystemAreTransformed() throws {
    let people = try source("id,ind\nCRS2154RES200mN6240000E890000,9\n")
    // Lambert-93 is not equal-area: the square differs, by less than a per mille here.
    #expect(abs(people.index.areas[0] - 40_000) > 0.1)
    #expect(abs(people.index.areas[0] - 40_000) < 80)
  }

  @Test func pointsInDegreesAndInMeters() throws {
    let degrees = try source("lon,lat,ind\n5.4,43.3,8\n")
    #expect(degrees.isPoints && degrees.total == 8)
    let meters = try source("x,y,ind\n3900100,2300100,8\n", crs: .laeaEurope)
    #expect(meters.isPoints)
    #expect(meters.geometries.x(0) == 3_900_100 && meters.geometries.y(0) == 2_300_100)
  }

  @Test func aPointWithoutAPlaceIsDropped() throws {
    let point = #"{"type":"Point","coordinates":[5.4,43.3]}"#
    let people = try source(
      #"{"type":"FeatureCollection","features":["#
        + #"{"type":"Feature","id":"a","properties":{"ind":4},"geometry":\#(point)},"#
        + #"{"type":"Feature","id":"b","properties":{"ind":6},"geometry":null}]}"#,
      as: "people.geojson")
    #expect(people.isPoints)
    #expect(people.rows.map(\.droppedReason) == [nil, "no_geometry"])
  }

  @Test func linesHoldNobody() throws {
    let line = #"{"type":"LineString","coordinates":[[5.4,43.3],[5.5,43.3]]}"#
    let people = try source(
      #"{"type":"FeatureCollection","features":["#
        + #"{"type":"Feature","id":"a","properties":{"ind":4},"geometry":\#(line)}]}"#,
      as: "people.geojson")
    #expect(people.rows.map(\.droppedReason) == ["no_area"])
  }

  @Test func aTableWithoutRowsHoldsNobody() throws {
    for text in ["id,ind\n", "lon,lat,ind\n"] {
      let people = try source(text)
      #expect(people.rows.isEmpty && people.total == 0)
    }
  }

  @Test func aMissingFieldNamesTheOthers() {
    expectFailure("lon,lat,pop\n5.4,43.3,8\n", saying: "\"ind\"", "attributes: lon, lat, pop")
  }

  @Test func countsThatAreNone() throws {
    let cells = "CRS3035RES200mN2300000E3900000"
    expectFailure("id,ind\n\(cells),many\n", saying: "feature \(cells)", "\"many\"")
    expectFailure("id,ind\n\(cells),-3\n", saying: "feature \(cells)", "negative", "lenient")
    let lenient = try source("id,ind\n\(cells),-3\n", lenient: true)
    #expect(lenient.rows.map(\.droppedReason) == ["negative_count"])
    let missing = try source("id,ind\n\(cells),\nCRS3035RES200mN2300200E3900000,5\n")
    #expect(missing.rows.map(\.droppedReason) == ["no_count", nil])
    #expect(missing.total == 5)
  }

  @Test func invalidPolygonsAreNamedOrLeftOut() throws {
    let ring = "[[[5.3,43.2],[5.5,43.3],[5.5,43.2],[5.3,43.3],[5.3,43.2]]]"
    let text =
      #"{"type":"FeatureCollection","features":[{"type":"Feature","id":"bow","properties":"#
      + #"{"ind":4},"geometry":{"type":"Polygon","coordinates":\#(ring)}}]}"#
    expectFailure(
      text, as: "people.geojson", saying: "people.geojson: feature bow", "Self-intersection",
      "lenient")
    let lenient = try source(text, as: "people.geojson", lenient: true)
    #expect(lenient.rows.map(\.droppedReason) == ["invalid_polygon"])
    #expect(lenient.rows.map(\.people) == [4])
  }
}
