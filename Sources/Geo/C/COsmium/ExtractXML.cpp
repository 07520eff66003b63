#include "ExtractXML.h"
#include "ByteSource.h"
#include "ExtractFailure.h"

#include <expat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <future>

namespace osm {

namespace {

constexpr size_t chunk_size = 1 << 18;
// No element of a map is so long; what the parser has to hold is bounded by it.
constexpr size_t longest_element = 8 << 20;
constexpr size_t most_text = 16 << 20;

int64_t whole_number(const char *text, const char *what) {
  errno = 0;
  char *end = nullptr;
  const long long value = std::strtoll(text, &end, 10);
  if (errno || end == text || *end) {
    throw ExtractFailure{CO_DAMAGED, std::string{what} + " is \"" + text + "\", no whole number"};
  }
  return value;
}

double degrees(const char *text) {
  char *end = nullptr;
  const double value = std::strtod(text, &end);
  // strtod takes hexadecimal, inf and nan too.
  const bool is_decimal = text[std::strspn(text, "0123456789+-.eE")] == '\0';
  if (end == text || *end || !is_decimal) {
    throw ExtractFailure{CO_DAMAGED, std::string{"a bound is \""} + text + "\", no number"};
  }
  return value;
}

class Parser {
public:
  Parser(WantedKinds wanted, HeadBounds *bounds,
         const std::function<void(const ExtractObject &)> &take)
      : m_wanted{wanted}, m_bounds{bounds}, m_take{take}, m_parser{XML_ParserCreate(nullptr)} {
    if (!m_parser) throw std::bad_alloc{};
    XML_SetUserData(m_parser, this);
    XML_SetElementHandler(
        m_parser,
        [](void *self, const XML_Char *name, const XML_Char **attributes) {
          static_cast<Parser *>(self)->guard([&](Parser &p) { p.start(name, attributes); });
        },
        [](void *self, const XML_Char *) {
          static_cast<Parser *>(self)->guard([](Parser &p) { p.end(); });
        });
    // Entities could stand for more than the memory holds; no extract has any.
    XML_SetEntityDeclHandler(m_parser, [](void *self, const XML_Char *, int, const XML_Char *, int,
                                          const XML_Char *, const XML_Char *, const XML_Char *,
                                          const XML_Char *) {
      static_cast<Parser *>(self)->guard(
          [](Parser &) { throw ExtractFailure{CO_DAMAGED, "XML entities are not supported"}; });
    });
  }
  ~Parser() { XML_ParserFree(m_parser); }
  Parser(const Parser &) = delete;
  Parser &operator=(const Parser &) = delete;

  void feed(const char *bytes, size_t count) {
    const bool is_last = count == 0;
    const auto status =
        XML_Parse(m_parser, bytes, static_cast<int>(count), is_last ? XML_TRUE : XML_FALSE);
    if (m_failure) std::rethrow_exception(m_failure);
    if (status == XML_STATUS_ERROR) {
      const auto code = XML_GetErrorCode(m_parser);
      if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc{};
      throw ExtractFailure{CO_DAMAGED, XML_ErrorString(code), XML_GetCurrentLineNumber(m_parser),
                           XML_GetCurrentColumnNumber(m_parser)};
    }
    m_waiting = m_has_moved ? 0 : m_waiting + count;
    m_has_moved = false;
    if (m_waiting > longest_element) {
      fail(CO_TOO_LARGE, "an element is longer than 8 MB");
    }
  }

private:
  using Attributes = const XML_Char **;

  template <typename Work> void guard(Work work) noexcept {
    if (m_failure) return;
    m_has_moved = true;
    try {
      work(*this);
    } catch (const ExtractFailure &failure) {
      keep(failure);
    } catch (const osmium::invalid_location &error) {
      keep(ExtractFailure{CO_DAMAGED, error.what()});
    } catch (...) {
      m_failure = std::current_exception();
      XML_StopParser(m_parser, XML_FALSE);
    }
  }

  void keep(ExtractFailure failure) {
    if (!failure.line) {
      failure.line = XML_GetCurrentLineNumber(m_parser);
      failure.column = XML_GetCurrentColumnNumber(m_parser);
    }
    m_failure = std::make_exception_ptr(failure);
    XML_StopParser(m_parser, XML_FALSE);
  }

  [[noreturn]] void fail(co_failure kind, const std::string &reason) const {
    throw ExtractFailure{kind, reason, XML_GetCurrentLineNumber(m_parser),
                         XML_GetCurrentColumnNumber(m_parser)};
  }

