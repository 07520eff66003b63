import GeoCore
import PlanningStudies
import Testing

@Suite struct AttributeFilterTests {
  private var layer: Layer {
    var geometries = Geometries(crs: .laeaEurope)
    for i in 0..<5 { geometries.appendPoint(x: Double(i), y: 0) }
    var table = Attributes(rowCount: 5)
    table.set(Column("zone", ["core", "sea", nil, "core", "Core"]))
    table.set(Column("code", [1, 2, 1, 13, 1] as [Int?]))
    return Layer(name: "l", geometries: geometries, attributes: table, path: "l.geojson")
  }

  private func matches(_ conditions: [(String, [String])]) throws -> [Int] {
    try AttributeFilter(conditions.map { .init(attribute: $0.0, values: $0.1) })
      .matches(in: layer)
  }

  @Test func allConditionsHold() throws {
    #expect(try matches([]) == [0, 1, 2, 3, 4])
    #expect(try matches([("zone", ["core"])]) == [0, 3])
    #expect(try matches([("zone", ["core", "sea"])]) == [0, 1, 3])
    #expect(try matches([("code", ["1"])]) == [0, 2, 4])
    #expect(try matches([("code", ["1"]), ("zone", ["core"])]) == [0])
    #expect(try matches([("zone", ["lake"])]) == [])
    #expect(try matches([("zone", [])]) == [])
  }

  @Test func aMissingAttributeIsAnError() {
    let error = #expect(throws: InputError.self) { try matches([("zon", ["core"])]) }
    #expect(error?.path == "l.geojson")
    #expect(error?.remedy == "attributes: zone, code")
  }

  @Test func textForProvenance() {
    let filter = AttributeFilter([
      .init(attribute: "zone", values: ["core", "sea"]), .init(attribute: "code", values: ["1"]),
    ])
    #expect(filter.text == "zone = core | sea, code = 1")
    #expect(AttributeFilter().text == nil)
  }
}
