import Testing

@testable import Atlas

@Suite struct PathTextTests {
  private func points(_ pairs: [(Int, Int)]) -> [PathText.Point] {
    pairs.map { PathText.Point(x: $0.0, y: $0.1) }
  }

  @Test func aRingIsWrittenInSteps() {
    var path = PathText()
    path.ring(points([(10, 10), (35, 10), (35, 5), (10, 5), (10, 10)]))
    #expect(path.data == "M1 1l2.5 0 0-.5-2.5 0z")
  }

  @Test func aSecondRingStartsAnew() {
    var path = PathText()
    path.ring(points([(0, 0), (10, 0), (0, 10)]))
    path.ring(points([(-5, -5), (-4, -5), (-5, -4)]))
    #expect(path.data == "M0 0l1 0-1 1zM-.5-.5l.1 0-.1 .1z")
  }

  @Test func repeatsAreDropped() {
    var path = PathText()
    path.ring(points([(0, 0), (0, 0), (10, 0), (10, 0), (0, 10), (0, 0)]))
    path.line(points([(1, 1), (1, 1), (2, 2), (2, 2)]))
    #expect(path.data == "M0 0l1 0-1 1zM.1 .1l.1 .1")
  }

  @Test func whatTheGridSwallowsIsEmpty() {
    var path = PathText()
    path.ring(points([(4, 4), (4, 4), (5, 4), (4, 4)]))
    path.ring(points([(4, 4), (5, 4), (4, 4), (5, 4), (4, 4)]))
    path.line(points([(4, 4), (4, 4)]))
    path.ring([])
    path.line([])
    #expect(path.isEmpty)
    path.speck(PathText.Point(x: 4, y: 4))
    path.dash(PathText.Point(x: 10, y: 4))
    #expect(path.data == "M.4 .4h.1v.1h-.1zM1 .4h.1")
  }

  @Test func aCircleIsTwoArcs() {
    var path = PathText()
    path.circle(PathText.Point(x: 100, y: 50), radius: 25)
    #expect(path.data == "M7.5 5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z")
  }
}
