internal import GeoCore

extension FaultSearch {
  /// Notes a ring without repeated points, or why it is none.
  mutating func trace(_ vertices: Range<Int>, part: Int, number: Int) {
    guard !vertices.isEmpty else { return }
    let ring = rings.count
    let first = corners.count
    var box = Box.empty
    var stray: Int?
    for vertex in vertices {
      let place = place(ofVertex: vertex)
      if stray == nil, !place.x.isFinite || !place.y.isFinite { stray = vertex }
      if corners.count > first, self.place(ofVertex: Int(corners[corners.count - 1])) == place {
        continue
      }
      box.extend(x: place.x, y: place.y)
      corners.append(Int32(vertex))
    }
    while corners.count > first + 1,
      place(ofVertex: Int(corners[corners.count - 1])) == place(ofVertex: vertices.lowerBound)
    {
      corners.removeLast()
    }
    rings.append(
      Ring(
        part: part, number: number, start: vertices.lowerBound, firstCorner: first,
        cornerCount: corners.count - first, box: box, original: ring))
    if let stray {
      rings[ring].isUsable = false
      add(
        .notFinite, at: place(ofVertex: stray), rings: [ring],
        "vertex \(stray - vertices.lowerBound + 1) of \(name(ring)) is not a pair of finite numbers"
      )
    } else if let points = differentPoints(ring), points < 3 {
      rings[ring].isUsable = false
      add(
        .tooFewPoints, at: place(ofVertex: vertices.lowerBound), rings: [ring],
        "\(name(ring)) has \(points) different point\(points == 1 ? "" : "s"), and a ring needs 3")
    }
  }

  /// How many different points a ring has; nil when they are three or more.
  private func differentPoints(_ ring: Int) -> Int? {
    let count = rings[ring].cornerCount
    guard count >= 2 else { return count }
    let first = place(ofVertex: vertex(ring, 0))
    let second = place(ofVertex: vertex(ring, 1))
    for corner in 2..<max(count, 2) {
      let place = place(ofVertex: vertex(ring, corner))
      if place != first, place != second { return nil }
    }
    return 2
  }

  /// Different rings of one box and count with which another is compared.
  private static let mostAlike = 100

  /// Finds rings that run through the same points, from wherever and whichever way.
  mutating func findRepeatedRings() {
    guard rings.count > 1 else { return }
    /// What the same rings share at least.
    struct Key: Hashable {
      var count: Int
      var box: Box
    }
    var known: [Key: [Int]] = [:]
    for ring in rings.indices where rings[ring].isUsable {
      let key = Key(count: rings[ring].cornerCount, box: rings[ring].box)
      if let original = known[key]?.suffix(Self.mostAlike).first(where: { areSame($0, ring) }) {
        rings[ring].original = original
        entangled.insert(Pair(original, ring))
        add(
          .duplicateRings, at: place(ofVertex: vertex(ring, 0)), rings: [original, ring],
          "\(name(ring)) runs through the same points as \(name(original))")
      } else {
        known[key, default: []].append(ring)
      }
    }
  }

  private func areSame(_ a: Int, _ b: Int) -> Bool {
    let count = rings[a].cornerCount
    let first = place(ofVertex: vertex(a, 0))
    for start in 0..<count where place(ofVertex: vertex(b, start)) == first {
      for step in [1, -1] {
        let isSame = (1..<count).allSatisfy { corner in
          place(ofVertex: vertex(a, corner))
            == place(ofVertex: vertex(b, (start + step * corner + count) % count))
        }
        if isSame { return true }
      }
    }
    return false
  }
}
