#include "COsmium.h"
#include "ExtractReader.h"

struct co_reader {
  osm::ExtractReader reader;
};

co_reader *co_create(void) { return new co_reader; }
void co_free(co_reader *reader) { delete reader; }

void co_keep_ways(co_reader *reader, const char *key, const char *value) {
  reader->reader.rules.emplace_back(key, value ? value : "");
}

void co_way_key(co_reader *reader, const char *key) {
  osm::ExtractReader &r = reader->reader;
  r.way_tags.add_key(r.key_texts.emplace_back(key).c_str());
}

void co_node_key(co_reader *reader, const char *key) {
  osm::ExtractReader &r = reader->reader;
  if (r.selecting_node_key.empty()) r.selecting_node_key = key;
  r.node_tags.add_key(r.key_texts.emplace_back(key).c_str());
}

bool co_read(co_reader *reader, const char *path, const char *format) {
  return reader->reader.read(path, format);
}

co_error co_last_error(const co_reader *reader) {
  const osm::ExtractReader &r = reader->reader;
  return {r.failure, r.reason.c_str(), r.line, r.column};
}

co_extract co_get_extract(const co_reader *reader) {
  const osm::ExtractReader &r = reader->reader;
  const co_bounds bounds{r.bounds.west, r.bounds.south, r.bounds.east, r.bounds.north};
  return {r.way_ids.data(),          r.way_ids.size(),
          r.ref_offsets.data(),      r.refs.data(),
          r.way_tags.offsets.data(), r.way_tags.tags.data(),
          r.node_ids.data(),         r.node_ids.size(),
          r.places.data(),           r.tagged_nodes.data(),
          r.tagged_nodes.size(),     r.node_tags.offsets.data(),
          r.node_tags.tags.data(),   r.outline_start,
          r.outline_areas.data(),    r.outline_is_inner.get(),
          r.area_ids.data(),         r.area_ids.size(),
          r.missing_members,         r.ways_read,
          r.duplicate_ways,          r.bounds.is_known,
          bounds};
}

static const char *text(const std::deque<std::string> &values, size_t value, size_t *length) {
  *length = values[value].size();
  return values[value].data();
}

size_t co_way_value_count(const co_reader *reader, size_t key) {
  return reader->reader.way_tags.values(key).size();
}

const char *co_way_value(const co_reader *reader, size_t key, size_t value, size_t *length) {
  return text(reader->reader.way_tags.values(key), value, length);
}

size_t co_node_value_count(const co_reader *reader, size_t key) {
  return reader->reader.node_tags.values(key).size();
}

const char *co_node_value(const co_reader *reader, size_t key, size_t value, size_t *length) {
  return text(reader->reader.node_tags.values(key), value, length);
}
