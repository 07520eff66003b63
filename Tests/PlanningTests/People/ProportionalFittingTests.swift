import Testing

@testable import PlanningStudies

@Suite struct ProportionalFittingTests {
  /// Rows of a table of two by two are groups of one layer, columns of another.
  private let rows: [Int?] = [0, 0, 1, 1]
  private let columns: [Int?] = [0, 1, 0, 1]

  private func totals(_ groups: [Int?], _ known: [Double?]) -> ProportionalFitting.Totals {
    ProportionalFitting.Totals(groups: groups, known: known)
  }

  /// Of equal parts, fitting gives row × column / sum.
  @Test func equalPartsBecomeTheProductOfTheirMargins() {
    let fitting = ProportionalFitting(
      [1, 1, 1, 1], to: [totals(rows, [10, 20]), totals(columns, [12, 18])])
    for (part, expected) in zip(fitting.parts, [4.0, 6, 8, 12]) {
      #expect(abs(part - expected) < 1e-6)
    }
    #expect(fitting.conflicts.isEmpty)
  }

  /// The cross ratio of the parts stays as it was: x₁₁ x₂₂ / (x₁₂ x₂₁).
  @Test func theCrossRatioStays() {
    let fitting = ProportionalFitting(
      [1, 2, 3, 4], to: [totals(rows, [50, 70]), totals(columns, [45, 75])])
    let p = fitting.parts
    #expect(abs(p[0] + p[1] - 50) < 1e-6 && abs(p[2] + p[3] - 70) < 1e-6)
    #expect(abs(p[0] + p[2] - 45) < 1e-6 && abs(p[1] + p[3] - 75) < 1e-6)
    #expect(abs(p[0] * p[3] / (p[1] * p[2]) - 4.0 / 6) < 1e-9)
  }

  @Test func whatContradictsItselfIsTold() throws {
    let fitting = ProportionalFitting(
      [1, 1, 1, 1], to: [totals(rows, [10, 20]), totals(columns, [12, 20])])
    #expect(fitting.rounds < ProportionalFitting.mostRounds)
    // The last layer is met, the sum of 32 missing 2 people in the first.
    let missing = fitting.conflicts.reduce(0) { $0 + $1.known - $1.fitted }
    #expect(fitting.conflicts.allSatisfy { $0.layer == 0 })
    #expect(abs(missing + 2) < 1e-6)
  }

  @Test func groupsWithoutPartsCannotBeScaled() {
    let fitting = ProportionalFitting([0, 0, 3, 1], to: [totals(rows, [10, 8])])
    #expect(fitting.parts == [0, 0, 6, 2])
    #expect(
      fitting.conflicts == [
        ProportionalFitting.Conflict(layer: 0, group: 0, known: 10, fitted: 0)
      ])
  }

  @Test func whatIsInNoGroupOrHasNoTotalStays() {
    let fitting = ProportionalFitting([5, 1, 7], to: [totals([nil, 0, 1], [4, nil])])
    #expect(fitting.parts == [5, 4, 7])
    #expect(ProportionalFitting([], to: []).parts.isEmpty)
  }
}
