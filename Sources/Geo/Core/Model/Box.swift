/// An axis-aligned rectangle, closed on all sides, in the units of its layer's CRS.
///
/// The empty box has `minX > maxX`; it meets nothing, and a union with it changes nothing.
public struct Box: Sendable, Hashable {
  /// The western, or left, side: the least x.
  public var minX: Double
  /// The southern, or lower, side: the least y.
  public var minY: Double
  /// The eastern, or right, side: the greatest x.
  public var maxX: Double
  /// The northern, or upper, side: the greatest y.
  public var maxY: Double

  /// A box of four sides. Sides in the wrong order make an empty box.
  @inlinable
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The box of no points.
  public static let empty = Box(
    minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)

  /// Whether no point is in the box; NaN in any side makes it empty. A point's box is not empty.
  @inlinable public var isEmpty: Bool { !(minX <= maxX && minY <= maxY) }
  /// `maxX - minX`, in units of the CRS; 0 when empty.
  @inlinable public var width: Double { isEmpty ? 0 : maxX - minX }
  /// `maxY - minY`, in units of the CRS; 0 when empty.
  @inlinable public var height: Double { isEmpty ? 0 : maxY - minY }
  /// The x of the middle; has no meaning for an empty box.
  @inlinable public var centerX: Double { minX + (maxX - minX) / 2 }
  /// The y of the middle; has no meaning for an empty box.
  @inlinable public var centerY: Double { minY + (maxY - minY) / 2 }

  /// Whether the two boxes share a point; boxes that only touch do.
  @inlinable
  public func meets(_ other: Box) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }

  /// Whether every point of `other` lies in this box, its boundary included.
  @inlinable
  public func contains(_ other: Box) -> Bool {
    !other.isEmpty && minX <= other.minX && other.maxX <= maxX && minY <= other.minY
      && other.maxY <= maxY
  }

  /// Whether the point lies in this box, its boundary included.
  @inlinable
  public func contains(x: Double, y: Double) -> Bool {
    minX <= x && x <= maxX && minY <= y && y <= maxY
  }

  /// Grows the box just enough to hold a point.
  @inlinable
  public mutating func extend(x: Double, y: Double) {
    minX = Swift.min(minX, x)
    minY = Swift.min(minY, y)
    maxX = Swift.max(maxX, x)
    maxY = Swift.max(maxY, y)
  }

  /// The least box that holds both.
  @inlinable
  public func union(_ other: Box) -> Box {
    Box(
      minX: Swift.min(minX, other.minX), minY: Swift.min(minY, other.minY),
      maxX: Swift.max(maxX, other.maxX), maxY: Swift.max(maxY, other.maxY))
  }

  /// The shared rectangle; empty when the boxes do not meet.
  @inlinable
  public func intersection(_ other: Box) -> Box {
    let shared = Box(
      minX: Swift.max(minX, other.minX), minY: Swift.max(minY, other.minY),
      maxX: Swift.min(maxX, other.maxX), maxY: Swift.min(maxY, other.maxY))
    return shared.isEmpty ? .empty : shared
  }

  /// The box grown by `margin` on every side.
  public func expanded(by margin: Double) -> Box {
    isEmpty
      ? self
      : Box(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }

  /// The distance from a point to the nearest point of the box, squared; 0 inside.
  @inlinable
  public func squaredDistance(x: Double, y: Double) -> Double {
    let (west, east) = (minX - x, x - maxX)
    let (south, north) = (minY - y, y - maxY)
    // Comparisons that choose become the processor's maximum; `max` becomes branches.
    let dx = west > east ? west : east
    let dy = south > north ? south : north
    let outsideX = 0 > dx ? 0 : dx
    let outsideY = 0 > dy ? 0 : dy
    return outsideX * outsideX + outsideY * outsideY
  }

  /// The box with x and y exchanged: what a reader sees who took latitude for longitude.
  public var swapped: Box { Box(minX: minY, minY: minX, maxX: maxY, maxY: maxX) }
}