  static bool is(const char *a, const char *b) { return !std::strcmp(a, b); }

  void start(const char *name, Attributes attributes) {
    const size_t depth = m_depth++;
    if (depth == 0) return open_root(name, attributes);
    if (depth == 1) return open_top(name, attributes);
    if (depth == 2 && m_is_object_open) open_part(name, attributes);
    if (depth == 3 && m_is_object_open && m_object.kind == Kind::relation && is(name, "nd")) {
      read_member_node(attributes);
    }
  }

  void open_root(const char *name, Attributes attributes) {
    if (is(name, "osmChange")) fail(CO_CHANGES, "it holds changes of a map, not a map");
    if (!is(name, "osm")) {
      fail(CO_DAMAGED, std::string{"its outermost element is <"} + name + ">, not <osm>");
    }
    for (auto a = attributes; *a; a += 2) {
      if (is(a[0], "version") && !is(a[1], "0.6")) {
        fail(CO_DAMAGED, std::string{"it is of version "} + a[1] + ", not 0.6");
      }
    }
  }

  void open_top(const char *name, Attributes attributes) {
    if (is(name, "node")) {
      open(Kind::node, m_wanted.nodes, attributes);
    } else if (is(name, "way")) {
      open(Kind::way, m_wanted.ways, attributes);
    } else if (is(name, "relation")) {
      open(Kind::relation, m_wanted.relations, attributes);
    } else if (is(name, "bounds")) {
      read_bounds(attributes);
    } else if (is(name, "action") || is(name, "create") || is(name, "modify") ||
               is(name, "delete")) {
      fail(CO_CHANGES, "it holds changes of a map, not a map");
    }
  }

  void open(Kind kind, bool is_wanted, Attributes attributes) {
    m_is_object_open = is_wanted;
    if (!is_wanted) return;
    m_object.kind = kind;
    m_object.id = 0;
    m_object.version = 0;
    m_object.is_deleted = false;
    m_object.location = osmium::Location{};
    m_object.nodes.clear();
    m_object.members.clear();
    m_texts.clear();
    m_text_ends.clear();
    bool has_id = false;
    for (auto a = attributes; *a; a += 2) {
      const char *key = a[0];
      const char *value = a[1];
      if (is(key, "id")) {
        m_object.id = whole_number(value, "an id");
        has_id = true;
      } else if (is(key, "version")) {
        const int64_t version = whole_number(value, "a version");
        m_object.version = static_cast<uint32_t>(std::clamp<int64_t>(version, 0, UINT32_MAX));
      } else if (is(key, "visible")) {
        m_object.is_deleted |= is(value, "false");
      } else if (is(key, "action")) {
        m_object.is_deleted |= is(value, "delete");
      } else if (kind == Kind::node) {
        place(m_object.location, key, value);
      }
    }
    if (!has_id) fail(CO_DAMAGED, "an object has no id");
  }

  static void place(osmium::Location &location, const char *key, const char *value) {
    if (is(key, "lon")) {
      location.set_lon(value);
    } else if (is(key, "lat")) {
      location.set_lat(value);
    }
  }

  void open_part(const char *name, Attributes attributes) {
    if (is(name, "tag")) {
      read_tag(attributes);
    } else if (is(name, "nd") && m_object.kind == Kind::way) {
      read_node(attributes);
    } else if (is(name, "member") && m_object.kind == Kind::relation) {
      read_member(attributes);
    }
  }

  std::string title() const {
    return std::string{m_object.kind == Kind::way ? "way " : "relation "} +
           std::to_string(m_object.id);
  }

  void read_tag(Attributes attributes) {
    const char *key = "";
    const char *value = "";
    for (auto a = attributes; *a; a += 2) {
      if (is(a[0], "k")) key = a[1];
      if (is(a[0], "v")) value = a[1];
    }
    for (const char *text : {key, value}) {
      m_texts.append(text);
      m_texts.push_back('\0');
      m_text_ends.push_back(m_texts.size());
    }
    if (m_text_ends.size() > 2 * most_tags || m_texts.size() > most_text) {
      fail(CO_TOO_LARGE, "object " + std::to_string(m_object.id) + " has more than " +
                             std::to_string(most_tags) + " tags, or longer ones than a map has");
    }
  }

