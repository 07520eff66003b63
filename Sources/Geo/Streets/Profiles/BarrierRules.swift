/// Which barriers stop a mode of travel.
struct BarrierRules {
  /// The closed nodes of an extract, one flag for each of its nodes.
  ///
  /// The tags of the node decide, most specific first, as for ways; without any, the kind of the
  /// barrier does. **Source:** OpenStreetMap wiki, "Key:barrier", defaults of access.
  static func closedNodes(of extract: OSMExtract, for profile: TravelProfile) -> [Bool] {
    let tags = extract.nodeTags
    let kind = ValueTest(tags, "barrier") { profile.closedBarriers.contains($0) }
    let access = profile.accessKeys.map { key in KeyMeaning(tags, key) { AccessValue($0) } }
    var isClosed = [Bool](repeating: false, count: extract.nodeIDs.count)
    var values = [Int32](repeating: -1, count: tags.keys.count)
    for (object, node) in extract.taggedNodes.enumerated() {
      tags.read(object, into: &values)
      let said = access.lazy.compactMap { $0[values] }.first { $0 != .unknown }
      isClosed[Int(node)] =
        switch said {
        case .open: false
        case .pushed: profile.pushingSpeed == nil
        case .closed: true
        case .unknown, nil: kind[values]
        }
    }
    return isClosed
  }
}
