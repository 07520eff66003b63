internal import Glibc
internal import Synchronization

/// The phases of a command, with the time each has taken. Safe to use from several threads.
public final class Phases: Sendable {
  private struct State {
    var names: [String] = []
    var seconds: [String: Double] = [:]
    var current: String?
  }
  private let state = Mutex(State())

  /// No phase so far.
  public init() {}

  /// The phase that is running; nil between phases.
  public var current: String? { state.withLock { $0.current } }

  /// The phases so far and their wall times, seconds.
  public var times: [(name: String, seconds: Double)] {
    state.withLock { state in state.names.map { ($0, state.seconds[$0] ?? 0) } }
  }

  /// Does the work and books its wall time under a name; the same name adds up.
  /// - Throws: what the work throws.
  public func measure<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
    state.withLock { $0.current = name }
    let clock = ContinuousClock()
    let start = clock.now
    defer {
      let (seconds, attoseconds) = (clock.now - start).components
      let elapsed = Double(seconds) + Double(attoseconds) * 1e-18
      state.withLock { state in
        if state.seconds[name] == nil { state.names.append(name) }
        state.seconds[name, default: 0] += elapsed
        state.current = nil
      }
    }
    return try work()
  }

  /// One line of JSON: the command, its phases in seconds, and the peak memory.
  public func json(command: String) -> JSONValue {
    let phases = times
    return .object([
      "command": .string(command),
      "phases": .array(
        phases.map { name, seconds in
          .object([
            "name": .string(name), "seconds": .number((seconds * 1e6).rounded() / 1e6),
          ])
        }),
      "peak_memory_bytes": .integer(ProcessFacts.peakMemoryBytes),
    ])
  }
}
