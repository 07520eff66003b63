import Foundation
public import GeoCore

extension Layer {
  /// A layer in longitude and latitude of every kind of geometry, null and empty ones among them,
  /// with attributes of every kind and ids of both.
  ///
  /// Coordinates have 7 decimals; shells run counterclockwise and holes clockwise, so that what
  /// GeoJSON writes is what it was given.
  public static func mixed(count: Int, elevated: Bool = false, seed: UInt64) -> Layer {
    var maker = MixedGeometries(elevated: elevated, seed: seed)
    for i in 0..<count { maker.append(GeometryKind.allCases[i % GeometryKind.allCases.count]) }
    var layer = Layer(
      name: "mixed", geometries: maker.geometries,
      attributes: table(count: count, using: &maker.generator),
      ids: FeatureIDs(
        (0..<count).map { i in
          i % 3 == 0 ? nil : i % 3 == 1 ? FeatureID("id \"\(i)\"") : FeatureID(number: i)
        }))
    var member = Column("stamp")
    for i in 0..<count { if i % 4 == 0 { member.appendAbsent() } else { member.append(i) } }
    layer.featureMembers.set(member)
    layer.foreignMembers = [(name: "name", json: "\"mixed\""), (name: "n", json: "[1.50,{}]")]
    return layer
  }

  private static func table(count: Int, using generator: inout SeededGenerator) -> Attributes {
    var attributes = Attributes(rowCount: count)
    var columns = ["text", "whole", "number", "flag", "list", "gap"].map { Column($0) }
    for i in 0..<count {
      columns[0].append(["", "é\n\t\"\\\u{1}", "名 🏘", nil][i % 4])
      columns[1].append(Int.random(in: Int.min...Int.max, using: &generator))
      columns[2].append(json: "\(i).250e-3".utf8, kind: .number)
      columns[3].append(i % 3 == 0 ? nil : i % 2 == 0)
      columns[4].append(json: "[\(i),{\"a\":null}]".utf8, kind: .json)
      if i % 2 == 0 { columns[5].appendAbsent() } else { columns[5].append(i) }
    }
    for column in columns { attributes.set(column) }
    return attributes
  }
}

/// Geometries of any kind, one after the other.
private struct MixedGeometries {
  var geometries = Geometries(crs: .wgs84)
  var generator: SeededGenerator
  private let elevated: Bool
  private static let simple: [GeometryKind] = [
    .point, .lineString, .polygon, .multiPoint, .multiLineString, .multiPolygon,
  ]

  init(elevated: Bool, seed: UInt64) {
    self.elevated = elevated
    generator = SeededGenerator(seed: seed)
  }

  mutating func append(_ kind: GeometryKind) {
    geometries.beginFeature(kind)
    if kind == .null || Int.random(in: 0..<10, using: &generator) == 0 { return }
    guard kind == .geometryCollection else {
      parts(kind)
      return
    }
    var members: [Geometries.Member] = []
    for member in Self.simple.shuffled(using: &generator).prefix(3) {
      members.append(.init(kind: member, partCount: parts(member)))
    }
    geometries.setMembers(members)
  }

  /// Appends one to three parts, and returns how many.
  @discardableResult
  private mutating func parts(_ kind: GeometryKind) -> Int {
    let count = kind == kind.multi ? Int.random(in: 1...3, using: &generator) : 1
    for _ in 0..<count {
      geometries.beginPart()
      let x = Double.random(in: -170...170, using: &generator)
      let y = Double.random(in: -80...80, using: &generator)
      switch kind.partKind {
      case .point: ring([(x, y)])
      case .lineString: ring([(x, y), (x + 0.25, y), (x, y + 0.125)])
      default:
        ring(star(x, y, 1))
        if Bool.random(using: &generator) { ring(star(x, y, 0.1).reversed()) }
      }
    }
    return count
  }

  private mutating func star(_ x: Double, _ y: Double, _ radius: Double) -> [(Double, Double)] {
    let vertices = Int.random(in: 3...9, using: &generator)
    return RandomPolygons.star(
      centerX: x, centerY: y, radius: radius, vertices: vertices, using: &generator)
  }

  private mutating func ring(_ vertices: [(Double, Double)]) {
    geometries.beginRing()
    for (x, y) in vertices {
      let z = Double(Int.random(in: -50...4000, using: &generator)) / 4
      geometries.appendVertex(x: rounded(x), y: rounded(y), z: elevated ? z : nil)
    }
  }

  private func rounded(_ value: Double) -> Double { (value * 1e7).rounded() / 1e7 }
}
