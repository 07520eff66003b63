import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats

@Suite struct GeoPackageIndexPagesTests {
  /// What a node holds: its height, and of each cell the id and the bounds.
  private func cells(_ node: [UInt8]) -> (height: Int, cells: [(id: Int, box: Box)]) {
    func word(_ at: Int, _ size: Int) -> UInt64 {
      node[at..<at + size].reduce(0) { $0 << 8 | UInt64($1) }
    }
    func bound(_ at: Int) -> Double { Double(Float(bitPattern: UInt32(word(at, 4)))) }
    let count = Int(word(2, 2))
    return (
      Int(word(0, 2)),
      (0..<count).map { i in
        let at = 4 + 24 * i
        return (
          Int(word(at, 8)),
          Box(
            minX: bound(at + 8), minY: bound(at + 16), maxX: bound(at + 12),
            maxY: bound(at + 20))
        )
      }
    )
  }

  @Test func oneBoxMakesARootThatIsALeaf() {
    let box = Box(minX: 0.1, minY: -0.1, maxX: 3, maxY: 4)
    let pages = GeoPackageIndexPages([(id: 9, box: box)], nodeSize: 100)
    #expect(pages.nodes.count == 1)
    #expect(pages.nodes[0].count == 100)
    #expect(pages.leaves == [1])
    let root = cells(pages.nodes[0])
    #expect(root.height == 0)
    #expect(root.cells.map(\.id) == [9])
    // Single precision rounds outwards.
    #expect(root.cells[0].box.contains(box))
    #expect(root.cells[0].box.minX < 0.1 && root.cells[0].box.minY < -0.1)
    #expect(root.cells[0].box.maxX == 3 && root.cells[0].box.maxY == 4)
  }

  /// Every entry stands once, in the leaf that is noted for it, within the boxes of all above.
  @Test(arguments: [4, 5, 16, 17, 64, 65, 1000]) func everyEntryIsReached(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let entries = (0..<count).map { i in
      let x = Double.random(in: -1e6...1e6, using: &generator)
      let y = Double.random(in: -1e6...1e6, using: &generator)
      return (id: 3 * i, box: Box(minX: x, minY: y, maxX: x + 10, maxY: y + 10))
    }
    let pages = GeoPackageIndexPages(entries, nodeSize: 100)
    var found: [Int: Int] = [:]
    func visit(_ number: Int, _ height: Int, within box: Box?) {
      for cell in cells(pages.nodes[number - 1]).cells {
        #expect(box?.contains(cell.box) ?? true)
        if height == 0 {
          #expect(found.updateValue(number, forKey: cell.id) == nil)
          #expect(cell.box.contains(entries[cell.id / 3].box))
        } else {
          #expect(pages.parents[cell.id - 2] == number)
          visit(cell.id, height - 1, within: cell.box)
        }
      }
    }
    visit(1, cells(pages.nodes[0]).height, within: nil)
    #expect(entries.map { found[$0.id] } == pages.leaves)
    #expect(pages.nodes.allSatisfy { $0.count == 100 })
    #expect(pages.nodes.count == pages.parents.count + 1)
  }
}
