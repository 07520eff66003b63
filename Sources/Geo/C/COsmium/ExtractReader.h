// The passes over an extract.
#pragma once
#include "ExtractObject.h"
#include "ExtractXML.h"
#include "TagStore.h"

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
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
  size_t outline_start = 0;
  std::vector<int32_t> outline_areas;
  std::unique_ptr<bool[]> outline_is_inner;
  std::vector<int64_t> area_ids;
  size_t missing_members = 0;
  size_t ways_read = 0;
  size_t duplicate_ways = 0;
  HeadBounds bounds; // what the file says that it covers

  co_failure failure = CO_DAMAGED;
  std::string reason;
  uint64_t line = 0;
  uint64_t column = 0;

  // Never throws; false when something went wrong, which `reason` tells.
  bool read(const char *path, const char *format) noexcept;

private:
  using Take = std::function<void(const ExtractObject &)>;

  // A multipolygon that is kept.
  struct Area {
    int64_t id;
    uint32_t version;
    bool is_deleted;
    std::vector<co_tag> tags;
    std::vector<Member> members;
  };

  // The nodes of a way.
  struct Line {
    uint32_t version = 0;
    std::vector<WayNode> nodes;
  };

  void visit(WantedKinds wanted, HeadBounds *head, const Take &take) const;
  void visit_pbf(WantedKinds wanted, HeadBounds *head, const Take &take) const;

  bool is_wanted(const ExtractObject &object) const;
  void take_way(const ExtractObject &way);
  void take_relation(const ExtractObject &relation);
  void append(const ExtractObject &way);
  void append_nodes(const std::vector<WayNode> &nodes);
  size_t *place_of_way(int64_t id);
  void remove_outdated_ways();
  void append_outlines();
  std::unordered_map<int64_t, Line> member_lines() const;
  std::vector<WayNode> nodes_at(const std::vector<osmium::Location> &line);
  int64_t node_at(osmium::Location location);
  void number_nodes();
  void place_nodes_of_ways();
  void read_nodes();
  void place(const ExtractObject &node);
  void remove_outdated_tags();

  std::string m_path;
  std::string m_format;
  bool m_is_pbf = false;

  std::vector<uint32_t> m_way_versions;
  std::vector<bool> m_is_outdated;
  bool m_is_ascending = true;
  std::unordered_map<int64_t, size_t> m_way_places; // filled when ids do not ascend
  size_t m_last_way = 0;
  std::vector<Area> m_areas;
  std::unordered_map<int64_t, size_t> m_area_places;

  std::vector<int64_t> m_ref_ids;
  // Places that ways tell of their nodes, for each ref; empty when none does.
  std::vector<osmium::Location> m_ref_locations;

  // The nodes of which nothing but the place is known, and those of ways that tell their places, by
  // place; filled when the first is met.
  std::unordered_map<uint64_t, int64_t> m_node_at;
  int64_t m_last_made_node = INT64_MIN;

  size_t m_cursor = 0;
  std::vector<uint32_t> m_node_versions; // empty when the format has no versions to tell
  std::vector<bool> m_is_node_read;
  std::unordered_map<int32_t, size_t> m_tag_places;
  std::vector<bool> m_is_tag_outdated;
};

} // namespace osm
