import Foundation
import TestSupport
import Testing

@testable import GeoCore

/// Text that nobody means well with: an error or a layer, never a crash, and never a layer from
/// what is not JSON.
@Suite struct GeoJSONHostileTests {
  private static let small = #"""
    {"type":"FeatureCollection","bbox":[0,0,9.5,9],"n\u0061me":"é\ud83c\udfd8","features":[
    {"type":"Feature","id":"a","properties":{"p":[1,{"q":null}],"t":true,"x":-1.5e-3},
     "geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]]}},
    {"geometry":{"geometries":[{"coordinates":[1,2,3],"type":"Point"}],
     "type":"GeometryCollection"},"properties":null,"id":2,"type":"Feature","more":{"a":[]}}]}
    """#

  /// Foundation's parser is the second opinion on what JSON is.
  private func isJSON(_ bytes: [UInt8]) -> Bool {
    (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
  }

  @Test func everyPrefixIsAnError() {
    let bytes = Array(Self.small.utf8)
    #expect(GeoJSONText.failure(bytes) == nil)
    for length in 0..<bytes.count {
      #expect(GeoJSONText.failure(Array(bytes.prefix(length))) != nil, "\(length) bytes")
    }
  }

  @Test func changedBytesGiveAnErrorOrALayer() {
    let bytes = Array(Self.small.utf8)
    var generator = SeededGenerator(seed: 7946)
    var accepted = 0
    for round in 0..<6000 {
      var changed = bytes
      for _ in 0...(round % 3) {
        let place = Int.random(in: 0..<changed.count, using: &generator)
        switch round % 4 {
        case 0: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: changed[place] = Array("{}[]\",:0-.e\\ \n".utf8).randomElement(using: &generator)!
        case 2: changed.remove(at: place)
        default: changed.insert(changed[changed.count - 1 - place], at: place)
        }
      }
      do {
        let layer = try GeoJSONText.layer(changed)
        accepted += 1
        #expect(layer.ids.count == layer.count && layer.attributes.rowCount == layer.count)
        #expect(isJSON(changed), "read: \(String(decoding: changed, as: UTF8.self))")
      } catch {
        #expect(error is FormatError, "\(error)")
      }
    }
    #expect(accepted > 100)
  }

  @Test(arguments: [
    #"{"type":"FeatureCollection","features":[],}"#,
    #"{"type":"FeatureCollection",,"features":[]}"#,
    #"{"type":"FeatureCollection" "features":[]}"#,
    #"{"type":"FeatureCollection","features":[}"#,
    #"{"type":"FeatureCollection","features":[]]"#,
    #"{"type":"FeatureCollection","features":[]}}"#,
    #"{"type":"FeatureCollection","features":[]}{}"#,
    #"{"type":"FeatureCollection","features":[]} x"#,
    #"{"type":"FeatureCollection","features":[],"x":tru}"#,
    #"{"type":"FeatureCollection","features":[],"x":nul}"#,
    #"{"type":"FeatureCollection","features":[],"x":truee}"#,
    #"{"type":"FeatureCollection","features":[],"x":NaN}"#,
    #"{"type":"FeatureCollection","features":[],"x":+1}"#,
    #"{"type":"FeatureCollection","features":[],"x":.5}"#,
    #"{"type":"FeatureCollection","features":[],"x":1.}"#,
    #"{"type":"FeatureCollection","features":[],"x":1e}"#,
    #"{"type":"FeatureCollection","features":[],"x":0x10}"#,
    #"{"type":"FeatureCollection","features":[],"x":-}"#,
    #"{"type":"FeatureCollection","features":[],"x":1 2}"#,
    #"{"type":"FeatureCollection","features":[],"x":[1,]}"#,
    #"{"type":"FeatureCollection","features":[],"x":[,1]}"#,
    #"{"type":"FeatureCollection","features":[],"x":[1 2]}"#,
    #"{"type":"FeatureCollection","features":[],"x":{"a"}}"#,
    #"{"type":"FeatureCollection","features":[],"x":{"a":}}"#,
    #"{"type":"FeatureCollection","features":[],"x":{"a":1,}}"#,
    #"{"type":"FeatureCollection","features":[],"x":{a:1}}"#,
    #"{"type":"FeatureCollection","features":[],"x":'a'}"#,
    #"{"type":"FeatureCollection","features":[],"x":"\q"}"#,
    #"{"type":"FeatureCollection","features":[],"x":"\u12"}"#,
    #"{"type":"FeatureCollection","features":[],"x":"\ud800"}"#,
    #"{"type":"FeatureCollection","features":[],"x":"\ud800\u0041"}"#,
    #"{"type":"FeatureCollection","features":[],"\ud800":1}"#,
    #"{"type":"FeatureCollection","features":[],"x":{"\udc00":1}}"#,
    #"{"type":"FeatureCollection","features":[],/* c */"x":1}"#,
    #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"a":"\udc00"}}]}"#,
    #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"a":01}}]}"#,
    #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":nulL,"properties":{}}]}"#,
    #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{},}]}"#,
    #"{"type":"Point","coordinates":[1,2],"x":[}"#,
    #"{"type":"Point","coordinates":[1,2]"#,
    #"{"type":"Point","coordinates":[1 2]}"#,
    #"{"type":"Point","coordinates":[1,2,]}"#,
  ])
  func whatIsNotJSONIsRefused(_ text: String) {
    #expect(GeoJSONText.failure(text) != nil)
  }

  @Test func zeroBytesAreRefused() {
    let text = #"{"type":"Point","coordinates":[1,2]}"#
    #expect(GeoJSONText.failure(text + "\0") != nil)
    #expect(GeoJSONText.failure("\0" + text) != nil)
    #expect(GeoJSONText.failure(#"{"type":"Point","coordinates":[1,2],"x":"a\#0b"}"#) != nil)
    #expect(GeoJSONText.failure([UInt8](repeating: 0, count: 100)) != nil)
  }

  @Test func anEscapedZeroIsText() throws {
    let layer = try GeoJSONText.layer(
      #"{"type":"Feature","geometry":null,"properties":{"a":"x\u0000y"}}"#)
    #expect(layer.attributes["a"]?.string(0) == "x\0y")
  }

  @Test(arguments: [513, 10_000, 1_000_000])
  func deepNestingIsRefused(depth: Int) {
    let open = String(repeating: "[", count: depth)
    let close = String(repeating: "]", count: depth)
    let objects = String(repeating: "{\"a\":", count: depth)
    let ends = String(repeating: "}", count: depth)
    for deep in [open + close, open, objects + "1" + ends, objects] {
      #expect(
        GeoJSONText.failure(#"{"type":"Feature","geometry":null,"properties":{"a":\#(deep)}}"#)
          != nil)
      #expect(
        GeoJSONText.failure(#"{"type":"FeatureCollection","x":\#(deep),"features":[]}"#) != nil)
      #expect(GeoJSONText.failure(#"{"type":"Polygon","coordinates":\#(deep)}"#) != nil)
      #expect(GeoJSONText.failure(deep) != nil)
    }
  }

  @Test func deepCollectionsAreRefused() {
    func nested(_ depth: Int) -> String {
      String(repeating: #"{"type":"GeometryCollection","geometries":["#, count: depth)
        + #"{"type":"Point","coordinates":[1,2]}"# + String(repeating: "]}", count: depth)
    }
    #expect(GeoJSONText.failure(nested(60)) == nil)
    #expect(GeoJSONText.failure(nested(70)) != nil)
    #expect(GeoJSONText.failure(nested(5000)) != nil)
  }

  @Test func valuesOf500LevelsAreRead() throws {
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    let layer = try GeoJSONText.layer(
      #"{"type":"Feature","geometry":null,"properties":{"a":\#(deep)}}"#)
    #expect(layer.attributes["a"]?.json(0) == deep)
  }
}
