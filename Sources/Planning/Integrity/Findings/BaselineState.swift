/// What a baseline says of a finding.
public enum BaselineState: String, Sendable {
  /// The baseline has nothing like it.
  case new
  /// The baseline has it, less severe or smaller.
  case worse
  /// The baseline has it.
  case known
}
