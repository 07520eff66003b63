// The objects of a PBF file, by libosmium.
#include "ExtractFailure.h"
#include "ExtractReader.h"

#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>

namespace osm {

namespace {

void fill_tags(const osmium::OSMObject &from, ExtractObject &to) {
  to.id = from.id();
  to.is_deleted = !from.visible();
  to.tags.clear();
  for (const osmium::Tag &tag : from.tags()) to.tags.emplace_back(tag.key(), tag.value());
}

void fill(const osmium::Way &way, ExtractObject &object) {
  object.kind = Kind::way;
  fill_tags(way, object);
  if (way.nodes().size() > most_way_nodes) {
    throw ExtractFailure{CO_TOO_LARGE, "way " + std::to_string(way.id()) + " has more than " +
                                           std::to_string(most_way_nodes) + " nodes"};
  }
  object.nodes.clear();
  for (const auto &node : way.nodes()) object.nodes.push_back({node.ref(), node.location()});
}

void fill(const osmium::Relation &relation, ExtractObject &object) {
  object.kind = Kind::relation;
  fill_tags(relation, object);
  object.members.clear();
  for (const auto &member : relation.members()) {
    const char *role = member.role();
    object.members.push_back({member.type() == osmium::item_type::way, member.ref(),
                              !std::strcmp(role, "inner"),
                              !std::strcmp(role, "outer") || !*role});
  }
}

void fill(const osmium::Node &node, ExtractObject &object) {
  object.kind = Kind::node;
  fill_tags(node, object);
  object.location = node.location();
}

// What libosmium says of a file that is whole, but packed in a way that it was not built for.
bool is_about_compression(const std::string &reason) {
  return reason.find("blobs not supported") != std::string::npos ||
         reason.find("unknown compression") != std::string::npos;
}

void read(const osmium::io::File &file, WantedKinds wanted, HeadBounds *head,
          const std::function<void(const ExtractObject &)> &take) {
  auto bits = osmium::osm_entity_bits::nothing;
  if (wanted.nodes) bits |= osmium::osm_entity_bits::node;
  if (wanted.ways) bits |= osmium::osm_entity_bits::way;
  if (wanted.relations) bits |= osmium::osm_entity_bits::relation;
  osmium::io::Reader reader{file, bits, osmium::io::read_meta::no};
  const osmium::io::Header header = reader.header();
  if (header.has_multiple_object_versions()) {
    throw ExtractFailure{CO_HISTORY, "it holds all versions of its objects"};
  }
  if (head) {
    for (const osmium::Box &box : header.boxes()) {
      if (!box.bottom_left().valid() || !box.top_right().valid()) continue;
      head->add(box.bottom_left().lon(), box.bottom_left().lat(), box.top_right().lon(),
                box.top_right().lat());
    }
  }
  ExtractObject object;
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const auto &item : buffer) {
      switch (item.type()) {
      case osmium::item_type::node:
        fill(static_cast<const osmium::Node &>(item), object);
        break;
      case osmium::item_type::way:
        fill(static_cast<const osmium::Way &>(item), object);
        break;
      case osmium::item_type::relation:
        fill(static_cast<const osmium::Relation &>(item), object);
        break;
      default: continue;
      }
      take(object);
    }
  }
  reader.close();
}

} // namespace

void ExtractReader::visit_pbf(WantedKinds wanted, HeadBounds *head, const Take &take) const {
  try {
    osm::read(osmium::io::File{m_path, m_format}, wanted, head, take);
  } catch (const osmium::pbf_error &error) {
    if (!is_about_compression(error.what())) throw;
    throw ExtractFailure{CO_COMPRESSION, error.what()};
  }
}

} // namespace osm
