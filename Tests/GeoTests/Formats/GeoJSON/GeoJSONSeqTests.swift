import TestSupport
import Testing

@testable import GeoCore

/// Features in sequences: newline-delimited and RFC 8142.
@Suite struct GeoJSONSeqTests {
  private let one =
    #"{"type":"Feature","id":1,"properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}"#
  private let two =
    #"{"type":"Feature","id":2,"properties":{"b":2},"geometry":null}"#

  @Test func aFeatureALine() throws {
    for text in [
      "\(one)\n\(two)", "\(one)\r\n\(two)\r\n", "\n\n\(one)\n  \n\(two)\n\n",
      "\u{FEFF}\(one)\n\(two)",
    ] {
      let layer = try GeoJSONText.records(text)
      #expect(layer.ids == [FeatureID(number: 1), FeatureID(number: 2)])
      #expect(layer.geometries.kinds == [.point, .null])
      #expect(layer.attributes["a"]?.kinds == [.integer, .absent])
      #expect(layer.attributes["b"]?.kinds == [.absent, .integer])
    }
  }

  @Test func recordSeparators() throws {
    let layer = try GeoJSONText.records("\u{1E}\(one)\n\u{1E}\(two)\n")
    #expect(layer.ids == [FeatureID(number: 1), FeatureID(number: 2)])
  }

  @Test func recordsOfRFC8142MaySpanLines() throws {
    let pretty = one.replacing(",", with: ",\n  ")
    let layer = try GeoJSONText.records("\u{1E}\(pretty)\n\u{1E}\n\(two)\n")
    #expect(layer.count == 2)
    #expect(layer.geometries.coordinates == [1, 2])
  }

  @Test func nothingIsALayerOfNothing() throws {
    #expect(try GeoJSONText.records("").count == 0)
    #expect(try GeoJSONText.records("\n \n").count == 0)
  }

  @Test func anErrorNamesTheLineOfTheFile() throws {
    let text = "\(one)\n\n\(two)\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":7}\n"
    #expect {
      try GeoJSONText.records(text)
    } throws: { error in
      let error = error as? FormatError
      return error?.line == 4 && error?.feature == "#3"
    }
  }

  @Test func aRecordIsAFeature() {
    for text in [
      #"{"type":"FeatureCollection","features":[]}"#, #"{"type":"Point","coordinates":[1,2]}"#,
      "[\(one)]", "\(one) \(two)", "\(one),",
    ] {
      #expect(throws: FormatError.self) { try GeoJSONText.records("\(one)\n\(text)\n") }
    }
  }

  @Test func sequencesAreWrittenARecordALine() throws {
    let layer = try GeoJSONText.records("\(one)\n\(two)\n")
    let lines = try GeoJSONText.written(layer, as: "out.geojsonl")
    #expect(lines == "\(one)\n\(two)\n")
    let records = try GeoJSONText.written(layer, as: "out.geojsons")
    #expect(records == "\u{1E}\(one)\n\u{1E}\(two)\n")
  }
}
