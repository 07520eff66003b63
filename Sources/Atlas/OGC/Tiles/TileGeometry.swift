internal import GeoCore

/// The shapes of features in a tile as the commands of a vector tile.
///
/// **Shapes:** all; what is smaller than the grid can tell is left out, a point never. Shells run
/// clockwise as they are seen, holes the other way.
///
/// **Source:** Mapbox Vector Tile Specification 2.1, chapter 4.3.
struct TileGeometry {
  /// The types of a feature in a tile.
  enum Kind: UInt64, CaseIterable {
    case point = 1
    case line = 2
    case polygon = 3
  }

  let tile: TileCoordinate
  /// In degrees of longitude and latitude.
  let geometries: Geometries

  /// The commands of a feature, by type: a collection may have several.
  func commands(ofFeature feature: Int) -> [(kind: Kind, commands: [UInt32])] {
    var points: [TileRing.GridPosition] = []
    var lines = CommandWriter()
    var polygons = CommandWriter()
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) {
      switch kind {
      case .point:
        for ring in geometries.rings(ofPart: part) {
          points += TileRing.onGrid(positions(ring).filter(TileRing.contains))
        }
      case .lineString:
        for ring in geometries.rings(ofPart: part) {
          for run in TileRing.clipped(line: positions(ring)) {
            let places = TileRing.onGrid(run)
            if places.count > 1 { lines.append(line: places) }
          }
        }
      case .polygon: append(polygon: part, to: &polygons)
      default: break
      }
    }
    var pointWriter = CommandWriter()
    pointWriter.append(points: points)
    return [(Kind.point, pointWriter), (.line, lines), (.polygon, polygons)].compactMap {
      $1.commands.isEmpty ? nil : ($0, $1.commands)
    }
  }

  private func append(polygon part: Int, to writer: inout CommandWriter) {
    for (place, ring) in geometries.rings(ofPart: part).enumerated() {
      var open = positions(ring)
      if open.count > 1, open.first == open.last { open.removeLast() }
      var places = TileRing.cleaned(ring: TileRing.onGrid(TileRing.clipped(ring: open)))
      if places.isEmpty {
        if place == 0 { return }
        continue
      }
      if (TileRing.doubleArea(of: places) > 0) != (place == 0) { places.reverse() }
      writer.append(ring: places)
    }
  }

  private func positions(_ ring: Int) -> [TileRing.Position] {
    geometries.vertices(ofRing: ring).map { vertex in
      let (x, y) = tile.position(longitude: geometries.x(vertex), latitude: geometries.y(vertex))
      return TileRing.Position(x, y)
    }
  }

  /// Writes commands, each position as the way from the one before.
  private struct CommandWriter {
    private(set) var commands: [UInt32] = []
    private var cursor = TileRing.GridPosition(0, 0)

    private static let moveTo: UInt32 = 1
    private static let lineTo: UInt32 = 2
    private static let closePath: UInt32 = 7

    private mutating func append(_ command: UInt32, count: Int) {
      commands.append(command | UInt32(count) << 3)
    }

    private mutating func append(_ place: TileRing.GridPosition) {
      let step = place &- cursor
      for value in [step.x, step.y] {
        commands.append(UInt32(bitPattern: (value << 1) ^ (value >> 31)))
      }
      cursor = place
    }

    mutating func append(points: [TileRing.GridPosition]) {
      guard !points.isEmpty else { return }
      append(Self.moveTo, count: points.count)
      for place in points { append(place) }
    }

    mutating func append(line: [TileRing.GridPosition]) {
      append(Self.moveTo, count: 1)
      append(line[0])
      append(Self.lineTo, count: line.count - 1)
      for place in line.dropFirst() { append(place) }
    }

    mutating func append(ring: [TileRing.GridPosition]) {
      append(line: ring)
      append(Self.closePath, count: 1)
    }
  }
}
