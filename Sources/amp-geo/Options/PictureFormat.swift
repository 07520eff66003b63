import GeoCore
import GeoFormats
import GeoPictures
import PlanningStudies

/// What a map is written as, by the ending of its file: SVG by this program, PNG and PDF from it by
/// librsvg.
enum PictureFormat: String, CaseIterable {
  case svg
  case png
  case pdf

  /// Standard output, devices and names without an ending take SVG.
  /// - Throws: `InputError` of kind `usage` for another ending.
  init(ofPath path: String) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      self = .svg
      return
    }
    let ending = name[name.index(after: dot)...].lowercased()
    guard let known = Self(rawValue: ending) else {
      let endings = Self.allCases.map { "." + $0.rawValue }
      let words = endings.dropLast().joined(separator: ", ") + " or " + (endings.last ?? "")
      throw InputError(
        path: path, reason: "a map is not written as .\(ending)",
        remedy: "name a file that ends in \(words)", kind: .usage)
    }
    self = known
  }

  /// - Parameters:
  ///   - pixelScale: pixels of a PNG for each of the SVG's.
  ///   - title: what a PDF calls itself.
  /// - Throws: `OutputError`, `PictureError`.
  func write(_ svg: String, pixelScale: Double, title: String, to file: OutputFile) throws {
    switch self {
    case .svg: try file.write(svg)
    case .png: try file.write(VectorPicture(svg: svg).png(scale: pixelScale))
    case .pdf: try file.write(VectorPicture(svg: svg).pdf(title: title))
    }
  }
}
