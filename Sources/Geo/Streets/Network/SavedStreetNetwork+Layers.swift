internal import GeoCore

extension SavedStreetNetwork {
  /// What people look at, and other programs read.
  ///
  /// `edges`: `from_node`, `to_node` (keys of `nodes`), `osm_way_id`, `highway`, `name`, `length_m`,
  /// `forward_s` and `backward_s` (null where closed). `nodes`: `osm_node_id`, null where the
  /// network was cut. Keys count from 1 in the order of the network.
  var layers: [Layer] { [edgeLayer, nodeLayer, factLayer] }

  private var edgeLayer: Layer {
    var lines = Geometries(crs: .wgs84)
    var columns = [
      "from_node", "to_node", "osm_way_id", "highway", "name", "length_m", "forward_s",
      "backward_s",
    ].map { Column($0) }
    for e in 0..<network.edgeCount {
      let vertices = network.vertices(ofEdge: e)
      lines.beginFeature(.lineString)
      lines.beginPart()
      lines.appendRing(
        network.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
      columns[0].append(Int(network.edgeFrom[e]) + 1)
      columns[1].append(Int(network.edgeTo[e]) + 1)
      columns[2].append(network.wayIDs[e] == 0 ? nil : Int(network.wayIDs[e]))
      columns[3].append(network.className(ofEdge: e))
      columns[4].append(network.name(ofEdge: e))
      columns[5].append(network.lengthMeters(ofEdge: e))
      columns[6].append(seconds(network.forwardMilliseconds[e]))
      columns[7].append(seconds(network.backwardMilliseconds[e]))
    }
    return layer("edges", lines, columns)
  }

  private func seconds(_ milliseconds: Int32) -> Double? {
    milliseconds == StreetNetwork.impassable ? nil : Double(milliseconds) / 1000
  }

  private var nodeLayer: Layer {
    var points = Geometries(crs: .wgs84)
    var ids = Column("osm_node_id")
    for n in 0..<network.nodeCount {
      points.appendPoint(x: network.longitude(ofNode: n), y: network.latitude(ofNode: n))
      ids.append(network.nodeIDs[n] == 0 ? nil : Int(network.nodeIDs[n]))
    }
    return layer("nodes", points, [ids])
  }

  private var factLayer: Layer {
    layer(
      Self.factsTable, .null(count: facts.count),
      [Column("name", facts.map { $0.name }), Column("value", facts.map { $0.value })])
  }

  private func layer(_ name: String, _ geometries: Geometries, _ columns: [Column]) -> Layer {
    var attributes = Attributes(rowCount: geometries.count)
    for column in columns { attributes.set(column) }
    return Layer(name: name, geometries: geometries, attributes: attributes)
  }
}
