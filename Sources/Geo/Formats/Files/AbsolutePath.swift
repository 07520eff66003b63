internal import Glibc

/// Paths from the root on.
public enum AbsolutePath {
  /// The path from the root, without empty parts and `.`, and with `..` resolved by name alone: links
  /// are not followed, and the file need not be there.
  public static func of(_ path: String) -> String {
    var whole = path
    if !path.hasPrefix("/"), let here = getcwd(nil, 0) {
      whole = String(cString: here) + "/" + path
      free(here)
    }
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
