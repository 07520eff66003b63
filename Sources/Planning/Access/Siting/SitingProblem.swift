internal import GeoCore

/// A choice of places as numbers: which candidates to open, so that as much as possible is saved.
///
/// Every demand place i has a weight w_i, and a candidate j saves it s_ij; what is not listed saves
/// nothing. Existing places save it b_i already. Each demand place uses the best open place. With
/// at most n candidates open, S among them,
///
///     maximise  Σ_i w_i · max(0, max_{j ∈ S} s_ij − b_i)
///
/// `MaximalCovering` and `PMedian` make such problems; their greedy choice, swaps and bound are the
/// same. All numbers are whole, so that sums are exact, in any order.
///
/// **Units:** weights in powers of ten of a person, see `ExactWeights`; savings in millimetres,
/// milliseconds, or 1 for covered, `SiteReach.mostCost` at most.
/// **Complexity:** 20 bytes and 8 more for each pair.
/// **Source:** Cornuéjols, Fisher & Nemhauser 1977, Location of bank accounts to optimize float,
/// doi:10.1287/mnsc.23.8.789.
struct SitingProblem<Number: SitingNumber>: Sendable {
  let candidateCount: Int
  let demandCount: Int
  /// At most so many candidates are open.
  let limit: Int
  /// Candidates that are open in any case, in the order in which they open.
  let required: [Int]
  let weights: [Number]
  /// What existing places save each demand place.
  let base: [Int]
  /// Candidate j has the pairs `rowOffsets[j] ..< rowOffsets[j + 1]`.
  let rowOffsets: [Int]
  let rowDemands: [Int32]
  let rowSavings: [Int]
  /// Demand place i has the links `columnOffsets[i] ..< columnOffsets[i + 1]`, what saves most
  /// first, equals in the order of candidates.
  let columnOffsets: [Int]
  let columns: [SitingLink]
  /// Every value that a choice can have is a multiple of this.
  let step: Number

  /// - Parameters:
  ///   - weights: 0 or more; all of them times the greatest saving fit the numbers.
  ///   - base: what existing places save each demand place.
  ///   - savings: of each pair of `reach`, in its order.
  ///   - required: different candidates, `limit` at most.
  init(
    weights: [Number], base: [Int], reach: SiteReach, savings: [Int], limit: Int,
    required: [Int]
  ) {
    precondition(weights.count == reach.demandCount && base.count == reach.demandCount)
    precondition(savings.count == reach.pairCount && required.count <= limit)
    precondition(reach.placeCount < SitingLink.tooManyCandidates)
    candidateCount = reach.placeCount
    demandCount = reach.demandCount
    self.limit = min(limit, reach.placeCount)
    self.required = required
    self.weights = weights
    step = Number.commonDivisor(of: weights)
    self.base = base
    rowOffsets = reach.offsets
    rowDemands = reach.demands
    rowSavings = savings
    var rows = CountedRows<Int>(count: demandCount) { add in
      for demand in reach.demands { add(Int(demand)) }
    }
    let offsets = rows.offsets
    var links = Array(repeating: SitingLink(candidate: 0, saving: 0), count: rowDemands.count)
    for candidate in 0..<candidateCount {
      for pair in rowOffsets[candidate]..<rowOffsets[candidate + 1] {
        let place = rows.place(inRow: Int(rowDemands[pair]))
        links[place] = SitingLink(candidate: candidate, saving: savings[pair])
      }
    }
    for i in 0..<demandCount {
      let column = offsets[i]..<offsets[i + 1]
      if column.dropFirst().contains(where: { links[$0] < links[$0 - 1] }) { links[column].sort() }
    }
    columnOffsets = offsets
    columns = links
  }

  func pairs(ofCandidate j: Int) -> Range<Int> { rowOffsets[j]..<rowOffsets[j + 1] }

  func links(ofDemand i: Int) -> Range<Int> { columnOffsets[i]..<columnOffsets[i + 1] }
}

/// A candidate and what it saves, in one number: smaller numbers save more.
///
/// 36 bits hold what is saved, `SiteReach.mostCost` at most, 28 bits the candidate.
struct SitingLink: Sendable, Comparable {
  private static let candidateBits: UInt64 = 28
  /// More candidates than a link can name.
  static let tooManyCandidates = 1 << Int(candidateBits)

  private let packed: UInt64

  /// - Precondition: a saving of 0 to `SiteReach.mostCost`, fewer than `tooManyCandidates`.
  init(candidate: Int, saving: Int) {
    packed =
      UInt64(SiteReach.mostCost - saving) << Self.candidateBits | UInt64(candidate)
  }

  var candidate: Int { Int(packed & (1 << Self.candidateBits - 1)) }
  var saving: Int { SiteReach.mostCost - Int(packed >> Self.candidateBits) }

  static func < (a: SitingLink, b: SitingLink) -> Bool { a.packed < b.packed }
}
