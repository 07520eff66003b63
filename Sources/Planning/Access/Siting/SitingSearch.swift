/// How a choice of sites was found, and whether it is known to be the best.
public struct SitingSearch: Sendable, Equatable {
  /// How many chosen sites were exchanged for better ones after the greedy choice.
  public let swaps: Int
  /// Whether no single swap helps any more.
  public let isLocalOptimum: Bool
  /// How many steps the bound was improved in.
  public let boundSteps: Int
  /// Whether no other choice is better, in exact sums of the weights as they are given.
  public let isProvenOptimal: Bool
}
