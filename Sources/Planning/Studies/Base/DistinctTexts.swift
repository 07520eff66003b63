extension [String] {
  /// The texts without the empty and the repeated, in order.
  public func distinct() -> [String] {
    var seen: Set<String> = []
    return filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
