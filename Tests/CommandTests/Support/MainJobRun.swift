import Foundation
import TestSupport

/// The main job on the embedded data, run once for all tests that look at its results.
enum MainJobRun {
  static let outputs = [
    "accessibility.geojson", "amp-geo.gpkg", "coverage.geojson", "fields.json", "indicators.csv",
    "indicators.geojson", "manifest.json", "people.gpkg", "reach.geojson",
    "sites.geojson", "summary.csv", "summary.json", "zoning-overlaps.geojson",
  ]
  static let collections = ["coverage.geojson", "accessibility.geojson", "zoning-overlaps.geojson"]

  struct Finished: Sendable {
    let folder: Scratch
    let result: AmpGeoProcess
  }

  private static let shared = Result {
    let finished = try run(threads: 2)
    // What lives as long as the process is not released at its end.
    atexit {
      guard let path = try? MainJobRun.finished().folder.path else { return }
      try? FileManager.default.removeItem(atPath: path)
    }
    return finished
  }

  /// The results of one run, in the folder `results`.
  static func finished() throws -> Finished { try shared.get() }

  static func run(threads: Int) throws -> Finished {
    let folder = try Scratch()
    let result = try AmpGeoProcess.run(
      ["run", "-o", "results", "--threads", String(threads)], in: folder)
    guard result.exitCode == 0 else { throw TestFailure("run: \(result.errors)") }
    return Finished(folder: folder, result: result)
  }

  /// One of the three collections, parsed.
  static func collection(_ name: String) throws -> ParsedJSON {
    let known = try parsed.get()
    guard let collection = known[name] else { throw TestFailure("\(name) is not a collection") }
    return collection
  }

  private static let parsed = Result {
    let folder = try finished().folder
    return try Dictionary(
      uniqueKeysWithValues: collections.map {
        ($0, try ParsedJSON(file: folder.file("results/\($0)")))
      })
  }
}
