// Tags of interest as numbers: keys in the order given, values interned key by key.
#pragma once
#include "COsmium.h"
#include "ExtractObject.h"

#include <algorithm>
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
  void append(const ExtractObject &object) { append(numbers(object)); }

  void append(const std::vector<co_tag> &numbers) {
    tags.insert(tags.end(), numbers.begin(), numbers.end());
    offsets.push_back(static_cast<int64_t>(tags.size()));
  }

  // What is of interest, each key once: the last of its values counts.
  std::vector<co_tag> numbers(const ExtractObject &object) {
    std::vector<co_tag> result;
    for (const auto &tag : object.tags) {
      const auto found = m_numbers.find(tag.first);
      if (found == m_numbers.end()) continue;
      const co_tag entry{found->second, m_values[found->second].number(tag.second)};
      const auto same = std::find_if(result.begin(), result.end(),
                                     [&](const co_tag &t) { return t.key == entry.key; });
      if (same == result.end()) {
        result.push_back(entry);
      } else {
        *same = entry;
      }
    }
    return result;
  }

  // Takes away the objects that are marked.
  void remove(const std::vector<bool> &is_removed) {
    std::vector<int64_t> new_offsets{0};
    std::vector<co_tag> new_tags;
    for (size_t i = 0; i + 1 < offsets.size(); ++i) {
      if (is_removed[i]) continue;
      new_tags.insert(new_tags.end(), tags.begin() + offsets[i], tags.begin() + offsets[i + 1]);
      new_offsets.push_back(static_cast<int64_t>(new_tags.size()));
    }
    offsets.swap(new_offsets);
    tags.swap(new_tags);
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
