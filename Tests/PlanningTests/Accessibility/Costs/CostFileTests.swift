import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct CostFileTests {
  private let folder: Scratch
  private let origins: Places
  private let destinations: Places

  init() throws {
    folder = try Scratch()
    func places(_ ids: [String], _ role: Places.Role) throws -> Places {
      var geometries = Geometries(crs: .wgs84)
      for _ in ids { geometries.beginFeature(.null) }
      return try Places(
        Layer(
          name: "places", geometries: geometries,
          attributes: Attributes(columns: [Column("id", ids.map(Optional.some))])), role: role)
    }
    origins = try places(["a", "b", "13055-001"], .origin)
    destinations = try places(["x", "y"], .destination)
  }

  private func read(
    _ text: String, column: String? = nil, ignoresUnknown: Bool = false
  ) throws -> Costs {
    let path = try folder.write("costs.csv", text)
    return try CostFile(
      LayerSource(path: path), costColumn: column, ignoresUnknownIDs: ignoresUnknown
    ).costs(CostRequest(from: origins, to: destinations), threads: 1)
  }

  @Test(arguments: [
    "from_id,to_id,travel_time\na,x,1\na,y,2.5\n13055-001,y,0\n",
    "from_id,to_id,travel_time_p50\n13055-001,y,0\na,x,1\na,y,2.5\n",
    "origin;dest;cost\na;x;1\na;y;2.5\n13055-001;y;0\n",
    "o_id,d_id,duration\na,x,1\na,y,2.5\n13055-001,y,0\n",
    "From,TO,Time\na,x,1\na,y,2.5\n13055-001,y,0\n",
    "fromId\ttoId\ttravel_time_p75\na\tx\t1\na\ty\t2.5\n13055-001\ty\t0e0\n",
    "to_id,\"from_id\",noise,travel_time\r\nx,\"a\",?,1\r\ny,a,,2.5\r\ny,13055-001,,0\r\n",
    "from_id,to_id,travel_time\na,x,1\na,y,2.5\nb,x,NA\nb,y,\n13055-001,y,0\n",
  ]) func readsTheTablesOfOtherTools(text: String) throws {
    let table = try read(text).table
    #expect(table.offsets == [0, 2, 2, 3])
    #expect(table.destinations == [0, 1, 1])
    #expect(table.minutes == [1, 2.5, 0])
    #expect(table.meters == nil)
  }

  @Test func readsDistances() throws {
    let table = try read("from_id,to_id,travel_time,distance_m\na,y,2,150.5\na,x,1,70\n").table
    #expect(table.minutes == [1, 2])
    #expect(table.meters == [70, 150.5])
  }

  @Test func takesTheColumnsThatAreNamed() throws {
    let path = try folder.write("named.csv", "Home,Clinic,Walk,from_id,to_id\na,x,7,q,q\n")
    let named = CostFile(
      LayerSource(path: path), fromColumn: "home", toColumn: "Clinic", costColumn: "walk")
    let request = CostRequest(from: origins, to: destinations)
    #expect(try named.costs(request, threads: 1).table.minutes == [7])
    let error = try #require(throws: InputError.self) {
      try CostFile(LayerSource(path: path), toColumn: "x").costs(request, threads: 1)
    }
    #expect(error.kind == .usage && error.description.contains("name one with toColumn"))
  }

  @Test func takesTheNamedColumn() throws {
    let text = "from_id,to_id,travel_time,walk\na,x,1,7\n"
    #expect(try read(text, column: "walk").table.minutes == [7])
    #expect(try read(text).table.minutes == [1])
  }

  @Test func saysWhatItLeavesOut() throws {
    let costs = try read(
      "from_id,to_id,travel_time\na,x,1\nb,x,\nq,x,3\n", ignoresUnknown: true)
    #expect(costs.table.pairCount == 1)
    #expect(costs.notes.count == 2)
    #expect(costs.notes[0].hasSuffix("1 pair without a cost"))
    #expect(costs.notes[1].hasSuffix("1 pair of unknown ids is left out"))
  }

  /// The greatest whole number of 32 bits in thousandths, and nothing near it.
  @Test func whatPandanaWritesOfPairsWithoutAWay() throws {
    let costs = try read(
      "from_id,to_id,travel_time,distance_m\na,x,4294967.295,9\na,y,4294967.294,9\n"
        + "b,x,4294967.295,9\nb,y,3,8\n13055-001,x,4294967.2950,\n")
    #expect(costs.table.offsets == [0, 1, 2, 2])
    #expect(costs.table.destinations == [1, 1])
    #expect(costs.table.minutes == [4_294_967.294, 3])
    #expect(costs.table.meters == [9, 8])
    #expect(costs.notes.count == 1)
    #expect(
      costs.notes[0].hasSuffix(
        "3 pairs with the cost 4294967.295, which pandana writes of what is not reached, are not"
          + " connected"))
    let error = try #require(throws: FormatError.self) {
      try read("from_id,to_id,travel_time\na,x,4294967.295\n")
    }
    #expect(error.reason.contains("there is no pair"))
  }

  @Test(
    arguments: [
      ("from_id,to_id,travel_time\na,x,1\nq,x,2\n", 3, "no origin has the id \"q\""),
      ("from_id,to_id,travel_time\na,x,1\n\na,a,2\n", 4, "no destination has the id \"a\""),
      ("from_id,to_id,travel_time\na,x,nan\n", 2, "the cost nan is not finite"),
      ("from_id,to_id,travel_time\na,x,NaN\n", 2, "the cost NaN is not finite"),
      ("from_id,to_id,travel_time\na,x,-inf\n", 2, "the cost -inf is not finite"),
      ("from_id,to_id,travel_time\na,x,1e999\n", 2, "the cost \"1e999\" is not a number"),
      ("from_id,to_id,travel_time\na,x,-1\n", 2, "the cost -1 is negative"),
      ("from_id,to_id,travel_time\na,x,soon\n", 2, "the cost \"soon\" is not a number"),
      ("from_id,to_id,travel_time\na,x,0x10\n", 2, "the cost \"0x10\" is not a number"),
      ("from_id,to_id,travel_time,distance_m\na,x,1,-5\n", 2, "the distance -5 is negative"),
      (
        "from_id,to_id,travel_time\na,x,1\nb,x,1\na,x,1\n", 4,
        "a to x is given twice, first in line 2"
      ),
      ("from_id,to_id,travel_time\na,x\n", 2, "the row has 2 cells"),
      ("from_id,to_id,travel_time\n", nil, "there is no pair"),
    ] as [(String, Int?, String)])
  func refusesWithTheLine(text: String, line: Int?, reason: String) throws {
    let error = try #require(throws: FormatError.self) { try read(text) }
    #expect(error.line == line)
    #expect(error.reason.contains(reason), "\(error)")
    #expect(error.kind == .badData)
  }

  @Test(arguments: [
    ("id,to_id,travel_time\na,x,1\n", "there is no column of origins"),
    ("from_id,id,travel_time\na,x,1\n", "there is no column of destinations"),
    ("from_id,to_id,pace\na,x,1\n", "there is no column of costs"),
    (
      "from_id,to_id,travel_time_p25,travel_time_p75\na,x,1,2\n",
      "there is no column of costs that is sure"
    ),
  ]) func refusesTablesWithoutTheirColumns(text: String, reason: String) throws {
    let error = try #require(throws: InputError.self) { try read(text) }
    #expect(error.kind == .usage)
    #expect(error.reason.contains(reason))
  }

  @Test func readsAGeoPackageAndNamesTheRow() throws {
    func write(_ costs: [Double?], _ from: [String]) throws -> String {
      var geometries = Geometries(crs: .wgs84)
      for _ in costs { geometries.beginFeature(.null) }
      let layer = Layer(
        name: "costs", geometries: geometries,
        attributes: Attributes(columns: [
          Column("from_id", from.map(Optional.some)),
          Column("to_id", costs.map { _ in Optional("x") }), Column("travel_time", costs),
        ]))
      let path = folder.file("costs.gpkg")
      let output = try OutputFile(path)
      try GeoPackageFormat().write([layer], to: output, options: WriteOptions())
      try output.commit()
      return path
    }
    func read(_ path: String) throws -> Costs {
      try CostFile(LayerSource(path: path)).costs(
        CostRequest(from: origins, to: destinations), threads: 1)
    }
    let table = try read(write([3, nil, 1], ["b", "13055-001", "a"])).table
    #expect(table.minutes == [1, 3])
    #expect(table.offsets == [0, 1, 2, 2])
    let unreachable = try read(write([3, 4_294_967.295], ["b", "a"]))
    #expect(unreachable.table.minutes == [3])
    #expect(unreachable.notes.count == 1 && unreachable.notes[0].contains("1 pair with the cost"))
    let negative = try #require(throws: FormatError.self) { try read(write([3, -1], ["b", "a"])) }
    #expect(negative.row == 2 && negative.reason.contains("-1 is negative"))
    let twice = try #require(throws: FormatError.self) { try read(write([3, 1], ["a", "a"])) }
    #expect(twice.row == 2 && twice.reason.contains("first in row 1"))
    let unknown = try #require(throws: FormatError.self) { try read(write([3], ["z"])) }
    #expect(unknown.row == 1 && unknown.reason.contains("no origin has the id \"z\""))
  }

  @Test func aMissingFileIsMissing() throws {
    let error = try #require(throws: FormatError.self) {
      try CostFile(LayerSource(path: folder.file("none.csv")))
        .costs(CostRequest(from: origins, to: destinations), threads: 1)
    }
    #expect(error.kind == .missingInput)
  }
}
