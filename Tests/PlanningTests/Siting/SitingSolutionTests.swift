import Foundation
import TestSupport
import Testing

@testable import PlanningAccess

/// Choices against all choices, against an exact solver, and by hand.
@Suite struct SitingSolutionTests {
  private func people(_ weight: Int) -> Int { weight / SitingCases.person }

  @Test(arguments: [true, false])
  func theBestChoiceLiesBetweenValueAndBound(_ isCoverage: Bool) {
    var generator = SeededGenerator(seed: isCoverage ? 1 : 2)
    var proven = 0
    for _ in 0..<120 {
      let (problem, rows) = SitingCases.random(&generator, isCoverage: isCoverage)
      let best = SitingCases.best(problem, rows)
      let solution = SitingSolution(problem)
      let counted = SitingCases.value(of: solution.chosen, problem, rows)
      #expect(solution.value == counted)
      #expect(solution.value <= best && best <= solution.bound)
      #expect(solution.chosen.count == problem.limit)
      #expect(Set(solution.chosen).count == problem.limit)
      #expect(solution.chosen.starts(with: problem.required))
      if problem.required.isEmpty {
        let guaranteed = (1 - 1 / M_E) * Double(best)
        #expect(Double(solution.greedyValue) >= guaranteed - 1e-9)
      }
      if solution.search.isProvenOptimal { proven += 1 }
    }
    // A bound that is never reached would be no use.
    #expect(proven > 90)
  }

  @Test func noSingleSwapHelps() {
    var generator = SeededGenerator(seed: 3)
    for turn in 0..<60 {
      let (problem, rows) = SitingCases.random(&generator, isCoverage: turn % 2 == 0)
      let solution = SitingSolution(problem)
      #expect(solution.search.isLocalOptimum)
      for r in solution.chosen where !problem.required.contains(r) {
        for f in rows.indices where !solution.chosen.contains(f) {
          let swapped = solution.chosen.filter { $0 != r } + [f]
          #expect(SitingCases.value(of: swapped, problem, rows) <= solution.value)
        }
      }
    }
  }

