import GeoCore
import Testing

@Suite struct ParallelTests {
  private struct Failure: Error, Equatable { var chunk: Int }

  @Test(arguments: [1, 2, 5, 64])
  func resultsComeInTheOrderOfChunks(threads: Int) throws {
    let chunks = try Parallel.map(count: 1003, chunk: 10, threads: threads) { Array($0) }
    #expect(chunks.count == 101)
    #expect(chunks.last?.count == 3)
    #expect(Array(chunks.joined()) == Array(0..<1003))
  }

  @Test func nothingToDo() throws {
    #expect(try Parallel.map(count: 0, chunk: 10, threads: 4) { $0.count } == [])
    #expect(try Parallel.map(count: 3, chunk: 10, threads: 4) { $0 } == [0..<3])
  }

  @Test(arguments: [1, 4])
  func theFirstErrorInOrderIsThrown(threads: Int) {
    #expect(throws: Failure(chunk: 7)) {
      try Parallel.map(count: 100, chunk: 1, threads: threads) { range in
        if range.lowerBound % 10 == 7 { throw Failure(chunk: range.lowerBound) }
      }
    }
  }

  @Test(arguments: [1, 4])
  func anArrayIsFilledChunkByChunk(threads: Int) throws {
    let squares: [Int] = try Parallel.array(count: 1003, chunk: 10, threads: threads) {
      range, span in
      for (i, number) in range.enumerated() { span[i] = number * number }
    }
    #expect(squares == (0..<1003).map { $0 * $0 })
    #expect(throws: Failure(chunk: 20)) {
      let _: [Int] = try Parallel.array(count: 50, chunk: 10, threads: threads) { range, _ in
        if range.lowerBound >= 20 { throw Failure(chunk: range.lowerBound) }
      }
    }
    let none: [Int] = try Parallel.array(count: 0, chunk: 10, threads: threads) { _, _ in }
    #expect(none.isEmpty)
  }

  @Test(arguments: [1, 2])
  func bothResultsAndTheFirstError(threads: Int) throws {
    let pair = try Parallel.both(threads: threads, { 1 }, { "two" })
    #expect(pair == (1, "two"))
    #expect(throws: Failure(chunk: 1)) {
      try Parallel.both(threads: threads, { throw Failure(chunk: 1) }, { throw Failure(chunk: 2) })
        as (Int, Int)
    }
    #expect(throws: Failure(chunk: 2)) {
      try Parallel.both(threads: threads, { 1 }, { throw Failure(chunk: 2) }) as (Int, Int)
    }
  }
}
