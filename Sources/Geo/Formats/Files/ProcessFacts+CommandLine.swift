internal import CProcess
public import GeoCore
internal import Glibc

extension ProcessFacts {
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
          ? String(UnicodeScalar(byte)) : "\\x" + HexText.digits(byte, width: 2, uppercase: true)
      }.joined()
    }
  }

  /// Whether messages are read by a person, who may see a progress line.
  public static var standardErrorIsTerminal: Bool { isatty(STDERR_FILENO) != 0 }
  /// Whether results would be shown on a screen.
  public static var standardOutputIsTerminal: Bool { isatty(STDOUT_FILENO) != 0 }
}
