internal import GeoCore

/// A bbox as it stands in the text.
struct ScannedBox {
  var offset: Int
  var feature: Int?
  /// West, south, east, north.
  var sides: [Double]
  /// One unit of the last digit of each.
  var units: [Double]
}

extension GeoJSONScanner {
  /// Reads a bbox; nil when it is none, which is noted. `at` is on its first byte.
  mutating func boundingBox() throws(Stop) -> ScannedBox? {
    let start = at
    guard base[at] == Self.openBracket else {
      try skipMistyped("a bbox must be an array of 4 or 6 numbers")
      return nil
    }
    at += 1
    var isFirst = true
    var numbers: [(value: Double, unit: Double)] = []
    var count = 0
    var isSound = true
    while try nextElement(isFirst: &isFirst) {
      count += 1
      let byte = base[at]
      if Self.startsNumber(byte), nonFiniteWord(at: at) == nil {
        let value = try number()
        if count <= 6 { numbers.append((value, powersOfTen[min(decimals, 22)])) }
        continue
      }
      let offset = at
      let what = valueName
      try skipValue()
      if isSound {
        note(.mistypedMember, "a bbox holds numbers, not \(what)", at: offset)
        isSound = false
      }
    }
    guard isSound else { return nil }
    guard count == 4 || count == 6 else {
      note(.mistypedMember, "a bbox has 4 or 6 numbers; this one has \(count)", at: start)
      return nil
    }
    let upper = count / 2
    let chosen = [numbers[0], numbers[1], numbers[upper], numbers[upper + 1]]
    return ScannedBox(
      offset: start, feature: feature, sides: chosen.map(\.value), units: chosen.map { 1 / $0.unit }
    )
  }

  /// Notes a bbox that is not that of the vertices from `first` on.
  mutating func compare(_ box: ScannedBox, withVerticesFrom first: Int) {
    guard !isGeometryFaulty, muted == 0, first < shapes.vertexCount else { return }
    let actual = shapes.box(from: first)
    let known = feature
    feature = box.feature
    defer { feature = known }
    let sides = [actual.minX, actual.minY, actual.maxX, actual.maxY]
    let swapped = [actual.minY, actual.minX, actual.maxY, actual.maxX]
    // Digits may have been left out, but no more of them than a thousandth of a degree (a metre);
    // and positions may have been rounded after the bbox was taken.
    let most = actual.couldBeDegrees ? 1e-3 : 1
    let least = actual.couldBeDegrees ? 1e-6 : 0.1
    func agrees(_ sides: [Double], _ chosen: [Int]) -> Bool {
      chosen.allSatisfy {
        let allowed = max(min(box.units[$0], most), least) * (1 + 1e-9)
        return abs(sides[$0] - box.sides[$0]) <= allowed
      }
    }
    if agrees(sides, [0, 1, 2, 3]) { return }
    // West beyond east: across the antimeridian, where only latitudes can be compared.
    if box.sides[0] > box.sides[2], actual.couldBeDegrees, agrees(sides, [1, 3]) { return }
    let text = { (sides: [Double]) in sides.map { "\($0)" }.joined(separator: ", ") }
    if agrees(swapped, [0, 1, 2, 3]) {
      note(
        .wrongBoundingBox,
        "the bbox has latitude first; RFC 7946 wants west, south, east, north:"
          + " [\(text(sides))]", at: box.offset)
    } else {
      note(
        .wrongBoundingBox,
        "the bbox [\(text(box.sides))] is not that of the coordinates:"
          + " [\(text(sides))]", at: box.offset)
    }
  }
}
