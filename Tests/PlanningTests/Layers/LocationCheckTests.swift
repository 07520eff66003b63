import GeoCore
import Testing

@testable import PlanningStudies

@Suite struct LocationCheckTests {
  private func layer(_ x: Double, _ y: Double, _ crs: CRS = .wgs84) -> Layer {
    var geometries = Geometries(crs: crs)
    let side = crs == .wgs84 ? 0.1 : 1000.0
    geometries.appendPolygon([[(x, y), (x + side, y), (x + side, y + side), (x, y + side)]])
    return Layer(name: "file", geometries: geometries, path: "l.geojson")
  }

  private func note(on layer: Layer, zones: Layer) throws -> String? {
    let study = StudyLayer(
      name: "l", layer: layer, credits: .unlisted("l"), sha256: "", reference: "l.geojson")
    return try LocationCheck.note(on: study, zones: zones)
  }

  @Test func whatMeetsTheZonesIsNotRemarkedOn() throws {
    #expect(try note(on: layer(5.4, 43.3), zones: layer(5.45, 43.35)) == nil)
    // The same place in another system: 43.3° N 5.4° E.
    let lambert = layer(894_600, 6_247_000, .lambert93)
    #expect(try note(on: lambert, zones: layer(5.35, 43.25)) == nil)
    let none = Layer(name: "n", geometries: Geometries(crs: .wgs84))
    #expect(try note(on: none, zones: layer(5.4, 43.3)) == nil)
  }

  @Test func farAwayIsNoted() throws {
    let note = try note(on: layer(2.3, 48.8), zones: layer(5.4, 43.3))
    #expect(note == "layer \"l\" lies outside the zones' box")
  }

  /// The box of Africa: exchanged it would hold the zones, and it is where it should be.
  @Test func aContinentIsNotExchanged() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon([[(-17, -35), (51, -35), (51, 37), (-17, 37)]])
    let africa = Layer(name: "file", geometries: geometries, path: "l.geojson")
    let note = try note(on: africa, zones: layer(5.4, 43.3))
    #expect(note?.contains("outside the zones' box") == true)
  }

  /// 190 degrees are −170, and no box that is exchanged is one beyond the poles.
  @Test func acrossTheAntimeridian() throws {
    #expect(try note(on: layer(190, -17), zones: layer(-170.05, -17.05)) == nil)
    #expect(try note(on: layer(179.95, -17), zones: layer(-179.98, -17.05)) == nil)
    let error = #expect(throws: InputError.self) {
      try note(on: layer(-17, -170 + 360 - 200), zones: layer(190 - 200, -17))
    }
    #expect(error?.reason.contains("swapped") == true)
    #expect(try note(on: layer(5.4, 43.3), zones: layer(170, -17)) != nil)
  }

  /// A continent meets the zones either way, and the box of what does not meet them may.
  @Test func whatMayLieWhereItDoesIsNoted() throws {
    let zones = layer(5.4, 43.3)
    var africa = Geometries(crs: .wgs84)
    africa.appendPolygon([[(-17, -35), (51, -35), (51, 37), (-17, 37)]])
    #expect(try note(on: Layer(name: "file", geometries: africa), zones: zones) != nil)
    // Exchanged, a corner each beside the zone; their box alone is on it.
    var corners = Geometries(crs: .wgs84)
    corners.appendPolygon([[(43.0, 5.1), (43.1, 5.1), (43.1, 5.2), (43.0, 5.2)]])
    corners.appendPolygon([[(43.6, 5.6), (43.7, 5.6), (43.7, 5.7), (43.6, 5.7)]])
    #expect(try note(on: Layer(name: "file", geometries: corners), zones: zones) != nil)
  }

  @Test func swappedCoordinatesAreRefused() {
    let error = #expect(throws: InputError.self) {
      try note(on: layer(43.3, 5.4), zones: layer(5.4, 43.3))
    }
    #expect(error?.reason.contains("swapped") == true)
  }
}
