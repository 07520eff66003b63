internal import CProcess
internal import Glibc
internal import Synchronization

/// Plain writes to the standard streams.
public enum StandardStreams {
  /// Occupies the numbers of streams that the caller has closed, so that no file opened later
  /// takes one of them and receives what was meant for the stream. Using such a stream fails.
  public static func occupyClosed() {
    for (stream, direction) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(stream, F_GETFD) < 0 {
      // The lowest free number is the one just found closed.
      _ = open("/dev/null", direction)
    }
  }

  private static let hasProgress = Mutex(false)
  private static let erasure = "\r\u{1B}[K"

  /// Writes a message, in place of the line of progress; a closed standard error is nobody's loss.
  public static func writeError(_ text: String) {
    hasProgress.withLock { shown in
      put(shown ? erasure + text : text)
      shown = false
    }
    process_set_progress_shown(false)
  }

  /// Shows a line of progress on the terminal, in place of the one before.
  public static func showProgress(_ text: String) {
    process_set_progress_shown(true)
    hasProgress.withLock { shown in
      put(erasure + text)
      shown = true
    }
  }

  /// Takes the line of progress away, if one is shown.
  public static func eraseProgress() {
    hasProgress.withLock { shown in
      if shown { put(erasure) }
      shown = false
    }
    process_set_progress_shown(false)
  }

  private static func put(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let put = write(STDERR_FILENO, bytes.baseAddress! + done, bytes.count - done)
        if put < 0 && errno != EINTR { return }
        done += max(0, put)
      }
    }
  }

  /// The columns of the terminal that standard output is; 80 when it is none or does not say.
  public static var outputColumns: Int {
    let columns = Int(process_terminal_columns(STDOUT_FILENO))
    return columns > 0 ? columns : usualColumns
  }

  /// What text is laid out for when nobody says.
  public static let usualColumns = 80
}