  @Test func everyPlaceAddsLessThanTheOneBefore() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<60 {
      let (problem, rows) = SitingCases.random(&generator, isCoverage: false)
      guard problem.required.isEmpty else { continue }
      let chosen = SitingSolution(problem).chosen
      let values = (0...chosen.count).map {
        SitingCases.value(of: Array(chosen.prefix($0)), problem, rows)
      }
      let added = zip(values.dropFirst(), values).map { $0 - $1 }
      #expect(added == added.sorted(by: >))
    }
  }

  /// Optima by HiGHS 1.x, called through scipy.optimize.milp, to a gap of 0.
  @Test(arguments: [
    (seed: 1, demand: 300, candidates: 60, radius: 100, limit: 8, best: 5417),
    (seed: 2, demand: 500, candidates: 120, radius: 80, limit: 15, best: 10322),
    (seed: 3, demand: 400, candidates: 200, radius: 60, limit: 40, best: 12871),
    (seed: 4, demand: 200, candidates: 50, radius: 150, limit: 5, best: 4422),
    (seed: 5, demand: 800, candidates: 150, radius: 70, limit: 30, best: 23259),
  ])
  func coverageAgainstAnExactSolver(
    _ one: (seed: Int, demand: Int, candidates: Int, radius: Int, limit: Int, best: Int)
  ) {
    let plane = SitingCases.Plane(
      seed: UInt64(one.seed), demand: one.demand, candidates: one.candidates)
    let solution = SitingSolution(plane.coverage(radius: one.radius, limit: one.limit))
    let (value, bound) = (people(solution.value), people(solution.bound))
    #expect(value <= one.best && one.best <= bound)
    #expect(Double(value) >= 0.99 * Double(one.best))
    #expect(Double(bound) <= 1.01 * Double(one.best))
  }

  @Test(arguments: [
    (seed: 11, demand: 100, candidates: 30, limit: 5, best: 1_069_549),
    (seed: 12, demand: 120, candidates: 40, limit: 8, best: 910725),
    (seed: 13, demand: 150, candidates: 40, limit: 3, best: 2_078_799),
    (seed: 14, demand: 80, candidates: 60, limit: 12, best: 593997),
  ])
  func medianAgainstAnExactSolver(
    _ one: (seed: Int, demand: Int, candidates: Int, limit: Int, best: Int)
  ) {
    let plane = SitingCases.Plane(
      seed: UInt64(one.seed), demand: one.demand, candidates: one.candidates)
    let solution = SitingSolution(plane.median(limit: one.limit))
    let most = 2000 * plane.people
    let (value, bound) = (most - people(solution.value), most - people(solution.bound))
    #expect(bound <= one.best && one.best <= value)
    #expect(Double(value) <= 1.01 * Double(one.best))
    #expect(Double(bound) >= 0.98 * Double(one.best))
  }

  /// Four villages of 10, 10, 9 and 9. The first candidate takes the two large ones, 20; the other
  /// two a large and a small one each, 19. Greedy is caught by the first: 20 + 9 = 29. One swap
  /// leads to 38, which is everybody.
  @Test func aSwapMendsTheGreedyChoice() {
    let problem = SitingCases.problem(
      [[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1]], people: [10, 10, 9, 9], limit: 2)
    let solution = SitingSolution(problem)
    #expect(people(solution.greedyValue) == 29)
    #expect(people(solution.value) == 38 && people(solution.bound) == 38)
    #expect(solution.chosen == [1, 2] && solution.search.swaps == 1)
  }

  /// Three candidates, each of which takes two of three places: one takes 2, and by halves nothing
  /// better can be had. Two take all.
  @Test func aTriangle() {
    let rows: [[Int]] = [[1, 1, 0], [0, 1, 1], [1, 0, 1]]
    let one = SitingSolution(SitingCases.problem(rows, limit: 1))
    #expect(people(one.value) == 2 && people(one.bound) == 2 && one.chosen == [0])
    let two = SitingSolution(SitingCases.problem(rows, limit: 2))
    #expect(people(two.value) == 3 && people(two.bound) == 3)
  }

  @Test func existingPlacesCountForNothing() {
    let problem = SitingCases.problem(
      [[1, 1, 1, 0], [0, 0, 0, 1]], people: [5, 5, 5, 6], base: [1, 1, 0, 0], limit: 1)
    let solution = SitingSolution(problem)
    #expect(
      solution.chosen == [1] && people(solution.value) == 6 && solution.search.isProvenOptimal)
  }

  @Test func requiredPlacesStay() {
    let problem = SitingCases.problem(
      [[1, 1, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]], limit: 2, required: [2])
    let solution = SitingSolution(problem)
    #expect(
      solution.chosen == [2, 0] && people(solution.value) == 3 && people(solution.bound) == 3)
  }

  @Test func whatAddsNothingComesLastByReach() {
    let problem = SitingCases.problem(
      [[1, 0, 0], [1, 1, 0], [1, 1, 1], [0, 0, 0]], limit: 4)
    #expect(SitingSolution(problem).chosen == [2, 1, 0, 3])
  }

  @Test func hugeWeightsDoNotOverflow() {
    let huge = 1 << 48
    let problem = SitingCases.problem(
      [[1, 1, 0], [0, 1, 1], [1, 0, 1]], people: [huge, huge, huge], limit: 2)
    let solution = SitingSolution(problem)
    #expect(people(solution.value) == 3 * huge && solution.search.isProvenOptimal)
  }

  @Test func nobodyToReach() {
    let solution = SitingSolution(SitingCases.problem([[0, 0], [0, 0]], limit: 1))
    #expect(solution.value == 0 && solution.bound == 0 && solution.chosen == [0])
  }
}
