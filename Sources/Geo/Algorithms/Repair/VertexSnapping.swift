public import GeoCore

/// Brings vertices of different features that nearly meet to one place.
///
/// Places are taken in turn: those that were moved before, then those that most features share,
/// then from west to east and south to north. Each becomes a place to stay, unless one within the
/// tolerance is there already that no feature of its own uses: then it moves to the nearest such
/// that its history allows. So nothing ends further than the tolerance from where it was at first,
/// no feature loses a vertex of its own, and a second run finds nothing to do. Only ends of
/// unmatched edges are looked at.
/// Places within a millimetre are one, whosever they are: no survey tells them apart.
///
/// **Units:** tolerance in metres. **Shapes:** polygons; a moved vertex takes its target's
/// coordinates bit by bit and keeps its elevation.
/// **Boundary rule:** exactly the tolerance is within it.
/// **Complexity:** O(vertices), expected, while few places lie within the tolerance of one.
/// - **Source:** the idea of snapping to what is there, not to a grid: JTS `GeometrySnapper`,
///   https://github.com/locationtech/jts.
public enum VertexSnapping {
  /// Vertices this near to each other are one, if the tolerance allows it. Metres.
  private static let coincidence = 0.001

  /// What was moved, and how far.
  public struct Outcome: Sendable {
    /// The features with vertices moved, in order.
    public var shapes: [(feature: Int, shape: EditableShape, moved: Int)] = []
    /// The longest move, in metres.
    public var furthestMeters = 0.0
  }

  /// Brings vertices of different features that nearly meet to one place.
  ///
  /// - Parameter history: what was done to the borders before; what is done now is added.
  public static func snapped(
    _ geometries: Geometries, tolerance: Double, history: inout BorderHistory,
    scale: GroundScale, threads: Int = 1
  ) -> Outcome {
    var outcome = Outcome()
    guard tolerance > 0 else { return outcome }
    let table = BorderTable(geometries, threads: threads)
    let features = table.features(at: table.loosePlaces(), in: geometries)
    let order = features.keys.map { (id: $0, place: table.places[$0]) }.sorted { a, b in
      let isSettledA = history.settled.contains(a.place)
      let isSettledB = history.settled.contains(b.place)
      if isSettledA != isSettledB { return isSettledA }
      let (usesA, usesB) = (features[a.id]?.count ?? 0, features[b.id]?.count ?? 0)
      if usesA != usesB { return usesA > usesB }
      return EditableShape.Place.precedes(a.place, b.place)
    }
    var stays = Stays(tolerance: tolerance, scale: scale)
    var targets: [Int32: EditableShape.Place] = [:]
    var moves: [(from: EditableShape.Place, to: EditableShape.Place)] = []
    for (id, place) in order {
      let own = features[id] ?? []
      var forbidden: EditableShape.Place?
      func isAllowed(_ target: EditableShape.Place) -> Bool {
        if history.allowsMove(of: place, to: target, tolerance: tolerance, scale: scale) {
          return true
        }
        forbidden = target
        return false
      }
      let found =
        stays.nearest(to: place, within: min(coincidence, tolerance), where: isAllowed)
        ?? (history.settled.contains(place)
          ? nil : stays.nearest(to: place, without: own, where: isAllowed))
      guard let target = found else {
        stays.add(place, features: own)
        if let forbidden {
          history.blame(place, awayFrom: forbidden, tolerance: tolerance, scale: scale)
        }
        continue
      }
      let to = stays.take(target, features: own)
      targets[id] = to
      moves.append((place, to))
      outcome.furthestMeters = max(
        outcome.furthestMeters, scale.distance(place.x, place.y, to.x, to.y))
    }
    if moves.isEmpty { return outcome }
    history.move(moves) { place in table.places.find(place).flatMap { features[$0] } ?? [] }
    var touched: Set<Int32> = []
    for id in targets.keys { touched.formUnion(features[id] ?? []) }
    for feature in touched.sorted() {
      outcome.shapes.append(move(Int(feature), of: geometries, table, targets))
    }
    return outcome
  }

  private static func move(
    _ feature: Int, of geometries: Geometries, _ table: BorderTable,
    _ moves: [Int32: EditableShape.Place]
  ) -> (feature: Int, shape: EditableShape, moved: Int) {
    var shape = geometries.shape(ofFeature: feature)
    var moved = 0
    for part in shape.parts.indices {
      for ring in shape.parts[part].indices {
        for i in shape.parts[part][ring].indices {
          let place = shape.parts[part][ring][i].place
          guard let id = table.places.find(place), let target = moves[id] else { continue }
          shape.parts[part][ring][i].x = target.x
          shape.parts[part][ring][i].y = target.y
          if i > 0 { moved += 1 }
        }
      }
    }
    return (feature, shape, moved)
  }

  /// The places that stay, found by cells as wide as the tolerance.
  private struct Stays {
    private(set) var places: [EditableShape.Place] = []
    private var features: [[Int32]] = []
    private var cells: [Cell: [Int]] = [:]
    private let tolerance: Double
    private let scale: GroundScale

    private struct Cell: Hashable {
      var column: Double
      var row: Double
    }

    init(tolerance: Double, scale: GroundScale) {
      self.tolerance = tolerance
      self.scale = scale
    }

    private func cell(of place: EditableShape.Place) -> Cell {
      Cell(
        column: (place.x * scale.smallest.x / tolerance).rounded(.down),
        row: (place.y * scale.smallest.y / tolerance).rounded(.down))
    }

    mutating func add(_ place: EditableShape.Place, features own: [Int32]) {
      cells[cell(of: place), default: []].append(places.count)
      places.append(place)
      features.append(own)
    }

    /// Notes that features have moved to a place, and returns it.
    mutating func take(_ target: Int, features own: [Int32]) -> EditableShape.Place {
      features[target] = (features[target] + own).sorted()
      return places[target]
    }

    /// The nearest allowed place within the tolerance that none of the features has; the first of
    /// equals.
    func nearest(
      to place: EditableShape.Place, without own: [Int32],
      where isAllowed: (EditableShape.Place) -> Bool
    ) -> Int? {
      nearest(to: place, within: tolerance, without: own, where: isAllowed)
    }

    /// The nearest allowed place within a distance up to the tolerance; the first of equals.
    func nearest(
      to place: EditableShape.Place, within distance: Double, without own: [Int32] = [],
      where isAllowed: (EditableShape.Place) -> Bool
    ) -> Int? {
      let middle = cell(of: place)
      var best: (distance: Double, index: Int)?
      for column in [middle.column - 1, middle.column, middle.column + 1] {
        for row in [middle.row - 1, middle.row, middle.row + 1] {
          for index in cells[Cell(column: column, row: row)] ?? [] {
            let apart = scale.distance(place.x, place.y, places[index].x, places[index].y)
            guard apart <= distance, (apart, index) < best ?? (.infinity, 0),
              !own.contains(where: features[index].contains), isAllowed(places[index])
            else { continue }
            best = (apart, index)
          }
        }
      }
      return best?.index
    }
  }
}
