/// Numbers for places: equal coordinates have one number, given in the order of first appearance.
///
/// Open addressing over flat arrays. **Complexity:** O(1) expected a look-up.
struct PlaceTable {
  private(set) var places: [EditableShape.Place] = []
  private var slots: [Int32] = Array(repeating: -1, count: 16)

  var count: Int { places.count }
  subscript(_ id: Int32) -> EditableShape.Place { places[Int(id)] }

  mutating func reserve(_ count: Int) {
    var size = slots.count
    while size < 2 * count { size *= 2 }
    places.reserveCapacity(count)
    if size > slots.count { rehash(size) }
  }

  /// The number of a place, a new one if it has none yet.
  mutating func number(_ place: EditableShape.Place) -> Int32 {
    let slot = slot(of: place)
    if slots[slot] >= 0 { return slots[slot] }
    let id = Int32(places.count)
    places.append(place)
    slots[slot] = id
    if 2 * places.count > slots.count { rehash(2 * slots.count) }
    return id
  }

  /// The number of a place that has one.
  func find(_ place: EditableShape.Place) -> Int32? {
    let id = slots[slot(of: place)]
    return id >= 0 ? id : nil
  }

  private func slot(of place: EditableShape.Place) -> Int {
    let mask = slots.count - 1
    // Adding 0 makes one zero of both.
    var slot = Int(
      truncatingIfNeeded: PairTable.mix((place.x + 0).bitPattern, (place.y + 0).bitPattern))
    slot &= mask
    while slots[slot] >= 0, places[Int(slots[slot])] != place { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func rehash(_ size: Int) {
    slots = Array(repeating: -1, count: size)
    for id in places.indices { slots[slot(of: places[id])] = Int32(id) }
  }
}

/// Numbers for pairs of numbers, given in the order of first appearance.
struct PairTable {
  private(set) var firsts: [Int32] = []
  private(set) var seconds: [Int32] = []
  private var slots: [Int32] = Array(repeating: -1, count: 16)

  var count: Int { firsts.count }

  mutating func number(_ first: Int32, _ second: Int32) -> Int32 {
    let slot = slot(of: first, second)
    if slots[slot] >= 0 { return slots[slot] }
    let id = Int32(firsts.count)
    firsts.append(first)
    seconds.append(second)
    slots[slot] = id
    if 2 * firsts.count > slots.count { rehash(2 * slots.count) }
    return id
  }

  /// The number of a pair that has one.
  func find(_ first: Int32, _ second: Int32) -> Int32? {
    let id = slots[slot(of: first, second)]
    return id >= 0 ? id : nil
  }

  private func slot(of first: Int32, _ second: Int32) -> Int {
    let mask = slots.count - 1
    let hash = Self.mix(UInt64(UInt32(bitPattern: first)), UInt64(UInt32(bitPattern: second)))
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let id = Int(slots[slot])
      if firsts[id] == first, seconds[id] == second { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func rehash(_ size: Int) {
    slots = Array(repeating: -1, count: size)
    for id in firsts.indices { slots[slot(of: firsts[id], seconds[id])] = Int32(id) }
  }

  /// SplitMix64's finisher over both words.
  static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var z = a &* 0x9E37_79B9_7F4A_7C15 ^ (b &+ 0xD1B5_4A32_D192_ED03)
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
