import ArgumentParser
import GeoCore
import GeoFormats
import PlanningStudies

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve results to GIS tools and browsers: OGC API Features and vector tiles.",
    discussion: """
      The layers of all GeoPackages and GeoJSON files in the folder, and of others that are named, are
      served at http://127.0.0.1:8080/ until the program is stopped (Ctrl-C, SIGTERM). Files that
      change are read anew. QGIS, GDAL and MapLibre read them; a browser shows the report.

      Example:
        amp-geo serve results
      """)

  @Argument(help: "The folder of results.", completion: .directory)
  var folder: String

  @Argument(
    help: "GeoPackages and GeoJSON files that are served too.",
    completion: .file(extensions: ["gpkg", "geojson"]))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "The address to listen at; 0.0.0.0 lets other machines in.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The port to listen at; 0 takes a free one.", valueName: "n"))
  var port = 8080

  @Option(
    help: ArgumentHelp(
      "What links begin with, where others reach the service by another address.",
      valueName: "address"))
  var url: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Megabytes of answers that are kept.", valueName: "n"))
  var cacheMegabytes = 64

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The most connections at once.", valueName: "n"))
  var connections = 1024

  @Flag(help: "Log only what goes wrong.")
  var quiet = false

  func validate() throws {
    try Self.require(port, 0...65_535, "--port")
    try Self.require(cacheMegabytes, 0...65_536, "--cache-megabytes")
    try Self.require(connections, 1...65_536, "--connections")
    if let url, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
      throw ValidationError("--url \(url): it begins with http:// or https://")
    }
  }

  private static func require(_ value: Int, _ range: ClosedRange<Int>, _ option: String) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(option) \(value): it is between \(range.lowerBound) and \(range.upperBound)")
    }
  }

  mutating func run() throws {
    guard FolderListing.isFolder(folder) else {
      throw InputError(
        reason: "\(folder): this is no folder",
        remedy: "name the folder of results, which amp-geo run -o FOLDER makes", kind: .missingInput
      )
    }
    var arguments = ["--host", host, "--port", String(port)]
    arguments += [
      "--cache-megabytes", String(cacheMegabytes), "--connections", String(connections),
    ]
    if let url { arguments += ["--url", url] }
    if quiet { arguments.append("--quiet") }
    try ProgramReplacement.run(
      "amp-geo-server", arguments + ["--", folder] + files,
      remedy: "install it beside amp-geo: make install does")
  }
}
