import GeoCore
import Testing

@Suite struct JSONValueTests {
  private let value: JSONValue = .object([
    "z": .integer(1), "a": .array([.number(0.5), .null, .bool(true)]), "none": nil,
    "list": .array([.object(["k": .string("\"")]), .array([])]), "empty": .object([]),
  ])

  @Test func compactIsOneLineInTheOrderGiven() {
    #expect(
      value.compact == #"{"z":1,"a":[0.5,null,true],"list":[{"k":"\""},[]],"empty":{}}"#)
  }

  @Test func prettyIndentsAllButListsOfScalars() {
    #expect(
      value.pretty == #"""
        {
          "z": 1,
          "a": [0.5,null,true],
          "list": [
            {
              "k": "\""
            },
            []
          ],
          "empty": {}
        }

        """#)
  }

  @Test func prettyTextFitsIntoALargerOne() {
    let whole = JSONValue.object(["outer": value]).pretty
    #expect(whole == "{\n  \"outer\": \(value.pretty(atLevel: 1))\n}\n")
  }

  @Test func whatIsNotFiniteIsNull() {
    #expect(JSONValue.number(.nan).compact == "null")
    #expect(JSONValue.optional(Double.infinity) == .null)
    #expect(JSONValue.optional(nil as Int?) == .null)
    #expect(JSONValue.optional(2.5) == .number(2.5))
    #expect(JSONValue.optional("x") == .string("x"))
    #expect(JSONValue.strings(["a", "b"]).compact == #"["a","b"]"#)
  }
}
