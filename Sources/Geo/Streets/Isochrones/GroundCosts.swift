/// What it costs to reach the ground: the cost at the nearest point of the nearest street, and the
/// straight walk between both.
///
/// It is what a place there would cost: a place joins the nearest street too. At an end of an
/// edge the cost is that of the node, as it is for places.
struct GroundCosts {
  let reached: ReachedStreets
  let snapper: EdgeSnapper
  /// Milliseconds, ascending.
  let limits: [Double]
  let settings: IsochroneSettings

  /// Calls `visit` with every straight piece of street that is reached.
  /// - Parameter isHere: tells whether an edge is drawn in this plane.
  func visitReachedPieces(
    where isHere: (_ edge: Int32) -> Bool, _ visit: (StraightPiece) -> Void
  ) {
    let last = [limits[limits.count - 1]]
    for leg in reached.legs where isHere(leg.edge) {
      for v in snapper.vertices(ofEdge: Int(leg.edge)).dropLast() {
        let street = snapper.street(ofEdge: leg.edge, vertex: v)
        street.visitParts(of: leg, within: last) { _, part in
          visit(street.piece.part(part))
        }
      }
    }
  }

  /// Raises the fields of a tile to what is reached of the ground, and of streets.
  func raise(_ tile: inout ReachTile) {
    let frame = tile.frame
    let within = settings.reachMeters + ReachGrid.margin(ofCell: settings.cellMeters)
    let nearest = NearestStreets(of: frame, in: tile.window, within: within, snapper)
    let streets = CostedStreets(nearest.streets, reached, snapper.network)
    for row in 0..<TileFrame.nodes {
      for column in 0..<TileFrame.nodes {
        let node = row * TileFrame.nodes + column
        guard let place = nearest.place(row, column) else { continue }
        let piece = nearest.streets[place].piece
        let (share, squared) = EdgeSnapper.nearest(
          frame.x(column), frame.y(row), piece.x0, piece.y0, piece.x1, piece.y1)
        guard let cost = streets.cost(ofStreet: place, at: share) else { continue }
        let distance = squared.squareRoot()
        for (level, limit) in limits.enumerated() where limit >= cost {
          let spare = (limit - cost) / settings.offStreetMillisecondsPerMeter
          tile.raise(node, level, to: min(settings.reachMeters, spare) - distance)
        }
      }
    }
    for (street, legs) in zip(nearest.streets, streets.legs) {
      for leg in legs {
        street.visitParts(of: reached.legs[leg], within: limits) { level, part in
          tile.cover(part, of: street.piece, level, halfWidth: settings.leastHalfWidthMeters)
        }
      }
    }
  }
}

/// The costs along some streets.
private struct CostedStreets {
  private let streets: [StreetSegment]
  private let reached: ReachedStreets
  private let network: StreetNetwork
  /// For each street the places of its edge's legs.
  private(set) var legs: [Range<Int>] = []

  init(_ streets: [StreetSegment], _ reached: ReachedStreets, _ network: StreetNetwork) {
    self.streets = streets
    self.reached = reached
    self.network = network
    for (i, street) in streets.enumerated() {
      let isSameEdge = i > 0 && streets[i - 1].edge == street.edge
      legs.append(isSameEdge ? legs[i - 1] : reached.legs(ofEdge: street.edge))
    }
  }

  /// The milliseconds to a street at a share of its way; nil when it is not reached there.
  func cost(ofStreet i: Int, at share: Double) -> Double? {
    let street = streets[i]
    let edge = Int(street.edge)
    let along = street.along(share)
    // Doors lie at whole millimetres, and at the node when that is an end of the edge.
    if along < 0.5 { return reached.cost(ofNode: network.edgeFrom[edge]) }
    if along >= Double(network.lengthsMillimeters[edge]) - 0.5 {
      return reached.cost(ofNode: network.edgeTo[edge])
    }
    var best: Double?
    for leg in legs[i] {
      if let cost = reached.legs[leg].cost(at: along) { best = min(best ?? cost, cost) }
    }
    return best
  }
}
