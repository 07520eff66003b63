/// The members that RFC 7946 gives a meaning.
enum GeoJSONMember {
  case type, coordinates, geometries, geometry, properties, id, bbox, features, crs, other

  init(_ key: KeyText) {
    switch key.count {
    case 2: self = key.equals("id") ? .id : .other
    case 3: self = key.equals("crs") ? .crs : .other
    case 4: self = key.equals("type") ? .type : key.equals("bbox") ? .bbox : .other
    case 8: self = key.equals("geometry") ? .geometry : key.equals("features") ? .features : .other
    case 10:
      self =
        key.equals("properties") ? .properties : key.equals("geometries") ? .geometries : .other
    case 11: self = key.equals("coordinates") ? .coordinates : .other
    default: self = .other
    }
  }
}

extension GeoJSONScanner {
  /// A member of an object, up to its value.
  struct Member {
    var key: KeyText
    /// Where its name stands.
    var offset: Int
    /// Whether the object has had one of that name.
    var isRepeated: Bool
    var meaning: GeoJSONMember { GeoJSONMember(key) }
  }
}
