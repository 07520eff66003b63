internal import Synchronization

/// Where a body that is written piece by piece has come to.
final class PieceState: Sendable {
  private let rest: Mutex<ArraySlice<Int>>

  init(pieces: [Int]) { rest = Mutex(pieces[...]) }

  /// Where the next piece begins; nil after the last.
  func next() -> Int? { rest.withLock { $0.popFirst() } }
}
