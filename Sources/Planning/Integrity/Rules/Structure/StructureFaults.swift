import GeoCore
import GeoFormats

/// The rules whose findings are faults that the scan of a text has noted: a row each.
enum StructureFaults {
  /// All rows, in the order of their codes.
  static let all: [StructureFaultRule] = [
    StructureFaultRule(
      .notJSON,
      code: "S106", name: "not-json", severity: .error,
      summary: "The text is not JSON.",
      explanation: """
        RFC 8259 is strict: no comments, no commas before a closing bracket, double quotes \
        only, no line breaks or control characters in strings, no half surrogate pairs, UTF-8. \
        What was read before the place named is checked; of what follows nothing is known, and \
        other programs read none of the file.
        """,
      remedy: "correct the text at the place named", makesUnreadable: true),
    StructureFaultRule(
      .notGeoJSON,
      code: "S107", name: "not-geojson", severity: .error,
      summary: "The file is JSON, but no GeoJSON object.",
      explanation: """
        RFC 7946, section 3: the root is an object whose member "type" is FeatureCollection, \
        Feature or a geometry type, in exactly these letters. Where it is plain what was \
        meant, its features are checked nevertheless.
        """,
      remedy: "make the root a FeatureCollection, a Feature or a geometry", makesUnreadable: true,
      reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3"),
    StructureFaultRule(
      .missingMember,
      code: "S108", name: "missing-member", severity: .error,
      summary: "A member that GeoJSON demands is missing.",
      explanation: """
        RFC 7946, sections 3.1 to 3.3: a geometry has "type" and "coordinates" (a collection \
        "geometries"), a feature "type", "geometry" and "properties", a collection of features \
        "features". Geometry and properties may be null, but must be there.
        """,
      remedy: "add the member"),
    StructureFaultRule(
      .mistypedMember,
      code: "S109", name: "mistyped-member", severity: .error,
      summary: "A member has a value that it cannot have.",
      explanation: """
        RFC 7946, sections 3 and 5: "features" is an array of Feature objects, "geometry" an \
        object or null, "properties" an object or null, "id" a string or a number, "bbox" an \
        array of 4 or 6 numbers, coordinates are arrays of numbers, and the names of types are \
        case-sensitive.
        """,
      remedy: "write the member as RFC 7946 wants it"),
    StructureFaultRule(
      .wrongNesting,
      code: "S110", name: "wrong-nesting", severity: .error,
      summary: "Coordinates are nested too deep, or not deep enough.",
      explanation: """
        RFC 7946, section 3.1: a position is an array of numbers; a LineString and a \
        MultiPoint are arrays of positions, a Polygon and a MultiLineString are arrays of \
        those, a MultiPolygon is an array of polygons. Most often the type is that of another \
        geometry.
        """,
      remedy: "set the type that fits the coordinates, or mend the brackets",
      reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1"),
    StructureFaultRule(
      .tooFewPositions,
      code: "S111", name: "too-few-positions", severity: .error,
      summary: "A line, a ring or a position has too few members.",
      explanation: """
        RFC 7946, sections 3.1.1, 3.1.4 and 3.1.6: a position has at least two numbers, a line \
        two positions, a ring four, of which the last repeats the first. A ring with fewer \
        than three different positions encloses nothing, and OGC Simple Features does not \
        allow it.
        """,
      remedy: "add what is missing, or remove the geometry"),
    StructureFaultRule(
      .unclosedRing,
      code: "S112", name: "unclosed-ring", severity: .error,
      summary: "The last position of a ring differs from its first.",
      explanation: """
        RFC 7946, section 3.1.6: the first and the last position of a ring are equivalent, and \
        must hold identical values. Programs close such a ring, drop it, or refuse the file.
        """,
      remedy: "repeat the first position at the end",
      reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.6"),
    StructureFaultRule(
      .nonFiniteNumber,
      code: "S113", name: "non-finite-number", severity: .error,
      summary: "A number is NaN, infinite, or too large.",
      explanation: """
        RFC 8259, section 6, has no way to write NaN or an infinity, and numbers beyond \
        1.8e308 do not fit a 64-bit floating point number. Some programs write them where a \
        value is unknown; others then read none of the file.
        """,
      remedy: "write null, or the number that was meant"),
    StructureFaultRule(
      .wrongBoundingBox,
      code: "S116", name: "wrong-bbox", severity: .warning,
      summary: "A bbox disagrees with the coordinates.",
      explanation: """
        RFC 7946, section 5: a bbox is west, south, east, north of all that it stands with. Programs \
        that trust it miss features, or zoom to the wrong place. It may leave digits out: each side \
        may be off by one unit of its last digit, but by no more than a thousandth of a degree (a \
        metre in projected systems), and by a millionth (a decimetre) always. One with west greater \
        than east crosses the antimeridian; of it only latitudes are compared. What is no array of 4 \
        or 6 numbers is S109.
        """,
      remedy: "correct or remove the bbox",
      reference: "https://www.rfc-editor.org/rfc/rfc7946#section-5"),
    StructureFaultRule(
      .duplicateKey,
      code: "S117", name: "duplicate-key", severity: .warning,
      summary: "A name stands twice in one object.",
      explanation: """
        RFC 8259, section 4: names within an object should be unique. Which of the values a \
        program takes is chance; amp-geo takes the last.
        """,
      remedy: "keep one of them"),
    StructureFaultRule(
      .legacyCRS,
      code: "S118", name: "legacy-crs", severity: .warning,
      summary: "The file has a member crs, as GeoJSON had it before RFC 7946.",
      explanation: """
        The draft of 2008 had it; RFC 7946, section 4, has removed it: coordinates are \
        longitude and latitude in WGS 84. Programs differ in whether they honour it. amp-geo \
        does, on a FeatureCollection, a Feature and a geometry, and checks the file in that system; \
        coordinates in several systems are brought to WGS 84.
        """,
      remedy: "amp-geo convert writes WGS 84 without it",
      reference: "https://www.rfc-editor.org/rfc/rfc7946#section-4"),
    StructureFaultRule(
      .ambiguousMember,
      code: "S120", name: "ambiguous-member", severity: .error,
      summary: "A member that decides what an object is stands twice.",
      explanation: """
        Two geometries or properties in one feature, two types or coordinates in one geometry, \
        two arrays of features: which of them counts is chance (RFC 8259, section 4), and \
        nothing is taken for granted here.
        """,
      remedy: "keep the one that is meant"),
    StructureFaultRule(
      .forbiddenMember,
      code: "S121", name: "forbidden-member", severity: .error,
      summary: "A member stands in an object that must not have it.",
      explanation: """
        RFC 7946, section 7.1: a feature must not have "coordinates", "geometries" or \
        "features"; a geometry must not have "geometry", "properties" or "features"; a \
        FeatureCollection must not have "coordinates", "geometries", "geometry" or \
        "properties".
        """,
      remedy: "move it to where it belongs, or rename it",
      reference: "https://www.rfc-editor.org/rfc/rfc7946#section-7.1"),
    StructureFaultRule(
      .extraOrdinates,
      code: "S124", name: "extra-ordinates", severity: .warning,
      summary: "Positions have more than three numbers.",
      explanation: """
        RFC 7946, section 3.1.1: positions should not be extended beyond longitude, latitude \
        and altitude; readers may ignore further numbers, and amp-geo does. One finding a \
        file.
        """,
      remedy: "keep measures and times in the properties",
      reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1"),
    StructureFaultRule(
      .nestedCollection,
      code: "S126", name: "nested-collection", severity: .warning,
      summary: "A GeometryCollection stands inside another.",
      explanation: """
        RFC 7946, section 3.1.8: nested collections should be avoided. Few programs read them; \
        amp-geo flattens them.
        """,
      remedy: "put all geometries into one collection",
      reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.8"),
    StructureFaultRule(
      .tooDeep,
      code: "S129", name: "too-deep", severity: .error,
      summary: "Values are nested so deep that readers refuse them.",
      explanation: """
        RFC 8259, section 9, lets readers set limits. amp-geo and many others stop at 512 \
        levels in one member, and at 64 of collections in collections.
        """,
      remedy: "flatten the value"),
    StructureFaultRule(
      .byteOrderMark,
      code: "S130", name: "byte-order-mark", severity: .warning,
      summary: "A byte order mark stands before the text.",
      explanation: """
        RFC 8259, section 8.1: programs must not put one before a JSON text that goes over a \
        network; readers may pass over it, and amp-geo does.
        """,
      remedy: "save the file as UTF-8 without a byte order mark", strictSeverity: .error,
      reference: "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"),
    StructureFaultRule(
      .bareGeometry,
      code: "S131", name: "bare-geometry", severity: .info,
      summary: "The file is a geometry without a feature around it.",
      explanation: """
        RFC 7946, section 3, allows it, but such a file has no room for an id or attributes, \
        and some programs want features.
        """,
      remedy: "wrap it in a Feature",
      reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3"),
  ]
}
