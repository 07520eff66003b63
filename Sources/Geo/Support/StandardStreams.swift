internal import Glibc

/// Plain writes to the standard streams.
public enum StandardStreams {
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
