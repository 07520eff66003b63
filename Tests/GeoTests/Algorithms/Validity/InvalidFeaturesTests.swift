import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// `ValidityFaults.invalid`: one fault is enough, and the verdict is that of a search for all.
@Suite struct InvalidFeaturesTests {
  typealias Ring = [(Double, Double)]

  private static func square(_ half: Double) -> Ring {
    [(-half, -half), (half, -half), (half, half), (-half, half)]
  }

  private func judged(_ layer: Geometries) throws -> (features: [Int], scribbles: [Int]) {
    try ValidityFaults.invalid(among: Array(0..<layer.count), in: layer, threads: 2)
  }

  @Test(arguments: 1...40)
  func agreesWithASearchForAllFaults(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var layer = Geometries(crs: .laeaEurope)
    for _ in 0..<20 {
      let polygons = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          (0..<Int.random(in: 3...6, using: &random)).map { _ in
            (
              Double(Int.random(in: 0...9, using: &random)),
              Double(Int.random(in: 0...9, using: &random))
            )
          }
        }
      }
      layer.appendMultiPolygon(polygons)
    }
    let all = try ValidityFaults.all(in: layer, threads: 1).map(\.feature)
    let found = try judged(layer)
    #expect(found.features == all)
    #expect(found.scribbles.isEmpty)
  }

  /// Thousands of squares one in another are invalid, and no scribble; with holes in turn they are
  /// valid. Their edges lie side by side, but do not meet.
  @Test func aNestIsNoScribble() throws {
    var layer = Geometries(crs: .laeaEurope)
    let squares = (1...6000).reversed().map { Self.square(Double($0)) }
    layer.appendMultiPolygon(squares.map { [$0] })
    layer.appendPolygon([Self.square(7000)] + squares)
    layer.appendMultiPolygon(
      stride(from: 0, to: 200, by: 2).map { [squares[$0], squares[$0 + 1]] })
    let found = try judged(layer)
    #expect(found.features == [0, 1])
    #expect(found.scribbles.isEmpty)
  }

  /// Rings one in another by turns, thousands deep, are proven valid; with one in the wrong part or a
  /// touch they are not.
  @Test func aDeepNestOfShellsAndHolesIsValid() throws {
    let squares = (1...3000).reversed().map { Self.square(Double($0)) }
    var parts = stride(from: 0, to: 3000, by: 2).map { [squares[$0], squares[$0 + 1]] }
    func faults(_ parts: [[Ring]]) throws -> [ValidityFault.Kind] {
      var layer = Geometries(crs: .laeaEurope)
      layer.appendMultiPolygon(parts)
      let invalid = try judged(layer).features
      let all = try ValidityFaults.all(in: layer, threads: 1).first?.faults ?? []
      #expect(invalid.isEmpty == all.isEmpty)
      return Array(Set(all.map(\.kind)))
    }
    #expect(try faults(parts) == [])
    var shifted = parts
    shifted[700].removeLast()
    #expect(try faults(shifted).contains(.nestedShells))
    (parts[10][1], parts[20][1]) = (parts[20][1], parts[10][1])
    #expect(try !faults(parts).isEmpty)
  }

  @Test func aScribbleIsNamed() throws {
    var random = SeededGenerator(seed: 3)
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([Self.square(1)])
    for count in [100, 400] {
      let ring: Ring = (0..<count).map { _ in
        (Double.random(in: 0...1000, using: &random), Double.random(in: 0...1000, using: &random))
      }
      layer.appendPolygon([ring])
    }
    let found = try judged(layer)
    #expect(found.features == [1, 2])
    #expect(found.scribbles == [2])
  }

  @Test func membersOfACollectionAreJudgedEachByItself() throws {
    var layer = Geometries(crs: .laeaEurope)
    for bow in [false, true] {
      layer.beginFeature(.geometryCollection)
      for x in [0.0, 10] {
        layer.beginPart()
        let ring = [x, 0, x + 10, 0, x + 10, 10, x, 10, x, 0]
        let crossed = [x, 0, x + 10, 10, x + 10, 0, x, 10, x, 0]
        layer.appendRing(bow && x > 0 ? crossed : ring)
      }
      layer.setMembers(Array(repeating: .init(kind: .polygon, partCount: 1), count: 2))
    }
    #expect(try judged(layer).features == [1])
  }
}
