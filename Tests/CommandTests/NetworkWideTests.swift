import TestSupport
import Testing

/// Networks that are spread over the earth, and squares, from file to file.
@Suite struct NetworkWideTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private func run(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(arguments, in: folder)
  }

  private func write(_ name: String, nodes: [(Double, Double)], ways: [(String, String)]) throws {
    var text = "<osm version=\"0.6\">"
    for (i, node) in nodes.enumerated() {
      text += "<node id=\"\(i + 1)\" lon=\"\(node.0)\" lat=\"\(node.1)\"/>"
    }
    for (i, way) in ways.enumerated() {
      text += "<way id=\"\(i + 1)\">"
      for ref in way.0.split(separator: " ") { text += "<nd ref=\"\(ref)\"/>" }
      text += way.1 + "</way>"
    }
    try folder.write(name, text + "</osm>")
  }

  private let street = "<tag k=\"highway\" v=\"residential\"/>"

  /// 300 m from the street in Auckland are 3.75 minutes, whatever lies in the Chatham Islands.
  @Test func aPlaceOnOneIslandIsJoinedAsIfThereWereNoOther() throws {
    try write(
      "nz.osm",
      nodes: [(174.76, -36.85), (174.77, -36.85), (-176.56, -43.95), (-176.55, -43.95)],
      ways: [("1 2", street), ("3 4", street)])
    try folder.write(
      "from.csv", "id,lon,lat\nwest,174.756636251512,-36.84999995240979\n")
    try folder.write("to.csv", "id,lon,lat\na,174.76,-36.85\n")
    try run("network", "build", "nz.osm", "--min-component", "0", "-o", "nz.gpkg").expectSuccess()
    let costs = try run("network", "costs", "nz.gpkg", "--from", "from.csv", "--to", "to.csv")
    costs.expectSuccess()
    let row = try #require(costs.output.split(separator: "\n").last).split(separator: ",")
    #expect(abs((Double(row[2]) ?? 0) - 3.75) < 0.000_1)
    let isochrones = try run(
      "isochrones", "--network", "nz.gpkg", "--from", "to.csv", "--cutoffs", "5", "-o", "i.geojson")
    isochrones.expectSuccess()
    let text = try Files.text("i.geojson", in: folder)
    // 400 m of street 150 m wide, with tips: 0.06 km².
    let area = try #require(text.split(separator: "\"area_m2\":").last)
    let figure = try #require(Double(area.prefix { $0.isNumber || $0 == "." }))
    #expect((55_000..<65_000).contains(figure))
    #expect(text.contains("\"joined_in\":\"laea_around_nearest_whole_degree\""))
  }

  @Test func streetsAcross180AreShort() throws {
    try write(
      "anti.osm", nodes: [(179.999, 0), (-179.999, 0), (-179.998, 0)], ways: [("1 2 3", street)])
    try folder.write("places.csv", "id,lon,lat\na,179.999,0\nb,-179.999,0\n")
    try run("network", "build", "anti.osm", "--min-component", "0", "-o", "s.gpkg").expectSuccess()
    let costs = try run(
      "network", "costs", "s.gpkg", "--from", "places.csv", "--to", "places.csv")
    #expect(costs.output.contains("a,b,2.783,222.639"))
    let info = try run("network", "info", "s.gpkg", "--format", "json")
    #expect(info.output.contains("\"bbox\": [179.999,0,-179.998,0]"))
  }

  @Test func squaresAreCrossedWhenAskedFor() throws {
    try write(
      "square.osm",
      nodes: [
        (4.999, 45), (5, 45), (5.001, 45.001), (5.002, 45), (5.001, 44.999), (5.003, 45),
      ],
      ways: [
        ("1 2", street), ("4 6", street),
        ("2 3 4 5 2", "<tag k=\"highway\" v=\"pedestrian\"/><tag k=\"area\" v=\"yes\"/>"),
      ])
    try folder.write("from.csv", "id,lon,lat\na,4.999,45\n")
    try folder.write("to.csv", "id,lon,lat\nb,5.003,45\n")
    for (areas, meters) in [("outline", "430.215"), ("cross", "315.388")] {
      try run(
        "network", "build", "square.osm", "--areas", areas, "--min-component", "0", "-o", "s.gpkg"
      ).expectSuccess()
      let costs = try run("network", "costs", "s.gpkg", "--from", "from.csv", "--to", "to.csv")
      #expect(costs.output.hasSuffix(",\(meters)\n"))
      try folder.remove("s.gpkg")
    }
    try run("network", "build", "square.osm", "--areas", "over", "-o", "s.gpkg")
      .expectUsageError()
  }

  @Test func accessThatIsNotUnderstoodIsSaid() throws {
    try write(
      "a.osm", nodes: [(5, 45), (5.001, 45)],
      ways: [("1 2", street + "<tag k=\"foot\" v=\"on sundays\"/>")])
    let build = try run("network", "build", "a.osm", "-o", "s.gpkg")
    build.expectSuccess()
    #expect(
      build.errors.contains("1 access values not understood, and ignored: foot=on sundays"))
  }
}
