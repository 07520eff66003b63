internal import GeoCore

/// A plane that part of what is reached is drawn in.
struct IsochroneGround {
  var snapper: EdgeSnapper
  /// The reached edges that belong to it; nil for all.
  var edges: Set<Int32>?
  /// The polygons of facilities that belong to it, in the plane.
  var polygons: Geometries

  func holds(_ edge: Int32) -> Bool { edges.map { $0.contains(edge) } ?? true }
}

extension StreetFrames {
  /// The planes that reached streets are drawn in: one for each neighbourhood.
  ///
  /// Parts of the network that lie a degree or more apart are neighbourhoods. One within 200 km of
  /// its middle has one plane for all questions; in a larger one what is reached has a plane of its
  /// own, in parts that lie a degree or more apart.
  /// - Parameters:
  ///   - edges: those that are reached, and those that places are joined to; ascending. Not asked for
  ///     when one plane serves all.
  ///   - reachMeters: how far from a street ground may be reached.
  /// - Throws: `NetworkError` when what is reached is too wide for one plane.
  func grounds(
    of edges: () -> [Int32], within reachMeters: Double
  ) throws -> [(ground: IsochroneGround, frame: DegreeFrame)] {
    let parts = neighbourhoods
    if parts.boxes.count == 1, parts.boxes[0].radiusMeters <= StreetNeighbourhoods.smallMeters {
      return [try ground(nil, parts.boxes[0], reachMeters)]
    }
    var members: [Int32: [Int32]] = [:]
    for edge in edges() { members[parts.labels[Int(edge)], default: []].append(edge) }
    return try members.sorted { $0.key < $1.key }.flatMap { label, edges in
      let box = parts.boxes[Int(label)]
      if box.radiusMeters <= StreetNeighbourhoods.smallMeters {
        return [try ground(edges, box, reachMeters)]
      }
      return try apart(edges).map { try ground($0.edges, $0.box, reachMeters) }
    }
  }

  private func ground(
    _ edges: [Int32]?, _ box: EarthBox, _ reachMeters: Double
  ) throws -> (IsochroneGround, DegreeFrame) {
    guard box.radiusMeters <= DegreeFrame.mostMeters else {
      throw NetworkError(
        reason: "what is reached is wider than 3,600 km (\(box.text), west south east north):"
          + " lengths in one plane would be off by more than 1 %",
        remedy: "give shorter cutoffs", kind: .usage)
    }
    let frame = DegreeFrame(of: box)
    let snapper = try neighbourhood(frame, box.expanded(byMeters: 2 * reachMeters + 1))
    let ground = IsochroneGround(
      snapper: snapper, edges: edges.map { Set($0) }, polygons: Geometries(crs: frame.crs))
    return (ground, frame)
  }

  /// Edges in groups that lie a degree or more apart, in the order of their first.
  private func apart(_ edges: [Int32]) -> [(edges: [Int32], box: EarthBox)] {
    var squares = DegreeSquares()
    var lines: [(Int, Int)] = []
    let own = edges.map { edge in
      let numbers = network.vertices(ofEdge: Int(edge)).map { v in
        squares.number(
          longitude: network.coordinates[2 * v], latitude: network.coordinates[2 * v + 1])
      }
      lines += zip(numbers, numbers.dropFirst()).filter { $0 != $1 }
      return numbers[0]
    }
    var sets = squares.groups(joined: lines)
    var places: [Int: Int] = [:]
    var groups: [(edges: [Int32], box: EarthBox)] = []
    for (edge, square) in zip(edges, own) {
      let root = sets.root(of: square)
      let place = places[root] ?? groups.count
      if place == groups.count {
        places[root] = place
        groups.append(([], .empty))
      }
      let vertices = network.vertices(ofEdge: Int(edge))
      groups[place].edges.append(edge)
      groups[place].box = groups[place].box.union(
        EarthBox(
          around: network.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]))
    }
    return groups
  }
}
