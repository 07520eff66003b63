// The half of the reader that deals with single values and with what is wrong with them.
#include "GeoJSONReader.h"
#include <cstring>

namespace geojson {

using simdjson::error_code;

namespace {
constexpr int max_depth = 512;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view token) {
  while (!token.empty() && is_blank(token.back())) token.remove_suffix(1);
  return token;
}

// Where text stands after the first object or array has been closed; null when there is none.
const char *text_after_document(const char *text, size_t length) {
  int64_t depth = 0;
  bool in_string = false;
  for (const char *c = text, *end = text + length; c < end; ++c) {
    if (in_string) {
      if (*c == '\\') ++c;
      else if (*c == '"') in_string = false;
    } else if (*c == '"') {
      in_string = true;
    } else if (*c == '{' || *c == '[') {
      ++depth;
    } else if ((*c == '}' || *c == ']') && --depth == 0) {
      do ++c;
      while (c < end && is_blank(*c));
      return c < end ? c : nullptr;
    }
  }
  return nullptr;
}

} // namespace

const char *json_type_name(ondemand::json_type type) {
  switch (type) {
  case ondemand::json_type::array: return "an array";
  case ondemand::json_type::object: return "an object";
  case ondemand::json_type::number: return "a number";
  case ondemand::json_type::string: return "a string";
  case ondemand::json_type::boolean: return "true or false";
  case ondemand::json_type::null: return "null";
  }
  return "something else";
}

// MARK: errors

static const char *const not_numbers =
    "NaN, infinity, leading zeros and values such as 1e999 cannot stand in JSON";

const char *Reader::here() {
  const char *place = nullptr;
  if (document_.current_location().get(place)) return text_ + length_;
  return place;
}

void Reader::fail(std::string why, std::string what_to_do, const char *place,
                  cs_failure kind) {
  throw Failure{std::move(why), std::move(what_to_do), place ? place : here(), kind};
}

// Turns simdjson's codes into sentences; `what` is what stood to be read.
void Reader::require(error_code code, const char *what) {
  if (code == simdjson::SUCCESS) return;
  switch (code) {
  case simdjson::INCORRECT_TYPE: {
    const char *place = here();
    // What begins no JSON value at all is most often a number that JSON cannot write.
    bool is_no_value = place < text_ + length_ && *place && std::strchr("NnIi+-.", *place) &&
                       std::strncmp(place, "null", 4) != 0;
    fail(what ? std::string("expected ") + what : std::string("a value of the wrong type"),
         is_no_value ? not_numbers : "", place);
  }
  case simdjson::NUMBER_ERROR:
    fail("not a number that JSON allows, or too large for a double", not_numbers);
  case simdjson::UTF8_ERROR:
    fail("the text is not valid UTF-8", "convert the file to UTF-8 (iconv -t utf-8)",
         text_ + length_, CS_NOT_UTF8);
  case simdjson::EMPTY: fail("the file is empty", "", text_);
  case simdjson::UNCLOSED_STRING:
    fail("not JSON: a string is not closed", "the file may be cut off", text_ + length_);
  case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
    // The last bracket is no closing one: cut off, or followed by something else.
    if (const char *rest = text_after_document(text_, length_))
      fail("not JSON: more text after the end of the document", "", rest);
    fail("not JSON: an array or object is not closed", "the file may be cut off",
         text_ + length_);
  case simdjson::STRING_ERROR:
    fail("not JSON: a string holds a wrong escape or half a surrogate pair");
  case simdjson::UNESCAPED_CHARS:
    fail("not JSON: a string holds a control character",
         "write it as an escape such as \\n or \\u0000", text_ + length_, CS_CONTROL_CHARACTER);
  case simdjson::CAPACITY: fail("the file is too large", "", text_);
  case simdjson::MEMALLOC: fail("not enough memory", "", text_, CS_NO_MEMORY);
  default: fail(std::string("not JSON"), "check the text here: a comma, colon, quote or bracket is wrong");
  }
}

// MARK: tokens

std::string_view Reader::key(ondemand::field &field) {
  const char *start = field.key().raw();
  const char *end = start;
  while (*end != '"' && *end != '\\') ++end;
  if (*end == '"') return {start, static_cast<size_t>(end - start)};
  std::string_view text;
  require(field.unescaped_key().get(text));
  key_buffer_.assign(text);
  return key_buffer_;
}

