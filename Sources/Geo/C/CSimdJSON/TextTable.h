// A table of JSON texts, one column a key, filled row by row.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace geojson {

enum class Kind : uint8_t { absent, null, boolean, integer, number, string, json };

class TextTable {
public:
  struct Column {
    std::string name;
    std::vector<uint8_t> kinds;
    std::vector<int64_t> ends;
    std::vector<uint8_t> bytes;
  };

  std::vector<Column> columns;
  std::vector<int32_t> order;
  size_t rows = 0;
  size_t duplicates = 0;

  // More different keys than this are no attributes but data.
  static constexpr size_t column_limit = 65536;

  // Every column has room for every row, so that rows of ever new keys would grow without bound.
  bool is_too_sparse() const {
    size_t cells = columns.size() * (rows + 1);
    return columns.size() > column_limit || (cells > (size_t{1} << 25) && cells / 8 > present_);
  }

  // The place of a key, most often the one after the last: files repeat the same order.
  size_t column(std::string_view name) {
    if (next_ < columns.size() && columns[next_].name == name) return next_;
    auto found = places_.find(std::string(name));
    if (found != places_.end()) return found->second;
    columns.push_back({std::string(name), {}, {}, {}});
    places_.emplace(std::string(name), columns.size() - 1);
    return columns.size() - 1;
  }

  void put(size_t index, Kind kind, std::string_view text) {
    Column &column = columns[index];
    pad(column, rows);
    if (column.kinds.size() > rows) { // the key stood before in this row: the last one holds
      ++duplicates;
      column.kinds.pop_back();
      column.ends.pop_back();
      column.bytes.resize(column.ends.empty() ? 0 : static_cast<size_t>(column.ends.back()));
    } else {
      if (!row_.empty() && static_cast<size_t>(row_.back()) > index) in_order_ = false;
      row_.push_back(static_cast<int32_t>(index));
    }
    ++present_;
    column.kinds.push_back(static_cast<uint8_t>(kind));
    column.bytes.insert(column.bytes.end(), text.begin(), text.end());
    column.ends.push_back(static_cast<int64_t>(column.bytes.size()));
    next_ = index + 1;
  }

  void end_row() {
    if (!in_order_) {
      order.push_back(static_cast<int32_t>(rows));
      order.push_back(static_cast<int32_t>(row_.size()));
      order.insert(order.end(), row_.begin(), row_.end());
    }
    ++rows;
    row_.clear();
    in_order_ = true;
    next_ = 0;
  }

  // Gives every column a value for every row.
  void finish() {
    for (Column &column : columns) pad(column, rows);
  }

private:
  static void pad(Column &column, size_t rows) {
    int64_t end = column.ends.empty() ? 0 : column.ends.back();
    if (column.kinds.size() < rows) {
      column.kinds.resize(rows, static_cast<uint8_t>(Kind::absent));
      column.ends.resize(rows, end);
    }
  }

  std::unordered_map<std::string, size_t> places_;
  std::vector<int32_t> row_;
  bool in_order_ = true;
  size_t next_ = 0;
  size_t present_ = 0;
};

} // namespace geojson
