import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoAlgorithms

/// Shapefiles that are cut off or lie: an error that names a file of the set, or a layer.
@Suite struct ShapefileHostileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let ring = [(0.0, 0.0), (0, 9), (9, 9), (9, 0), (0, 0)]

  private static var sound: ShapefileBytes {
    ShapefileBytes(
      type: 15,
      shapes: [
        ShapefileBytes.shape(15, [ring, ring.reversed()], z: Array(repeating: 1, count: 10)),
        ShapefileBytes.null,
        ShapefileBytes.shape(
          15, [ring], z: Array(repeating: 1, count: 5), m: Array(repeating: 1, count: 5)),
      ],
      fields: [.init("n", "N", 4), .init("t", "C", 6), .init("d", "D", 8), .init("b", "L", 1)],
      rows: (0..<3).map { _ in
        [Array("12.5".utf8), Array("été".utf8), Array("20140603".utf8), Array("T".utf8)]
      })
  }

  private enum File: CaseIterable {
    case shp, shx, dbf, prj

    var path: WritableKeyPath<ShapefileBytes, [UInt8]> {
      switch self {
      case .shp: \.shp
      case .shx: \.shx
      case .dbf: \.dbf
      case .prj: \.projection
      }
    }
  }

  /// The error, or nil when a layer was read; the layer is then whole.
  @discardableResult
  private func failure(_ bytes: ShapefileBytes) throws -> FormatError? {
    do {
      let layer = try ShapefileFormat().read(
        LayerSource(path: bytes.write(to: scratch)), options: ReadOptions())
      #expect(layer.count == layer.attributes.rowCount && layer.count == layer.ids.count)
      let isFinite = layer.geometries.coordinates.allSatisfy { $0.isFinite }
      #expect(isFinite)
      return nil
    } catch let error as FormatError {
      #expect(error.path.hasPrefix(scratch.path + "/t."))
      #expect(error.remedy != nil, "\(error)")
      return error
    }
  }

  /// Rings that start where the next one does have no vertex, at the start, in the middle, at the end.
  @Test(arguments: [Int32(5), 15])
  func ringsWithoutVerticesAreLeftOut(_ type: Int32) throws {
    let hole = [(1.0, 1.0), (2, 1), (2, 2), (1, 2), (1, 1)]
    func shape(_ rings: [[(Double, Double)]]) -> [UInt8] {
      let heights = Array(repeating: 7.0, count: rings.joined().count)
      return ShapefileBytes.shape(type, rings, z: type == 15 ? heights : nil)
    }
    let bytes = ShapefileBytes(
      type: type,
      shapes: [
        shape([Self.ring, []]), shape([[], Self.ring, [], [], hole]), shape([[]]),
        shape([Self.ring, hole]), shape([[], []]),
      ])
    let layer = try ShapefileFormat().read(
      LayerSource(path: bytes.write(to: scratch)), options: ReadOptions())
    #expect(layer.emptyRings == [0: 1, 1: 3, 2: 1, 4: 2])
    let geometries = layer.geometries
    #expect((0..<5).map { geometries.rings(ofFeature: $0).count } == [1, 2, 0, 2, 0])
    #expect(geometries.area(ofFeature: 1) == 80)
    #expect(geometries.kinds.allSatisfy { $0 == .polygon })
    #expect((geometries.elevations ?? []).count == (type == 15 ? geometries.vertexCount : 0))
    #expect(layer.readingNotes.contains { $0.hasPrefix("7 rings have no vertex") })
  }

  @Test(arguments: [0, 1, 2])
  func everyPrefixIsAnError(_ which: Int) throws {
    let file = File.allCases[which].path
    #expect(try failure(Self.sound) == nil)
    let length = Self.sound[keyPath: file].count
    // The byte that ends a table need not be there.
    let needed = which == 2 ? length - 1 : length
    for kept in 0..<length {
      var cut = Self.sound
      cut[keyPath: file] = Array(cut[keyPath: file].prefix(kept))
      let isRead = try failure(cut) == nil
      #expect(isRead == (kept >= needed), "\(kept) bytes")
    }
  }

  @Test(arguments: [0, 1, 2, 3])
  func everyByteChanged(_ which: Int) throws {
    let file = File.allCases[which].path
    let length = Self.sound[keyPath: file].count
    // PROJ takes its time to look a system up.
    for place in stride(from: 0, to: length, by: which == 3 ? 29 : 1) {
      for value: UInt8 in [0x00, 0x7F, 0x80, 0xFF] {
        var changed = Self.sound
        changed[keyPath: file][place] = value
        try failure(changed)
      }
    }
  }

  /// With leave, as in any other format: open rings are closed, short ones kept apart from what bounds
  /// something, and each costs its feature only.
  @Test func faultyRingsCostTheirFeature() throws {
    let open = Array(Self.ring.dropLast())
    let short = [(1.0, 1.0), (2, 2), (1, 1)]
    let island = [(20.0, 0.0), (20, 9), (29, 9), (29, 0), (20, 0)]
    let shapes = [[Self.ring], [open, island], [short], [Self.ring, short], [island]]
    let path = try ShapefileBytes(
      type: 15,
      shapes: shapes.map { rings in
        ShapefileBytes.shape(15, rings, z: (0..<rings.joined().count).map { Double($0) })
      }
    ).write(to: scratch)
    #expect(throws: FormatError.self) {
      try ShapefileFormat().read(LayerSource(path: path), options: ReadOptions())
    }
    var layer = try ShapefileFormat().read(
      LayerSource(path: path), options: ReadOptions(closesRings: true))
    #expect(layer.closedRings == [1: 1])
    let geometries = layer.geometries
    #expect(geometries.kinds == [.polygon, .multiPolygon, .polygon, .polygon, .polygon])
    let counts = (0..<5).map { feature in
      geometries.parts(ofFeature: feature).map { part in
        geometries.rings(ofPart: part).map { geometries.vertices(ofRing: $0).count }
      }
    }
    #expect(counts == [[[5]], [[5], [5]], [[3]], [[5, 3]], [[5]]])
    // The first vertex comes back with its own height.
    let closed = geometries.vertices(ofFeature: 1)
    #expect(
      geometries.elevations?[closed.lowerBound + 4] == geometries.elevations?[closed.lowerBound])
    layer.leaveOutFaultyRings()
    #expect(
      layer.leftOut.mapValues(\.reason) == [
        1: "a ring is not closed", 2: "a ring has 3 vertices", 3: "a ring has 3 vertices",
      ])
    #expect(layer.geometries.kinds == [.polygon, .null, .null, .null, .polygon])
  }

  @Test func linesOfOneVertexCostTheirFeature() throws {
    let path = try ShapefileBytes(
      type: 3,
      shapes: [
        ShapefileBytes.shape(3, [[(0, 0), (9, 9)]]), ShapefileBytes.shape(3, [[(1, 1)]]),
      ]
    ).write(to: scratch)
    var options = ReadOptions()
    options.takesShortLines = true
    var layer = try ShapefileFormat().read(LayerSource(path: path), options: options)
    layer.leaveOutFaultyRings()
    #expect(layer.leftOut.mapValues(\.reason) == [1: "a line has 1 vertex"])
  }

  /// Counts of parts and vertices that the record does not hold: nothing may be allocated for them.
  @Test func countsThatLie() throws {
    // The record's header of 8 bytes, type and box of 36, then the counts.
    let parts = 100 + 8 + 36
    for value: Int32 in [-1, .min, .max, 1_000_000, 0, 3, 0x2000_0000] {
      for offset in [parts, parts + 4, parts + 8, parts + 12] {
        var bytes = Self.sound
        bytes.shp.replaceSubrange(offset..<offset + 4, with: ShapefileBytes.little(value))
        try failure(bytes)
      }
    }
    var bytes = Self.sound
    bytes.shp.replaceSubrange(parts..<parts + 4, with: ShapefileBytes.little(.max))
    let error = try failure(bytes)
    #expect(error?.row == 1 && error?.reason.contains("do not fit") == true)
  }

  @Test func numbersOfRecordsThatDisagree() throws {
    var bytes = Self.sound
    bytes.dbf.replaceSubrange(4..<8, with: ShapefileBytes.little(2))
    #expect(try failure(bytes)?.reason.contains("3 shapes") == true)
    bytes.dbf.replaceSubrange(4..<8, with: ShapefileBytes.little(.max))
    #expect(try failure(bytes)?.reason.contains("room for 3") == true)
    bytes.dbf.replaceSubrange(4..<8, with: ShapefileBytes.little(-1))
    #expect(try failure(bytes)?.reason.contains("room for 3") == true)
  }

  @Test func coordinatesThatAreNoNumbers() throws {
    for value in [Double.nan, .infinity, -.infinity] {
      let error = try failure(
        ShapefileBytes(
          type: 1, shapes: [ShapefileBytes.point(0, 0), ShapefileBytes.point(value, 0)]))
      #expect(error?.row == 2 && error?.reason.contains("coordinate is \(value)") == true)
    }
  }

  /// Areas overflow; the rings are sorted all the same.
  @Test func hugeCoordinates() throws {
    let huge = Self.ring.map { ($0.0 * 1e307, $0.1 * -1e307) }
    let shape = ShapefileBytes.shape(5, [huge, huge.reversed(), huge])
    #expect(try failure(ShapefileBytes(type: 5, shapes: [shape])) == nil)
  }

  @Test func ringsThatAreNone() throws {
    for (ring, part) in [
      (Array(Self.ring.dropLast()), "not closed"), (Array(Self.ring.prefix(3)), "3 vertices"),
    ] {
      let shape = ShapefileBytes.shape(5, [ring])
      let error = try failure(ShapefileBytes(type: 5, shapes: [shape]))
      #expect(error?.reason.contains(part) == true)
    }
    let line = ShapefileBytes.shape(3, [[(1, 1)]])
    #expect(
      try failure(ShapefileBytes(type: 3, shapes: [line]))?.reason == "a line has 1 vertex")
  }

  @Test func otherTypesThanTheHeaders() throws {
    let error = try failure(
      ShapefileBytes(type: 5, shapes: [ShapefileBytes.shape(3, [Self.ring])]))
    #expect(error?.row == 1 && error?.reason.contains("type is 3") == true)
    let patches = try failure(ShapefileBytes(type: 31, shapes: []))
    #expect(patches?.reason.contains("multipatches") == true)
  }

  @Test func filesThatAreSomethingElse() throws {
    for text in ["", " ", "{\"type\":\"FeatureCollection\"}", String(repeating: "\0", count: 4096)]
    {
      for file in [\ShapefileBytes.shp, \.shx, \.dbf] {
        var bytes = Self.sound
        bytes[keyPath: file] = Array(text.utf8)
        let error = try failure(bytes)
        #expect(error != nil)
      }
    }
  }
}

extension ShapefileBytes {
  fileprivate var projection: [UInt8] {
    get { prj ?? [] }
    set { prj = newValue }
  }
}
