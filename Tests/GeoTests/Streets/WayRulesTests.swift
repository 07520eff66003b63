import Testing

@testable import GeoCore
@testable import GeoStreets

/// Every rule of tags on a way of its own: what comes out at the end of the build.
@Suite struct WayRulesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var tags: [String: String]
    var walk: Passage
    var bike: Passage
    var car: Passage

    init(_ tags: String, _ walk: Passage, _ bike: Passage, _ car: Passage) {
      self.tags = [:]
      for tag in tags.split(separator: " ") {
        let halves = tag.split(separator: "=", maxSplits: 1)
        self.tags[String(halves[0])] = String(halves[1])
      }
      self.walk = walk
      self.bike = bike
      self.car = car
    }

    var testDescription: String {
      tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
  }

  private static let none = Passage.closed

  static let classes: [Case] = [
    Case("highway=residential", .both(4.8), .both(15), .both(25)),
    Case("highway=motorway", none, none, .forward(90)),
    Case("highway=motorway_link", none, none, .both(45)),
    Case("highway=trunk", .both(4.8), .both(15), .both(85)),
    Case("highway=trunk motorroad=yes", none, none, .both(85)),
    Case("highway=trunk motorroad=yes foot=yes", .both(4.8), none, .both(85)),
    Case("highway=footway", .both(4.8), none, none),
    Case("highway=footway bicycle=yes", .both(4.8), .both(12), none),
    Case("highway=footway bicycle=dismount", .both(4.8), .both(4), none),
    Case("highway=cycleway", none, .both(15), none),
    Case("highway=cycleway foot=designated", .both(4.8), .both(15), none),
    Case("highway=path", .both(4.8), .both(13), none),
    Case("highway=pedestrian", .both(4.8), none, none),
    Case("highway=pedestrian motor_vehicle=destination", .both(4.8), none, .both(5)),
    Case("highway=steps", .both(2.4), none, none),
    Case("highway=track", .both(4.8), .both(12), none),
    Case("highway=track motorcar=yes", .both(4.8), .both(12), .both(10)),
    Case("highway=living_street", .both(4.8), .both(15), .both(10)),
    Case("highway=construction", none, none, none),
    Case("highway=proposed foot=yes", none, none, none),
    Case("highway=platform", .both(4.8), none, none),
    Case("railway=platform", .both(4.8), none, none),
    Case("public_transport=platform", .both(4.8), none, none),
    Case("route=ferry", .both(15), .both(15), none),
    Case("route=ferry motor_vehicle=yes", .both(15), .both(15), .both(15)),
    Case("route=bus", none, none, none),
  ]

  static let access: [Case] = [
    Case("highway=residential access=no", none, none, none),
    Case("highway=residential access=private", none, none, none),
    Case("highway=residential access=no foot=yes", .both(4.8), none, none),
    Case("highway=residential access=no bicycle=permissive", none, .both(15), none),
    Case("highway=residential vehicle=no", .both(4.8), none, none),
    Case("highway=residential vehicle=no bicycle=yes", .both(4.8), .both(15), none),
    Case("highway=residential motor_vehicle=no", .both(4.8), .both(15), none),
    Case("highway=residential motor_vehicle=private", .both(4.8), .both(15), none),
    Case("highway=residential motor_vehicle=no motorcar=yes", .both(4.8), .both(15), .both(25)),
    Case("highway=residential access=destination", .both(4.8), .both(15), .both(25)),
    Case("highway=residential foot=no", none, .both(15), .both(25)),
    Case("highway=residential foot=use_sidepath", none, .both(15), .both(25)),
    Case("highway=residential access=whatever", .both(4.8), .both(15), .both(25)),
    Case("highway=residential access=yes foot=whatever", .both(4.8), .both(15), .both(25)),
    // A list is closed when every part is, open when one is; of what is not known the next key says.
    Case("highway=residential foot=no;private", none, .both(15), .both(25)),
    Case("highway=residential bicycle=no;use_sidepath", .both(4.8), none, .both(25)),
    Case("highway=residential vehicle=forestry;agricultural", .both(4.8), none, none),
    Case("highway=residential access=private;no", none, none, none),
    Case("highway=residential motor_vehicle=private;delivery", .both(4.8), .both(15), none),
    Case(
      "highway=residential motor_vehicle=forestry;destination", .both(4.8), .both(15), .both(25)),
    Case("highway=residential access=private;whatever", .both(4.8), .both(15), .both(25)),
    Case("highway=residential access=private; foot=;no;", none, none, none),
    // A general yes opens nothing that the class closes.
    Case("highway=footway access=yes", .both(4.8), none, none),
    Case("highway=motorway access=yes", none, none, .forward(90)),
  ]

  static let oneway: [Case] = [
    Case("highway=residential oneway=yes", .both(4.8), .forward(15), .forward(25)),
    Case("highway=residential oneway=1", .both(4.8), .forward(15), .forward(25)),
    Case("highway=residential oneway=true", .both(4.8), .forward(15), .forward(25)),
    Case("highway=residential oneway=-1", .both(4.8), .backward(15), .backward(25)),
    Case("highway=residential oneway=reverse", .both(4.8), .backward(15), .backward(25)),
    Case("highway=residential oneway=no", .both(4.8), .both(15), .both(25)),
    Case("highway=residential oneway=reversible", .both(4.8), none, none),
    Case("highway=residential oneway=alternating", .both(4.8), .both(15), .both(25)),
    Case("highway=residential oneway=perhaps", .both(4.8), .both(15), .both(25)),
    Case("highway=residential oneway=yes oneway:bicycle=no", .both(4.8), .both(15), .forward(25)),
    Case(
      "highway=residential oneway=yes oneway:bicycle=-1", .both(4.8), .backward(15), .forward(25)),
    Case("highway=residential oneway=yes cycleway=opposite", .both(4.8), .both(15), .forward(25)),
    Case(
      "highway=residential oneway=yes cycleway=opposite_lane", .both(4.8), .both(15), .forward(25)),
    Case(
      "highway=residential oneway=yes cycleway:left=opposite_track", .both(4.8), .both(15),
      .forward(25)),
    Case(
      "highway=residential oneway=yes cycleway:left:oneway=-1", .both(4.8), .both(15), .forward(25)),
    Case(
      "highway=residential oneway=yes cycleway:both:oneway=no", .both(4.8), .both(15), .forward(25)),
    Case("highway=residential oneway=yes cycleway:oneway=no", .both(4.8), .both(15), .forward(25)),
    Case("highway=residential oneway=yes bicycle:oneway=no", .both(4.8), .both(15), .forward(25)),
    Case(
      "highway=residential oneway=yes cycleway:left:oneway=yes", .both(4.8), .forward(15),
      .forward(25)),
    Case("highway=residential oneway=yes cycleway=lane", .both(4.8), .forward(15), .forward(25)),
    Case(
      "highway=residential oneway=yes oneway:bicycle=yes cycleway=opposite", .both(4.8),
      .forward(15), .forward(25)),
    Case(
      "highway=residential oneway=yes oneway:motor_vehicle=no", .both(4.8), .forward(15), .both(25)),
    Case("highway=residential oneway=no oneway:motorcar=yes", .both(4.8), .both(15), .forward(25)),
    Case("highway=residential oneway:foot=yes", .forward(4.8), .both(15), .both(25)),
    Case("highway=residential junction=roundabout", .both(4.8), .forward(15), .forward(25)),
    Case("highway=residential junction=circular", .both(4.8), .forward(15), .forward(25)),
    Case("highway=residential junction=roundabout oneway=no", .both(4.8), .both(15), .both(25)),
    Case("highway=residential junction=jughandle", .both(4.8), .both(15), .both(25)),
    Case("highway=motorway oneway=no", none, none, .both(90)),
  ]

  static let limits: [Case] = [
    Case("highway=residential maxspeed=50", .both(4.8), .both(15), .both(50)),
    Case("highway=residential maxspeed=10", .both(4.8), .both(10), .both(10)),
    Case("highway=primary maxspeed=FR:urban", .both(4.8), .both(15), .both(50)),
    Case("highway=primary maxspeed=walk", .both(4.8), .both(6), .both(6)),
    Case("highway=primary maxspeed=none", .both(4.8), .both(15), .both(65)),
    Case("highway=primary maxspeed=-30", .both(4.8), .both(15), .both(65)),
    Case("highway=primary maxspeed=0", .both(4.8), .both(15), .both(65)),
    Case(
      "highway=primary maxspeed=80 maxspeed:backward=50", .both(4.8), .both(15),
      Passage(forward: 80, backward: 50)),
    Case(
      "highway=primary maxspeed:forward=70", .both(4.8), .both(15),
      Passage(forward: 70, backward: 65)),
  ]

  @Test(arguments: classes + access + oneway + limits)
  func tags(_ one: Case) throws {
    #expect(try Passage.on(one.tags, .walk) == one.walk, "walk")
    #expect(try Passage.on(one.tags, .bike) == one.bike, "bike")
    #expect(try Passage.on(one.tags, .car) == one.car, "car")
  }

  @Test func blanksInListsAreNothing() throws {
    let tags = ["highway": "residential", "foot": "private ; no", "motor_vehicle": " no; delivery"]
    #expect(try Passage.on(tags, .walk) == .closed)
    #expect(try Passage.on(tags, .bike) == .both(15))
    #expect(try Passage.on(tags, .car) == .closed)
  }

  @Test func accessThatIsNotUnderstoodIsNamed() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2], ["highway": "residential", "access": "private;perhaps"])
    text.way(2, [2, 3], ["highway": "residential", "foot": "now and then"])
    let report = try text.built(.walk).report
    #expect(report.accessNotUnderstood == 2)
    #expect(report.accessValues == ["access=private;perhaps", "foot=now and then"])
  }

  @Test func odditiesAreCounted() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2], ["highway": "residential", "maxspeed": "-5"])
    text.way(2, [2, 3], ["highway": "residential", "maxspeed": "fast"])
    text.way(3, [3, 4], ["highway": "residential", "motor_vehicle": "sometimes"])
    text.way(4, [4, 5], ["highway": "construction"])
    text.way(5, [5, 6], ["highway": "residential", "access": "no"])
    text.way(6, [6], ["highway": "residential"])
    let report = try text.built(.car).report
    #expect(report.limitsTooLow == 1)
    #expect(report.limitsNotUnderstood == 1)
    #expect(report.accessNotUnderstood == 1)
    #expect(report.waysOfOtherClass == 1)
    #expect(report.waysWithoutAccess == 1)
    #expect(report.waysWithoutShape == 1)
    #expect(report.waysUsed == 3)
    #expect(report.streetWays == 6)
  }

  @Test(arguments: [0, -5, Double.nan, .infinity])
  func speedsOfTablesMustBePositive(_ speed: Double) throws {
    var profile = TravelProfile.walk
    profile.speeds["footway"] = speed
    var text = OSMText.grid()
    text.way(1, [1, 2], ["highway": "residential"])
    let extract = try text.extract()
    let error = #expect(throws: NetworkError.self) {
      try StreetNetworkBuilder(profile: profile).build(from: extract)
    }
    #expect(error?.kind == .usage)
    #expect(error?.reason.contains("footway") == true)
  }

  @Test func tablesAgreeWithThemselves() {
    for mode in StreetMode.allCases {
      let profile = TravelProfile.of(mode)
      #expect(profile.mode == mode)
      #expect(profile.closedClasses.isSubset(of: profile.speeds.keys))
      #expect(profile.ownKeys.isSubset(of: profile.accessKeys))
      #expect(Set(profile.accessKeys + profile.onewayKeys).isSubset(of: OSMExtract.wayKeys))
      #expect(Set(profile.accessKeys).isSubset(of: OSMExtract.nodeKeys))
      #expect(throws: Never.self) { try profile.requirePositiveSpeeds() }
    }
  }
}
