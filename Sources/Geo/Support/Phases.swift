internal import CProcess
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

  public init() {}

  /// The phase that is running; nil between phases.
  public var current: String? { state.withLock { $0.current } }

  /// The phases so far and their wall times, seconds.
  public var times: [(name: String, seconds: Double)] {
    state.withLock { state in state.names.map { ($0, state.seconds[$0] ?? 0) } }
  }

  /// Does the work and books its wall time under a name; the same name adds up.
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

/// What the operating system says of this process.
public enum ProcessFacts {
  /// The most memory that was resident at once.
  public static var peakMemoryBytes: Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_maxrss * 1024
  }

  /// The processors that this process may run on.
  public static var processorCount: Int {
    max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// A reader that goes away, or a limit on file sizes, shows as an error of the write, not as
  /// the end of the process.
  public static func turnSignalsIntoErrors() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Prepares the process for the command line: it may open as many files as the system lets it, a
  /// signal that ends it removes its temporary files first, and a trap ends it with one line and this
  /// code. Who sets `SWIFT_BACKTRACE` wants to see traps as Swift shows them.
  public static func prepare(trapExitCode: Int32) {
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
      limit.rlim_cur < limit.rlim_max
    {
      limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, 4096))
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
    process_clean_up_when_ended()
    if variable("SWIFT_BACKTRACE") == nil { process_report_traps(trapExitCode) }
  }

  /// Whether so many more files can be opened at once.
  public static func canOpen(_ count: Int) -> Bool {
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    for _ in 0..<count {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return errno != EMFILE && errno != ENFILE }
      opened.append(descriptor)
    }
    return true
  }

  /// The arguments that are not valid UTF-8, which no `String` can hold, with their other bytes as
  /// `\xE9`.
  public static var unreadableArguments: [String] {
    (0..<Int(CommandLine.argc)).compactMap { i in
      guard let argument = CommandLine.unsafeArgv[i],
        String(validatingCString: argument) == nil
      else { return nil }
      let bytes = UnsafeRawBufferPointer(start: argument, count: strlen(argument))
      return bytes.map { byte in
        (0x20..<0x7F).contains(byte)
          ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
      }.joined()
    }
  }

  public static var standardErrorIsTerminal: Bool { isatty(STDERR_FILENO) != 0 }
  public static var standardOutputIsTerminal: Bool { isatty(STDOUT_FILENO) != 0 }

  /// The value of an environment variable.
  public static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
