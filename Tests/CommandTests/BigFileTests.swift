import Foundation
import TestSupport
import Testing

/// Large files of one line: the program holds at most six times their size.
///
/// `make test-big` runs them on large files with a release build: `AMP_GEO_BIG_MEGABYTES` sets the
/// size, and `AMP_GEO_PROGRAM` names the program.
@Suite(.serialized, .enabled(if: PeakMemory.canMeasure, "needs python3"))
struct BigFileTests {
  /// Writes a file of that size: a head, as many items as it takes, a tail.
  private func write(
    _ name: String, _ head: String, _ tail: String, in folder: Scratch, item: (Int) -> String
  ) throws -> Int {
    let size = PeakMemory.megabytes << 20
    try folder.write(name, "")
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file(name)))
    var written = 0
    var chunk = head
    var number = 0
    while written + chunk.utf8.count < size {
      chunk += item(number)
      number += 1
      if chunk.utf8.count > 1 << 20 {
        written += chunk.utf8.count
        try file.write(contentsOf: Data(chunk.utf8))
        chunk = ""
      }
    }
    chunk += tail
    try file.write(contentsOf: Data(chunk.utf8))
    try file.close()
    return written + chunk.utf8.count
  }

  private func expectModest(
    _ arguments: [String], size: Int, exitCode: Int32, in folder: Scratch
  ) throws {
    let (result, peak) = try PeakMemory.run(arguments, in: folder)
    #expect(result.exitCode == exitCode, "\(result.errors.prefix(300))")
    let bound = 6 * size + PeakMemory.ownBytes
    #expect(peak <= bound, "\(peak >> 20) MB for a file of \(size >> 20) MB")
    print("\(arguments.joined(separator: " ")): \(size >> 20) MB, peak \(peak >> 20) MB")
  }

  private static let head = "{\"type\":\"FeatureCollection\",\"features\":["

  private static func square(_ number: Int) -> String {
    let comma = number == 0 ? "" : ","
    let west = 5 + Double(number % 1000) * 1e-4
    return comma
      + SmallLayers.feature(
        id: "\(number)", "{\"name\":\"zone \(number)\",\"people\":\(number % 97)}",
        SmallLayers.rectangle(west, 43.2912345, west + 1e-4, 43.3912345))
  }

  @Test(arguments: ["layers", "check"])
  func oneLineOfGeoJSON(_ command: String) throws {
    let folder = try Scratch()
    let size = try write("big.geojson", Self.head, "]}", in: folder, item: Self.square)
    try expectModest([command, "big.geojson"], size: size, exitCode: 0, in: folder)
  }

  /// Squares side by side, in rows of 400: their edges match.
  @Test func aCoverageOfSquares() throws {
    let folder = try Scratch()
    let size = try write("big.geojson", Self.head, "]}", in: folder) { number in
      let west = 5 + Double(number % 400) / 1024
      let south = 43 + Double(number / 400) / 1024
      return (number == 0 ? "" : ",")
        + SmallLayers.feature(
          id: "\(number)", "{}",
          SmallLayers.rectangle(west, south, west + 1 / 1024, south + 1 / 1024))
    }
    try expectModest(
      ["check", "--coverage", "big.geojson"], size: size, exitCode: 0, in: folder)
  }

  /// The least text that a position can have.
  @Test(arguments: ["layers", "check"])
  func veryShortNumbers(_ command: String) throws {
    let folder = try Scratch()
    let open = "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2]"
    let size = try write("big.geojson", open, "]}", in: folder) { _ in ",[1,2]" }
    try expectModest([command, "big.geojson"], size: size, exitCode: 0, in: folder)
  }

  /// A ring whose edges cross nearly all others.
  @Test func oneScribble() throws {
    let folder = try Scratch()
    let open = "{\"type\":\"Polygon\",\"coordinates\":[[[5,43]"
    let size = try write("big.geojson", open, ",[5,43]]]}", in: folder) { number in
      let x = 1_000_000 + number * 7_654_321 % 8_999_999
      let y = 1_000_000 + number * 1_234_567 % 8_999_993
      return ",[5.\(x),43.\(y)]"
    }
    try expectModest(["check", "big.geojson"], size: size, exitCode: 1, in: folder)
    try expectModest(
      ["fix", "big.geojson", "-o", "fixed.geojson"], size: size, exitCode: 65, in: folder)
    #expect(!FileManager.default.fileExists(atPath: folder.file("fixed.geojson")))
  }

  @Test func oneFeatureOfManyVertices() throws {
    let folder = try Scratch()
    let open = "{\"type\":\"Feature\",\"properties\":null,\"geometry\":"
    let line = "{\"type\":\"LineString\",\"coordinates\":[[5,43]"
    let size = try write("big.geojson", Self.head + open + line, "]}}]}", in: folder) { number in
      ",[5.\(1_000_000 + number % 1_000_000),43.\(2_000_000 + number % 1_000_000)]"
    }
    try expectModest(["layers", "big.geojson"], size: size, exitCode: 0, in: folder)
  }

  @Test func oneLineThatIsCutOff() throws {
    let folder = try Scratch()
    let size = try write("big.geojson", Self.head, "", in: folder, item: Self.square)
    try expectModest(["layers", "big.geojson"], size: size, exitCode: 65, in: folder)
  }

  @Test func oneStringWithoutAnEnd() throws {
    let folder = try Scratch()
    let size = try write("big.geojson", "{\"type\":\"", "", in: folder) { _ in "abcdefghij" }
    try expectModest(["layers", "big.geojson"], size: size, exitCode: 65, in: folder)
    let table = try write("big.csv", "a,b\n1,\"", "", in: folder) { _ in "abcdefghij" }
    try expectModest(["layers", "big.csv"], size: table, exitCode: 65, in: folder)
  }

  @Test func aTable() throws {
    let folder = try Scratch()
    let size = try write("big.csv", "lon,lat,name\n", "", in: folder) { number in
      "5.\(1_000_000 + number % 1_000_000),43.2912345,place \(number)\n"
    }
    try expectModest(["layers", "big.csv"], size: size, exitCode: 0, in: folder)
  }

  /// A new name in every feature: a column each, with a place for every feature.
  @Test func namesThatNeverComeAgain() throws {
    let folder = try Scratch()
    let size = try write("big.geojson", Self.head, "]}", in: folder) { number in
      (number == 0 ? "" : ",") + SmallLayers.feature("{\"k\(number)\":1}", "null")
    }
    let (result, peak) = try PeakMemory.run(["layers", "big.geojson"], in: folder)
    result.expectFailure(65, saying: "big.geojson:1:", "different names", "put what varies")
    // The table's own room comes on top, which has a limit: 2²⁵ cells of 9 bytes, and as much again
    // where columns grow.
    let table = 18 << 25
    #expect(peak <= 6 * size + PeakMemory.ownBytes + table)
  }

  @Test func aTableOfAMillionColumns() throws {
    let folder = try Scratch()
    try folder.write("wide.csv", (0..<1_000_000).map { "c\($0)" }.joined(separator: ",") + "\n")
    let (result, peak) = try PeakMemory.run(["layers", "wide.csv"], in: folder)
    result.expectFailure(65, saying: "wide.csv:1:", "more than 65536 cells", "turn the table")
    #expect(peak <= 6 * (8 << 20) + PeakMemory.ownBytes)
  }
}
