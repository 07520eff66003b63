import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

/// How the rings of a shape become polygons.
@Suite struct ShapefileRingsTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private typealias Ring = [(Double, Double)]

  private func polygon(_ rings: [Ring]) throws -> Layer {
    let bytes = ShapefileBytes(type: 5, shapes: [ShapefileBytes.shape(5, rings)])
    return try LayerFormats.read(LayerSource(path: bytes.write(to: scratch)))
  }

  /// A square about (x, y), clockwise as shells run.
  private static func shell(_ x: Double, _ y: Double, _ half: Double) -> Ring {
    [
      (x - half, y - half), (x - half, y + half), (x + half, y + half), (x + half, y - half),
      (x - half, y - half),
    ]
  }

  private static func hole(_ x: Double, _ y: Double, _ half: Double) -> Ring {
    shell(x, y, half).reversed()
  }

  /// Areas of the parts, shells less their holes, and the numbers of their rings.
  private func parts(_ layer: Layer) -> [(area: Double, rings: Int)] {
    let geometries = layer.geometries
    return (0..<geometries.partCount).map { part in
      let rings = geometries.rings(ofPart: part)
      let areas = rings.map { ring in
        let vertices = geometries.vertices(ofRing: ring)
        var sum = 0.0
        for a in vertices.dropLast() {
          sum += geometries.x(a) * geometries.y(a + 1) - geometries.x(a + 1) * geometries.y(a)
        }
        return abs(sum) / 2
      }
      return (areas[0] - areas.dropFirst().reduce(0, +), rings.count)
    }
  }

  private func expect(_ rings: [Ring], _ expected: [(Double, Int)], notices: Int = 0) throws {
    let layer = try polygon(rings)
    let found = parts(layer)
    #expect(found.count == expected.count, "\(found)")
    for (one, other) in zip(found, expected) {
      #expect(abs(one.area - other.0) < 1e-3 && one.rings == other.1, "\(found)")
    }
    #expect(layer.notices.count == notices, "\(layer.notices)")
  }

  /// A hole's tip pokes a micrometre out of the shell, in every direction and from every vertex.
  @Test(arguments: 0..<4, [0, 1, 2])
  func aHoleThatRoundingPushesOut(_ side: Int, _ start: Int) throws {
    let angle = Double(side) * .pi / 2
    func turned(_ ring: Ring) -> Ring {
      ring.map { (x, y) in
        let (c, s) = (cos(angle).rounded(), sin(angle).rounded())
        return (890_050 + c * x - s * y, 6_250_050 + s * x + c * y)
      }
    }
    let tip: Ring = [(40, -4), (50.000_001, 0), (40, 4)]
    let ring = (0...3).map { tip[(start + $0) % 3] }
    try expect(
      [turned(Self.shell(0, 0, 50)), turned(ring)], [(9960, 2)], notices: 1)
    // Beside another shell, into which it reaches.
    try expect(
      [turned(Self.shell(100, 0, 50)), turned(Self.shell(0, 0, 50)), turned(ring)],
      [(10_000, 1), (9960, 2)], notices: 1)
  }

  /// Around the shell that it leaves lies the hole of another: it stays with its own.
  @Test func aHoleThatLeavesAnIsland() throws {
    let tip: Ring = [(20, -4), (30.000_001, 0), (20, 4)]
    for start in 0..<3 {
      let ring = (0...3).map { tip[(start + $0) % 3] }
      try expect(
        [Self.shell(0, 0, 50), Self.hole(0, 0, 40), Self.shell(0, 0, 30), ring],
        [(3600, 2), (3560, 2)], notices: 1)
    }
  }

  /// The same inside a notch, where no box gives it away.
  @Test func aHoleThatCrossesAnInnerEdge() throws {
    let u: Ring = [
      (0, 0), (0, 100), (30, 100), (30, 30), (70, 30), (70, 100), (100, 100), (100, 0), (0, 0),
    ]
    for start in 0..<3 {
      let tip: Ring = [(20, 46), (30.000_001, 50), (20, 54)]
      let ring = (0...3).map { tip[(start + $0) % 3] }
      let found = parts(try polygon([u, ring]))
      #expect(found.count == 1 && abs(found[0].area - (7200 - 40)) < 1e-4)
    }
  }

  @Test func holesThatTouchTheirShells() throws {
    // In a vertex, along an edge, in a vertex of both, and each other.
    try expect([Self.shell(0, 0, 50), [(40, -4), (50, 0), (40, 4), (40, -4)]], [(9960, 2)])
    try expect([Self.shell(0, 0, 50), Self.hole(40, 0, 10)], [(9600, 2)])
    try expect(
      [Self.shell(0, 0, 50), [(50, 50), (40, 40), (50, 40), (50, 50)]], [(9950, 2)])
    try expect(
      [Self.shell(0, 0, 50), Self.hole(-10, 0, 10), Self.hole(10, 0, 10)], [(9200, 3)])
    // All of its vertices on the shell.
    try expect(
      [Self.shell(0, 0, 50), [(50, 0), (0, 50), (-50, 0), (0, -50), (50, 0)]], [(5000, 2)])
    // The shell itself.
    try expect([Self.shell(0, 0, 50), Self.hole(0, 0, 50)], [(0, 2)])
  }

  @Test func islandsInHolesInIslands() throws {
    let rings = [
      Self.shell(0, 0, 50), Self.hole(0, 0, 40), Self.shell(0, 0, 30), Self.hole(0, 0, 20),
      Self.shell(0, 0, 10), Self.hole(0, 0, 5),
    ]
    for order in [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [3, 0, 5, 2, 1, 4]] {
      let found = parts(try polygon(order.map { rings[$0] })).sorted { $0.area > $1.area }
      #expect(found.map(\.area) == [3600, 2000, 300])
      #expect(found.map(\.rings) == [2, 2, 2])
    }
  }

  /// A part that fills a hole of another: exactly, and a micrometre larger.
  @Test(arguments: [40, 40.000_001]) func islandsThatFillTheirHoles(_ half: Double) throws {
    let rings = [Self.shell(0, 0, 50), Self.hole(0, 0, 40), Self.shell(0, 0, half)]
    try expect(rings, [(3600, 2), (6400, 1)])
    try expect([rings[2], rings[0], rings[1]], [(6400, 1), (3600, 2)])
    // With a pond in it that is nearly as large: its own, since the other hole is around it.
    let thin = Self.hole(0, 0, 39.99)
    let found = parts(try polygon(rings + [thin]))
    #expect(found.map(\.rings) == [2, 2])
    #expect(abs(found[1].area - (4 * half * half - 6396.8004)) < 1e-3)
  }

  /// Three quarters of a hole in one shell, a quarter in the other.
  @Test func aHoleAcrossTwoShells() throws {
    let across = Self.hole(55, 0, 10)
    try expect(
      [Self.shell(0, 0, 50), Self.shell(100, 0, 50), across], [(10_000, 1), (9600, 2)], notices: 1)
    try expect(
      [Self.shell(100, 0, 50), Self.shell(0, 0, 50), across], [(9600, 2), (10_000, 1)], notices: 1)
  }

  @Test func ringsThatAllRunTheWrongWay() throws {
    // A shell and a hole, each turned as the other should be.
    try expect([Self.hole(0, 0, 50), Self.shell(0, 0, 5)], [(9900, 2)], notices: 1)
    try expect([Self.shell(0, 0, 5), Self.hole(0, 0, 50)], [(9900, 2)], notices: 1)
    // An island in a lake on an island in a lake, all turned.
    try expect(
      [
        Self.hole(0, 0, 50), Self.shell(0, 0, 40), Self.hole(0, 0, 30), Self.shell(0, 0, 20),
      ], [(3600, 2), (2000, 2)], notices: 1)
    // Beside a part that is turned as it should be.
    try expect(
      [
        Self.shell(0, 0, 50), Self.hole(0, 0, 5), Self.hole(200, 0, 50), Self.shell(200, 0, 5),
      ], [(9900, 2), (9900, 2)], notices: 1)
    // Two parts that touch, the second turned: no hole of the first, though they overlap by a hair.
    try expect(
      [Self.shell(0, 0, 50), Self.hole(99.999_999, 0, 50)], [(10_000, 1), (10_000, 1)], notices: 1)
    // The same ring twice.
    try expect([Self.hole(0, 0, 50), Self.hole(0, 0, 50)], [(0, 2)], notices: 1)
  }

  @Test func noticesSayWhatIsSo() throws {
    let out: Ring = [(40, -4), (50.000_001, 0), (40, 4), (40, -4)]
    #expect(
      try polygon([Self.shell(0, 0, 50), out]).notices == [
        "1 features have holes that reach beyond their shells (first: row 1); each belongs to the "
          + "shell that has most of it"
      ])
    #expect(
      try polygon([Self.hole(0, 0, 50), Self.shell(0, 0, 5)]).notices == [
        "1 features have rings that run counterclockwise, as holes do, outside every shell; they "
          + "are read as shells, and rings in them by containment"
      ])
  }

  /// Archipelagos of islands with ponds, whose rings come in any order: areas add up, and every pond
  /// is its island's.
  @Test func archipelagosInAnyOrder() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      var rings: [(ring: Ring, island: Int)] = []
      for island in 0..<12 {
        let x = Double(island % 4) * 30 + Double.random(in: -1...1, using: &random)
        let y = Double(island / 4) * 30
        rings.append((Self.shell(x, y, 10), island))
        for pond in 0..<Int.random(in: 0...3, using: &random) {
          rings.append((Self.hole(x - 6 + 5 * Double(pond), y, 2), island))
        }
      }
      rings.shuffle(using: &random)
      let found = parts(try polygon(rings.map(\.ring)))
      #expect(found.count == 12)
      let expected = rings.filter { $0.ring[1].1 > $0.ring[0].1 }.map { one in
        let ponds = rings.count { $0.island == one.island } - 1
        return (400 - 16 * Double(ponds), ponds + 1)
      }
      for (one, other) in zip(found, expected) {
        #expect(abs(one.area - other.0) < 1e-9 && one.rings == other.1)
      }
    }
  }

  /// What GDAL reads of shapes that are turned as they should be.
  @Test(.enabled(if: Tools.areInstalled, "needs ogrinfo and ogr2ogr in /usr/bin"))
  func asGDALReadsThem() throws {
    let cases: [[Ring]] = [
      [Self.shell(0, 0, 50), [(40, -4), (50.000_001, 0), (40, 4), (40, -4)]],
      [Self.shell(0, 0, 50), Self.hole(40, 0, 10)],
      [Self.shell(0, 0, 50), Self.hole(0, 0, 40), Self.shell(0, 0, 30), Self.hole(0, 0, 20)],
      [Self.shell(0, 0, 50), Self.hole(0, 0, 40), Self.shell(0, 0, 40)],
      [Self.shell(0, 0, 50), Self.hole(45, 0, 10)],
    ]
    for rings in cases {
      let bytes = ShapefileBytes(type: 5, shapes: [ShapefileBytes.shape(5, rings)])
      let path = try bytes.write(to: scratch)
      let target = scratch.file("gdal.csv")
      try? FileManager.default.removeItem(atPath: target)
      _ = try Tools.run("ogr2ogr", ["-f", "CSV", "-lco", "GEOMETRY=AS_WKT", target, path])
      let text = try String(contentsOfFile: target, encoding: .utf8)
      let inner = text.matches(of: /\((?=[-0-9])/).count
      let polygons = text.matches(of: /\)\),\(\(/).count + 1
      let own = parts(try polygon(rings))
      #expect(own.map(\.rings).reduce(0, +) == inner)
      #expect(own.count == polygons, "\(text)")
    }
  }
}
