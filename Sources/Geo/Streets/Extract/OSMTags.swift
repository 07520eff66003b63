/// The tags of interest of OpenStreetMap objects, as numbers: keys from a fixed list, values
/// interned key by key, so that a rule looks at each different value once.
struct OSMTags: Sendable {
  struct Tag: Sendable {
    var key: Int32
    /// An index into the values of that key.
    var value: Int32
  }

  /// The keys, in order.
  var keys: [String]
  /// The different values of each key, in the order of the file.
  var values: [[String]]
  /// Object i has the tags `offsets[i] ..< offsets[i + 1]`.
  var offsets: [Int]
  var tags: [Tag]

  var count: Int { offsets.count - 1 }

  /// The values of one object, a number for each key; -1 where it has no such tag.
  func read(_ object: Int, into values: inout [Int32]) {
    for key in values.indices { values[key] = -1 }
    for tag in tags[offsets[object]..<offsets[object + 1]] { values[Int(tag.key)] = tag.value }
  }

  /// The number of a key that is in the list.
  func number(of key: String) -> Int? { keys.firstIndex(of: key) }

  /// What each value of a key means to a rule; nothing for a key that is not in the list.
  func meanings<Meaning>(of key: String, _ meaning: (String) -> Meaning) -> [Meaning] {
    number(of: key).map { values[$0].map(meaning) } ?? []
  }
}