  void read_node(Attributes attributes) {
    WayNode node{0, osmium::Location{}};
    bool has_ref = false;
    for (auto a = attributes; *a; a += 2) {
      if (is(a[0], "ref")) {
        node.id = whole_number(a[1], "a ref");
        has_ref = true;
      } else {
        place(node.location, a[0], a[1]);
      }
    }
    if (!has_ref) fail(CO_DAMAGED, title() + " has a node without ref");
    m_object.nodes.push_back(node);
    if (m_object.nodes.size() > most_way_nodes) {
      fail(CO_TOO_LARGE, title() + " has more than " + std::to_string(most_way_nodes) + " nodes");
    }
  }

  void read_member(Attributes attributes) {
    Member member{false, 0, false, false, {}};
    for (auto a = attributes; *a; a += 2) {
      if (is(a[0], "type")) {
        member.is_way = is(a[1], "way");
      } else if (is(a[0], "ref")) {
        member.id = whole_number(a[1], "a ref");
      } else if (is(a[0], "role")) {
        member.is_inner = is(a[1], "inner");
        member.is_outer = is(a[1], "outer") || is(a[1], "");
      }
    }
    m_object.members.push_back(std::move(member));
    if (m_object.members.size() > most_members) {
      fail(CO_TOO_LARGE, title() + " has more than " + std::to_string(most_members) + " members");
    }
  }

  void read_member_node(Attributes attributes) {
    if (m_object.members.empty()) return;
    osmium::Location location;
    for (auto a = attributes; *a; a += 2) place(location, a[0], a[1]);
    auto &line = m_object.members.back().line;
    line.push_back(location);
    if (line.size() > most_way_nodes) {
      fail(CO_TOO_LARGE, "a member of " + title() + " has more than " +
                             std::to_string(most_way_nodes) + " nodes");
    }
  }

  void read_bounds(Attributes attributes) {
    if (!m_bounds) return;
    double west = 0, south = 0, east = 0, north = 0;
    int known = 0;
    for (auto a = attributes; *a; a += 2) {
      double *side = is(a[0], "minlon")   ? &west
                     : is(a[0], "minlat") ? &south
                     : is(a[0], "maxlon") ? &east
                     : is(a[0], "maxlat") ? &north
                                          : nullptr;
      if (!side) continue;
      *side = degrees(a[1]);
      ++known;
    }
    if (known == 4) m_bounds->add(west, south, east, north);
  }

  void end() {
    if (--m_depth != 1 || !m_is_object_open) return;
    m_is_object_open = false;
    m_object.tags.clear();
    size_t start = 0;
    for (size_t i = 0; i + 1 < m_text_ends.size(); i += 2) {
      m_object.tags.emplace_back(m_texts.data() + start, m_texts.data() + m_text_ends[i]);
      start = m_text_ends[i + 1];
    }
    m_take(m_object);
  }

  WantedKinds m_wanted;
  HeadBounds *m_bounds;
  const std::function<void(const ExtractObject &)> &m_take;
  XML_Parser m_parser;
  std::exception_ptr m_failure;
  size_t m_depth = 0;
  bool m_is_object_open = false;
  ExtractObject m_object;
  // The tags of the open object, each text ended by a zero.
  std::string m_texts;
  std::vector<size_t> m_text_ends;
  bool m_has_moved = false;
  size_t m_waiting = 0; // bytes since the last element
};

} // namespace

void HeadBounds::add(double west, double south, double east, double north) {
  if (m_is_mixed) return;
  if (!is_known) {
    this->west = west;
    this->south = south;
    this->east = east;
    this->north = north;
    is_known = true;
  } else if (west > east || this->west > this->east) {
    is_known = false;
    m_is_mixed = true;
  } else {
    this->west = std::min(this->west, west);
    this->south = std::min(this->south, south);
    this->east = std::max(this->east, east);
    this->north = std::max(this->north, north);
  }
}

void read_xml(const char *path, const std::string &format, WantedKinds wanted, HeadBounds *bounds,
              const std::function<void(const ExtractObject &)> &take) {
  const auto source = ByteSource::open(path, format);
  Parser parser{wanted, bounds, take};
  std::vector<char> now(chunk_size);
  std::vector<char> next(chunk_size);
  // One thread unpacks while another parses.
  const auto launch = format == "osm" ? std::launch::deferred : std::launch::async;
  size_t count = source->read(now.data(), now.size());
  while (count > 0) {
    auto coming = std::async(launch, [&] { return source->read(next.data(), next.size()); });
    parser.feed(now.data(), count);
    count = coming.get();
    now.swap(next);
  }
  parser.feed(now.data(), 0);
}

} // namespace osm
