/// Which plan a result follows.
public struct PlanIdentity: Sendable, Equatable {
  public var title: String
  /// The checksum of the plan's bytes.
  public var sha256: String

  public init(title: String, sha256: String) {
    self.title = title
    self.sha256 = sha256
  }
}
