import TestSupport
import Testing

/// Coordinate reference systems that are unknown, unfit, or made for another place.
@Suite struct ReferenceSystemErrorTests {
  private static let brazil = SmallLayers.collection([
    SmallLayers.feature("{}", SmallLayers.rectangle(-46.7, -23.6, -46.6, -23.5))
  ])

  @Test func unknownTarget() throws {
    let folder = try SmallLayers.folder()
    try AmpGeoProcess.run(
      ["convert", "zones.geojson", "out.gpkg", "--to", "EPSG:99999999"], in: folder
    ).expectFailure(65, saying: "unknown", "EPSG:99999999", "AUTHORITY:CODE")
    #expect(!Files.exists("out.gpkg", in: folder))
  }

  @Test func unknownMemberInFile() throws {
    let folder = try Scratch()
    let member = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:99999999\"}},"
    try folder.write("in.geojson", SmallLayers.collection([], members: member))
    try AmpGeoProcess.run(["layers", "in.geojson"], in: folder).expectFailure(
      65, saying: "in.geojson:", "member \"crs\"", "EPSG:99999999", "AUTHORITY:CODE")
  }

  @Test func memberThatNamesNothing() throws {
    let folder = try Scratch()
    let member = "\"crs\":{\"type\":\"link\",\"properties\":{}},"
    try folder.write("in.geojson", SmallLayers.collection([], members: member))
    try AmpGeoProcess.run(["layers", "in.geojson"], in: folder).expectFailure(
      65, saying: "in.geojson:", "member \"crs\"", "WGS 84")
  }

  @Test func outsideTheAreaOfUse() throws {
    let folder = try Scratch()
    try folder.write("brazil.geojson", Self.brazil)
    try AmpGeoProcess.run(
      ["convert", "brazil.geojson", "out.gpkg", "--to", "EPSG:2154"], in: folder
    ).expectFailure(
      65, saying: "brazil.geojson", "outside the area of use of EPSG:2154", "-47°",
      "choose a system made for that place")
    #expect(!Files.exists("out.gpkg", in: folder))
  }

  @Test func geoJSONKeepsToLongitudeAndLatitude() throws {
    let folder = try SmallLayers.folder()
    try AmpGeoProcess.run(
      ["convert", "zones.geojson", "out.geojson", "--to", "EPSG:2154"], in: folder
    ).expectFailure(64, saying: "RFC 7946", "EPSG:2154", "leave --to out")
  }

  @Test(arguments: [
    ("EPSG:4326", "degrees", "projected"), ("EPSG:3857", "Web Mercator", "EPSG:3035"),
    ("EPSG:2154", "not an equal-area system", "EPSG:3035"),
  ])
  func systemsUnfitForAreas(_ crs: String, _ what: String, _ remedy: String) throws {
    let folder = try SmallLayers.folder()
    try AmpGeoProcess.run(
      ["coverage", "--zones", "zones.geojson", "--layer", "park.geojson", "--area-crs", crs],
      in: folder
    ).expectFailure(64, saying: what, remedy)
  }

  @Test func numbersInAnotherSystemNeedItsName() throws {
    let folder = try Scratch()
    let meters = SmallLayers.rectangle(892000, 6247000, 893000, 6248000)
    try folder.write(
      "in.geojson", SmallLayers.collection([SmallLayers.feature("{}", meters)]))
    try AmpGeoProcess.run(["layers", "in.geojson"], in: folder).expectFailure(
      65, saying: "in.geojson", "feature #1", "projected coordinates", "--crs")
  }

  @Test func swappedCoordinatesOfALayer() throws {
    let folder = try SmallLayers.folder()
    try folder.write(
      "park.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "\"p\"", "{}", SmallLayers.rectangle(43.2, 5.3, 43.3, 5.4))
      ]))
    let arguments = ["coverage", "--zones", "zones.geojson", "--layer", "park.geojson"]
    try AmpGeoProcess.run(arguments, in: folder).expectFailure(65, saying: "swapped")
    try AmpGeoProcess.run(["overlaps", "zones.geojson", "park.geojson"], in: folder)
      .expectFailure(
        65, saying: "park.geojson", "latitude and longitude look swapped", "longitude first")
    // Where the areal system reaches both places, only the swap gives it away.
    try folder.write(
      "near.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "\"p\"", "{}", SmallLayers.rectangle(43.2, 35.3, 43.3, 35.4))
      ]))
    try folder.write(
      "zones.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "\"z\"", "{}", SmallLayers.rectangle(35.2, 43.2, 35.5, 43.3))
      ]))
    try AmpGeoProcess.run(
      ["coverage", "--zones", "zones.geojson", "--layer", "near.geojson"], in: folder
    ).expectFailure(65, saying: "near.geojson", "swapped", "longitude first", "zones.geojson")
  }
}
