// The two passes over an extract.
#pragma once
#include "TagStore.h"

#include <osmium/io/file.hpp>
#include <osmium/osm/box.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/way.hpp>

#include <string>
#include <utility>
#include <vector>

namespace osm {

class ExtractReader {
public:
  // Keys and values of ways to keep; an empty value takes any.
  std::vector<std::pair<std::string, std::string>> rules;
  // The texts of all keys; the stores refer to them.
  std::deque<std::string> key_texts;
  TagStore way_tags;
  TagStore node_tags;
  std::string selecting_node_key;

  std::vector<int64_t> way_ids;
  std::vector<int64_t> ref_offsets{0};
  std::vector<int32_t> refs;
  std::vector<int64_t> node_ids;
  std::vector<int32_t> places;
  std::vector<int32_t> tagged_nodes;
  size_t ways_read = 0;
  size_t duplicate_ways = 0;
  osmium::Box bounds; // what the file says that it covers; invalid when it does not tell

  std::string reason;
  uint64_t line = 0;
  uint64_t column = 0;
  bool is_input_output = false;

  // Never throws; false when something went wrong, which `reason` tells.
  bool read(const char *path, const char *format) noexcept;

private:
  void read_ways(const osmium::io::File &file);
  void read_nodes(const osmium::io::File &file);
  void number_nodes();
  bool is_wanted(const osmium::Way &way) const;
  void append(const osmium::Way &way);
  void place(const osmium::Node &node, size_t &cursor);

  std::vector<int64_t> m_ref_ids;
};

} // namespace osm
