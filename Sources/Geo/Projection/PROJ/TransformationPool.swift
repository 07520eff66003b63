internal import GeoCore
internal import Synchronization

/// Transformations of one kind, each used by one thread at a time and kept for the next: making
/// one reads PROJ's database, which takes longer than transforming a small layer.
final class TransformationPool: Sendable {
  /// A transformation that can wait in an array.
  final class Box {
    let transformation: Transformation
    init(_ transformation: consuming Transformation) { self.transformation = transformation }
  }
  /// Only ever in one thread's hands: the pool gives it away and takes it back.
  struct Lent: @unchecked Sendable {
    let box: Box
    var transformation: Transformation {
      _read { yield box.transformation }
    }
  }

  private let from: CRS
  private let to: CRS
  private let idle = Mutex<[Lent]>([])
  /// Nil until somebody has asked; then whether there are patches, and these.
  private let patched = Mutex<PatchedTransformation??>(nil)

  private struct Key: Hashable {
    var from: CRS
    var to: CRS
  }
  private static let pools = Mutex<[Key: TransformationPool]>([:])

  /// The pool of the process for two systems.
  static func shared(from: CRS, to: CRS) -> TransformationPool {
    pools.withLock { pools in
      let key = Key(from: from, to: to)
      if let known = pools[key] { return known }
      let made = TransformationPool(from: from, to: to)
      pools[key] = made
      return made
    }
  }

  private init(from: CRS, to: CRS) {
    self.from = from
    self.to = to
  }

  func take() throws -> Lent {
    if let one = idle.withLock({ $0.popLast() }) { return one }
    return Lent(box: Box(try Transformation(from: from, to: to)))
  }

  func give(_ one: Lent) { idle.withLock { $0.append(one) } }

  /// The patches for the two systems; nil when all is left to PROJ.
  /// - Throws: `PROJError` when a system is unknown or there is no accurate transformation.
  func patches() throws -> PatchedTransformation? {
    if let known = patched.withLock({ $0 }) { return known }
    let one = try take()
    defer { give(one) }
    let made = try PatchedTransformation(one.transformation, from: from, to: to)
    // Whoever was first: fitted cells are to be shared.
    return patched.withLock { known in
      if let known { return known }
      known = .some(made)
      return made
    }
  }
}
