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
}
