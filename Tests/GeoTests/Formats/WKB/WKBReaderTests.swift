import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoAlgorithms

/// Bytes of WKB, put together by hand.
struct WKBBytes {
  var bytes: [UInt8] = []
  var isLittle = true

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func int(_ value: UInt32) {
    let ordered = isLittle ? value.littleEndian : value.bigEndian
    withUnsafeBytes(of: ordered) { bytes.append(contentsOf: $0) }
  }

  mutating func doubles(_ values: Double...) {
    for value in values {
      let bits = isLittle ? value.bitPattern.littleEndian : value.bitPattern.bigEndian
      withUnsafeBytes(of: bits) { bytes.append(contentsOf: $0) }
    }
  }

  mutating func head(_ type: UInt32, little: Bool = true) {
    isLittle = little
    byte(little ? 1 : 0)
    int(type)
  }

  static func make(_ build: (inout WKBBytes) -> Void) -> [UInt8] {
    var made = WKBBytes()
    build(&made)
    return made.bytes
  }

  static func point(_ x: Double, _ y: Double) -> [UInt8] {
    make {
      $0.head(1)
      $0.doubles(x, y)
    }
  }
}

@Suite struct WKBReaderTests {
  private func read(_ features: [UInt8]...) throws -> (geometries: Geometries, notices: [String]) {
    var reader = WKBReader(crs: .wgs84)
    for feature in features { try reader.append(feature) }
    return reader.finish()
  }

