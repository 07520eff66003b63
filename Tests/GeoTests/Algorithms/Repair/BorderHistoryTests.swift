import GeoCore
import Testing

@testable import GeoAlgorithms

/// Where vertices came from, and what that lets them do, on moves of quarters of a metre.
@Suite struct BorderHistoryTests {
  private typealias Place = EditableShape.Place

  private static let scale = GroundScale(metersPerUnit: (1, 1))
  private let a = Place(x: 0, y: 0)
  private let b = Place(x: 0.25, y: 0)
  private let c = Place(x: 0.5, y: 0)
  private let end = Place(x: 0, y: 10)

  private func allows(
    _ history: BorderHistory, _ from: Place, _ to: Place, _ tolerance: Double
  ) -> Bool {
    history.allowsMove(of: from, to: to, tolerance: tolerance, scale: Self.scale)
  }

  /// Feature 0 went from a to b.
  private var moved: BorderHistory {
    var history = BorderHistory()
    history.move([(a, b)], features: { $0 == a ? [0] : [] })
    return history
  }

  @Test func whatNeverMovedMayGoAnywhere() {
    let history = BorderHistory()
    #expect(history.isEmpty && history.withoutBlamedMoves == nil)
    #expect(allows(history, a, Place(x: 1000, y: 0), 0.1))
    let lines = history.homeLines(ofEdge: a, end, of: 0)
    #expect(lines.count == 1 && lines[0] == (a, end))
  }

  /// From b to c is 0.25, and 0.5 from the home at a.
  @Test func movesAreBoundFromTheFirstPlace() {
    #expect(!moved.isEmpty && moved.settled == [b])
    #expect(!allows(moved, b, c, 0.4375))
    #expect(allows(moved, b, c, 0.5))
    // Back home, as ever.
    #expect(allows(moved, b, a, 0.25))
  }

  @Test func edgesOfTheFeatureRunBetweenHomes() {
    let own = moved.homeLines(ofEdge: b, end, of: 0)
    #expect(own.count == 1 && own[0] == (a, end))
    let other = moved.homeLines(ofEdge: b, end, of: 1)
    #expect(other.count == 1 && other[0] == (b, end))
  }

  /// A feature with a vertex at both places has two homes at one.
  @Test func whoWasThereHasTwoHomes() {
    var history = BorderHistory()
    history.move([(a, b)], features: { _ in [0] })
    let lines = history.homeLines(ofEdge: b, end, of: 0)
    #expect(lines.map(\.0) == [a, b])
    // c is near enough to b, and not to a.
    #expect(!allows(history, b, c, 0.25))
  }

  @Test func homesGoWithTheVertex() {
    var history = moved
    history.move([(b, c)], features: { $0 == b ? [0] : [] })
    #expect(history.homeLines(ofEdge: c, end, of: 0).map(\.0) == [a])
    #expect(history.settled == [b, c])
    // b is free again: nobody of those who moved is there.
    #expect(allows(history, b, Place(x: 9, y: 9), 0.1))
  }

  /// The foot of (5, 0.25) on the edge along x is (5, 0).
  @Test func bentEdgesAreBoundFromTheirLine() {
    let (place, line) = (Place(x: 5, y: 0.25), (a, Place(x: 10, y: 0)))
    var history = BorderHistory()
    history.insert(place, in: 0, between: [line], scale: Self.scale)
    #expect(!history.isEmpty && history.settled.isEmpty)
    #expect(allows(history, place, Place(x: 5, y: -0.25), 0.25))
    #expect(!allows(history, place, Place(x: 5, y: -0.5), 0.25))
    // No move is to blame for it.
    history.blame(place, awayFrom: Place(x: 5, y: -0.5), tolerance: 0.25, scale: Self.scale)
    #expect(history.withoutBlamedMoves == nil)
  }

  // MARK: Blame

  @Test func theMoveInTheWayIsToBlame() throws {
    var history = moved
    history.blame(b, awayFrom: c, tolerance: 0.5, scale: Self.scale)
    #expect(history.withoutBlamedMoves == nil)
    history.blame(b, awayFrom: c, tolerance: 0.25, scale: Self.scale)
    var fresh = try #require(history.withoutBlamedMoves)
    // It begins anew, and what is at a stays there.
    #expect(fresh.settled == [a] && fresh.homeLines(ofEdge: b, end, of: 0).map(\.0) == [b])
    #expect(fresh.withoutBlamedMoves == nil)
    fresh.blame(b, awayFrom: c, tolerance: 0.25, scale: Self.scale)
    #expect(fresh.withoutBlamedMoves == nil)
    history.beginRound()
    #expect(history.withoutBlamedMoves == nil)
  }

  @Test func featuresAndEdgesAreBlamedForTheirOwnMoves() {
    var history = moved
    history.blame(features: [1])
    history.blame(edge: b, end, of: 1)
    #expect(history.withoutBlamedMoves == nil)
    var other = history
    history.blame(features: [0, 1])
    #expect(history.withoutBlamedMoves?.settled == [a])
    other.blame(edge: end, b, of: 0)
    #expect(other.withoutBlamedMoves?.settled == [a])
  }

  /// What a later history found to move from where the vertex had come.
  @Test func whatWasLeftIsBlamedOnWhatCameBefore() {
    var later = BorderHistory()
    later.move([(b, c)], features: { $0 == b ? [0] : [] })
    var history = moved
    history.blame(leaving: later)
    #expect(history.withoutBlamedMoves?.settled == [a])
    var apart = BorderHistory()
    apart.move([(end, Place(x: 0, y: 11))], features: { $0 == end ? [0] : [] })
    var unconcerned = moved
    unconcerned.blame(leaving: apart)
    #expect(unconcerned.withoutBlamedMoves == nil)
  }

  // MARK: Features put together anew

  private func ring(_ places: [Place]) -> EditableShape {
    let vertices = (places + places.prefix(1)).map { EditableShape.Vertex(x: $0.x, y: $0.y) }
    return EditableShape(kind: .polygon, parts: [[vertices]])
  }

  /// (10, 0) went up to (10, 0.25): a new vertex half-way stands at (5, 0.125), for the place (5, 0).
  @Test func newVerticesHaveTheHomesOfTheirEdge() {
    let (corner, raised) = (Place(x: 10, y: 0), Place(x: 10, y: 0.25))
    let middle = Place(x: 5, y: 0.125)
    var history = BorderHistory()
    history.move([(corner, raised)], features: { $0 == corner ? [0] : [] })
    let top = Place(x: 5, y: 10)
    let (before, after) = (ring([a, raised, top]), ring([a, middle, raised, top]))
    var untouched = history
    untouched.follow(1, from: before, to: after, scale: Self.scale)
    #expect(allows(untouched, middle, Place(x: 5, y: 9), 0.25))
    history.follow(0, from: before, to: after, scale: Self.scale)
    #expect(history.homeLines(ofEdge: middle, top, of: 0).map(\.0) == [Place(x: 5, y: 0)])
    #expect(allows(history, middle, Place(x: 5, y: 0.25), 0.25))
    #expect(!allows(history, middle, Place(x: 5, y: 0.3125), 0.25))
    history.blame(features: [0])
    #expect(history.withoutBlamedMoves?.settled == [corner])
  }
}
