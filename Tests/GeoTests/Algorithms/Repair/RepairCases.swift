import GeoAlgorithms
import GeoCore
import TestSupport

@testable import GeoProjection

/// Small layers in metres, and what became of them, in numbers a reader can follow.
enum RepairCases {
  typealias Ring = [(Double, Double)]

  static func layer(_ features: [[Ring]]) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    for rings in features { layer.appendPolygon(rings) }
    return layer.mapVertices { ($0 + 4_000_000, $1 + 2_300_000) }
  }

  static func scale(_ layer: Geometries) throws -> GroundScale {
    try GroundScale(of: layer.crs, around: layer.box)
  }

  static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Ring {
    [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
  }

  /// A ring without its last vertex, counted from the layer's origin and rounded to 1e-6 m.
  static func ring(_ vertices: [EditableShape.Vertex]) -> [[Double]] {
    func short(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
    return vertices.dropLast().map { [short($0.x - 4_000_000), short($0.y - 2_300_000)] }
  }

  /// The shells of a feature.
  static func shells(_ shape: EditableShape) -> [[[Double]]] { shape.parts.map { ring($0[0]) } }
}
