/// What all decays have in common of their weights.
enum DecayWeight {
  /// Weights below count as 0: dividing by their sums would leave the range of doubles.
  static let least = 1e-290
}
