// Tags of interest as numbers: keys in the order given, values interned key by key.
#pragma once
#include "COsmium.h"

#include <osmium/osm/tag.hpp>

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace osm {

class TagStore {
public:
  // The tags of object i are those from offsets[i] to offsets[i + 1].
  std::vector<int64_t> offsets{0};
  std::vector<co_tag> tags;

  void add_key(const char *key) {
    m_numbers.emplace(key, static_cast<int32_t>(m_values.size()));
    m_values.emplace_back();
  }

  const std::deque<std::string> &values(size_t key) const { return m_values[key].texts; }

  // Appends what is of interest in one object's tags.
  void append(const osmium::TagList &list) {
    for (const osmium::Tag &tag : list) {
      const auto found = m_numbers.find(tag.key());
      if (found == m_numbers.end()) continue;
      tags.push_back({found->second, m_values[found->second].number(tag.value())});
    }
    offsets.push_back(static_cast<int64_t>(tags.size()));
  }

private:
  // A deque keeps its strings where they are, so that the views in the map stay good.
  struct Values {
    std::deque<std::string> texts;
    std::unordered_map<std::string_view, int32_t> numbers;

    int32_t number(const char *text) {
      const auto found = numbers.find(text);
      if (found != numbers.end()) return found->second;
      const auto number = static_cast<int32_t>(texts.size());
      texts.emplace_back(text);
      numbers.emplace(texts.back(), number);
      return number;
    }
  };

  std::unordered_map<std::string_view, int32_t> m_numbers;
  std::deque<Values> m_values;
};

} // namespace osm
