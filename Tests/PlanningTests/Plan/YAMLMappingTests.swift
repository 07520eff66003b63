import GeoCore
import Testing

@testable import PlanningStudies

@Suite struct YAMLMappingTests {
  private func mapping(_ text: String) throws(InputError) -> YAMLMapping {
    try YAMLMapping.document(text, path: "m.yaml", name: "it")
  }

  private static let distances = Parameter(
    key: "c", option: "c", units: nil, in: Parameter.positive, isList: true, usual: "none",
    meaning: "Distances")

  @Test func valuesAreTyped() throws {
    let map = try mapping("a: x\nb: 7\nc: [1, 2.5]\nd: [p, q]\ne: one\nf: {g: h}\ni: ~\nj: ''\n")
    #expect(map.keys == ["a", "b", "c", "d", "e", "f", "i", "j"])
    #expect(try map.string("a") == "x")
    #expect(try map.integer("b") == 7)
    #expect(try map.number("b", in: 0...7) == 7)
    #expect(try map.numbers(Self.distances) == [1, 2.5])
    #expect(try map.strings("d") == ["p", "q"])
    #expect(try map.strings("e") == ["one"])
    #expect(try map.mapping("f")?.string("g") == "h")
    #expect(try map.string("i") == nil)
    #expect(try map.string("j") == "")
    #expect(try map.string("none") == nil)
    #expect(map.has("i") && !map.has("none"))
    try map.finish(known: [])
  }

  @Test func whatIsLeftUnreadIsAnError() throws {
    let map = try mapping("a: 1\nbb: 2\n")
    _ = try map.integer("a")
    let error = #expect(throws: InputError.self) { try map.finish(known: ["a", "b"]) }
    #expect(error?.line == 2 && error?.column == 1)
    #expect(error?.reason == "unknown key \"bb\" in it")
    #expect(error?.remedy == "known keys: a, b")
  }

  @Test func numbersHaveBounds() throws {
    for text in ["11", "-0.1", "x", ".inf", ".nan", "[1]"] {
      let map = try mapping("\n\nn: \(text)\n")
      let error = #expect(throws: InputError.self) { try map.number("n", in: 0...10) }
      #expect(error?.line == 3)
    }
    #expect(throws: InputError.self) { try mapping("n: 1.5\n").integer("n") }
  }

  @Test func keysArePlainText() {
    let error = #expect(throws: InputError.self) { try mapping("a: 1\n? [x]\n: 2\n") }
    #expect(error?.reason == "a key of it must be plain text")
    #expect(error?.line == 2)
  }

  @Test func tabsAndBadBytesAreErrorsWithALine() {
    let error = #expect(throws: InputError.self) { try mapping("a: 1\n\tb: 2\n") }
    #expect(error?.line == 2)
    #expect(throws: InputError.self) { try mapping("a: \u{0}\n") }
    #expect(throws: InputError.self) { try mapping("a: *nothing\n") }
  }
}
