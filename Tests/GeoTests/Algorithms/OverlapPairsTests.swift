import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@Suite struct OverlapPairsTests {
  private let a = Geometries.stars(count: 150, radius: 700, vertices: 40, seed: 1)
  private let b = Geometries.stars(count: 120, radius: 900, vertices: 300, seed: 2)

  @Test func allPairsOfTwoLayers() {
    let (indexA, indexB) = (PolygonIndex(a), PolygonIndex(b))
    var expected: [OverlapPair] = []
    for i in 0..<a.count {
      for j in 0..<b.count {
        let area = OverlapArea.between(indexA, i, indexB, j)
        if area > 0 { expected.append(OverlapPair(a: i, b: j, area: area)) }
      }
    }
    #expect(expected.count > 300)
    #expect(OverlapPairs.all(indexA, indexB) == expected)
    #expect(
      OverlapPairs.all(indexA, indexB, minArea: 5000) == expected.filter { $0.area > 5000 })
  }

  @Test func pairsWithinALayerAreThoseOfTheLayerWithItself() {
    let index = PolygonIndex(a)
    let all = OverlapPairs.all(index, index)
    #expect(OverlapPairs.within(index) == all.filter { $0.a < $0.b })
    #expect(all.count { $0.a == $0.b } == a.count)
  }

  @Test func threadsChangeNothing() {
    let (oneA, oneB) = (PolygonIndex(a, threads: 1), PolygonIndex(b, threads: 1))
    let (twoA, twoB) = (PolygonIndex(a, threads: 2), PolygonIndex(b, threads: 2))
    #expect(oneA.areas == twoA.areas)
    let one = OverlapPairs.all(oneA, oneB, threads: 1)
    #expect(one == OverlapPairs.all(twoA, twoB, threads: 2))
    #expect(OverlapPairs.within(oneB, threads: 1) == OverlapPairs.within(twoB, threads: 2))
  }

  @Test func emptyLayersHaveNoPairs() {
    let empty = PolygonIndex(Geometries(crs: .laeaEurope))
    #expect(OverlapPairs.all(empty, PolygonIndex(a)).isEmpty)
    #expect(OverlapPairs.all(PolygonIndex(a), empty).isEmpty)
    #expect(OverlapPairs.within(empty).isEmpty)
  }

  @Test func aTessellationCoversWhatLiesOnIt() {
    let cells = PolygonIndex(
      Tessellation.jitteredGrid(
        columns: 16, rows: 14, size: 1500, inserted: 12, originX: 3_896_000,
        originY: 2_296_000, seed: 17))
    let index = PolygonIndex(a)
    var sums = Array(repeating: 0.0, count: a.count)
    for pair in OverlapPairs.all(index, cells) { sums[pair.a] += pair.area }
    for i in 0..<a.count {
      #expect(abs(sums[i] - index.areas[i]) <= 1e-11 * index.areas[i])
    }
  }
}
