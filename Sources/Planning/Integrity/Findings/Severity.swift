/// How bad a finding is.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Worst first.
  case error
  /// Something that is allowed and seldom meant.
  case warning
  /// Something worth knowing.
  case info

  /// Whether `a` weighs less than `b`: info, warning, error.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .error: 2
    case .warning: 1
    case .info: 0
    }
  }
}
