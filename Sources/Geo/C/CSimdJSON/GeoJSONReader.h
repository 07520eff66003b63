// Reads GeoJSON (RFC 7946) strictly, in one pass over simdjson's on-demand values.
#pragma once
#include "CSimdJSON.h"
#include "FlatGeometries.h"
#include "TextTable.h"
#include <simdjson.h>
#include <string>
#include <unordered_map>
#include <vector>

namespace geojson {

namespace ondemand = simdjson::ondemand;

uint8_t kind_code(std::string_view type);
const char *json_type_name(ondemand::json_type type);

// Raised inside the reader only; the C functions turn it into `cs_error`.
struct Failure {
  std::string reason;
  std::string remedy;
  const char *place; // null when unknown
  cs_failure kind;
};

// A member `crs` of a feature or a geometry: the vertices in it, the place of its text in
// `Reader::system_texts`, and the feature.
struct System {
  int64_t first_vertex, last_vertex; // the second one is behind the last
  int64_t text;
  int64_t feature;
};

class Reader {
public:
  FlatGeometries geometries;
  TextTable properties;
  TextTable feature_members;
  TextTable collection_members;
  TextTable ids;
  std::string crs;
  // The systems that features and geometries name themselves: those of what is inside before those
  // of what is around it.
  std::vector<System> systems;
  std::vector<std::string> system_texts;
  bool bare_geometry = false;
  // Whether rings that are not closed are closed, and short ones taken as they are.
  bool closes_rings = false;
  // Whether lines of fewer than two positions are taken as they are.
  bool takes_short_lines = false;
  // The feature of each ring that was closed.
  std::vector<int32_t> closed_rings;
  // Rings without a position; they are there, without a vertex.
  std::size_t empty_rings = 0;

  // What `cs_last_error` shows.
  cs_failure failure = CS_FAULTY_TEXT;
  std::string reason, remedy, feature_id;
  size_t error_offset = 0;
  int64_t error_feature = -1;

  // Memory for the geometries of all texts together, each array for so many values; the reader must
  // not be used after the memory is gone.
  void lend(double *coordinates, int32_t *ring_offsets, int32_t *vertex_offsets, size_t values);
  bool read(const char *text, size_t length, size_t offset, bool is_record);
  // Frees what is needed only while reading: about as much as a file of small numbers has bytes,
  // four times over.
  void release_parser();

private:
  void root(ondemand::object object, bool is_record);
  void collection_features(ondemand::array array);
  void begin_feature();
  bool feature_field(std::string_view key, ondemand::value value);
  void end_feature();
  void feature(ondemand::object object);
  void properties_object(ondemand::value value);
  void identifier(ondemand::value value);
  void bounding_box(ondemand::value value);
  int64_t system(ondemand::value value);
  void end_system(int64_t text, size_t first_vertex);

  void geometry_value(ondemand::value value);
  uint8_t geometry(ondemand::object object, bool is_member, int depth);
  void members_array(ondemand::array array, int depth);
  void coordinates(ondemand::array array, uint8_t kind);
  void point_part(ondemand::array position);
  void line(ondemand::array positions, bool is_ring);
  void polygon(ondemand::array rings);
  void position(ondemand::array numbers);
  double ordinate(simdjson::simdjson_result<ondemand::value> item);

  std::string_view key(ondemand::field &field);
  std::string_view string(ondemand::value value, const char *what);
  ondemand::array array(simdjson::simdjson_result<ondemand::value> value, const char *what);
  void store(TextTable &table, std::string_view name, ondemand::value value);
  void validate(ondemand::value value, int depth);
  void require(simdjson::error_code code, const char *what = nullptr);
  [[noreturn]] void fail(std::string reason, std::string remedy = "", const char *place = nullptr,
                         cs_failure kind = CS_FAULTY_TEXT);
  const char *here();
  void forget_what_was_read();

  ondemand::parser parser_;
  ondemand::document document_;
  const char *text_ = nullptr;
  size_t length_ = 0;
  int64_t feature_ = -1;
  std::string key_buffer_, string_buffer_;
  std::unordered_map<std::string, int64_t> system_places_;

  // Up to where the structure of the text is forgotten, and how many objects that are being read
  // may be read from their start again.
  uintptr_t forgotten_ = 0;
  int rewindable_ = 0;
  size_t validated_ = 0;

  // The feature being read.
  bool has_type_ = false, has_geometry_ = false, has_properties_ = false;
  std::string id_text_;
  const char *feature_start_ = nullptr;
};

} // namespace geojson
