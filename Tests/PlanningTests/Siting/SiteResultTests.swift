import GeoCore
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// Choices of sites on a line of villages, worked out by hand.
@Suite struct SiteResultTests {
  /// Lengths along the equator are true in it, however far.
  private static let equator = CRS("+proj=eqc +datum=WGS84 +units=m +type=crs")

  /// Points along a line in EPSG:2154, or along the equator, from so many metres.
  private func layer(
    _ name: String, _ metres: [Double], people: [Double]? = nil, ids: [String]? = nil,
    crs: CRS = .lambert93
  ) -> StudyLayer {
    var points = Geometries(crs: crs)
    let isEquator = crs == Self.equator
    for x in metres {
      points.appendPoint(x: isEquator ? x : 890_000 + x, y: isEquator ? 0 : 6_250_000)
    }
    var table = Attributes(rowCount: metres.count)
    if let people { table.set(Column("people", people)) }
    let layer = Layer(
      name: name, geometries: points, attributes: table,
      ids: ids.map { list in FeatureIDs(list.map { FeatureID($0) }) }, path: name + ".geojson")
    return StudyLayer(
      name: name, layer: layer, credits: .unlisted(name), sha256: "", reference: name)
  }

  private func study(
    demand: [Double], people: [Double], candidates: [Double], existing: [Double]? = nil,
    required: [Int] = [], cutoff: SiteCutoff?, crs: CRS = .lambert93
  ) throws -> SiteStudy {
    try SiteStudy(
      demand: SiteDemand(
        layer("demand", demand, people: people, crs: crs), field: "people", in: crs, threads: 1),
      candidates: Places(layer("candidates", candidates, crs: crs), numberedAs: .candidate),
      existing: existing.map { try Places(layer("existing", $0, crs: crs), numberedAs: .existing) },
      required: required, cutoff: cutoff, in: crs, threads: 1)
  }

