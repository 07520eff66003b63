/// How numbers are divided into classes.
public enum ClassScheme: String, Sendable, CaseIterable {
  /// Classes that differ least within (Fisher–Jenks).
  case natural
  /// Classes of equal numbers of features; equal values stay together.
  case quantile
  /// Classes of equal width.
  case equal
  /// Classes whose width is 1, 2 or 5 times a power of ten; about as many as asked for.
  case pretty

  /// One line for `--help`.
  public var summary: String {
    switch self {
    case .natural: "natural breaks: classes that differ least within"
    case .quantile: "equal numbers of features in each class"
    case .equal: "classes of equal width"
    case .pretty: "classes of a round width, about as many as asked for"
    }
  }
}
