import GeoCore
import Testing

@Suite struct DisjointSetsTests {
  @Test func groupsAreOrdered() {
    var sets = DisjointSets(count: 8)
    sets.join(6, 2)
    sets.join(5, 7)
    sets.join(2, 5)
    sets.join(2, 6)
    sets.join(1, 3)
    #expect(sets.groups(of: Array(0..<8)) == [[0], [1, 3], [2, 5, 6, 7], [4]])
    #expect(sets.groups(of: [7, 3, 0]) == [[0], [3], [7]])
    #expect(sets.root(of: 7) == sets.root(of: 6))
  }
}
