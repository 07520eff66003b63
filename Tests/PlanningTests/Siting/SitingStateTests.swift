import TestSupport
import Testing

@testable import PlanningAccess

/// What is kept up to date equals what is computed anew.
@Suite struct SitingStateTests {
  @Test(arguments: [true, false])
  func everyChangeKeepsTheBooks(_ isCoverage: Bool) {
    var generator = SeededGenerator(seed: isCoverage ? 7 : 8)
    for _ in 0..<40 {
      let (problem, rows) = SitingCases.random(&generator, isCoverage: isCoverage)
      var state = SitingState(problem)
      for _ in 0..<15 {
        let j = Int.random(in: 0..<problem.candidateCount, using: &generator)
        if state.isOpen[j] { state.close(j) } else { state.open(j) }
        let value = SitingCases.value(of: state.open, problem, rows)
        #expect(state.value == value)
        for k in 0..<problem.candidateCount {
          let others = state.open.filter { $0 != k }
          if state.isOpen[k] {
            let without = SitingCases.value(of: others, problem, rows)
            #expect(state.losses[k] == value - without && state.gains[k] == 0)
          } else {
            let with = SitingCases.value(of: others + [k], problem, rows)
            #expect(state.gains[k] == with - value && state.losses[k] == 0)
          }
        }
      }
    }
  }

  @Test func theBestSwapIsTheBestOfAll() {
    var generator = SeededGenerator(seed: 9)
    var found = 0
    for turn in 0..<60 {
      let (problem, rows) = SitingCases.random(&generator, isCoverage: turn % 2 == 0)
      let start = [0, 3, 6].filter { !problem.required.contains($0) }
      var state = SitingState(problem, opening: start)
      let isKept = rows.indices.map { problem.required.contains($0) }
      guard let cheapest = state.cheapest(keeping: isKept) else { continue }
      for f in rows.indices where !state.isOpen[f] {
        let swaps = state.open.filter { !isKept[$0] }.map { r in
          SitingState<Int>.Swap(
            closed: r,
            profit: SitingCases.value(of: state.open.filter { $0 != r } + [f], problem, rows)
              - state.value)
        }
        let best = swaps.map(\.profit).max() ?? 0
        let swap = state.bestSwap(opening: f, cheapest: cheapest, keeping: isKept)
        #expect((swap?.profit ?? 0) == max(0, best))
        if let swap {
          found += 1
          #expect(swaps.contains(swap))
        }
      }
    }
    #expect(found > 50)
  }
}