std::string_view Reader::string(ondemand::value value, const char *what) {
  std::string_view text;
  require(value.get_string().get(text), what);
  return text;
}

ondemand::array Reader::array(simdjson::simdjson_result<ondemand::value> result,
                              const char *what) {
  ondemand::value value;
  require(result.get(value));
  ondemand::array items;
  require(value.get_array().get(items), what);
  return items;
}

// Walks a value to its end, so that what is kept as text is known to be JSON.
void Reader::validate(ondemand::value value, int depth) {
  if (++validated_ % 0x8000 == 0) forget_what_was_read();
  if (depth > max_depth) fail("nested deeper than 512 levels", "flatten the value");
  ondemand::json_type type;
  require(value.type().get(type));
  switch (type) {
  case ondemand::json_type::array: {
    ondemand::array items;
    require(value.get_array().get(items));
    for (auto item : items) {
      ondemand::value inner;
      require(item.get(inner));
      validate(inner, depth + 1);
    }
    break;
  }
  case ondemand::json_type::object: {
    ondemand::object object;
    require(value.get_object().get(object));
    for (auto entry : object) {
      ondemand::field field;
      require(std::move(entry).get(field));
      std::string_view name;
      require(field.unescaped_key().get(name));
      validate(field.value(), depth + 1);
    }
    break;
  }
  case ondemand::json_type::string: {
    std::string_view text;
    require(value.get_string().get(text));
    break;
  }
  case ondemand::json_type::number: {
    double number;
    require(value.get_double().get(number));
    break;
  }
  case ondemand::json_type::boolean: {
    bool flag;
    if (value.get_bool().get(flag)) fail("not JSON: expected true or false");
    break;
  }
  case ondemand::json_type::null: {
    bool is_null = false;
    if (value.is_null().get(is_null) || !is_null) fail("not JSON: expected null");
    break;
  }
  }
}

void Reader::store(TextTable &table, std::string_view name, ondemand::value value) {
  size_t column = table.column(name);
  if (table.is_too_sparse())
    fail("there are " + std::to_string(table.columns.size()) +
             " different names so far, most of them missing from most features",
         "put what varies into one member, as an object or an array");
  ondemand::json_type type;
  require(value.type().get(type));
  if (type == ondemand::json_type::array || type == ondemand::json_type::object) {
    // The value's text runs up to the next token; it is not read again.
    const char *start = value.raw_json_token().data();
    if (type == ondemand::json_type::array) {
      ondemand::array items;
      require(value.get_array().get(items));
      for (auto item : items) {
        ondemand::value inner;
        require(item.get(inner));
        validate(inner, 2);
      }
    } else {
      ondemand::object object;
      require(value.get_object().get(object));
      for (auto entry : object) {
        ondemand::field field;
        require(std::move(entry).get(field));
        std::string_view inner_name;
        require(field.unescaped_key().get(inner_name));
        validate(field.value(), 2);
      }
    }
    std::string_view text(start, static_cast<size_t>(here() - start));
    table.put(column, Kind::json, trimmed(text));
    return;
  }
  std::string_view token = trimmed(value.raw_json_token());
  switch (type) {
  case ondemand::json_type::string: {
    // Without a backslash there is nothing left to check: the structure pass has seen it.
    const char *start = token.data() + 1;
    const void *escape = memchr(start, '\\', token.size() - 1);
    std::string_view text;
    if (escape) require(value.get_string().get(text));
    else {
      ondemand::raw_json_string raw;
      require(value.get_raw_json_string().get(raw));
    }
    table.put(column, Kind::string, token);
    break;
  }
  case ondemand::json_type::number: {
    double number;
    require(value.get_double().get(number));
    bool whole = token.find_first_not_of("-0123456789") == std::string_view::npos;
    table.put(column, whole ? Kind::integer : Kind::number, token);
    break;
  }
  case ondemand::json_type::boolean:
    validate(value, 0);
    table.put(column, Kind::boolean, token);
    break;
  default:
    validate(value, 0);
    table.put(column, Kind::null, token);
    break;
  }
}

} // namespace geojson
