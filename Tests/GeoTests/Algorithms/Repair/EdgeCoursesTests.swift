import GeoCore
import Testing

@testable import GeoAlgorithms

/// Which vertices of its neighbours an edge is led through, and in what order.
@Suite struct EdgeCoursesTests {
  private typealias Place = EditableShape.Place

  private static func layer(_ rings: [RepairCases.Ring]) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    for ring in rings { layer.appendPolygon([ring]) }
    return layer
  }

  /// A search over a layer, and the unmatched edges of a feature.
  private static func search(
    _ layer: Geometries, tolerance: Double, history: BorderHistory = BorderHistory(),
    feature: Int = 0
  ) -> (courses: EdgeCourses, edges: [EdgeCourses.Edge]) {
    let table = BorderTable(layer, threads: 1)
    let edges = layer.vertices(ofFeature: feature).filter {
      table.edgeOfVertex[$0] >= 0 && !table.isMatched(table.edgeOfVertex[$0])
    }.map {
      EdgeCourses.Edge(vertex: $0, a: table.placeOfVertex[$0], b: table.placeOfVertex[$0 + 1])
    }
    return (
      EdgeCourses(
        table, in: layer, tolerance: tolerance, history: history,
        scale: GroundScale(metersPerUnit: (1, 1))), edges
    )
  }

  /// Two triangles point at the edge from (10, 0) to (10, 10), the upper one first in the layer.
  private static let two = layer([
    RepairCases.rectangle(0, 0, 10, 10), [(10.25, 7), (20, 6), (20, 8)],
    [(10.25, 3), (20, 2), (20, 4)],
  ])

  /// Exactly the tolerance is within it.
  @Test(arguments: [0.25, 0.5])
  func placesStandInTheOrderOfTheEdge(_ tolerance: Double) {
    var (search, edges) = Self.search(Self.two, tolerance: tolerance)
    let found = search.courses(of: edges, ofFeature: 0)
    #expect(found.map(\.vertex) == [1])
    #expect(found.map(\.places) == [[Place(x: 10.25, y: 3), Place(x: 10.25, y: 7)]])
    #expect(!search.history.isEmpty)
    // They are the feature's own now.
    #expect(search.courses(of: edges, ofFeature: 0).isEmpty)
  }

  @Test func whatIsFurtherIsPassedBy() {
    var (search, edges) = Self.search(Self.two, tolerance: 0.2)
    #expect(search.courses(of: edges, ofFeature: 0).isEmpty)
    #expect(search.history.isEmpty)
  }

  /// (9.9, 9.8) is 0.1 from the eastern edge, which gets it, and 0.2 from the northern one.
  @Test func aVertexGoesToTheNearestEdge() {
    let layer = Self.layer([RepairCases.rectangle(0, 0, 10, 10), [(9.9, 9.8), (5, 2), (6, 2)]])
    var (search, edges) = Self.search(layer, tolerance: 0.3)
    let found = search.courses(of: edges, ofFeature: 0)
    #expect(found.map(\.vertex) == [1])
    #expect(found.map(\.places) == [[Place(x: 9.9, y: 9.8)]])
  }

  /// The edge has come 0.25 to the west: a place 0.25 further is 0.5 from where it was.
  @Test func whereTheEdgeWasCounts() {
    let layer = Self.layer([
      RepairCases.rectangle(0, 0, 10, 10), [(9.75, 5), (8, 4), (8, 6)],
    ])
    var moved = BorderHistory()
    moved.move(
      [10.0, 0].map { (Place(x: 10.25, y: $0), Place(x: 10, y: $0)) },
      features: { $0.x == 10.25 ? [0] : [] })
    var (bounded, edges) = Self.search(layer, tolerance: 0.3, history: moved)
    #expect(bounded.courses(of: edges, ofFeature: 0).isEmpty)
    #expect(bounded.history.withoutBlamedMoves != nil)
    var (free, same) = Self.search(layer, tolerance: 0.3)
    #expect(free.courses(of: same, ofFeature: 0).map(\.places) == [[Place(x: 9.75, y: 5)]])
  }

  @Test func nothingIsNearWhereNothingIsLoose() {
    #expect(
      EdgeCourses(
        BorderTable(Self.layer([]), threads: 1), in: Self.layer([]), tolerance: 1,
        history: BorderHistory(), scale: GroundScale(metersPerUnit: (1, 1))
      ).isEmpty)
    #expect(!Self.search(Self.two, tolerance: 1).courses.isEmpty)
  }
}
