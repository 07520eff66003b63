#include "ExtractReader.h"

#include <osmium/io/any_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <system_error>
#include <unordered_set>

namespace osm {

bool ExtractReader::read(const char *path, const char *format) noexcept {
  try {
    // A relative path gets a folder, so that no name is taken for a URL.
    const std::string name = path[0] == '/' ? std::string{path} : "./" + std::string{path};
    const osmium::io::File file{name, format};
    read_ways(file);
    number_nodes();
    read_nodes(file);
    return true;
  } catch (const osmium::xml_error &error) {
    line = error.line;
    column = error.column;
    reason = error.error_string;
  } catch (const std::system_error &error) {
    is_input_output = true;
    reason = error.what();
  } catch (const std::bad_alloc &) {
    is_input_output = true;
    reason = "there is not enough memory";
  } catch (const std::exception &error) {
    reason = error.what();
  } catch (...) {
    reason = "unknown error";
  }
  return false;
}

void ExtractReader::read_ways(const osmium::io::File &file) {
  osmium::io::Reader reader{file, osmium::osm_entity_bits::way, osmium::io::read_meta::no};
  bounds = reader.header().joined_boxes();
  std::unordered_set<int64_t> known;
  bool is_ascending = true;
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const auto &way : buffer.select<osmium::Way>()) {
      ++ways_read;
      if (!is_wanted(way)) continue;
      // Files are nearly always in the order of ids; only others need a set to find duplicates.
      if (is_ascending && !way_ids.empty() && way.id() <= way_ids.back()) {
        is_ascending = false;
        known.insert(way_ids.begin(), way_ids.end());
      }
      if (!is_ascending && !known.insert(way.id()).second) {
        ++duplicate_ways;
        continue;
      }
      append(way);
    }
  }
  reader.close();
}

bool ExtractReader::is_wanted(const osmium::Way &way) const {
  if (!way.visible()) return false;
  for (const auto &rule : rules) {
    const char *value = way.tags().get_value_by_key(rule.first.c_str());
    if (value && (rule.second.empty() || rule.second == value)) return true;
  }
  return false;
}

void ExtractReader::append(const osmium::Way &way) {
  way_ids.push_back(way.id());
  for (const auto &node : way.nodes()) m_ref_ids.push_back(node.ref());
  ref_offsets.push_back(static_cast<int64_t>(m_ref_ids.size()));
  way_tags.append(way.tags());
}

void ExtractReader::number_nodes() {
  node_ids = m_ref_ids;
  std::sort(node_ids.begin(), node_ids.end());
  node_ids.erase(std::unique(node_ids.begin(), node_ids.end()), node_ids.end());
  if (node_ids.size() > INT32_MAX / 4) {
    throw std::length_error{"the extract has more street nodes than can be numbered"};
  }
  refs.reserve(m_ref_ids.size());
  // Neighbours on a way often have neighbouring ids: look there first.
  size_t guess = 0;
  for (const int64_t id : m_ref_ids) {
    if (guess + 1 < node_ids.size() && node_ids[guess + 1] == id) {
      ++guess;
    } else {
      guess = static_cast<size_t>(
          std::lower_bound(node_ids.begin(), node_ids.end(), id) - node_ids.begin());
    }
    refs.push_back(static_cast<int32_t>(guess));
  }
  m_ref_ids = {};
  places.assign(2 * node_ids.size(), CO_NO_PLACE);
}

void ExtractReader::read_nodes(const osmium::io::File &file) {
  osmium::io::Reader reader{file, osmium::osm_entity_bits::node, osmium::io::read_meta::no};
  size_t cursor = 0;
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const auto &node : buffer.select<osmium::Node>()) place(node, cursor);
  }
  reader.close();
}

void ExtractReader::place(const osmium::Node &node, size_t &cursor) {
  // In a file ordered by id the cursor only moves forward.
  if (cursor >= node_ids.size() || node_ids[cursor] > node.id()) {
    if (cursor > 0 && node_ids[cursor - 1] < node.id()) return;
    cursor = static_cast<size_t>(
        std::lower_bound(node_ids.begin(), node_ids.end(), node.id()) - node_ids.begin());
  }
  while (cursor < node_ids.size() && node_ids[cursor] < node.id()) ++cursor;
  if (cursor == node_ids.size() || node_ids[cursor] != node.id()) return;
  const osmium::Location location = node.location();
  // A node that comes twice stays where it was first.
  if (!node.visible() || !location.valid() || places[2 * cursor] != CO_NO_PLACE) return;
  places[2 * cursor] = location.x();
  places[2 * cursor + 1] = location.y();
  if (node.tags().has_key(selecting_node_key.c_str())) {
    tagged_nodes.push_back(static_cast<int32_t>(cursor));
    node_tags.append(node.tags());
  }
}

} // namespace osm
