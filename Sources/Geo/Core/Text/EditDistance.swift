/// How unlike two words are.
///
/// **Source:** V. I. Levenshtein, Binary codes capable of correcting deletions, insertions and
/// reversals, Soviet Physics Doklady 10 (8), 1966, 707–710.
public enum EditDistance {
  /// The least number of letters to insert, remove or replace that turns one into the other.
  ///
  /// **Complexity:** O(a·b).
  public static func between(_ a: String, _ b: String) -> Int {
    let target = Array(b)
    var row = Array(0...target.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in target.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[target.count]
  }

  /// The word that is most like another, if it is like it at all: no more than a third of its letters,
  /// and two at least, are to be changed.
  public static func nearest(to word: String, among known: [String]) -> String? {
    let distances = known.map { (word: $0, distance: between(word.lowercased(), $0.lowercased())) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(2, best.word.count / 3) ? best.word : nil
  }
}
