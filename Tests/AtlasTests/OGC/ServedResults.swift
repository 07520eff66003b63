import Atlas
import GeoCore
import GeoFormats
import TestSupport

/// A folder with a GeoPackage of squares, a GeoJSON file of points and a dictionary, and its service.
struct ServedResults {
  let scratch: Scratch
  let service: WebService

  static let base = "http://amp.test"

  /// Squares of a tenth of a degree, side by side from 5°, 43°: as many in a row as there are, and a
  /// feature without a geometry at the end.
  static func squares(_ count: Int) -> Layer {
    var shapes = Geometries(crs: .wgs84)
    for i in 0..<count {
      let west = 5 + 0.1 * Double(i % 10)
      let south = 43 + 0.1 * Double(i / 10)
      shapes.appendPolygon([
        [(west, south), (west + 0.1, south), (west + 0.1, south + 0.1), (west, south + 0.1)]
      ])
    }
    shapes.beginFeature(.null)
    let names: [String?] = (0..<count).map { "square \($0)" } + [nil]
    let people: [Int?] = (0..<count).map { 100 * $0 } + [nil]
    return Layer(
      name: "squares", geometries: shapes,
      attributes: Attributes(columns: [Column("name", names), Column("people", people)]),
      ids: FeatureIDs((0...count).map { FeatureID("q\($0)") }))
  }

  static let points = """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"kind":"a<b>","size":1.5},
     "geometry":{"type":"Point","coordinates":[5.4474,43.5297]}},
    {"type":"Feature","properties":{"kind":"b","size":null},
     "geometry":{"type":"Point","coordinates":[5.3698,43.2965]}}
    ]}
    """

  static let fields = """
    {"name":"amp-geo","resources":[{"name":"squares","path":"squares.geojson","schema":{"fields":[
    {"name":"people","type":"integer","title":"People","title_fr":"Population",
     "description":"Those who live there.","description_fr":"Ceux qui y habitent."}]}}]}
    """

  init(squares count: Int = 25, cacheBytes: Int = 1 << 20) throws {
    scratch = try Scratch()
    try Self.write(Self.squares(count), to: scratch.file("amp-geo.gpkg"))
    try scratch.write("points.geojson", Self.points)
    try scratch.write("fields.json", Self.fields)
    var settings = WebService.Settings(folder: scratch.path)
    settings.cacheBytes = cacheBytes
    service = try WebService(settings)
    _ = service.refresh()
  }

  static func write(_ layer: Layer, to path: String) throws {
    let output = try OutputFile(path)
    try GeoPackageFormat().write([layer], to: output, options: WriteOptions())
    try output.commit()
  }

  /// The answer to a target.
  func get(_ target: String, accept: String = "application/json", encoding: String = "") throws
    -> ServiceAnswer
  {
    guard var request = ServiceRequest(method: "GET", target: target, base: Self.base) else {
      return service.refusal(ofTarget: target)
    }
    request.accept = accept
    request.acceptEncoding = encoding
    return service.answer(request)
  }

  /// The JSON of a target that must be answered with 200.
  func json(_ target: String) throws -> ParsedJSON {
    let answer = try get(target)
    guard answer.status == 200 else {
      throw RefusedRequest(description: "\(target): \(answer.status) \(try answer.text())")
    }
    return try ParsedJSON(answer.text())
  }
}

/// A request that should have been answered.
struct RefusedRequest: Error, CustomStringConvertible {
  var description: String
}

extension ServiceAnswer {
  /// The whole body.
  func bytes() throws -> [UInt8] {
    switch body {
    case .empty: return []
    case .bytes(let bytes): return bytes
    case .kept(let kept): return kept.packed as? [UInt8] ?? []
    case .pieces(let next):
      var bytes: [UInt8] = []
      while let piece = try next() { bytes += piece }
      return bytes
    }
  }

  func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }
}
