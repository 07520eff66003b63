/// The distinct texts of a column, the most frequent first; those beyond the limit are "other".
struct Categories: Sendable, Equatable {
  /// Those with a colour of their own; equally frequent ones by their bytes.
  let names: [String]
  /// How many distinct texts share "other".
  let otherCount: Int
  private let places: [String: Int]

  init(_ texts: some Sequence<String>, limit: Int) {
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    let ranked = counts.sorted {
      $0.value != $1.value
        ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }
    names = ranked.prefix(limit).map(\.key)
    otherCount = ranked.count - names.count
    places = Dictionary(
      names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of classes, "other" included.
  var count: Int { names.count + (otherCount > 0 ? 1 : 0) }

  /// The class of a text, from 0; "other" is the last.
  func index(of text: String) -> Int { places[text] ?? names.count }
}
