internal import GeoCore
internal import GeoFormats

/// A page of features as a GeoJSON collection, written piece by piece.
///
/// Pages are linked by the key of their last feature, so that a deep page costs what the first one does,
/// and no feature is told twice or missed when others come or go in between.
struct FeaturePage {
  let collection: ServedCollection
  let query: FeatureQuery
  let links: ServiceLinks
  let request: ServiceRequest

  /// Features that are read and written at a time.
  static let piece = 200

  /// The keys of the page, and the key that the next page comes after; nil when it is the last one.
  /// - Throws: `FormatError` when the file cannot be read any longer.
  func keys() throws -> (keys: [Int], next: Int?) {
    var keys = try collection.source.keys(
      where: query.condition, after: query.after, offset: query.offset, limit: query.limit + 1,
      dividedBy: 1)
    guard keys.count > query.limit else { return (keys, nil) }
    keys.removeLast()
    return (keys, keys.last)
  }

  /// The address of the page after a key.
  func next(after key: Int) -> String {
    links.address(
      of: request, replacing: ["offset": nil, "after": String(key), "limit": String(query.limit)])
  }

  /// The text, piece by piece until nil.
  /// - Throws: `FormatError` when the file cannot be read any longer.
  func pieces() throws -> @Sendable () throws -> [UInt8]? {
    let (keys, next) = try keys()
    let matched = try collection.count(where: query.condition)
    let text = FeatureText(collection: collection, system: query.system)
    var list = links.selfAndAlternate(of: request, json: "application/geo+json")
    if let next {
      list.append(
        .link(self.next(after: next), rel: "next", type: "application/geo+json", title: "Next page")
      )
    }
    list.append(
      .link(
        links.collection(collection), rel: "collection", type: "application/json",
        title: collection.title))
    let end =
      "\n],\"numberReturned\":\(keys.count),\"links\":\(JSONValue.array(list).compact)}\n"
    let start =
      "{\"type\":\"FeatureCollection\",\"numberMatched\":\(matched),\"features\":[\n"
    let state = PieceState(
      pieces: stride(from: 0, to: max(1, keys.count), by: Self.piece).map { $0 })
    return {
      guard let place = state.next() else { return nil }
      let slice = Array(keys.dropFirst(place).prefix(Self.piece))
      var bytes = place == 0 ? Array(start.utf8) : Array(",\n".utf8)
      bytes += slice.isEmpty ? [] : try text.features(slice)
      if place + Self.piece >= keys.count { bytes += Array(end.utf8) }
      return bytes
    }
  }
}
