import GeoCore
import GeoFormats
import PlanningStudies

/// What a map is written as, by the ending of its file: SVG by this program, PNG from it by
/// `rsvg-convert` of librsvg, where that is installed.
enum PictureFormat: String, CaseIterable {
  case svg
  case png

  /// Pixels of a PNG for each of the SVG's: sharp on a screen of twice the usual density.
  private static let zoom = 2
  private static let converter = "rsvg-convert"

  /// Standard output, devices and names without an ending take SVG.
  /// - Throws: `InputError` of kind `usage` for another ending, and when a PNG is wanted and nothing
  ///   here can make one.
  init(ofPath path: String) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      self = .svg
      return
    }
    let ending = name[name.index(after: dot)...].lowercased()
    guard let known = Self(rawValue: ending) else {
      let endings = Self.allCases.map { "." + $0.rawValue }.joined(separator: " or ")
      throw InputError(
        path: path, reason: "a map is not written as .\(ending)",
        remedy: "name a file that ends in \(endings)", kind: .usage)
    }
    self = known
    guard self == .png, OutsideProgram(Self.converter) == nil else { return }
    throw InputError(
      path: path, reason: "a PNG is made by \(Self.converter), which is not installed",
      remedy: "install it (apt-get install librsvg2-bin), or write .svg", kind: .usage)
  }

  /// - Throws: `OutputError`.
  func write(_ svg: String, to file: OutputFile) throws(OutputError) {
    guard self == .png, let converter = OutsideProgram(Self.converter) else {
      return try file.write(svg)
    }
    try converter.run(
      ["--format=png", "--zoom=\(Self.zoom)", "--unlimited"], on: svg, to: file)
  }
}
