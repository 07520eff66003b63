import GeoCore
import GeoProjection
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// The index against all pairs.
@Suite struct StraightReachTests {
  private func pairs(_ reach: SiteReach) -> [[Int32]] {
    (0..<reach.placeCount).map { Array(reach.demands[reach.pairs(ofPlace: $0)]) }
  }

  @Test(arguments: [60.0, 250, 5000])
  func sensorsOfARadius(_ radius: Double) throws {
    var generator = SeededGenerator(seed: 5)
    func place() -> (Double, Double) {
      (
        Double.random(in: 0..<2000, using: &generator),
        Double.random(in: 0..<1000, using: &generator)
      )
    }
    let demand = (0..<400).map { _ in place() }
    let sensors = (0..<300).map { _ in place() }
    let wanted = sensors.map { sensor in
      demand.indices.filter { i in
        let (dx, dy) = (demand[i].0 - sensor.0, demand[i].1 - sensor.1)
        return (dx * dx + dy * dy).squareRoot() <= radius
      }.map { Int32($0) }
    }
    for threads in [1, 3] {
      let reach = try StraightReach.pairs(
        from: points(sensors), to: points(demand), within: radius, threads: threads)
      #expect(pairs(reach) == wanted)
      for j in 0..<reach.placeCount {
        for pair in reach.pairs(ofPlace: j) {
          let i = Int(reach.demands[pair])
          let (dx, dy) = (demand[i].0 - sensors[j].0, demand[i].1 - sensors[j].1)
          let millimeters = ((dx * dx + dy * dy).squareRoot() * 1000).rounded()
          #expect(Double(reach.costs[pair]) == millimeters)
        }
      }
    }
  }

  private func points(_ places: [(Double, Double)]) -> Geometries {
    var geometries = Geometries(crs: .lambert93)
    for (x, y) in places { geometries.appendPoint(x: x, y: y) }
    return geometries
  }

  @Test func theCutoffItselfIsInReach() throws {
    let demand = points([(0, 0), (300, 400), (300, 400.001)])
    let reach = try StraightReach.pairs(
      from: points([(0, 0)]), to: demand, within: 500, threads: 1)
    #expect(reach.demands == [0, 1] && reach.costs == [0, 500_000])
  }

  /// Auckland to Nice and to its antipode near Ronda: geodesics of 18,695 and almost 20,004 km.
  @Test func distancesAreThoseOfTheWholeGlobe() throws {
    var demand = Geometries(crs: .wgs84)
    for (x, y) in [(7.26, 43.7), (-5.2367, 36.8485)] { demand.appendPoint(x: x, y: y) }
    var auckland = Geometries(crs: .wgs84)
    auckland.appendPoint(x: 174.7633, y: -36.8485)
    let reach = try StraightReach.pairs(from: auckland, to: demand, within: nil, threads: 1)
    let wanted = (0..<2).map { i in
      let meters = Geodesic.distance(
        from: (174.7633, -36.8485), to: (demand.x(i), demand.y(i)))
      return Int((meters * 1000).rounded())
    }
    #expect(reach.costs == wanted && wanted.allSatisfy { $0 > 18_000_000_000 })
  }

  @Test func whatIsFartherThanAnythingOnEarthIsRefused() throws {
    for far in [7e7, 1e300] {
      #expect(throws: InputError.self) {
        try StraightReach.pairs(
          from: points([(0, 0)]), to: points([(far, 0)]), within: nil, threads: 1)
      }
    }
  }

  @Test func linksHoldTheGreatestCostAndCandidate() {
    let most = SitingLink(
      candidate: SitingLink.tooManyCandidates - 1, saving: SiteReach.mostCost)
    #expect(most.saving == SiteReach.mostCost)
    #expect(most.candidate == SitingLink.tooManyCandidates - 1)
    let none = SitingLink(candidate: 0, saving: 0)
    #expect(none.saving == 0 && none.candidate == 0 && most < none)
  }

  @Test func polygonsReachFromTheirBoundary() throws {
    var parks = Geometries(crs: .lambert93)
    parks.appendPolygon([[(0, 0), (100, 0), (100, 100), (0, 100)]])
    parks.beginFeature(.null)
    let demand = points([(50, 50), (100, 50), (130, 140), (50, -51)])
    let near = try StraightReach.pairs(from: parks, to: demand, within: 50, threads: 1)
    #expect(near.demands == [0, 1, 2] && near.costs == [0, 0, 50_000])
    #expect(near.offsets == [0, 3, 3])
    let all = try StraightReach.pairs(from: parks, to: demand, within: nil, threads: 1)
    #expect(all.demands == [0, 1, 2, 3] && all.offsets == [0, 4, 4])
  }

  @Test func placesWithoutGeometryAreOutOfReach() throws {
    var demand = Geometries(crs: .lambert93)
    demand.beginFeature(.null)
    demand.appendPoint(x: 1, y: 1)
    for cutoff in [10.0, nil] {
      let reach = try StraightReach.pairs(
        from: points([(0, 0)]), to: demand, within: cutoff, threads: 1)
      #expect(reach.demands == [1])
    }
  }

  @Test func tooManyPairsAreRefused() throws {
    let many = points((0..<600).map { (Double($0), 0) })
    for cutoff in [nil, 1000.0] {
      #expect(throws: InputError.self) {
        try StraightReach.pairs(
          from: many, to: many, within: cutoff, mostPairs: 359_999, threads: 2)
      }
    }
  }

  @Test func rowsOfDemandTurnIntoRowsOfPlaces() {
    var rows = SiteReach.Rows()
    rows.counts = [2, 0, 1]
    rows.demands = [0, 2, 0]
    rows.costs = [5, 6, 7]
    let reach = SiteReach(placeCount: 3, demandRows: rows)
    #expect(reach.offsets == [0, 2, 2, 3])
    #expect(reach.demands == [0, 2, 0] && reach.costs == [5, 7, 6])
    #expect(reach.nearest.map { $0?.place } == [0, nil, 0])
    #expect(reach.isReached == [true, false, true])
  }
}
