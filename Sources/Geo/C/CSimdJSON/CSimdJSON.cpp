#include "CSimdJSON.h"
#include "GeoJSONReader.h"
#include <charconv>
#include <cstdlib>

struct cs_reader {
  geojson::Reader reader;

  const geojson::TextTable &table(cs_table which) const {
    switch (which) {
    case CS_PROPERTIES: return reader.properties;
    case CS_FEATURE_MEMBERS: return reader.feature_members;
    case CS_COLLECTION_MEMBERS: return reader.collection_members;
    case CS_IDS: break;
    }
    return reader.ids;
  }
  geojson::TextTable &table(cs_table which) {
    return const_cast<geojson::TextTable &>(static_cast<const cs_reader *>(this)->table(which));
  }
};

double cs_number(const char *text, size_t length) {
  double value = 0;
  if (std::from_chars(text, text + length, value).ec == std::errc()) return value;
  // Too large or too small: only strtod says which.
  return std::strtod(std::string(text, length).c_str(), nullptr);
}

bool cs_is_utf8(const char *text, size_t length) { return simdjson::validate_utf8(text, length); }

size_t cs_padding(void) { return simdjson::SIMDJSON_PADDING; }

cs_reader *cs_create(void) { return new cs_reader; }
void cs_free(cs_reader *reader) { delete reader; }

size_t cs_values(size_t text_length) { return text_length / 2 + 16; }

void cs_lend(cs_reader *reader, double *coordinates, int32_t *ring_offsets,
             int32_t *vertex_offsets, size_t values) {
  reader->reader.lend(coordinates, ring_offsets, vertex_offsets, values);
}

void cs_close_rings(cs_reader *reader) { reader->reader.closes_rings = true; }

void cs_take_short_lines(cs_reader *reader) { reader->reader.takes_short_lines = true; }

size_t cs_empty_rings(const cs_reader *reader) { return reader->reader.empty_rings; }

const int32_t *cs_get_closed_rings(const cs_reader *reader, size_t *count) {
  *count = reader->reader.closed_rings.size();
  return reader->reader.closed_rings.data();
}

static bool finished(cs_reader *reader, bool ok) {
  reader->reader.properties.finish();
  reader->reader.feature_members.finish();
  reader->reader.ids.finish();
  return ok;
}

bool cs_read_document(cs_reader *reader, const char *text, size_t length, size_t offset) {
  bool ok = reader->reader.read(text, length, offset, false);
  reader->reader.release_parser();
  return finished(reader, ok);
}

bool cs_read_record(cs_reader *reader, const char *text, size_t length, size_t offset) {
  return finished(reader, reader->reader.read(text, length, offset, true));
}

cs_error cs_last_error(const cs_reader *reader) {
  const geojson::Reader &r = reader->reader;
  return {r.failure, r.reason.c_str(), r.remedy.c_str(), r.error_offset, r.error_feature,
          r.feature_id.c_str()};
}

cs_geometries cs_get_geometries(const cs_reader *reader) {
  const geojson::FlatGeometries &g = reader->reader.geometries;
  return {g.coordinates.data(),    g.coordinates.size(),    g.elevations.data(),
          g.elevations.size(),     g.kinds.data(),          g.kinds.size(),
          g.part_offsets.data(),   g.part_offsets.size(),   g.ring_offsets.data(),
          g.ring_offsets.size(),   g.vertex_offsets.data(), g.vertex_offsets.size(),
          g.members.data(),        g.members.size(),        g.extra_ordinates,
          g.elevated_vertices};
}

void cs_release_elevations(cs_reader *reader) { reader->reader.geometries.elevations = {}; }

size_t cs_column_count(const cs_reader *reader, cs_table table) {
  return reader->table(table).columns.size();
}

cs_column cs_get_column(const cs_reader *reader, cs_table table, size_t column) {
  const geojson::TextTable::Column &c = reader->table(table).columns[column];
  return {c.name.data(), c.name.size(), c.kinds.data(), c.ends.data(),
          c.kinds.size(), c.bytes.data(), c.bytes.size()};
}

void cs_release_column(cs_reader *reader, cs_table table, size_t column) {
  reader->table(table).columns[column] = {};
}

const int32_t *cs_get_order(const cs_reader *reader, cs_table table, size_t *count) {
  const geojson::TextTable &t = reader->table(table);
  *count = t.order.size();
  return t.order.data();
}

size_t cs_duplicate_keys(const cs_reader *reader) { return reader->reader.properties.duplicates; }

const char *cs_get_crs(const cs_reader *reader, size_t *length) {
  *length = reader->reader.crs.size();
  return *length ? reader->reader.crs.data() : nullptr;
}

const int64_t *cs_get_systems(const cs_reader *reader, size_t *count) {
  static_assert(sizeof(geojson::System) == 4 * sizeof(int64_t));
  *count = reader->reader.systems.size();
  return reinterpret_cast<const int64_t *>(reader->reader.systems.data());
}

size_t cs_system_text_count(const cs_reader *reader) {
  return reader->reader.system_texts.size();
}

const char *cs_get_system_text(const cs_reader *reader, size_t place, size_t *length) {
  const std::string &text = reader->reader.system_texts[place];
  *length = text.size();
  return text.data();
}

bool cs_is_bare_geometry(const cs_reader *reader) { return reader->reader.bare_geometry; }
