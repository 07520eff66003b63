internal import Synchronization

/// Bodies of answers, kept until there is no more room for them; those not asked for longest go first.
///
/// A body is known by the entity tag of its answer, which tells the state of the file, the request and
/// the coding: what stands here is never out of date.
final class AnswerCache: Sendable {
  private struct Entry {
    var body: KeptBody
    var headers: [(name: String, value: String)]
    var lastUse: Int
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var bytes = 0
    var uses = 0
  }

  private let state = Mutex(State())
  private let capacity: Int
  private static let mostEntries = 4096
  /// What an entry takes beside its body.
  private static let overhead = 1024

  /// - Parameter capacity: bytes of all bodies together; 0 keeps nothing.
  init(capacity: Int) { self.capacity = capacity }

  /// Bodies larger than this are not kept.
  var largest: Int { capacity / 8 }

  /// The bytes of all bodies that are kept.
  var bytes: Int { state.withLock { $0.bytes } }

  func answer(tag: String) -> ServiceAnswer? {
    state.withLock { state in
      guard var entry = state.entries[tag] else { return nil }
      state.uses += 1
      entry.lastUse = state.uses
      state.entries[tag] = entry
      var answer = ServiceAnswer(status: 200, headers: entry.headers)
      answer.body = .kept(entry.body)
      return answer
    }
  }

  func keep(_ body: KeptBody, headers: [(name: String, value: String)], tag: String) {
    guard body.count <= largest else { return }
    state.withLock { state in
      state.uses += 1
      if let old = state.entries.updateValue(
        Entry(body: body, headers: headers, lastUse: state.uses), forKey: tag)
      {
        state.bytes -= old.body.count + Self.overhead
      }
      state.bytes += body.count + Self.overhead
      if state.bytes > capacity || state.entries.count > Self.mostEntries { shrink(&state) }
    }
  }

  /// Makes room for a quarter of all that can be kept, so that it is seldom made.
  private func shrink(_ state: inout State) {
    for (tag, entry) in state.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      guard state.bytes > capacity / 4 * 3 || state.entries.count > Self.mostEntries / 4 * 3 else {
        return
      }
      state.entries[tag] = nil
      state.bytes -= entry.body.count + Self.overhead
    }
  }
}
