import TestSupport

@testable import PlanningAccess

/// Small problems, and what is best in them by trying everything.
enum SitingCases {
  /// Weights are in thousandths of a person.
  static let person = 1000

  /// A problem from rows of savings, one a candidate; 0 where it does not reach a demand place.
  /// - Parameter people: at each demand place; nil for one each.
  static func problem(
    _ rows: [[Int]], people: [Int]? = nil, base: [Int]? = nil, limit: Int,
    required: [Int] = []
  ) -> SitingProblem<Int> {
    let demandCount = rows[0].count
    let reach = self.reach(rows)
    return SitingProblem(
      weights: (people ?? Array(repeating: 1, count: demandCount)).map { $0 * person },
      base: base ?? Array(repeating: 0, count: demandCount), reach: reach,
      savings: reach.costs, limit: limit, required: required)
  }

  /// Rows of numbers as pairs, zeros left out.
  static func reach(_ rows: [[Int]]) -> SiteReach {
    var pairs = SiteReach.Rows()
    for row in rows {
      let reached = row.indices.filter { row[$0] > 0 }
      pairs.counts.append(reached.count)
      pairs.demands += reached.map { Int32($0) }
      pairs.costs += reached.map { row[$0] }
    }
    return SiteReach(demandCount: rows[0].count, rows: [pairs])
  }

  /// A random problem; of coverage, where all savings are 1, or not.
  static func random(
    _ generator: inout SeededGenerator, candidates: Int = 9, demand: Int = 20, isCoverage: Bool
  ) -> (problem: SitingProblem<Int>, rows: [[Int]]) {
    func draw(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
    let rows = (0..<candidates).map { _ in
      (0..<demand).map { _ -> Int in
        draw(3) > 0 ? 0 : isCoverage ? 1 : Int(1 + draw(6))
      }
    }
    let base = (0..<demand).map { _ -> Int in
      draw(5) > 0 ? 0 : isCoverage ? 1 : Int(draw(6))
    }
    let required = draw(3) == 0 ? [draw(candidates)] : []
    let problem = problem(
      rows, people: (0..<demand).map { _ in draw(20) }, base: base,
      limit: 1 + draw(4), required: required)
    return (problem, rows)
  }

  /// What a choice saves beyond existing places.
  static func value(of chosen: [Int], _ problem: SitingProblem<Int>, _ rows: [[Int]]) -> Int {
    problem.weights.indices.reduce(0) { sum, i in
      let base = Int(problem.base[i])
      let best = chosen.map { Int(rows[$0][i]) }.max() ?? 0
      return sum + problem.weights[i] * max(0, best - base)
    }
  }

  /// The value of the best choice.
  static func best(_ problem: SitingProblem<Int>, _ rows: [[Int]]) -> Int {
    (0..<(1 << rows.count)).reduce(0) { best, bits in
      let chosen = rows.indices.filter { bits >> $0 & 1 == 1 }
      guard chosen.count <= problem.limit, problem.required.allSatisfy(chosen.contains) else {
        return best
      }
      return max(best, value(of: chosen, problem, rows))
    }
  }

  /// Demand places and candidates on a square of 1,000 m, as a solver of integer programs was given
  /// them.
  struct Plane {
    var demand: [(x: Int, y: Int, people: Int)]
    var candidates: [(x: Int, y: Int)]

    init(seed: UInt64, demand: Int, candidates: Int) {
      var generator = SeededGenerator(seed: seed)
      func draw(_ count: UInt64) -> Int { Int(generator.next() % count) }
      self.demand = (0..<demand).map { _ in (draw(1000), draw(1000), 1 + draw(99)) }
      self.candidates = (0..<candidates).map { _ in (draw(1000), draw(1000)) }
    }

    /// Within a radius: 1, else 0.
    func coverage(radius: Int, limit: Int) -> SitingProblem<Int> {
      let rows = candidates.map { candidate in
        demand.map { place -> Int in
          let (dx, dy) = (place.x - candidate.x, place.y - candidate.y)
          return dx * dx + dy * dy <= radius * radius ? 1 : 0
        }
      }
      return problem(rows, people: demand.map(\.people), limit: limit)
    }

    /// 2,000 less the distance along the axes: what it saves.
    func median(limit: Int) -> SitingProblem<Int> {
      let rows = candidates.map { candidate in
        demand.map { place in
          Int(2000 - abs(place.x - candidate.x) - abs(place.y - candidate.y))
        }
      }
      return problem(rows, people: demand.map(\.people), limit: limit)
    }

    var people: Int { demand.reduce(0) { $0 + $1.people } }
  }
}