  /// Villages at 0, 1,000, 2,000 and 9,000 m of 10, 20, 30 and 40 people; candidates at 500, 1,500
  /// and 5,000 m; 600 m are in reach. The second reaches 20 + 30, then the first 10 more; the last
  /// village is out of reach of all.
  @Test func coverageAlongALine() throws {
    let study = try study(
      demand: [0, 1000, 2000, 9000], people: [10, 20, 30, 40], candidates: [500, 1500, 5000],
      cutoff: .meters(600))
    let result = try SiteResult(study, .coverage, count: 2)
    #expect(result.sites.map(\.candidate) == [1, 0])
    #expect(result.sites.map(\.peopleCovered) == [50, 30])
    #expect(result.sites.map(\.peopleNewlyCovered) == [50, 10])
    #expect(result.sites.map(\.cumulativePeopleCovered) == [50, 60])
    #expect(result.sites.map(\.peopleAssigned) == [50, 10])
    #expect(result.sites.map(\.meanCost) == [500, 500])
    #expect(result.value == 60 && result.bound == 60 && result.optimalityGap == 0)
    #expect(result.peopleTotal == 100 && result.peopleInReach == 60)
    #expect(
      result.outOfReach == [SiteResult.OutOfReach(gap: .outOfCutoff, places: 1, people: 40)])
    #expect(result.assignments.map(\.place) == [.chosen(1), .chosen(0), .chosen(0), nil])
    #expect(result.assignments[3].gap == .outOfCutoff)
  }

  @Test func existingPlacesAreNotCountedAgain() throws {
    let study = try study(
      demand: [0, 1000, 2000, 9000], people: [10, 20, 30, 40], candidates: [500, 1500, 8800],
      existing: [2000], cutoff: .meters(600))
    let result = try SiteResult(study, .coverage, count: 2)
    #expect(result.peopleCoveredByExisting == 30)
    #expect(result.sites.map(\.candidate) == [2, 0])
    #expect(result.sites.map(\.peopleNewlyCovered) == [40, 30])
    #expect(result.sites.map(\.cumulativePeopleCovered) == [70, 100])
    #expect(result.value == 70 && result.outOfReach.isEmpty)
    #expect(result.assignments[2].place == .existing(0) && result.assignments[2].cost == 0)
  }

  /// Villages at 0, 100 and 1,000 m: the median of three equal ones is the middle one,
  /// (100 + 0 + 900) / 3. With two, the far one has its own: 100 / 3.
  @Test func medianAlongALine() throws {
    let study = try study(
      demand: [0, 100, 1000], people: [1, 1, 1], candidates: [0, 100, 1000], cutoff: nil)
    let one = try SiteResult(study, .pMedian, count: 1)
    #expect(one.sites.map(\.candidate) == [1])
    #expect(abs(one.value - 1000.0 / 3) < 1e-9 && one.bound == one.value)
    let two = try SiteResult(study, .pMedian, count: 2)
    #expect(abs(two.value - 100.0 / 3) < 1e-9 && two.optimalityGap == 0)
    #expect(Set(two.sites.map(\.candidate)).contains(2))
    #expect(two.sites[1].cumulativeMeanCost == two.value)
    #expect(two.unservedCost == 1000)
  }

  /// Beyond 4,294,967.295 m, which 32 bits of millimetres end at: the middle one of three places is
  /// the best, (6,000 + 0 + 9,000) / 3 km.
  @Test func medianOfPlacesAHemisphereApart() throws {
    let places = [0.0, 6_000_000, 15_000_000]
    let study = try study(
      demand: places, people: [1, 1, 1], candidates: places, cutoff: nil, crs: Self.equator)
    let result = try SiteResult(study, .pMedian, count: 1)
    #expect(result.sites.map(\.candidate) == [1])
    #expect(result.value == 5_000_000 && result.bound == result.value)
    #expect(result.assignments.map(\.cost) == [6_000_000, 0, 9_000_000])
    #expect(result.unservedCost == 15_000_000)
  }

  /// A cutoff bounds what the unserved count: 1,000 m lies beyond 500 m of the first two.
  @Test func medianWithinACutoff() throws {
    let study = try study(
      demand: [0, 100, 1000, 9000], people: [1, 1, 1, 5], candidates: [0, 100, 1000],
      cutoff: .meters(500))
    let result = try SiteResult(study, .pMedian, count: 1)
    #expect(result.sites[0].candidate == 0)
    #expect(abs(result.value - 600.0 / 3) < 1e-9 && result.unservedCost == 500)
    #expect(result.assignments.map(\.gap) == [nil, nil, .outOfCutoff, .outOfCutoff])
    #expect(result.peopleInReach == 3 && result.peopleCovered == 2)
  }

  @Test func medianBesideExistingPlaces() throws {
    let study = try study(
      demand: [0, 100, 1000], people: [1, 1, 1], candidates: [0, 100, 1000], existing: [40],
      cutoff: nil)
    let result = try SiteResult(study, .pMedian, count: 1)
    #expect(result.sites[0].candidate == 2)
    #expect(abs(result.value - 100.0 / 3) < 1e-9)
    #expect(result.peopleCoveredByExisting == 3)
  }

  @Test func theMeanIsThatOfTheAssignment() throws {
    var generator = SeededGenerator(seed: 21)
    func draw(_ count: Int) -> [Double] {
      (0..<count).map { _ in Double.random(in: 0..<10_000, using: &generator).rounded() }
    }
    let people = draw(60).map { ($0 / 7).rounded() / 8 }
    for cutoff in [nil, SiteCutoff.meters(700)] {
      let study = try study(
        demand: draw(60), people: people, candidates: draw(20), existing: draw(2), required: [4],
        cutoff: cutoff)
      let result = try SiteResult(study, .pMedian, count: 5)
      #expect(result.sites[0].candidate == 4 && result.sites[0].isRequired)
      let unserved = try #require(result.unservedCost)
      var total = 0.0
      var reached = 0.0
      for (i, one) in result.assignments.enumerated() where study.gaps[i] == nil {
        total += people[i] * (one.cost ?? unserved)
        reached += people[i]
      }
      #expect(abs(total / reached - result.value) < 1e-6 * result.value)
      #expect(abs(result.sites[4].cumulativeMeanCost - result.value) < 1e-6 * result.value)
      #expect(result.bound <= result.value && result.optimalityGap >= 0)
      let assigned = result.sites.reduce(0) { $0 + $1.peopleAssigned }
      let existing = result.assignments.indices.reduce(0) { sum, i in
        guard case .existing = result.assignments[i].place else { return sum }
        return sum + people[i]
      }
      #expect(abs(assigned + existing - result.peopleCovered) < 1e-6)
    }
  }

  @Test func moreThanThereAre() throws {
    let study = try study(
      demand: [0, 1000], people: [1, 2], candidates: [0, 1000, 5000], cutoff: .meters(100))
    let result = try SiteResult(study, .coverage, count: 9)
    #expect(result.sites.map(\.candidate) == [1, 0, 2])
    #expect(
      SiteSummary.notes(result) == [
        "9 sites are asked for; all 3 candidates are chosen",
        "2 sites reach all that can be reached; others, 1, reach nobody new",
      ])
  }

  @Test func countsThatMakeNoSense() throws {
    let study = try study(
      demand: [0], people: [1], candidates: [0, 10], required: [0, 1], cutoff: .meters(100))
    #expect(throws: InputError.self) { try SiteResult(study, .coverage, count: 0) }
    #expect(throws: InputError.self) { try SiteResult(study, .coverage, count: 1) }
  }

  @Test func nobodyInReach() {
    for people in [[1.0], [0.0]] {
      #expect(throws: InputError.self) {
        try study(demand: [0], people: people, candidates: [500], cutoff: .meters(100))
      }
    }
  }

  /// Weights far below a millionth of a person, far above all people, and both side by side: the
  /// second candidate reaches more, by a little that 53 bits of the sum do not hold.
  @Test(arguments: [
    [0.00036, 0.0002, 0.0002], [3e-300, 2e-300, 2e-300], [3e300, 2e300, 2e300],
    [9_007_199_254_740_992, 9_007_199_254_740_992, 1e-9], [1e300, 1e300, 1e-300],
    [0.3, 0.1, 0.2000000000000001],
  ])
  func whatReachesMoreIsChosenHoweverSmall(_ people: [Double]) throws {
    for objective in SiteObjective.allCases {
      let study = try study(
        demand: [0, 1000, 1000], people: people, candidates: [0, 1000], cutoff: .meters(500))
      let result = try SiteResult(study, objective, count: 1)
      #expect(result.sites.map(\.candidate) == [1])
      #expect(result.search.isProvenOptimal && result.optimalityGap == 0)
    }
  }

  /// As decimals 0.1 + 0.2 is 0.3: a tie, which the first candidate has. As doubles it is more.
  @Test func decimalsAreAddedAsTheyAreWritten() throws {
    let study = try study(
      demand: [0, 1000, 1000], people: [0.3, 0.1, 0.2], candidates: [0, 1000], cutoff: .meters(500))
    let result = try SiteResult(study, .coverage, count: 1)
    #expect(result.sites.map(\.candidate) == [0] && result.value == 0.3 && result.bound == 0.3)
  }

  /// Weights below half a millionth once made all counts 0, and a mean of no number.
  @Test func aMedianOfTinyWeights() throws {
    let study = try study(
      demand: [0, 100, 1000], people: [1e-7, 1e-7, 3e-7], candidates: [0, 100, 1000], cutoff: nil)
    let result = try SiteResult(study, .pMedian, count: 1)
    #expect(result.sites.map(\.candidate) == [2])
    #expect(abs(result.value - 1900.0 / 5) < 1e-9 && result.search.isProvenOptimal)
  }

  @Test func peopleBeyondAllNumbersAreRefused() {
    #expect(throws: InputError.self) {
      try study(
        demand: [0, 1], people: [1e308, 1e308], candidates: [0], cutoff: .meters(500))
    }
  }
}
