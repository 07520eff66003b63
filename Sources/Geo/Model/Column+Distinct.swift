extension Column {
  /// Whether no two values have the same kind and the same text.
  var isDistinct: Bool {
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
