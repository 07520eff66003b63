// GeoJSON text into flat buffers, by simdjson's on-demand parser, behind a plain C interface.
//
// One reader takes one document (a FeatureCollection, a Feature or a geometry) or any number of
// records (features of a sequence), in order. It owns all that it has read; the arrays it shows
// are valid until it is changed or freed. Nothing here is safe to use from two threads at once.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cs_reader cs_reader;

// The value of a well-formed JSON number, correctly rounded; infinite when it is too large.
double cs_number(const char *text, size_t length);

// Whether a text is valid UTF-8.
bool cs_is_utf8(const char *text, size_t length);

// How many readable bytes must follow the text.
size_t cs_padding(void);

cs_reader *cs_create(void);
void cs_free(cs_reader *reader);

// How many values each array of geometries has at most that a text of that length describes: a vertex
// takes four bytes of it at least, closing ones included, and a ring three.
size_t cs_values(size_t text_length);
// Lends the reader memory for the geometries of all that it will read, each array for so many values.
// It must be called first, and the memory must outlast the reading.
void cs_lend(cs_reader *reader, double *coordinates, int32_t *ring_offsets,
             int32_t *vertex_offsets, size_t values);

// From now on rings that are not closed are closed, and rings of fewer than four positions are
// taken as they are, instead of being refused.
void cs_close_rings(cs_reader *reader);
// From now on lines of fewer than two positions are taken as they are, instead of being refused.
void cs_take_short_lines(cs_reader *reader);
// The feature of each ring that was closed, counted from 0, in order.
// How many rings have no position; they are in the geometries, without a vertex.
size_t cs_empty_rings(const cs_reader *reader);

const int32_t *cs_get_closed_rings(const cs_reader *reader, size_t *count);

// Both return true when all is well. `offset` is where the text stands in the file; positions of
// errors and of top-level features count from the file's start.
bool cs_read_document(cs_reader *reader, const char *text, size_t length, size_t offset);
bool cs_read_record(cs_reader *reader, const char *text, size_t length, size_t offset);

// Failures that are more than a place and a sentence.
typedef enum {
  CS_FAULTY_TEXT,
  // The place is the end of the text: where the fault lies is not known.
  CS_NOT_UTF8,
  CS_CONTROL_CHARACTER,
  // Nothing is wrong with the text.
  CS_NO_MEMORY
} cs_failure;

// What went wrong: its kind, a sentence, a remedy (may be empty), the byte's place in the file, and the
// feature, counted from 0, or -1 outside any.
typedef struct {
  cs_failure failure;
  const char *reason;
  const char *remedy;
  size_t offset;
  int64_t feature;
  const char *feature_id; // empty when the feature has none
} cs_error;
cs_error cs_last_error(const cs_reader *reader);

// The geometries, laid out as in the Swift type `Geometries`. Coordinates and the offsets of rings and
// vertices are in the memory that was lent.
typedef struct {
  const double *coordinates;
  size_t coordinate_count;
  const double *elevations;
  size_t elevation_count;
  const uint8_t *kinds;
  size_t feature_count;
  const int32_t *part_offsets;
  size_t part_offset_count;
  const int32_t *ring_offsets;
  size_t ring_offset_count;
  const int32_t *vertex_offsets;
  size_t vertex_offset_count;
  // Members of collections, flat: feature, kind, parts.
  const int32_t *members;
  size_t member_value_count;
  size_t extra_ordinates;  // positions with more than three numbers
  size_t elevated_vertices; // positions with a third number
} cs_geometries;
cs_geometries cs_get_geometries(const cs_reader *reader);
// Frees the elevations once they have been copied; so for a column below.
void cs_release_elevations(cs_reader *reader);

// Text tables. `features` has one row a feature; `members` holds foreign members of features;
// `collection` is one row of the collection's foreign members; `ids` has one column.
typedef enum { CS_PROPERTIES, CS_FEATURE_MEMBERS, CS_COLLECTION_MEMBERS, CS_IDS } cs_table;
size_t cs_column_count(const cs_reader *reader, cs_table table);
typedef struct {
  const char *name;
  size_t name_length;
  const uint8_t *kinds; // raw values of the Swift type `Column.Kind`
  const int64_t *ends;
  size_t count;
  const uint8_t *bytes;
  size_t byte_count;
} cs_column;
cs_column cs_get_column(const cs_reader *reader, cs_table table, size_t column);
void cs_release_column(cs_reader *reader, cs_table table, size_t column);
// Rows whose keys stood in another order than the columns: row, count, columns…, flat.
const int32_t *cs_get_order(const cs_reader *reader, cs_table table, size_t *count);
// How many keys stood twice in one object of properties; the last one holds.
size_t cs_duplicate_keys(const cs_reader *reader);
// The JSON text of a legacy `crs` member, or null.
const char *cs_get_crs(const cs_reader *reader, size_t *length);
// The members `crs` of features and geometries: four numbers each, the first vertex, the one behind
// the last, the place of the JSON text, and the feature. Those of what is inside come before those
// of what is around it.
const int64_t *cs_get_systems(const cs_reader *reader, size_t *count);
size_t cs_system_text_count(const cs_reader *reader);
const char *cs_get_system_text(const cs_reader *reader, size_t place, size_t *length);
// Whether the document was a single geometry.
bool cs_is_bare_geometry(const cs_reader *reader);

#ifdef __cplusplus
}
#endif
