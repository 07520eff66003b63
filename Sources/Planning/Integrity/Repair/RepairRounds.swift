import GeoAlgorithms
import GeoCore

/// Does the repeated steps of a repair until a round of them changes nothing.
///
/// The bound on how far borders move depends on where they came from, which a second run of the
/// repair does not know. So the last round is done as a second run would do it. Where that finds
/// more to do, the moves that were in the way are named, and all is begun anew without them. What
/// still cannot meet is *left apart*; then a whole second run must come to the same end, or features
/// that it would change are not moved at all.
struct RepairRounds {
  let steps: [any RepairStep.Type]

  /// Rounds that are tried before giving up.
  private static let mostRounds = 16
  /// How often all is begun anew.
  private static let mostAttempts = 6
  /// How often a second run may come to another end before the repair counts as not settled.
  private static let mostProofs = 4

  struct Ending {
    /// Whether a second run would change nothing.
    var isSettled: Bool
    /// Of each feature, how many vertices are left apart.
    var leftApart: [Int: Int] = [:]
  }

  private enum Attempt {
    case settled
    case unsettled
    /// A round that began anew found more to do.
    case left(RepairState)
  }

  func run(_ state: inout RepairState) throws -> Ending {
    let start = state
    var proofs = 0
    while true {
      let attempt = try exhaust(&state)
      guard case .left(let found) = attempt else {
        if case .settled = attempt { return Ending(isSettled: true) }
        return Ending(isSettled: false)
      }
      var second = state
      second.history = BorderHistory()
      _ = try exhaust(&second)
      let changed = Self.differences(second.geometries, state.geometries)
      proofs += 1
      state.history.blame(features: changed)
      guard !changed.isEmpty, proofs < Self.mostProofs,
        let history = state.history.withoutBlamedMoves
      else { return Ending(isSettled: changed.isEmpty, leftApart: found.doneInRound) }
      state = start
      state.history = history
    }
  }

  private static func differences(_ a: Geometries, _ b: Geometries) -> Set<Int> {
    Set((0..<a.count).filter { a.shape(ofFeature: $0) != b.shape(ofFeature: $0) })
  }

  /// Begins anew as long as there are moves in the way of others.
  private func exhaust(_ state: inout RepairState) throws -> Attempt {
    let start = state
    var attempt = try self.attempt(&state)
    for _ in 1..<Self.mostAttempts {
      guard case .left(let found) = attempt else { break }
      state.history.blame(leaving: found.history)
      guard let history = state.history.withoutBlamedMoves else { break }
      state = start
      state.history = history
      attempt = try self.attempt(&state)
    }
    return attempt
  }

  private func attempt(_ state: inout RepairState) throws -> Attempt {
    for _ in 0..<Self.mostRounds {
      if try isChanged(&state) { continue }
      if state.isStuck { return .unsettled }
      if state.history.isEmpty { return .settled }
      var fresh = state
      fresh.history = BorderHistory()
      return try isChanged(&fresh) ? .left(fresh) : .settled
    }
    return .unsettled
  }

  /// Does one round.
  private func isChanged(_ state: inout RepairState) throws -> Bool {
    state.beginRound()
    for step in steps { try step.apply(to: &state) }
    return state.isDirty
  }
}
