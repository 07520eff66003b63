/// Which plan a result follows.
public struct PlanIdentity: Sendable, Equatable {
  /// The plan's title.
  public var title: String
  /// The checksum of the plan's bytes.
  public var sha256: String

  /// A plan by its title and checksum.
  public init(title: String, sha256: String) {
    self.title = title
    self.sha256 = sha256
  }
}
