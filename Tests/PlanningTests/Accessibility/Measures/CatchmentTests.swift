import GeoCore
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// Floating catchments: published figures, another program's, and what must hold of any.
@Suite struct CatchmentTests {
  private func rounded(_ scores: [Score]) -> [Double?] {
    scores.map { $0.value.map { ($0 * 1e6).rounded() / 1e6 } }
  }

  /// The documentation of pysal's access gives these figures.
  @Test func publishedHospitals() throws {
    let gridlock = try AccessCases.hospitals(toCity: 40)
    let fast = try AccessCases.hospitals(toCity: 20)
    func two(_ study: AccessStudy) throws -> [Double?] {
      rounded(try AccessCases.scores("2sfca", study, decay: "power(1)", cutoff: 61))
    }
    #expect(try two(gridlock) == [0.331444, 0.579828, 7.286418])
    #expect(try two(fast) == [0.442568, 0.666758, 5.740525])
    let three = try AccessCases.scores("3sfca", gridlock, decay: "power(1)", cutoff: 61)
    #expect(rounded(three) == [0.156257, 0.406216, 9.906352])
  }

  /// The figures of pysal's access 1.1 on the same random table.
  @Test(
    arguments: [
      (
        "2sfca", nil, 40.0,
        [
          0.019935283630751793, 0.004586089463445578, 0.012017052538115828, 0.004742980042778162,
          0.01694131976637328, 0.008581637183612156, 0.012173943117448413, 0.033301366578224356,
          0.0038684719535783366, 0.03523026637916696, 0.03689367251206061, 0.006219680783594889,
        ]
      ),
      (
        "2sfca", "gaussian(20)", 60,
        [
          0.01591308946921405, 0.005722517739088081, 0.009447378014289179, 0.008269747628499906,
          0.01596405814988766, 0.008855443358457353, 0.008381533205878967, 0.03358522866619016,
          0.007139296457854343, 0.0377856151825852, 0.04083871009942514, 0.003966794497887919,
        ]
      ),
      (
        "e2sfca", "step(10:1,20:0.68,30:0.22)", 30,
        [
          0.009293998458917405, 0.005454836884572577, 0.009883198562443846, 0.007937833221679184,
          0.011051896037739347, 0.008570925593843896, 0.0009353507565337002, 0.047225902218070395,
          0.005191949424304431, 0.057066033165337114, 0.05453163507861577, 0.0011949430012188418,
        ]
      ),
      (
        "3sfca", "power(1)", 50,
        [
          0.01708388694039229, 0.006614033100934877, 0.014895136154080488, 0.00846016295955921,
          0.008783402167156567, 0.007490559174664692, 0.009845639925751267, 0.030418556872578564,
          0.006542941456485877, 0.04833310989863908, 0.036228445292242, 0.00348112763496389,
        ]
      ),
    ] as [(String, String?, Double, [Double])])
  func agreesWithAccess(_ name: String, _ decay: String?, _ cutoff: Double, _ expected: [Double])
    throws
  {
    let scores = try AccessCases.scores(
      name, AccessCases.random(), decay: decay, cutoff: cutoff)
    #expect(agree(scores.map(\.value), expected, relative: 1e-13))
  }

  /// Two origins of 100 and 50 people, two places of 10 and 6; the second is in reach of all.
  @Test func twoStepsByHand() throws {
    let study = try AccessCases.study(
      [[5, 20], [nil, 10]], demand: [100, 50], supply: [10, 6])
    // R = 10/100, 6/150.
    let scores = try AccessCases.scores("2sfca", study, cutoff: 20)
    #expect(agree(scores.map(\.value), [0.1 + 0.04, 0.04]))
    // A cost equal to the cutoff counts, one above does not: R = 10/100, 6/50.
    let shorter = try AccessCases.scores("2sfca", study, cutoff: 19.99)
    #expect(agree(shorter.map(\.value), [0.1, 0.12]))
  }

