extension Column {
  /// Whether no two values are the same id, see `FeatureID`.
  package var isDistinct: Bool {
    let isPlain = kinds.allSatisfy { $0 == kinds.first } && kinds.first != .number
    guard isPlain, bytes.allSatisfy({ $0 < 0x80 }) else {
      var seen: Set<String?> = []
      return (0..<count).allSatisfy { seen.insert(key($0)).inserted }
    }
    // Values of one kind are the same when their bytes are.
    var places = FirstPlaces(count: count)
    return (0..<count).allSatisfy { i in
      let text = bytes[textRange(i)]
      var hasher = Hasher()
      text.withUnsafeBytes { hasher.combine(bytes: $0) }
      let first = places.first(of: i, hash: hasher.finalize()) { earlier in
        kinds[earlier] == kinds[i] && bytes[textRange(earlier)] == text
      }
      return first == i
    }
  }
}
