#include "GeoJSONReader.h"
#include <new>
#include <sys/mman.h>

namespace geojson {

using simdjson::error_code;

// MARK: memory

namespace {
constexpr uintptr_t page = 4096;
// How much of the structure is forgotten at once.
constexpr uintptr_t portion = size_t{1} << 20;

// Shows where a document stands in simdjson's list of structural characters.
struct OpenDocument : ondemand::document {
  static uintptr_t place(ondemand::document &document) {
    return reinterpret_cast<uintptr_t>((document.*(&OpenDocument::iter)).position());
  }
};
} // namespace

void Reader::lend(double *coordinates, int32_t *ring_offsets, int32_t *vertex_offsets,
                  size_t values) {
  geometries.coordinates.lend(coordinates, values);
  geometries.ring_offsets.lend(ring_offsets, values);
  geometries.vertex_offsets.lend(vertex_offsets, values);
  geometries.ring_offsets.push_back(0);
  geometries.vertex_offsets.push_back(0);
}

// Gives the memory of structural characters back that are behind: four bytes for each, of which a
// text of short numbers has one a byte. They are never looked at again but by objects that may be
// read from their start.
void Reader::forget_what_was_read() {
  if (rewindable_ > 0) return;
  uintptr_t end = (OpenDocument::place(document_) - page) & ~(page - 1);
  if (end < forgotten_ + portion) return;
  madvise(reinterpret_cast<void *>(forgotten_), end - forgotten_, MADV_DONTNEED);
  forgotten_ = end;
}

// MARK: features

void Reader::bounding_box(ondemand::value value) {
  const char *start = here();
  ondemand::array items;
  require(value.get_array().get(items), "a bbox: an array of 4 or 6 numbers");
  size_t count = 0;
  for (auto item : items) {
    double number;
    error_code code = item.get_double().get(number);
    if (code) require(code, "a number in the bbox");
    ++count;
  }
  if (count != 4 && count != 6)
    fail("a bbox has 4 or 6 numbers; this one has " + std::to_string(count), "", start);
}

// Keeps the text of a member `crs` and gives its place; -1 stands for none.
int64_t Reader::system(ondemand::value value) {
  TextTable only;
  store(only, "crs", value);
  const std::vector<uint8_t> &bytes = only.columns[0].bytes;
  std::string text(bytes.begin(), bytes.end());
  auto found = system_places_.find(text);
  if (found != system_places_.end()) return found->second;
  int64_t place = static_cast<int64_t>(system_texts.size());
  system_texts.push_back(text);
  system_places_.emplace(std::move(text), place);
  return place;
}

// Notes that the vertices from the first one on are in the system of that text.
void Reader::end_system(int64_t text, size_t first_vertex) {
  int64_t first = static_cast<int64_t>(first_vertex);
  int64_t last = static_cast<int64_t>(geometries.vertices());
  if (text < 0 || first == last) return;
  if (!systems.empty() && systems.back().text == text && systems.back().last_vertex == first)
    systems.back().last_vertex = last;
  else
    systems.push_back({first, last, text, feature_});
}

void Reader::identifier(ondemand::value value) {
  ondemand::json_type type;
  require(value.type().get(type));
  if (type != ondemand::json_type::string && type != ondemand::json_type::number)
    fail(std::string("a feature's id must be a string or a number, not ") + json_type_name(type),
         "leave the member out when there is no id");
  store(ids, "id", value);
  const TextTable::Column &column = ids.columns[0];
  size_t from = column.ends.size() > 1 ? static_cast<size_t>(column.ends[column.ends.size() - 2]) : 0;
  id_text_.assign(column.bytes.begin() + static_cast<ptrdiff_t>(from), column.bytes.end());
}

void Reader::properties_object(ondemand::value value) {
  ondemand::json_type type;
  require(value.type().get(type));
  if (type == ondemand::json_type::null) {
    validate(value, 0);
    return;
  }
  ondemand::object object;
  if (value.get_object().get(object))
    fail(std::string("properties must be an object or null, not ") + json_type_name(type));
  for (auto entry : object) {
    ondemand::field field;
    require(std::move(entry).get(field));
    std::string_view name = key(field);
    store(properties, name, field.value());
  }
}

void Reader::begin_feature() {
  has_type_ = has_geometry_ = has_properties_ = false;
  id_text_.clear();
  feature_start_ = here();
  feature_ = static_cast<int64_t>(geometries.kinds.size());
  geometries.begin_feature(0);
}

// Reads one member of a feature; false when it is a foreign one.
bool Reader::feature_field(std::string_view name, ondemand::value value) {
  if (name == "geometry") {
    if (has_geometry_) fail("a feature has two members \"geometry\"");
    has_geometry_ = true;
    geometry_value(value);
  } else if (name == "properties") {
    if (has_properties_) fail("a feature has two members \"properties\"");
    has_properties_ = true;
    properties_object(value);
  } else if (name == "id") {
    identifier(value);
  } else if (name == "bbox") {
    bounding_box(value);
  } else {
    return false;
  }
  return true;
}

void Reader::end_feature() {
  if (!has_geometry_)
    fail("a feature without a member \"geometry\"", "write \"geometry\": null when it has none",
         feature_start_);
  if (!has_properties_)
    fail("a feature without a member \"properties\"", "write \"properties\": {} when it has none",
         feature_start_);
  properties.end_row();
  feature_members.end_row();
  ids.end_row();
  feature_ = -1;
  forget_what_was_read();
}

void Reader::feature(ondemand::object object) {
  begin_feature();
  size_t first_vertex = geometries.vertices();
  int64_t named_system = -1;
  for (auto entry : object) {
    ondemand::field field;
    require(std::move(entry).get(field));
    std::string_view name = key(field);
    ondemand::value value = field.value();
    if (name == "type") {
      std::string_view type = string(value, "the string \"Feature\"");
      if (type != "Feature")
        fail("expected a Feature, found type \"" + std::string(type) + "\"", "",
             value.raw_json_token().data());
      has_type_ = true;
    } else if (name == "crs") {
      named_system = system(value);
    } else if (!feature_field(name, value)) {
      store(feature_members, name, value);
    }
  }
  if (!has_type_) fail("a feature without a member \"type\"", "", feature_start_);
  end_system(named_system, first_vertex);
  end_feature();
}

void Reader::collection_features(ondemand::array items) {
  for (auto item : items) {
    ondemand::value value;
    require(item.get(value));
    ondemand::json_type type;
    require(value.type().get(type));
    ondemand::object object;
    if (type != ondemand::json_type::object || value.get_object().get(object)) {
      feature_ = static_cast<int64_t>(geometries.kinds.size());
      fail(std::string("expected a Feature object, found ") + json_type_name(type));
    }
    feature(object);
  }
}

// MARK: the document

void Reader::root(ondemand::object object, bool is_record) {
  const char *start = text_;
  std::string_view type_text;
  ondemand::value type_value;
  error_code code = object.find_field_unordered("type").get(type_value);
  if (code == simdjson::NO_SUCH_FIELD)
    fail("not GeoJSON: there is no member \"type\"", "is this another kind of JSON?", start);
  require(code);
  const char *type_place = type_value.raw_json_token().data();
  code = type_value.get_string().get(type_text);
  if (code) fail("not GeoJSON: \"type\" must be a string", "", type_place);
  std::string type(type_text);
  bool is_not_empty;
  require(object.reset().get(is_not_empty));

  if (type == "Feature") return feature(object);
  if (is_record)
    fail("expected a Feature on its own, found type \"" + type + "\"",
         "a sequence holds one Feature a record", type_place);
  if (kind_code(type)) {
    bare_geometry = true;
    begin_feature();
    geometry(object, false, 0);
    has_geometry_ = has_properties_ = true;
    return end_feature();
  }
  if (type != "FeatureCollection")
    fail("unknown GeoJSON type \"" + type + "\"",
         "names are case-sensitive: FeatureCollection, Feature, or a geometry type", type_place);

  bool has_features = false;
  for (auto entry : object) {
    ondemand::field field;
    require(std::move(entry).get(field));
    std::string_view name = key(field);
    ondemand::value value = field.value();
    if (name == "features") {
      if (has_features) fail("the collection has two members \"features\"");
      has_features = true;
      ondemand::array items;
      require(value.get_array().get(items), "an array of features");
      collection_features(items);
    } else if (name == "type") {
      validate(value, 0);
    } else if (name == "bbox") {
      bounding_box(value);
    } else if (name == "crs") {
      TextTable only;
      store(only, name, value);
      crs.assign(only.columns[0].bytes.begin(), only.columns[0].bytes.end());
    } else {
      store(collection_members, name, value);
    }
  }
  if (!has_features) fail("a FeatureCollection without a member \"features\"", "", start);
  collection_members.end_row();
}

bool Reader::read(const char *text, size_t length, size_t offset, bool is_record) {
  text_ = text;
  length_ = length;
  feature_ = -1;
  rewindable_ = 0;
  try {
    simdjson::padded_string_view view(text, length, length + simdjson::SIMDJSON_PADDING);
    error_code code = parser_.iterate(view).get(document_);
    if (code) require(code);
    forgotten_ = (OpenDocument::place(document_) + page - 1) & ~(page - 1);
    ondemand::object object;
    code = document_.get_object().get(object);
    if (code == simdjson::INCORRECT_TYPE)
      fail("not GeoJSON: the text is not a JSON object",
           "give a FeatureCollection, a Feature or a geometry", text_);
    require(code);
    root(object, is_record);
    const char *rest = nullptr;
    if (!document_.current_location().get(rest))
      fail("not JSON: more text after the end of the document", "", rest);
    return true;
  } catch (Failure &found) {
    failure = found.kind;
    reason = found.reason;
    remedy = found.remedy;
    size_t within = found.place ? static_cast<size_t>(found.place - text) : 0;
    error_offset = offset + (within < length ? within : length);
    error_feature = feature_;
    feature_id = id_text_;
    return false;
  } catch (std::bad_alloc &) {
    failure = CS_NO_MEMORY;
    reason = "there is not enough memory to read it";
    return false;
  }
}

void Reader::release_parser() {
  document_ = ondemand::document();
  parser_ = ondemand::parser();
}

} // namespace geojson
