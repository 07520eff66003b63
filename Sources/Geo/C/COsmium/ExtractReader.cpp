#include "ExtractReader.h"
#include "ExtractFailure.h"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <system_error>

namespace osm {

bool ExtractReader::read(const char *path, const char *format) noexcept {
  try {
    // A relative path gets a folder, so that no name is taken for a URL.
    m_path = path[0] == '/' ? std::string{path} : "./" + std::string{path};
    m_format = format;
    m_is_pbf = m_format == "pbf";
    WantedKinds wanted;
    wanted.ways = wanted.relations = true;
    visit(wanted, &bounds, [this](const ExtractObject &object) {
      object.kind == Kind::way ? take_way(object) : take_relation(object);
    });
    remove_outdated_ways();
    outline_start = way_ids.size();
    append_outlines();
    number_nodes();
    read_nodes();
    place_nodes_of_ways();
    return true;
  } catch (const ExtractFailure &error) {
    failure = error.kind;
    line = error.line;
    column = error.column;
    reason = error.what();
  } catch (const std::system_error &error) {
    failure = CO_SYSTEM;
    reason = error.what();
  } catch (const std::bad_alloc &) {
    failure = CO_SYSTEM;
    reason = "there is not enough memory";
  } catch (const std::exception &error) {
    reason = error.what();
  } catch (...) {
    reason = "unknown error";
  }
  return false;
}

void ExtractReader::visit(WantedKinds wanted, HeadBounds *head, const Take &take) const {
  if (m_is_pbf) return visit_pbf(wanted, head, take);
  read_xml(m_path.c_str(), m_format, wanted, head, take);
}

bool ExtractReader::is_wanted(const ExtractObject &object) const {
  if (object.is_deleted) return false;
  for (const auto &rule : rules) {
    const char *value = object.value(rule.first.c_str());
    if (value && (rule.second.empty() || rule.second == value)) return true;
  }
  return false;
}

// MARK: Ways

// Of several versions of a way the newest counts, and the first of equals. Files are nearly always
// in the order of ids; only others need a table to find a way again.
void ExtractReader::take_way(const ExtractObject &way) {
  ++ways_read;
  const bool is_kept = is_wanted(way);
  if (!is_kept && way_ids.empty()) return;
  if (size_t *earlier = place_of_way(way.id)) {
    if (is_kept || way.version > m_way_versions[*earlier]) ++duplicate_ways;
    if (way.version <= m_way_versions[*earlier]) return;
    m_is_outdated[*earlier] = true;
    // What is newer and no street any more leaves its version behind.
    m_way_versions[*earlier] = way.version;
  }
  if (is_kept) append(way);
}

// Where a way that was kept stands; null when there is none.
size_t *ExtractReader::place_of_way(int64_t id) {
  if (way_ids.empty()) return nullptr;
  if (m_is_ascending) {
    if (id > way_ids.back()) return nullptr;
    m_last_way = way_ids.size() - 1;
    if (id == way_ids.back()) return &m_last_way;
    m_is_ascending = false;
    for (size_t i = 0; i < way_ids.size(); ++i) m_way_places[way_ids[i]] = i;
  }
  const auto found = m_way_places.find(id);
  return found == m_way_places.end() ? nullptr : &found->second;
}

void ExtractReader::append(const ExtractObject &way) {
  if (!m_is_ascending) m_way_places[way.id] = way_ids.size();
  way_ids.push_back(way.id);
  m_way_versions.push_back(way.version);
  m_is_outdated.push_back(false);
  append_nodes(way.nodes);
  way_tags.append(way);
}

void ExtractReader::append_nodes(const std::vector<WayNode> &nodes) {
  for (const WayNode &node : nodes) {
    if (node.location.is_defined() || !m_ref_locations.empty()) {
      m_ref_locations.resize(m_ref_ids.size());
      m_ref_locations.push_back(node.location);
    }
    m_ref_ids.push_back(node.id);
  }
  ref_offsets.push_back(static_cast<int64_t>(m_ref_ids.size()));
}

void ExtractReader::remove_outdated_ways() {
  if (std::find(m_is_outdated.begin(), m_is_outdated.end(), true) == m_is_outdated.end()) return;
  std::vector<int64_t> ids;
  std::vector<int64_t> offsets{0};
  std::vector<int64_t> nodes;
  std::vector<osmium::Location> locations;
  m_ref_locations.resize(m_ref_locations.empty() ? 0 : m_ref_ids.size());
  for (size_t way = 0; way < way_ids.size(); ++way) {
    if (m_is_outdated[way]) continue;
    ids.push_back(way_ids[way]);
    for (int64_t ref = ref_offsets[way]; ref < ref_offsets[way + 1]; ++ref) {
      nodes.push_back(m_ref_ids[ref]);
      if (!m_ref_locations.empty()) locations.push_back(m_ref_locations[ref]);
    }
    offsets.push_back(static_cast<int64_t>(nodes.size()));
  }
  way_tags.remove(m_is_outdated);
  way_ids.swap(ids);
  ref_offsets.swap(offsets);
  m_ref_ids.swap(nodes);
  m_ref_locations.swap(locations);
}

// MARK: Multipolygons

void ExtractReader::take_relation(const ExtractObject &relation) {
  const char *type = relation.value("type");
  const bool is_kept = type && !std::strcmp(type, "multipolygon") && is_wanted(relation);
  const auto found = m_area_places.find(relation.id);
  if (found != m_area_places.end()) {
    Area &earlier = m_areas[found->second];
    if (relation.version <= earlier.version) return;
    earlier.is_deleted = true;
    earlier.version = relation.version;
  }
  if (!is_kept) return;
  m_area_places[relation.id] = m_areas.size();
  Area area{relation.id, relation.version, false, way_tags.numbers(relation), {}};
  for (const Member &member : relation.members) {
    if (member.is_way && (member.is_outer || member.is_inner)) area.members.push_back(member);
  }
  m_areas.push_back(std::move(area));
}

// The members of the relations as ways behind all others.
void ExtractReader::append_outlines() {
  m_areas.erase(std::remove_if(m_areas.begin(), m_areas.end(),
                               [](const Area &area) { return area.is_deleted; }),
                m_areas.end());
  if (m_areas.empty()) return;
  const auto lines = member_lines();
  std::vector<bool> inner;
  for (const Area &area : m_areas) {
    for (const Member &member : area.members) {
      const auto line = lines.find(member.id);
      const bool is_held = line != lines.end() && !line->second.nodes.empty();
      if (!is_held && member.line.size() < 2) {
        ++missing_members;
        continue;
      }
      way_ids.push_back(member.id);
      append_nodes(is_held ? line->second.nodes : nodes_at(member.line));
      way_tags.append(area.tags);
      outline_areas.push_back(static_cast<int32_t>(area_ids.size()));
      inner.push_back(member.is_inner);
    }
    area_ids.push_back(area.id);
  }
  outline_is_inner = std::make_unique<bool[]>(inner.size());
  std::copy(inner.begin(), inner.end(), outline_is_inner.get());
}

// The nodes of all ways that are members: those of streets are there, others are read.
std::unordered_map<int64_t, ExtractReader::Line> ExtractReader::member_lines() const {
  std::unordered_map<int64_t, Line> lines;
  for (const Area &area : m_areas) {
    for (const Member &member : area.members) lines[member.id];
  }
  size_t found = 0;
  for (size_t way = 0; way < way_ids.size(); ++way) {
    const auto line = lines.find(way_ids[way]);
    if (line == lines.end()) continue;
    ++found;
    for (int64_t ref = ref_offsets[way]; ref < ref_offsets[way + 1]; ++ref) {
      const auto location =
          m_ref_locations.empty() ? osmium::Location{} : m_ref_locations[ref];
      line->second.nodes.push_back({m_ref_ids[ref], location});
    }
  }
  if (found == lines.size()) return lines;
  WantedKinds wanted;
  wanted.ways = true;
  std::unordered_map<int64_t, Line> others;
  visit(wanted, nullptr, [&](const ExtractObject &way) {
    const auto line = lines.find(way.id);
    if (line == lines.end() || !line->second.nodes.empty()) return;
    const auto entry = others.try_emplace(way.id);
    if (!entry.second && way.version <= entry.first->second.version) return;
    entry.first->second.version = way.version;
    if (way.is_deleted) {
      entry.first->second.nodes.clear();
    } else {
      entry.first->second.nodes = way.nodes;
    }
  });
  for (auto &other : others) lines[other.first] = std::move(other.second);
  return lines;
}

// The nodes of a member that the relation draws itself: without ids, so that those at one place are one.
std::vector<WayNode> ExtractReader::nodes_at(const std::vector<osmium::Location> &line) {
  std::vector<WayNode> nodes;
  for (const osmium::Location &location : line) {
    const bool is_known = location.valid();
    nodes.push_back({is_known ? node_at(location) : m_last_made_node++, location});
  }
  return nodes;
}

int64_t ExtractReader::node_at(osmium::Location location) {
  const auto key = [](osmium::Location place) {
    return static_cast<uint64_t>(static_cast<uint32_t>(place.x())) << 32 |
           static_cast<uint32_t>(place.y());
  };
  if (m_node_at.empty()) {
    for (size_t ref = 0; ref < m_ref_locations.size(); ++ref) {
      if (m_ref_locations[ref].valid()) m_node_at.emplace(key(m_ref_locations[ref]), m_ref_ids[ref]);
    }
  }
  const auto entry = m_node_at.try_emplace(key(location), m_last_made_node);
  if (entry.second) ++m_last_made_node;
  return entry.first->second;
}

// MARK: Nodes

void ExtractReader::number_nodes() {
  m_ref_locations.resize(m_ref_locations.empty() ? 0 : m_ref_ids.size());
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
  m_is_node_read.assign(node_ids.size(), false);
  if (!m_is_pbf) m_node_versions.assign(node_ids.size(), 0);
}

void ExtractReader::read_nodes() {
  WantedKinds wanted;
  wanted.nodes = true;
  visit(wanted, nullptr, [this](const ExtractObject &node) { place(node); });
  remove_outdated_tags();
}

void ExtractReader::place(const ExtractObject &node) {
  // In a file ordered by id the cursor only moves forward.
  if (m_cursor >= node_ids.size() || node_ids[m_cursor] > node.id) {
    if (m_cursor > 0 && node_ids[m_cursor - 1] < node.id) return;
    m_cursor = static_cast<size_t>(
        std::lower_bound(node_ids.begin(), node_ids.end(), node.id) - node_ids.begin());
  }
  while (m_cursor < node_ids.size() && node_ids[m_cursor] < node.id) ++m_cursor;
  if (m_cursor == node_ids.size() || node_ids[m_cursor] != node.id) return;
  const size_t cursor = m_cursor;
  // Of a node that comes twice the newest version counts, and the first of equals.
  if (m_is_node_read[cursor]) {
    if (m_node_versions.empty() || node.version <= m_node_versions[cursor]) return;
    places[2 * cursor] = places[2 * cursor + 1] = CO_NO_PLACE;
    const auto tagged = m_tag_places.find(static_cast<int32_t>(cursor));
    if (tagged != m_tag_places.end()) m_is_tag_outdated[tagged->second] = true;
  }
  if (!m_node_versions.empty()) m_node_versions[cursor] = node.version;
  if (node.is_deleted || !node.location.valid()) {
    // A later one with a place counts, unless this one is newer.
    m_is_node_read[cursor] = node.is_deleted && !m_node_versions.empty();
    return;
  }
  m_is_node_read[cursor] = true;
  places[2 * cursor] = node.location.x();
  places[2 * cursor + 1] = node.location.y();
  if (node.value(selecting_node_key.c_str())) {
    m_tag_places[static_cast<int32_t>(cursor)] = tagged_nodes.size();
    m_is_tag_outdated.push_back(false);
    tagged_nodes.push_back(static_cast<int32_t>(cursor));
    node_tags.append(node);
  }
}

void ExtractReader::remove_outdated_tags() {
  const auto &outdated = m_is_tag_outdated;
  if (std::find(outdated.begin(), outdated.end(), true) == outdated.end()) return;
  std::vector<int32_t> nodes;
  for (size_t i = 0; i < tagged_nodes.size(); ++i) {
    if (!outdated[i]) nodes.push_back(tagged_nodes[i]);
  }
  node_tags.remove(outdated);
  tagged_nodes.swap(nodes);
}

// Nodes that the file does not hold, or only without place, lie where ways say.
void ExtractReader::place_nodes_of_ways() {
  for (size_t ref = 0; ref < m_ref_locations.size(); ++ref) {
    const auto node = static_cast<size_t>(refs[ref]);
    if (m_is_node_read[node] || !m_ref_locations[ref].valid()) continue;
    m_is_node_read[node] = true;
    places[2 * node] = m_ref_locations[ref].x();
    places[2 * node + 1] = m_ref_locations[ref].y();
  }
}

} // namespace osm
