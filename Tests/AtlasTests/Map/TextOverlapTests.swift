import Foundation
import GeoCore
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Atlas

/// The boxes of all texts of a picture, in its coordinates.
private final class TextBoxes: NSObject, XMLParserDelegate {
  struct Found {
    var text: String
    var box: Box
  }

  var found: [Found] = []
  var viewBox: [Double] = []
  private var stack: [[String: String]] = []
  private var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if name == "svg" {
      viewBox = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    }
    // What is not set is that of the element around it.
    var inherited = stack.last ?? [:]
    for key in ["font-size", "font-weight", "text-anchor"] {
      if let value = attributes[key] { inherited[key] = value }
    }
    if let move = attributes["transform"], move.hasPrefix("translate(") {
      let parts = move.dropFirst(10).dropLast().split(separator: " ").compactMap { Double($0) }
      inherited["dx"] = String((Double(inherited["dx"] ?? "") ?? 0) + (parts.first ?? 0))
      inherited["dy"] = String((Double(inherited["dy"] ?? "") ?? 0) + (parts.last ?? 0))
    }
    if name == "text" {
      inherited["x"] = attributes["x"]
      inherited["y"] = attributes["y"]
    }
    stack.append(inherited)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    let style = stack.removeLast()
    guard name == "text" else { return }
    let size = Double(style["font-size"] ?? "") ?? 0
    let width = TextMetrics.width(text, size: size, bold: style["font-weight"] == "600")
    let x = (Double(style["x"] ?? "") ?? 0) + (Double(style["dx"] ?? "") ?? 0)
    let y = (Double(style["y"] ?? "") ?? 0) + (Double(style["dy"] ?? "") ?? 0)
    let left =
      switch style["text-anchor"] {
      case "middle": x - width / 2
      case "end": x - width
      default: x
      }
    // From the height of capitals to what hangs below the line, a little less than they touch at.
    found.append(
      Found(
        text: text,
        box: Box(minX: left, minY: y - 0.74 * size, maxX: left + width, maxY: y + 0.2 * size)))
  }
}

/// No text of a map lies over another or leaves the picture.
@Suite struct TextOverlapTests {
  private static let words = [
    "Aix", "Saint-Paul-lès-Durance", "La Roque d’Anthéron", "Port-Saint-Louis-du-Rhône", "Fos",
    "Les Pennes-Mirabeau", "Gignac-la-Nerthe", "Rousset", "Châteauneuf-les-Martigues",
  ]

  /// A layer and options made up from a seed: shapes, kinds of values, pages, languages, layers around.
  private func map(_ seed: UInt64) throws -> ChoroplethMap {
    var generator = SeededGenerator(seed: seed)
    let columns = Int.random(in: 1...14, using: &generator)
    let rows = Int.random(in: 1...14, using: &generator)
    var shapes = Tessellation.jitteredGrid(
      columns: columns, rows: rows, size: 2000, inserted: 3, originX: 880_000, originY: 6_240_000,
      crs: .lambert93, seed: seed)
    if seed % 7 == 0 {
      var points = Geometries(crs: .lambert93)
      for feature in 0..<shapes.count {
        let box = shapes.box(ofFeature: feature)
        points.appendPoint(x: box.minX, y: box.minY)
      }
      shapes = points
    }
    let kinds = ["park_share", "population", "walk_min", "use", "park_share_change"]
    let name = kinds[Int(seed) % kinds.count]
    func column(_ name: String) -> Column {
      if name == "use" {
        return Column(
          name,
          (0..<shapes.count).map { _ in Self.words.randomElement(using: &generator) })
      }
      return Column(
        name,
        (0..<shapes.count).map { _ -> Double? in
          let value = Double.random(in: 0...1, using: &generator)
          if value < 0.1 { return nil }
          switch name {
          case "population": return (value * value * 1e6).rounded()
          case "walk_min": return value * 200
          case "park_share_change": return value - 0.5
          default: return value
          }
        })
    }
    var source = Layer(
      name: "zones", geometries: shapes,
      attributes: Attributes(columns: [
        Column("name", (0..<shapes.count).map { _ in Self.words.randomElement(using: &generator) }),
        column(name), column(name + "_2"),
      ]), path: "zones.geojson")
    source.attributes.set(
      Column(name + "_reason", (0..<shapes.count).map { ["not_covered", "no_data"][$0 % 2] }))
    var options = MapOptions(
      title: String(repeating: "A long title of a map ", count: Int(seed % 6) + 1),
      subtitle: seed % 2 == 0 ? "A line below it" : nil,
      source: String(repeating: "A source; ", count: Int(seed % 9)),
      width: [240, 400, 700, 960, 1600][Int(seed / 5) % 5])
    options.page = MapPage.allCases[Int(seed) % MapPage.allCases.count]
    options.labels = MapLabels.allCases[Int(seed / 2) % 3]
    options.language = seed % 2 == 0 ? .en : .fr
    options.graticule = seed % 3 == 0
    options.indicative = seed % 4 == 0
    var line = Geometries(crs: .lambert93)
    line.beginFeature(.lineString)
    line.beginPart()
    line.appendRing([880_000, 6_240_000, 900_000, 6_260_000])
    let overlays = seed % 3 == 1 ? [MapOverlay(line, title: "A tramway", isIndicative: true)] : []
    return try ChoroplethMap(
      layer: source, columns: seed % 5 < 2 ? [name] : [name, name + "_2"], overlays: overlays,
      options: options)
  }

  @Test(arguments: UInt64(1)...50)
  func textsLieSideBySide(seed: UInt64) throws {
    let svg = try map(seed).svg()
    let boxes = TextBoxes()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = boxes
    try #require(parser.parse())
    try #require(boxes.viewBox.count == 4)
    let texts = boxes.found.filter { !$0.text.isEmpty }
    #expect(texts.count > 3)
    for (i, one) in texts.enumerated() {
      #expect(
        one.box.minX >= 0 && one.box.maxX <= boxes.viewBox[2] + 0.5 && one.box.minY >= 0
          && one.box.maxY <= boxes.viewBox[3], "\(one.text) leaves the picture")
      for other in texts[(i + 1)...] {
        let shared = one.box.intersection(other.box)
        #expect(
          shared.isEmpty || shared.width < 0.5 || shared.height < 0.5,
          "seed \(seed): '\(one.text)' and '\(other.text)'")
      }
    }
  }
}
