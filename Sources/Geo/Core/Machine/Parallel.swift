import Dispatch
import Synchronization

/// Work in chunks of a fixed size on several threads, joined in order.
///
/// The size of a chunk never depends on the number of threads, and results come back in the order
/// of the chunks, so that the answer is the same to the last bit on any machine.
public enum Parallel {
  /// Calls `body` for each chunk of `0 ..< count` and returns the results in order.
  ///
  /// The first error, in the order of the chunks, is thrown after all chunks have ended.
  /// - Parameters:
  ///   - chunk: how many items a chunk holds; a property of the work, not of the machine.
  ///   - threads: how many threads may work at once; 1 stays on the caller's.
  /// - Throws: what `body` throws.
  public static func map<Result: Sendable>(
    count: Int, chunk: Int, threads: Int, _ body: @Sendable (Range<Int>) throws -> Result
  ) throws -> [Result] {
    let chunks = (count + chunk - 1) / chunk
    func range(_ i: Int) -> Range<Int> { (i * chunk)..<min(count, (i + 1) * chunk) }
    if threads <= 1 || chunks <= 1 { return try (0..<chunks).map { try body(range($0)) } }

    let slots = Mutex<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: chunks))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, chunks)) { _ in
      while true {
        let i = next.add(1, ordering: .relaxed).oldValue
        guard i < chunks else { return }
        let start = i * chunk
        let result = Swift.Result { try body(start..<min(count, start + chunk)) }
        slots.withLock { $0[i] = result }
      }
    }
    return try slots.withLock { try $0.map { try $0!.get() } }
  }

  /// `map` for work that cannot fail.
  package static func collect<Result: Sendable>(
    count: Int, chunk: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    do {
      return try map(count: count, chunk: chunk, threads: threads) { body($0) }
    } catch {
      preconditionFailure("work that cannot fail failed: \(error)")
    }
  }

  /// An array that `body` fills chunk by chunk, for large arrays that are made without a copy.
  ///
  /// - Parameter body: writes a value to every place of the span, which stands for the range.
  /// - Throws: the first error, in the order of the chunks, after all chunks have ended.
  public static func array<Value: BitwiseCopyable & Sendable>(
    count: Int, chunk: Int, threads: Int,
    _ body: @Sendable (Range<Int>, inout MutableSpan<Value>) throws -> Void
  ) throws -> [Value] {
    try Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let whole = buffer
      _ = try map(count: count, chunk: chunk, threads: threads) { range in
        var span = whole.extracting(range).mutableSpan
        try body(range, &span)
      }
      initialized = count
    }
  }

  /// Calls `body` for each item of `0 ..< count`. What it writes must belong to the item alone.
  public static func forEach(count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    if threads <= 1 || count <= 1 { return (0..<count).forEach(body) }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let i = next.add(1, ordering: .relaxed).oldValue
        guard i < count else { return }
        body(i)
      }
    }
  }

  /// Does two pieces of work at once when there are threads for both.
  /// - Throws: what the first throws, else what the second throws.
  public static func both<A: Sendable, B: Sendable>(
    threads: Int, _ first: @Sendable () throws -> A, _ second: @Sendable () throws -> B
  ) throws -> (A, B) {
    if threads <= 1 { return (try first(), try second()) }
    let slots = Mutex<(Result<A, any Error>?, Result<B, any Error>?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { i in
      if i == 0 {
        let result = Result { try first() }
        slots.withLock { $0.0 = result }
      } else {
        let result = Result { try second() }
        slots.withLock { $0.1 = result }
      }
    }
    return try slots.withLock { (try $0.0!.get(), try $0.1!.get()) }
  }
}