  /// Σ people × score = Σ supply of the places that anybody reaches.
  @Test(arguments: ["2sfca", "e2sfca", "3sfca"]) func supplyIsConserved(name: String) throws {
    let study = try AccessCases.large(seed: 5)
    let scores = try AccessCases.scores(name, study, decay: "exponential(0.05)", cutoff: 60)
    let people = try #require(study.demand)
    let received = zip(scores, people).reduce(0) { $0 + ($1.0.value ?? 0) * $1.1 }
    let given = study.supply.reduce(0, +)
    #expect(abs(received - given) < 1e-9 * given)
  }

  /// Balanced weights count everybody once, and hand out each level of service once.
  @Test func balancedByHand() throws {
    let study = try AccessCases.study([[1, 1], [nil, 1]], demand: [100, 60], supply: [10, 22])
    // Weights by origin: a 1/2 1/2, b 1. People served: 50, 110. R: 0.2, 0.2.
    // By destination: first 1, second 1/2 1/2.
    let scores = try AccessCases.scores("bfca", study, decay: "binary(30)")
    #expect(agree(scores.map(\.value), [0.2 + 0.1, 0.1]))
  }

  @Test func balancedPreservesPeopleAndService() throws {
    let study = try AccessCases.large(seed: 6)
    let scores = try AccessCases.scores("bfca", study, decay: "gaussian(20)")
    let service = scores.reduce(0) { $0 + ($1.value ?? 0) }
    // The sum of the levels of service, from the definition.
    let costs = study.costs
    let people = try #require(study.demand)
    let decay = try Decays.parse("gaussian(20)")
    var served = Array(repeating: 0.0, count: costs.destinationCount)
    for origin in 0..<costs.originCount {
      let weights = costs.pairs(ofOrigin: origin).map { decay.weight(costs.minutes[$0]) }
      let sum = weights.reduce(0, +)
      for (pair, weight) in zip(costs.pairs(ofOrigin: origin), weights) {
        served[Int(costs.destinations[pair])] += people[origin] * weight / sum
      }
    }
    var connected = 0.0
    for origin in 0..<costs.originCount where !costs.pairs(ofOrigin: origin).isEmpty {
      connected += people[origin]
    }
    let allServed = served.reduce(0, +)
    #expect(abs(allServed - connected) < 1e-6)
    let expected = zip(study.supply, served).reduce(0) { $0 + $1.0 / $1.1 }
    // Origins without people share the service, but the measure gives them a score too.
    #expect(abs(service - expected) < 1e-9 * expected)
  }

  /// The worked example of Soukhov et al. 2023: three centres, 66,833, 133,203 and 9,963 jobs.
  @Test func publishedSpatialAvailability() throws {
    let study = try AccessCases.study(
      [[15, 30, 100], [30, 15, 100], [100, 100, 15]], demand: [50_000, 150_000, 10_000],
      supply: [100_000, 100_000, 10_000])
    let scores = try AccessCases.scores(
      "spatial_availability", study, decay: "exponential(0.1)")
    #expect(scores.map { $0.value?.rounded() } == [66_833, 133_203, 9_963])
    let share = try AccessCases.scores("competitive_share", study, decay: "exponential(0.1)")
    #expect(abs(share.reduce(0) { $0 + ($1.value ?? 0) } - 1) < 1e-12)
    #expect(agree(share.map(\.value), scores.map { $0.value.map { $0 / 210_000 } }))
    let free = try AccessCases.scores("competition_free_share", study, decay: "exponential(0.1)")
    let gravity = try AccessCases.scores("gravity", study, decay: "exponential(0.1)")
    let total = gravity.reduce(0) { $0 + ($1.value ?? 0) }
    #expect(agree(free.map(\.value), gravity.map { $0.value.map { $0 / total } }))
  }

