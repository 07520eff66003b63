/// Why a chosen pair has no cost.
package enum PairGap: String, Sendable, CaseIterable {
  /// A place is too far from every street, or no way leads from one to the other.
  case notConnected = "not_connected"
  /// The way takes longer than the cutoff.
  case outOfCutoff = "out_of_cutoff"
}
