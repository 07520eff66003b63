extension FaultSearch {
  /// A ring at a place.
  private struct Spot: Hashable {
    var ring: Int
    var place: Place
  }

  /// Turns meetings of edges into faults, and into joints where a touch is allowed.
  mutating func judge(_ meetings: [EdgeMeeting]) {
    var overlapEnds: Set<Spot> = []
    var previous: EdgeMeeting?
    for meeting in meetings {
      switch meeting.how {
      case .crossing(let place):
        add(
          .selfIntersection, at: place, rings: [meeting.a.ring, meeting.b.ring],
          "\(edges(of: meeting)) cross")
        entangle(meeting)
      case .overlap(let low, let high):
        for place in [low, high] {
          overlapEnds.insert(Spot(ring: meeting.a.ring, place: place))
          overlapEnds.insert(Spot(ring: meeting.b.ring, place: place))
        }
        // A stretch over several edges is one fault.
        if !(previous.map { continues($0, meeting) } ?? false) {
          add(
            .selfIntersection, at: middle(low, high), rings: [meeting.a.ring, meeting.b.ring],
            "\(edges(of: meeting)) run along each other")
        }
        previous = meeting
        entangle(meeting)
      case .spike:
        let tip = vertex(meeting.a.ring, meeting.a.corner + 1)
        let place = place(ofVertex: tip)
        for corner in 0...2 {
          let end = self.place(ofVertex: vertex(meeting.a.ring, meeting.a.corner + corner))
          overlapEnds.insert(Spot(ring: meeting.a.ring, place: end))
        }
        let name = name(meeting.a.ring)
        add(
          .spike, at: place, rings: [meeting.a.ring],
          "\(name) runs out to vertex \(number(tip, in: meeting.a.ring)) and back the same way")
      case .touch: break
      }
    }
    judgeTouches(meetings, overlapEnds)
  }

  private mutating func judgeTouches(_ meetings: [EdgeMeeting], _ overlapEnds: Set<Spot>) {
    /// Where a ring meets itself, in the order found, and whether it crosses there.
    var selfTouches: [(spot: Spot, meeting: EdgeMeeting, crosses: Bool)] = []
    var indices: [Spot: Int] = [:]
    for meeting in meetings {
      guard case .touch(let place) = meeting.how else { continue }
      let spots = [meeting.a.ring, meeting.b.ring].map { Spot(ring: $0, place: place) }
      guard !spots.allSatisfy(overlapEnds.contains) else { continue }
      let crosses = crosses(meeting, at: place)
      if meeting.a.ring == meeting.b.ring {
        if let index = indices[spots[0]] {
          selfTouches[index].crosses = selfTouches[index].crosses || crosses
        } else {
          indices[spots[0]] = selfTouches.count
          selfTouches.append((spots[0], meeting, crosses))
        }
      } else if crosses {
        add(
          .selfIntersection, at: place, rings: [meeting.a.ring, meeting.b.ring],
          "\(name(meeting.a.ring)) and \(name(meeting.b.ring)) cross at a vertex")
        entangle(meeting)
      } else {
        joints.append(Joint(ring: meeting.a.ring, other: meeting.b.ring, place: place))
      }
    }
    for touch in selfTouches {
      let ring = touch.spot.ring
      let verb = touch.crosses ? "crosses" : "touches"
      add(
        touch.crosses ? .selfIntersection : .selfTouch, at: touch.spot.place, rings: [ring],
        "\(name(ring)) \(verb) itself where its \(ends(of: touch.meeting, at: touch.spot.place)) meet"
      )
    }
  }

  private mutating func entangle(_ meeting: EdgeMeeting) {
    if meeting.a.ring != meeting.b.ring {
      entangled.insert(Pair(meeting.a.ring, meeting.b.ring))
    }
  }

  /// Whether an overlap goes on from the one before it, along the same rings.
  private func continues(_ earlier: EdgeMeeting, _ later: EdgeMeeting) -> Bool {
    guard earlier.a.ring == later.a.ring, earlier.b.ring == later.b.ring else { return false }
    let count = rings[later.b.ring].cornerCount
    let step = abs(later.b.corner - earlier.b.corner)
    return later.a.corner - earlier.a.corner <= 1 && (step <= 1 || step == count - 1)
  }

  // MARK: Passes

  /// Where a ring comes from and goes to at a place on its edge: the corners beside the edge's
  /// start, or the ends of the edge when the place is inside it.
  private func pass(
    _ edge: (ring: Int, corner: Int), through place: Place
  ) -> (from: Place, to: Place) {
    let start = self.place(ofVertex: vertex(edge.ring, edge.corner))
    let end = self.place(ofVertex: vertex(edge.ring, edge.corner + 1))
    guard start == place else { return (start, end) }
    return (self.place(ofVertex: vertex(edge.ring, edge.corner - 1)), end)
  }

  /// Whether two edges that touch belong to rings that cross there.
  func crosses(_ meeting: EdgeMeeting, at place: Place) -> Bool {
    crosses(at: place, pass(meeting.a, through: place), pass(meeting.b, through: place))
  }

  /// Whether two ways through a place change sides: one end of b on each side of a.
  private func crosses(
    at place: Place, _ a: (from: Place, to: Place), _ b: (from: Place, to: Place)
  ) -> Bool {
    guard let first = isBetween(a.from, a.to, b.from, around: place),
      let second = isBetween(a.from, a.to, b.to, around: place)
    else { return false }
    return first != second
  }

  /// Whether p lies in the angle swept counterclockwise from a to b around a centre; nil when it
  /// lies on a side of the angle, or the angle is none.
  func isBetween(_ a: Place, _ b: Place, _ p: Place, around center: Place) -> Bool? {
    let fromA = side(center, a, p)
    let fromB = side(center, b, p)
    if fromA == 0, isSameWay(a, p, from: center) { return nil }
    if fromB == 0, isSameWay(b, p, from: center) { return nil }
    switch side(center, a, b) {
    case 1: return fromA > 0 && fromB < 0
    case -1: return !(fromA < 0 && fromB > 0)
    default: return isSameWay(a, b, from: center) ? nil : fromA > 0
    }
  }

  /// Whether two places on one line through a centre lie on the same side of it.
  private func isSameWay(_ a: Place, _ b: Place, from center: Place) -> Bool {
    a.x == center.x
      ? (a.y < center.y) == (b.y < center.y) : (a.x < center.x) == (b.x < center.x)
  }

  // MARK: Words

  /// `edges 12 and 47 of ring 1`, or `edge 12 of ring 1 and edge 3 of ring 2`.
  private func edges(of meeting: EdgeMeeting) -> String {
    let a = number(vertex(meeting.a.ring, meeting.a.corner), in: meeting.a.ring)
    let b = number(vertex(meeting.b.ring, meeting.b.corner), in: meeting.b.ring)
    if meeting.a.ring == meeting.b.ring { return "edges \(a) and \(b) of \(name(meeting.a.ring))" }
    return "edge \(a) of \(name(meeting.a.ring)) and edge \(b) of \(name(meeting.b.ring))"
  }

  /// `vertex 3 and vertex 9`, or `vertex 3 and edge 9`.
  private func ends(of meeting: EdgeMeeting, at place: Place) -> String {
    [meeting.a, meeting.b].map { edge in
      let vertex = vertex(edge.ring, edge.corner)
      let what = self.place(ofVertex: vertex) == place ? "vertex" : "edge"
      return "\(what) \(number(vertex, in: edge.ring))"
    }.joined(separator: " and ")
  }

  private func middle(_ a: Place, _ b: Place) -> Place {
    Place(x: a.x + (b.x - a.x) / 2, y: a.y + (b.y - a.y) / 2)
  }
}