  /// A polygon of squares and empty rings, as its sizes say.
  private func polygon(_ sides: [Double], hasZ: Bool = false) -> [UInt8] {
    WKBBytes.make {
      $0.head(hasZ ? 1003 : 3)
      $0.int(UInt32(sides.count))
      for side in sides {
        let corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0)]
        $0.int(side == 0 ? 0 : 5)
        for (x, y) in corners where side > 0 {
          $0.doubles(x, y)
          if hasZ { $0.doubles(side) }
        }
      }
    }
  }

  /// A ring without vertices is left out and counted: a hole alone, a shell with its holes.
  @Test(arguments: [false, true])
  func emptyRingsAreLeftOutAndCounted(_ hasZ: Bool) throws {
    var reader = WKBReader(crs: .wgs84)
    for sides in [[9, 0], [9, 2, 0, 3], [0], [0, 2], [0, 0], [4]] as [[Double]] {
      try reader.append(polygon(sides, hasZ: hasZ))
    }
    let parts = WKBBytes.make {
      $0.head(hasZ ? 1006 : 6)
      $0.int(3)
      for sides in [[9.0, 2], [0], [0, 5]] { $0.bytes += polygon(sides, hasZ: hasZ) }
    }
    try reader.append(parts)
    let collection = WKBBytes.make {
      $0.head(hasZ ? 1007 : 7)
      $0.int(2)
      $0.bytes += polygon([0], hasZ: hasZ)
      $0.bytes += polygon([3, 0], hasZ: hasZ)
    }
    try reader.append(collection)
    let empty = reader.emptyRings
    let geometries = reader.finish().geometries
    #expect(empty == [0: 1, 1: 1, 2: 1, 3: 1, 4: 2, 6: 2, 7: 2])
    let rings = (0..<8).map { geometries.rings(ofFeature: $0).count }
    #expect(rings == [1, 3, 0, 0, 0, 1, 2, 1])
    #expect(geometries.kinds[2] == .polygon)
    #expect(geometries.members[7] == [.init(kind: .polygon, partCount: 1)])
    #expect((geometries.elevations?.count ?? 0) == (hasZ ? geometries.vertexCount : 0))
    #expect(geometries.area(ofFeature: 1) == 81 - 4 - 9)
  }

  @Test func readsBothByteOrders() throws {
    let little = WKBBytes.point(1.5, -2)
    let big = WKBBytes.make {
      $0.head(1, little: false)
      $0.doubles(1.5, -2)
    }
    #expect(little[0] == 1 && big[0] == 0)
    let (geometries, notices) = try read(little, big)
    #expect(geometries.kinds == [.point, .point])
    #expect(geometries.coordinates == [1.5, -2, 1.5, -2])
    #expect(notices.isEmpty)
  }

  @Test func readsAPolygonWithAHoleAndMembersOfMixedByteOrder() throws {
    let bytes = WKBBytes.make {
      $0.head(6)
      $0.int(2)
      $0.head(3, little: false)
      $0.int(2)
      $0.int(4)
      $0.doubles(0, 0, 9, 0, 0, 9, 0, 0)
      $0.int(4)
      $0.doubles(1, 1, 1, 2, 2, 1, 1, 1)
      $0.head(3)
      $0.int(1)
      $0.int(4)
      $0.doubles(20, 20, 21, 20, 20, 21, 20, 20)
    }
    var expected = Geometries(crs: .wgs84)
    expected.appendMultiPolygon([
      [[(0, 0), (9, 0), (0, 9)], [(1, 1), (1, 2), (2, 1)]], [[(20, 20), (21, 20), (20, 21)]],
    ])
    #expect(try read(bytes).geometries == expected)
  }

  @Test(arguments: [
    (UInt32(1001), 3, 1), (0x8000_0001, 3, 1), (3001, 4, 1), (0xC000_0001, 4, 1), (2001, 3, 0),
    (0x4000_0001, 3, 0),
  ]) func keepsZAndDropsM(type: UInt32, values: Int, withZ: Int) throws {
    let bytes = WKBBytes.make {
      $0.head(type)
      for i in 1...values { $0.doubles(Double(i)) }
    }
    let (geometries, notices) = try read(bytes)
    #expect(geometries.coordinates == [1, 2])
    #expect(geometries.elevations == (withZ == 1 ? [3] : nil))
    let hasM = values == 4 || withZ == 0
    #expect(notices == (hasM ? ["measures (M) are dropped from 1 features"] : []))
  }

  @Test func readsEWKBWithSRID() throws {
    let bytes = WKBBytes.make {
      $0.head(0x2000_0001)
      $0.int(4326)
      $0.doubles(5, 43)
    }
    #expect(try read(bytes).geometries.coordinates == [5, 43])
  }

  @Test func dropsZWhenOneVertexOfTheLayerHasNone() throws {
    let deep = WKBBytes.make {
      $0.head(1001)
      $0.doubles(1, 2, 3)
    }
    for order in [[deep, WKBBytes.point(4, 5)], [WKBBytes.point(4, 5), deep]] {
      let (geometries, notices) = try read(order[0], order[1])
      #expect(geometries.elevations == nil)
      #expect(notices == ["elevations (Z) are dropped: 1 vertices of the layer have none"])
    }
  }

  @Test func readsEmptyGeometries() throws {
    let emptyPoint = WKBBytes.point(.nan, .nan)
    let emptyLine = WKBBytes.make {
      $0.head(2)
      $0.int(0)
    }
    let emptyPolygon = WKBBytes.make {
      $0.head(3)
      $0.int(0)
    }
    let halfEmpty = WKBBytes.make {
      $0.head(4)
      $0.int(2)
      $0.head(1)
      $0.doubles(.nan, .nan)
      $0.head(1)
      $0.doubles(1, 2)
    }
    let geometries = try read(emptyPoint, emptyLine, emptyPolygon, halfEmpty).geometries
    #expect(geometries.kinds == [.point, .lineString, .polygon, .multiPoint])
    #expect((0..<4).map { geometries.parts(ofFeature: $0).count } == [0, 0, 0, 1])
    #expect(geometries.coordinates == [1, 2])
  }

  @Test func flattensCollectionsToOneLevel() throws {
    let bytes = WKBBytes.make {
      $0.head(7)
      $0.int(3)
      $0.head(1)
      $0.doubles(1, 2)
      $0.head(7, little: false)
      $0.int(2)
      $0.head(4, little: false)
      $0.int(2)
      $0.head(1)
      $0.doubles(3, 4)
      $0.head(1)
      $0.doubles(5, 6)
      $0.head(3)
      $0.int(0)
      $0.head(2)
      $0.int(2)
      $0.doubles(7, 8, 9, 10)
    }
    let geometries = try read(bytes).geometries
    #expect(geometries.kinds == [.geometryCollection])
    #expect(
      geometries.members[0] == [
        .init(kind: .point, partCount: 1), .init(kind: .multiPoint, partCount: 2),
        .init(kind: .polygon, partCount: 0), .init(kind: .lineString, partCount: 1),
      ])
    #expect(geometries.coordinates == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  }

  @Test func refusesWhatIsNotWKB() {
    let nested = WKBBytes.make {
      for _ in 0..<100 {
        $0.head(7)
        $0.int(1)
      }
      $0.head(1)
      $0.doubles(1, 2)
    }
    let cases: [(bytes: [UInt8], reason: String)] = [
      ([], "the byte order needs 1 bytes, and 0 remain"),
      ([2, 1, 0, 0, 0], "byte order 2 is neither 0 nor 1"),
      ([1, 1, 0], "the geometry type needs 4 bytes, and 2 remain"),
      ([1, 99, 0, 0, 0], "geometry type 99 is unknown"),
      ([1, 0, 0, 0, 0], "geometry type 0 is unknown"),
      ([1, 8, 0, 0, 0], "geometry type 8 is a curve or a surface, which is not read"),
      (WKBBytes.point(1, 2).dropLast(), "a point needs 16 bytes, and 15 remain"),
      (WKBBytes.point(1, 2) + [7], "1 bytes follow the geometry's end"),
      (WKBBytes.point(1, .infinity), "a coordinate is inf"),
      (WKBBytes.point(.nan, 1), "a coordinate is nan"),
      (nested, "collections are nested more than 32 levels deep"),
      (
        WKBBytes.make {
          $0.head(2)
          $0.int(1)
          $0.doubles(1, 2)
        }, "a line has 1 vertex"
      ),
      (
        WKBBytes.make {
          $0.head(3)
          $0.int(1)
          $0.int(3)
          $0.doubles(0, 0, 1, 1, 0, 0)
        }, "a ring has 3 vertices"
      ),
      (
        WKBBytes.make {
          $0.head(3)
          $0.int(1)
          $0.int(4)
          $0.doubles(0, 0, 1, 0, 1, 1, 0, 1)
        }, "a ring is not closed"
      ),
      (
        WKBBytes.make {
          $0.head(6)
          $0.int(1)
          $0.head(2)
          $0.int(0)
        }, "a MultiPolygon holds a LineString"
      ),
    ]
    for (bytes, reason) in cases {
      var reader = WKBReader(crs: .wgs84)
      let error = #expect(throws: WKBError.self) { try reader.append(Array(bytes)) }
      #expect(error?.reason == reason)
      #expect(reader.count == 0)
    }
  }

  /// A count of four thousand million must be refused by what remains, not by the allocator.
  @Test(arguments: [UInt32(2), 3, 4, 5, 6, 7]) func refusesLyingCounts(type: UInt32) throws {
    var reader = WKBReader(crs: .wgs84)
    let bytes = WKBBytes.make {
      $0.head(type)
      $0.int(.max)
      $0.doubles(1, 2, 3, 4)
    }
    let error = #expect(throws: WKBError.self) { try reader.append(bytes) }
    let reason = try #require(error?.reason)
    #expect(reason.hasPrefix("it says 4294967295 "))
    #expect(error?.offset == 5)
  }

  @Test func leavesNothingBehindWhenItFails() throws {
    var reader = WKBReader(crs: .wgs84)
    try reader.append(WKBBytes.point(1, 2))
    let broken = WKBBytes.make {
      $0.head(1007)
      $0.int(2)
      $0.head(1001)
      $0.doubles(3, 4, 5)
      $0.head(1001)
      $0.doubles(6, 7)
    }
    #expect(throws: WKBError.self) { try reader.append(broken) }
    try reader.append(WKBBytes.point(8, 9))
    let (geometries, notices) = reader.finish()
    var expected = Geometries(crs: .wgs84)
    expected.appendPoint(x: 1, y: 2)
    expected.appendPoint(x: 8, y: 9)
    #expect(geometries == expected)
    #expect(notices.isEmpty)
  }

  /// Bytes changed at random give a geometry or an error, and a geometry has sound offsets.
  @Test func survivesChangedBytes() throws {
    var generator = SeededGenerator(seed: 41)
    var source = Geometries(crs: .wgs84)
    source.appendMultiPolygon([[[(0, 0), (9, 0), (0, 9)]], [[(20, 0), (29, 0), (20, 9)]]])
    source.appendPoint(x: 1, y: 2)
    source.beginFeature(.geometryCollection)
    source.beginPart()
    source.appendRing([1, 2])
    source.beginPart()
    source.appendRing([0, 0, 9, 0, 0, 9, 0, 0])
    source.setMembers([.init(kind: .point, partCount: 1), .init(kind: .polygon, partCount: 1)])
    var failures = 0
    for round in 0..<6000 {
      var bytes = try #require(WKBWriter.bytes(ofFeature: round % 3, of: source))
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[at] = UInt8.random(in: 0...255, using: &generator)
      }
      if round % 5 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator)) }
      var reader = WKBReader(crs: .wgs84)
      do {
        try reader.append(bytes)
        let read = reader.finish().geometries
        #expect(read.coordinates.count == 2 * Int(read.vertexOffsets.last ?? -1))
        #expect(!read.coordinates.contains { !$0.isFinite })
      } catch {
        failures += 1
        #expect(reader.count == 0)
      }
    }
    #expect(failures > 1000)
  }
}
