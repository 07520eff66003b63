/// Finds which of many values occurred before, by their places alone: a hash table of 32-bit
/// indices, for values too many to hold twice.
///
/// **Complexity:** O(1) for each value on average; 8 to 16 bytes for each.
struct FirstPlaces {
  /// A place + 1, or 0 for a free slot; a power of two, at least half of them free.
  private var slots: [UInt32]

  /// - Parameter count: how many values there are at most.
  init(count: Int) {
    var size = 16
    while size < 2 * count { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// The place of the first value that equals the one at `place`: an earlier one, or `place`
  /// itself, which is then kept.
  mutating func first(
    of place: Int, hash: Int, where isEqual: (_ earlier: Int) -> Bool
  ) -> Int {
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      let earlier = Int(slots[slot]) - 1
      if isEqual(earlier) { return earlier }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(place + 1)
    return place
  }
}