  @Test func whyThereIsNoScore() throws {
    let study = try AccessCases.study(
      [[5, nil], [50, nil], [nil, nil], [nil, 5], [5, 5]], demand: [10, 10, 10, 0, 10],
      supply: [3, 4])
    let scores = try AccessCases.scores("2sfca", study, cutoff: 20)
    #expect(scores[1] == .missing(.outOfCutoff))
    #expect(scores[2] == .missing(.notConnected))
    // Others compete for what the place without people reaches.
    #expect(scores[3] == .value(0.4))
    let alone = study.closing([0])
    #expect(try AccessCases.scores("2sfca", alone, cutoff: 20)[0] == .missing(.notConnected))
    var nobody = study
    nobody.demand = [0, 0, 0, 0, 0]
    #expect(try AccessCases.scores("2sfca", nobody, cutoff: 20)[0] == .missing(.noDemand))
    #expect(
      try AccessCases.scores("spatial_availability", nobody, decay: "binary(20)")[4]
        == .missing(.noDemand))
    var nothing = study
    nothing.supply = [0, 0]
    #expect(try AccessCases.scores("2sfca", nothing, cutoff: 20)[0] == .missing(.noSupply))
    #expect(try AccessCases.scores("gravity", nothing, decay: "power(1)")[0] == .missing(.noSupply))
    #expect(
      try AccessCases.scores("e2sfca", study, decay: "step(10:1,20:0.5)")[1]
        == .missing(.outOfCutoff))
  }

  @Test func aCostOfZeroNeedsALeastCost() throws {
    let study = try AccessCases.study([[0, 2]], demand: [10], supply: [3, 4])
    let error = try #require(throws: InputError.self) {
      try AccessCases.scores("gravity", study, decay: "power(1)")
    }
    #expect(error.description.contains("the cost 0 from origin 1 to destination 1"))
    #expect(error.description.contains("power(1,0.5)"))
    let scores = try AccessCases.scores("gravity", study, decay: "power(1,0.5)")
    #expect(scores == [.value(8)])
  }

  /// Weights at the edge of the range of doubles give scores or reasons, never infinities.
  @Test func extremesStayFinite() throws {
    let study = try AccessCases.study(
      [[700, 1], [660, nil], [720, nil], [1e308, 1e308]], demand: [1e-3, 5, 7, 1],
      supply: [1e9, 1])
    for type in Measures.all {
      for decay in ["exponential(1)", "gaussian(18)", "logistic(2,0.01)", "power(60)"] {
        let scores = try AccessCases.scores(type.about.name, study, decay: decay, cutoff: 1e308)
        for score in scores { #expect(score.value?.isFinite != false, "\(type.about.name)") }
      }
    }
  }

  @Test func peopleAreNeeded() throws {
    var study = try AccessCases.hospitals(toCity: 40)
    study.demand = nil
    for name in ["2sfca", "e2sfca", "3sfca", "bfca", "raam", "spatial_availability"] {
      let error = try #require(throws: InputError.self) {
        try AccessCases.scores(name, study, decay: "power(1)", cutoff: 61)
      }
      #expect(error.kind == .usage && error.description.contains("demand"), "\(name)")
    }
  }

  @Test func parametersThatAreMissingAreNamed() throws {
    for (name, option) in [
      ("2sfca", "cutoff"), ("e2sfca", "decay"), ("3sfca", "decay"), ("bfca", "decay"),
      ("gravity", "decay"), ("cumulative", "cutoff"), ("cumulative_interval", "interval"),
      ("competitive_share", "decay"),
    ] {
      let type = try Measures.named(name)
      let error = try #require(throws: InputError.self) { try type.init(MeasureParameters()) }
      #expect(error.kind == .usage && error.description.contains(option), "\(name): \(error)")
    }
    let unknown = try #require(throws: InputError.self) { try Measures.named("4sfca") }
    #expect(unknown.description.contains("3sfca"))
  }
}
