internal import GeoCore

extension TopologySearch {
  /// Finds slits and corridors in the voids that are no gaps: what lies outside all features, and
  /// holes. Adds them as gaps; returns those that are too thin to be an area.
  mutating func findOpenGaps(around holes: [DoubtfulFace]) -> [Stretch] {
    var borders = holes.flatMap { [$0.border] + $0.held }
    for (border, known) in faces.borders.enumerated()
    where known.depth == 0 && known.area <= 0 && faces.holder[border] < 0 {
      borders.append(border)
    }
    let limit = max(options.maxGapWidth, options.tolerance)
    guard !borders.isEmpty, limit > noding.tolerance else { return [] }
    let open = OpenGaps(
      faces, borders: borders.sorted(), limit: limit, threads: options.threads
    ) { wallFeature(ofHalf: $0) }
    var thin: [Stretch] = []
    for gap in open.gaps {
      let features = gap.features.filter { $0 != outside }
      guard features.count > 1 else { continue }
      let shape = append(gap)
      let perimeter = shapes.perimeter(ofFeature: shape)
      let width = EquivalentRectangle(area: gap.area, perimeter: perimeter).width
      if width > max(options.tolerance, noding.tolerance) {
        add(.gap, features, shape: shape, area: gap.area, perimeter: perimeter, isOpen: true)
      } else {
        let ends = gap.ends.map { End(node: $0.node, feature: $0.feature, isVertex: nil) }
        thin.append(
          Stretch(features: features, ends: ends, length: gap.length, lines: lines(gap)))
      }
    }
    return thin
  }

  /// The feature on the right of a half-edge whose face is a void.
  private func wallFeature(ofHalf half: Int32) -> Int32 {
    let segment = faces.segment(ofHalf: half)
    let start = faces.origin(ofHalf: half)
    let pieces = faces.pieces[Int(segment.firstPiece)..<Int(segment.endPiece)]
    let facing = pieces.first { $0.to == start } ?? pieces[pieces.startIndex]
    return owners[Int(facing.edge)]
  }

  /// Appends a gap to the shapes.
  private mutating func append(_ gap: OpenGaps.Gap) -> Int {
    var shape = Geometries(crs: shapes.crs)
    shape.appendPolygon(gap.rings.map { ring in ring.map { ($0.x, $0.y) } })
    return appendShapes(shape)
  }

  /// The walls of the first of a gap's features.
  private func lines(_ gap: OpenGaps.Gap) -> [(Int32, Int32)] {
    stride(from: 0, to: gap.ends.count, by: 2).compactMap { k in
      gap.ends[k].feature == gap.features[0] ? (gap.ends[k].node, gap.ends[k + 1].node) : nil
    }
  }
}
