import GeoCore
import GeoProjection
import PlanningAccess
import PlanningRun
import PlanningStudies
import Testing

/// What the examples in doc comments say: `scripts/check-examples` holds these to their very lines.
@Suite struct DocumentationExamplesTests {
  @Test func layersByReference() throws {
    let loader = LayerLoader(catalogue: try Catalogue.embedded())
    let communes = try loader.load("communes", name: "communes")
    let count = communes.layer.count  // 92
    let credits = communes.credits  // who made it, under which licence
    #expect(count == 92)
    #expect(!credits.licence.isEmpty)
  }

  @Test func theParkInEachCommune() throws {
    let loader = LayerLoader(catalogue: try Catalogue.embedded())
    let zones = try ZoneSet(
      try loader.load("communes", name: "communes"),
      fields: ZoneEntry(source: "communes", id: "insee", name: "name"),
      in: .laeaEurope, threads: 2)
    let park = try ArealLayer(
      try loader.load("national-park", name: "park"), in: .laeaEurope, threads: 2)
    let result = try CoverageAnalysis.run(
      zones: zones, layers: [park],
      options: CoverageAnalysis.Options(denominator: Denominator(zones: zones), threads: 2))
    let most = result.totals[0].mostCovered[0]  // Marseille: 0.280 of it
    #expect(result.layer.count == 92)
    #expect(most.name == "Marseille")
    #expect((most.share * 1000).rounded() == 280)
  }

  @Test func peopleMovedToOneZone() throws {
    // Two squares of 100 m with 10 and 30 people; one target over the right half of both.
    var squares = Geometries(crs: .laeaEurope)
    squares.appendPolygon([[(0, 0), (100, 0), (100, 100), (0, 100)]])
    squares.appendPolygon([[(0, 100), (100, 100), (100, 200), (0, 200)]])
    let blocks = Layer(
      name: "blocks", geometries: squares,
      attributes: Attributes(columns: [Column("people", [10, 30])]),
      ids: [FeatureID("a"), FeatureID("b")])
    var strip = Geometries(crs: .laeaEurope)
    strip.appendPolygon([[(50, 0), (100, 0), (100, 200), (50, 200)]])
    let sectors = Layer(name: "sectors", geometries: strip, ids: [FeatureID("east")])
    func study(_ layer: Layer) -> StudyLayer {
      StudyLayer(
        name: layer.name, layer: layer, credits: .unlisted(layer.name), sha256: "",
        reference: layer.name)
    }
    let result = try ArealInterpolation.run(
      from: try ArealLayer(study(blocks), in: .laeaEurope, threads: 1),
      to: try ZoneSet(
        study(sectors), fields: ZoneEntry(source: "sectors"), in: .laeaEurope, threads: 1),
      fields: ArealInterpolation.Fields(extensive: ["people"]), mask: nil, threads: 1)
    let people = result.layer.attributes["people"]?.double(0)  // 20
    #expect(people == 20)
  }

  @Test func howFarCommunesAreFromStations() throws {
    let loader = LayerLoader(catalogue: try Catalogue.embedded())
    let zones = try ZoneSet(
      try loader.load("communes", name: "communes"),
      fields: ZoneEntry(source: "communes", id: "insee", name: "name"),
      in: .laeaEurope, threads: 2)
    var parameters = AccessibilityStudy(destinations: ["stations"])
    parameters.cellSizeMeters = 500
    let result = try AccessibilityAnalysis.run(
      zones: zones, destinations: [try loader.load("stations", name: "stations")],
      parameters: parameters,
      systems: try MeasuringSystems(
        for: try GeographicExtent(of: zones.layer.geometries, threads: 2)), threads: 2)
    let within = result.totals[0].shareWithin  // the share of the ground within 300 m, 500 m …
    #expect(result.layer.count == 92)
    let shares = within.compactMap(\.share)
    #expect(shares.count == 5 && shares == shares.sorted() && shares[4] < 1)
  }

  @Test func doctorsForTwoVillages() throws {
    // Two villages of 100 and 300 people, 10 and 20 minutes from a surgery with 2 doctors.
    let costs = try CostTable(
      originCount: 2, destinationCount: 1, origins: [0, 1], destinations: [0, 0], minutes: [10, 20])
    let study = try AccessStudy(costs: costs, demand: [100, 300], supply: [2])
    let outcome = try AccessRun(study: study).outcome(
      of: try Measures.named("2sfca"), named: "doctors",
      MeasureParameters(cutoffMinutes: 15), threads: 1)
    let scores = outcome.before.scores  // 0.02 doctors a head; the other is out of reach
    #expect(scores == [.value(0.02), .missing(.outOfCutoff)])
  }

  @Test func theWordsOfAColumn() {
    let field = ResultFields.field(named: "park_share", layers: ["park"])
    let kind = field?.kind  // a share
    #expect(kind == .share)
  }
}
