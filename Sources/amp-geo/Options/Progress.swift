import Dispatch
import Geo
import Synchronization

/// A line on a terminal that says what goes on, for work that takes over a second.
final class Progress: Sendable {
  private let isStopped = Mutex(false)
  private let hasShown = Mutex(false)

  init(phases: Phases, isShown: Bool) {
    guard isShown, ProcessFacts.standardErrorIsTerminal else { return }
    tick(phases, seconds: 1)
  }

  private func tick(_ phases: Phases, seconds: Int) {
    DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + 1) { [self] in
      let goesOn = isStopped.withLock { stopped in
        if stopped { return false }
        hasShown.withLock { $0 = true }
        StandardStreams.writeError("\r\u{1B}[K\(phases.current ?? "working") … \(seconds) s")
        return true
      }
      if goesOn { tick(phases, seconds: seconds + 1) }
    }
  }

  /// Clears the line; nothing is drawn after that.
  func stop() {
    let isFirst = isStopped.withLock { stopped in
      defer { stopped = true }
      return !stopped
    }
    if isFirst, hasShown.withLock({ $0 }) { StandardStreams.writeError("\r\u{1B}[K") }
  }
}
