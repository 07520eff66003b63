import TestSupport
import Testing

/// Where the program looks for its own data, and what it does without.
@Suite struct EmbeddedDataTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try folder.write("z.geojson", SmallLayers.zones)
  }

  private func run(_ arguments: [String], data: String) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(arguments, in: folder, environment: ["AMP_GEO_DATA": data])
  }

  @Test(arguments: [
    ["run", "-o", "out"], ["layers"], ["layers", "communes"],
    ["coverage", "--zones", "communes", "--layer", "z.geojson"],
  ])
  func whatNeedsThemSaysWhereTheyWereSought(_ arguments: [String]) throws {
    let missing = folder.file("nowhere")
    try run(arguments, data: missing).expectFailure(66, saying: missing, "AMP_GEO_DATA")
  }

  @Test func whatDoesNotNeedThemWorks() throws {
    let missing = folder.file("nowhere")
    for arguments in [
      ["convert", "z.geojson", "-"], ["check", "z.geojson"], ["layers", "z.geojson"],
      ["coverage", "--zones", "z.geojson", "--layer", "z.geojson"],
    ] {
      try run(arguments, data: missing).expectSuccess()
    }
  }

  @Test func anotherFolderMayBeNamed() throws {
    try folder.write(
      "data/catalogue.yaml", "version: 1\nlayers: {}\n")
    try run(["layers"], data: folder.file("data")).expectSuccess()
    try run(["layers", "communes"], data: folder.file("data")).expectFailure(64, saying: "communes")
  }
}
