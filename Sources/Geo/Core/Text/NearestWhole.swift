extension FixedWidthInteger {
  /// The whole number nearest to a value, away from zero of two; the least or the greatest that the
  /// type holds beyond its range, 0 for what is no number. Never traps.
  ///
  /// For messages and pictures. Where a figure must be right, take `init(exactly:)` and refuse.
  public init(nearest value: Double) {
    if let whole = Self(exactly: value.rounded()) {
      self = whole
    } else {
      self = value.isNaN ? 0 : value < 0 ? .min : .max
    }
  }
}
