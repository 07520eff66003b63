import GeoAlgorithms
import GeoCore
import Testing

@Suite struct ValidShapeTests {
  private func made(_ rings: [RepairCases.Ring]) throws -> (shape: EditableShape, area: Double) {
    let before = RepairCases.layer([rings])
    let shape = try ValidShape.make(before.shape(ofFeature: 0), crs: before.crs)
    var after = Geometries(crs: before.crs)
    after.append(shape)
    #expect(try Overlay.invalidity(of: 0, in: after) == nil)
    return (shape, after.area(ofFeature: 0))
  }

  @Test func aBowTieBecomesTwoTriangles() throws {
    let (shape, area) = try made([[(0, 0), (10, 10), (10, 0), (0, 10)]])
    #expect(shape.kind == .multiPolygon)
    #expect(area == 50)
    #expect(
      RepairCases.shells(shape).map { $0.count } == [3, 3])
  }

  @Test func overlappingPartsAreUnited() throws {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendMultiPolygon([
      [RepairCases.rectangle(0, 0, 10, 10)], [RepairCases.rectangle(5, 0, 10, 10)],
    ])
    var after = Geometries(crs: layer.crs)
    after.append(try ValidShape.make(layer.shape(ofFeature: 0), crs: layer.crs))
    #expect(after.area(ofFeature: 0) == 150)
  }

  @Test func aHoleBesideItsShellBecomesAPart() throws {
    let rings = [RepairCases.rectangle(0, 0, 10, 10), RepairCases.rectangle(20, 0, 5, 5)]
    #expect(try made(rings).area == 125)
  }

  @Test func aHoleThatSticksOutIsTakenOutOfItsShell() throws {
    let rings = [RepairCases.rectangle(0, 0, 10, 10), RepairCases.rectangle(8, 4, 4, 2)]
    #expect(try made(rings).area == 96)
  }

  @Test func verticesKeepTheirBitsAndTheirOrder() throws {
    let ring: RepairCases.Ring = [(0.1, 0.2), (10.3, 10.7), (10.3, 0.2), (0.1, 10.7)]
    let before = RepairCases.layer([[ring]]).shape(ofFeature: 0)
    let shape = try ValidShape.make(before, crs: .laeaEurope)
    let old = Set(before.parts.joined().joined().map(\.place))
    let new = Set(shape.parts.joined().joined().map(\.place))
    #expect(old.isSubset(of: new))
    #expect(new.count == old.count + 1)
    #expect(shape.parts[0][0][0] == before.parts[0][0][0])
  }

  @Test func newVerticesStandOnTheGrid() throws {
    let ring: RepairCases.Ring = [(0, 0), (10, 9), (10, 0), (0, 7)]
    let grid = OutputGrid(decimals: 2)
    let before = RepairCases.layer([[ring]]).shape(ofFeature: 0)
    let shape = try ValidShape.make(before, grid: grid, crs: .laeaEurope)
    for vertex in shape.parts.joined().joined() {
      #expect(grid.rounded(vertex.x) == vertex.x)
      #expect(grid.rounded(vertex.y) == vertex.y)
    }
  }

  @Test func elevationsStayAndNewOnesLieBetween() throws {
    var layer = Geometries(crs: .laeaEurope)
    layer.beginFeature(.polygon)
    layer.beginPart()
    layer.beginRing()
    for (x, y, z) in [(0.0, 0.0, 1.0), (10, 10, 3), (10, 0, 5), (0, 10, 7), (0, 0, 1)] {
      layer.appendVertex(x: x, y: y, z: z)
    }
    let shape = try ValidShape.make(layer.shape(ofFeature: 0), crs: layer.crs)
    for vertex in shape.parts.joined().joined() {
      switch (vertex.x, vertex.y) {
      case (0, 0): #expect(vertex.z == 1)
      case (10, 10): #expect(vertex.z == 3)
      case (10, 0): #expect(vertex.z == 5)
      case (0, 10): #expect(vertex.z == 7)
      default: #expect((1...7).contains(vertex.z))
      }
    }
  }
}
