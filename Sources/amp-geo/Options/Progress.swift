import Dispatch
import GeoCore
import GeoFormats
import Synchronization

/// A line on a terminal that says what goes on, for work that takes over a second.
final class Progress: Sendable {
  private let isStopped = Mutex(false)

  init(phases: Phases, isShown: Bool) {
    guard isShown, ProcessFacts.standardErrorIsTerminal else { return }
    tick(phases, seconds: 1)
  }

  private func tick(_ phases: Phases, seconds: Int) {
    DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + 1) { [self] in
      let goesOn = isStopped.withLock { stopped in
        if stopped { return false }
        StandardStreams.showProgress("\(phases.current ?? "working") … \(seconds) s")
        return true
      }
      if goesOn { tick(phases, seconds: seconds + 1) }
    }
  }

  /// Clears the line; nothing is drawn after that.
  func stop() {
    isStopped.withLock { $0 = true }
    StandardStreams.eraseProgress()
  }
}
