// One object of an extract as either reader hands it over: valid until the next one.
#pragma once
#include <osmium/osm/location.hpp>

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace osm {

// OpenStreetMap allows ways of 2,000 nodes, relations of 32,000 members and values of 255
// characters. What is far beyond is no map, and would only fill the memory.
constexpr size_t most_way_nodes = 100'000;
constexpr size_t most_members = 1'000'000;
constexpr size_t most_tags = 10'000;

enum class Kind { node, way, relation };

struct WayNode {
  int64_t id;
  osmium::Location location; // undefined unless the way itself tells
};

struct Member {
  bool is_way;
  int64_t id;
  bool is_inner;
  bool is_outer;
  // Where its nodes lie, when the relation itself tells (Overpass's `out geom`).
  std::vector<osmium::Location> line = {};
};

struct ExtractObject {
  Kind kind = Kind::node;
  int64_t id = 0;
  uint32_t version = 0;
  bool is_deleted = false;
  osmium::Location location; // of a node
  std::vector<std::pair<const char *, const char *>> tags;
  std::vector<WayNode> nodes;
  std::vector<Member> members;

  const char *value(const char *key) const {
    for (const auto &tag : tags) {
      if (!std::strcmp(tag.first, key)) return tag.second;
    }
    return nullptr;
  }
};

} // namespace osm
