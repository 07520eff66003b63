import TestSupport
import Testing

/// Three streets as an OpenStreetMap extract: one from west to east, a footway to the north from its
/// middle, and one that hangs together with neither. 0.001 degrees are 81.1 m of longitude there, and
/// 111.1 m of latitude.
enum SmallStreets {
  /// - Parameter lastStreet: the class of the street apart.
  static func extract(lastStreet: String) -> String {
    """
    <?xml version='1.0' encoding='UTF-8'?>
    <osm version="0.6">
    <node id="1" lat="43.30" lon="5.400"/><node id="2" lat="43.30" lon="5.401"/>
    <node id="3" lat="43.30" lon="5.402"/><node id="4" lat="43.301" lon="5.401"/>
    <node id="5" lat="43.31" lon="5.410"/><node id="6" lat="43.31" lon="5.411"/>
    <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way>
    <way id="11"><nd ref="2"/><nd ref="4"/><tag k="highway" v="footway"/></way>
    <way id="12"><nd ref="5"/><nd ref="6"/><tag k="highway" v="\(lastStreet)"/></way>
    </osm>
    """
  }

  /// A new folder with the extract and the walking network of all its streets, `streets.gpkg`.
  static func network() throws -> Scratch {
    let folder = try Scratch()
    try folder.write("extract.osm", extract(lastStreet: "residential"))
    try build("streets.gpkg", in: folder)
    return folder
  }

  /// The walking network of all streets of the folder's extract.
  static func build(_ name: String, in folder: Scratch, _ options: String...) throws {
    try AmpGeoProcess.run(
      ["network", "build", "extract.osm", "--min-component", "0", "-o", name] + options, in: folder
    ).expectSuccess()
  }

  /// Both ends of the street, a place on the island, and one in the fields.
  static let homes = """
    id,lon,lat,people,side
    west,5.400,43.30,10,town
    east,5.402,43.30,20,town
    island,5.4105,43.31,30,isle
    field,5.420,43.32,40,

    """

  static let clinics = """
    id,lon,lat,doctors
    north,5.401,43.301,2
    middle,5.401,43.30,6
    islet,5.411,43.31,3

    """
}
