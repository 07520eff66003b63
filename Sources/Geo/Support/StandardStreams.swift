internal import Glibc

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

  /// Writes a message; a closed standard error is nobody's loss.
  public static func writeError(_ text: String) {
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
}
