// The half of the reader that reads geometry objects into the flat buffers.
#include "GeoJSONReader.h"
#include <charconv>

namespace geojson {

using simdjson::error_code;

// The WKB code of a geometry type, 0 for what is none.
uint8_t kind_code(std::string_view type) {
  static constexpr std::string_view names[] = {
      "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon",
      "GeometryCollection"};
  for (uint8_t i = 0; i < 7; ++i)
    if (names[i] == type) return static_cast<uint8_t>(i + 1);
  return 0;
}

// simdjson 3.0 misreads some numbers of more than 19 digits (it makes 0.0029… of
// 0.390303787749700357864), so long ones are converted by the standard library.
double Reader::ordinate(simdjson::simdjson_result<ondemand::value> item) {
  ondemand::value number;
  require(item.get(number), "a number in a position");
  double value;
  error_code code = number.get_double().get(value);
  if (code) require(code, "a number in a position");
  std::string_view token = number.raw_json_token();
  if (token.size() > 19 && token[19] > ' ')
    std::from_chars(token.data(), token.data() + token.size(), value);
  return value;
}

void Reader::position(ondemand::array numbers) {
  double ordinates[3] = {0, 0, 0};
  size_t count = 0;
  for (auto number : numbers) {
    double value = ordinate(number);
    if (count < 3) ordinates[count] = value;
    ++count;
  }
  if (count < 2)
    fail("a position needs two numbers, longitude and latitude; this one has " +
         std::to_string(count));
  geometries.add_vertex(ordinates[0], ordinates[1]);
  if (geometries.vertices() % 0x8000 == 0) forget_what_was_read();
  if (count > 2) geometries.add_elevation(ordinates[2]);
  if (count > 3) ++geometries.extra_ordinates;
}

void Reader::point_part(ondemand::array numbers) {
  geometries.begin_part();
  geometries.begin_ring();
  position(numbers);
}

void Reader::line(ondemand::array positions, bool is_ring) {
  geometries.begin_ring();
  size_t before = geometries.vertices();
  for (auto element : positions) position(array(element, "a position: [longitude, latitude]"));
  size_t count = geometries.vertices() - before;
  if (!is_ring) {
    if (count < 2 && !takes_short_lines)
      fail("a line needs at least two positions; this one has " + std::to_string(count));
    return;
  }
  const double *first = geometries.coordinates.data() + 2 * before;
  const double *last = geometries.coordinates.data() + 2 * (before + (count ? count - 1 : 0));
  if (count > 0 && (first[0] != last[0] || first[1] != last[1])) {
    if (!closes_rings)
      fail("a ring is not closed: its last position differs from its first",
           "repeat the first position at the end, as amp-geo fix does");
    geometries.close_ring(before);
    closed_rings.push_back(static_cast<int32_t>(geometries.kinds.size()) - 1);
    ++count;
  }
  if (count == 0) {
    ++empty_rings;
    return;
  }
  if (count < 4 && !closes_rings)
    fail("a ring needs at least four positions, the last repeating the first; this one has " +
         std::to_string(count));
}

// A polygon without rings is no part.
void Reader::polygon(ondemand::array rings) {
  bool is_empty;
  require(rings.is_empty().get(is_empty));
  if (is_empty) return;
  geometries.begin_part();
  for (auto ring : rings) line(array(ring, "a ring: an array of positions"), true);
}

// `kind` is the WKB code of a type other than GeometryCollection.
void Reader::coordinates(ondemand::array items, uint8_t kind) {
  switch (kind) {
  case 1: {
    bool is_empty;
    require(items.is_empty().get(is_empty));
    if (!is_empty) point_part(items);
    break;
  }
  case 2: {
    bool is_empty;
    require(items.is_empty().get(is_empty));
    if (is_empty) break;
    geometries.begin_part();
    line(items, false);
    break;
  }
  case 3:
    polygon(items);
    break;
  case 4:
    for (auto item : items) point_part(array(item, "a position: [longitude, latitude]"));
    break;
  case 5:
    for (auto item : items) {
      geometries.begin_part();
      line(array(item, "a line: an array of positions"), false);
    }
    break;
  default:
    for (auto item : items) polygon(array(item, "a polygon: an array of rings"));
    break;
  }
}

void Reader::members_array(ondemand::array items, int depth) {
  for (auto item : items) {
    ondemand::value value;
    require(item.get(value));
    ondemand::object object;
    require(value.get_object().get(object), "a geometry object in the collection");
    geometry(object, true, depth + 1);
  }
}

// Reads a geometry object. A collection's members are flattened; each simple one is noted.
uint8_t Reader::geometry(ondemand::object object, bool is_member, int depth) {
  if (depth > 64) fail("geometry collections nested deeper than 64 levels");
  uint8_t kind = 0;
  bool has_payload = false, needs_second_pass = false;
  size_t first_vertex = geometries.vertices();
  int64_t named_system = -1;
  const char *start = here();
  // Until its coordinates are read, the object may have to be read again.
  bool may_rewind = true;
  ++rewindable_;
  auto settle = [&] {
    if (may_rewind) --rewindable_;
    may_rewind = false;
  };

  auto payload = [&](ondemand::value value) {
    settle();
    int32_t parts = geometries.part_offsets.back();
    if (kind == 7) {
      ondemand::array items;
      require(value.get_array().get(items), "an array of geometries");
      members_array(items, depth);
    } else {
      ondemand::array items;
      require(value.get_array().get(items), "an array of coordinates");
      coordinates(items, kind);
      if (is_member) {
        geometries.members.push_back(static_cast<int32_t>(geometries.kinds.size()) - 1);
        geometries.members.push_back(kind);
        geometries.members.push_back(geometries.part_offsets.back() - parts);
      }
    }
    has_payload = true;
  };
  auto pass = [&](bool is_second) {
    for (auto entry : object) {
      ondemand::field field;
      require(std::move(entry).get(field));
      std::string_view name = key(field);
      ondemand::value value = field.value();
      if (name == "type") {
        if (is_second) continue;
        if (kind) fail("a geometry has two members \"type\"");
        std::string_view type = string(value, "the name of a geometry type");
        kind = kind_code(type);
        if (!kind)
          fail("unknown geometry type \"" + std::string(type) + "\"",
               "RFC 7946 knows Point, LineString, Polygon, their Multi forms and "
               "GeometryCollection",
               value.raw_json_token().data());
        if (!is_member) geometries.kinds.back() = kind;
      } else if (name == "coordinates" || name == "geometries") {
        if (has_payload) fail("a geometry has two members \"" + std::string(name) + "\"");
        if (!kind) needs_second_pass = true;
        else if ((name == "geometries") == (kind == 7)) payload(value);
      } else if (!is_second) {
        if (name == "bbox") bounding_box(value);
        else if (name == "crs") named_system = system(value);
        else validate(value, 1);
      }
    }
  };
  pass(false);
  if (needs_second_pass && kind && !has_payload) {
    bool is_not_empty;
    require(object.reset().get(is_not_empty));
    pass(true);
  }
  settle();
  if (!kind) fail("a geometry without a member \"type\"", "", start);
  if (!has_payload)
    fail(kind == 7 ? "a GeometryCollection without a member \"geometries\""
                   : "a geometry without a member \"coordinates\"",
         "", start);
  end_system(named_system, first_vertex);
  return kind;
}

void Reader::geometry_value(ondemand::value value) {
  ondemand::json_type type;
  require(value.type().get(type));
  if (type == ondemand::json_type::null) {
    validate(value, 0);
    return; // the feature stays of kind null
  }
  ondemand::object object;
  if (value.get_object().get(object))
    fail(std::string("a geometry must be an object or null, not ") + json_type_name(type));
  geometry(object, false, 0);
}

} // namespace geojson
