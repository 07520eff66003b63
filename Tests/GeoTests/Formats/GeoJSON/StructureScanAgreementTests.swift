import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats

/// The scan and the strict reader agree: what the reader takes, the scan takes bit by bit alike;
/// what the reader refuses, the scan has a fault for.
@Suite struct StructureScanAgreementTests {
  /// Faults with which a file can be read all the same.
  private static let mild: Set<StructureFault.Kind> = [
    .wrongBoundingBox, .duplicateKey, .legacyCRS, .extraOrdinates, .nestedCollection,
    .byteOrderMark, .bareGeometry,
  ]

  private func hasError(_ scan: StructureScan) -> Bool {
    let isBeyond = scan.layer.crs == .wgs84 && !scan.layer.geometries.box.couldBeDegrees
    return isBeyond || scan.faults.contains { !Self.mild.contains($0.kind) }
  }

  private func expectAgreement(_ bytes: [UInt8], isSequence: Bool = false) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    let scan = GeoJSONText.scan(bytes, isSequence: isSequence)
    let g = scan.layer.geometries
    #expect(scan.layer.ids.count == g.count && scan.featureOffsets.count == g.count)
    do {
      let layer =
        try isSequence ? GeoJSONText.records(bytes) : GeoJSONText.layer(bytes)
      #expect(
        !scan.faults.contains { $0.kind == .notJSON || $0.kind == .notGeoJSON },
        "\(scan.faults): \(text)")
      // A feature whose geometry the scan alone refuses says why.
      if scan.unreadable.isEmpty {
        #expect(layer.geometries == g, "\(text)")
        #expect(layer.geometries.coordinates.map(\.bitPattern) == g.coordinates.map(\.bitPattern))
        #expect(layer.geometries.elevations?.map(\.bitPattern) == g.elevations?.map(\.bitPattern))
      } else {
        #expect(hasError(scan), "\(text)")
      }
      #expect(layer.ids == scan.layer.ids, "\(text)")
      return true
    } catch {
      #expect(hasError(scan), "\(error): \(text)")
      return false
    }
  }

  @Test(arguments: [false, true])
  func writtenLayers(elevated: Bool) throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let layer = Layer.mixed(count: 40, elevated: elevated, seed: seed)
      for name in ["out.geojson", "out.geojsonl", "out.geojsons"] {
        let text = try GeoJSONText.written(layer, as: name)
        #expect(expectAgreement(Array(text.utf8), isSequence: name != "out.geojson"))
      }
    }
  }

  private static let small = #"""
    {"type":"FeatureCollection","bbox":[0,0,9.5,9],"n\u0061me":"é\ud83c\udfd8","features":[
    {"type":"Feature","id":"a","properties":{"p":[1,{"q":null}],"t":true,"x":-1.5e-3},
     "geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]]}},
    {"geometry":{"geometries":[{"coordinates":[1,2,3],"type":"Point"}],
     "type":"GeometryCollection"},"properties":null,"id":2,"type":"Feature","more":{"a":[]}}]}
    """#

  @Test func everyPrefix() {
    let bytes = Array(Self.small.utf8)
    for length in 0...bytes.count {
      let isRead = expectAgreement(Array(bytes.prefix(length)))
      #expect(isRead == (length == bytes.count), "\(length) bytes")
    }
  }

  @Test func changedBytes() {
    let bytes = Array(Self.small.utf8)
    let tokens = Array("{}[]\",:0-.e\\ \n19+Nn/'".utf8)
    var generator = SeededGenerator(seed: 8259)
    var accepted = 0
    for round in 0..<8000 {
      var changed = bytes
      for _ in 0...(round % 3) {
        let place = Int.random(in: 0..<changed.count, using: &generator)
        switch round % 5 {
        case 0: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: changed[place] = tokens[Int.random(in: 0..<tokens.count, using: &generator)]
        case 2: changed.remove(at: place)
        case 3: changed.insert(tokens[place % tokens.count], at: place)
        default:
          let end = min(changed.count, place + Int.random(in: 1...20, using: &generator))
          changed.insert(contentsOf: changed[place..<end], at: place)
        }
      }
      if expectAgreement(changed) { accepted += 1 }
    }
    #expect(accepted > 100)
  }

  /// Numbers of every length and size are read to the same bits.
  @Test func numbers() {
    var generator = SeededGenerator(seed: 754)
    for _ in 0..<400 {
      let ordinates = (0..<40).map { _ -> String in
        let digits = Int.random(in: 1...24, using: &generator)
        var text = Bool.random(using: &generator) ? "-" : ""
        text +=
          Bool.random(using: &generator) ? "0" : "\(Int.random(in: 1...89, using: &generator))"
        text += "."
        for _ in 0..<digits { text += "\(Int.random(in: 0...9, using: &generator))" }
        if Int.random(in: 0..<4, using: &generator) == 0 {
          text += "e-\(Int.random(in: 0...340, using: &generator))"
        }
        return text
      }
      let pairs = stride(from: 0, to: 40, by: 2).map { "[\(ordinates[$0]),\(ordinates[$0 + 1])]" }
      let text = #"{"type":"MultiPoint","coordinates":[\#(pairs.joined(separator: ","))]}"#
      #expect(expectAgreement(Array(text.utf8)))
    }
  }
}
