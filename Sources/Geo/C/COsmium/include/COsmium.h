// Streets of an OpenStreetMap extract into flat buffers, by libosmium, behind a plain C interface.
//
// The file is read twice: first the ways and the relations that are asked for, then the places of
// nodes; and once more in between when relations have outlines of other ways. One reader serves one
// file. It owns all that it has read; the arrays it shows are valid until it is
// freed. libosmium works on threads of its own, and results have the order of the file.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct co_reader co_reader;

co_reader *co_create(void);
void co_free(co_reader *reader);

// A way is kept when it has the key of any rule with its value; a null value takes any. So is a
// multipolygon relation: its members become ways with the tags of the relation, behind all others.
void co_keep_ways(co_reader *reader, const char *key, const char *value);
// Which tags of the ways that are kept are stored, numbered from 0 in the order of the calls.
void co_way_key(co_reader *reader, const char *key);
// Likewise for nodes; only nodes that have the first of these keys have tags stored.
void co_node_key(co_reader *reader, const char *key);

// Reads a file; `format` is one of libosmium: osm, osm.gz, osm.bz2, pbf. True when all is well.
bool co_read(co_reader *reader, const char *path, const char *format);

typedef enum {
  CO_DAMAGED,      // not what its format says
  CO_SYSTEM,       // the system failed, not the data
  CO_CHANGES,      // changes of a map, not a map
  CO_HISTORY,      // all versions of its objects
  CO_TOO_LARGE,    // an object larger than any map has
  CO_COMPRESSION,  // packed in a way that is not read
} co_failure;

// What went wrong. `line` and `column` are 0 where there are none.
typedef struct {
  co_failure kind;
  const char *reason;
  uint64_t line;
  uint64_t column;
} co_error;
co_error co_last_error(const co_reader *reader);

// The place of a node that the file does not hold.
#define CO_NO_PLACE INT32_MAX

typedef struct {
  int32_t key;   // its number
  int32_t value; // its place in the values of that key
} co_tag;

typedef struct {
  double west, south, east, north; // degrees
} co_bounds;

typedef struct {
  const int64_t *way_ids;
  size_t way_count;
  const int64_t *ref_offsets; // way_count + 1
  const int32_t *refs;        // places in node_ids
  const int64_t *way_tag_offsets;
  const co_tag *way_tags;

  const int64_t *node_ids; // those that the ways refer to, ascending
  size_t node_count;
  const int32_t *places; // longitude, latitude in 1e-7 degrees, for each node

  const int32_t *tagged_nodes; // places in node_ids
  size_t tagged_node_count;
  const int64_t *node_tag_offsets; // tagged_node_count + 1
  const co_tag *node_tags;

  // The ways from `outline_start` on are members of multipolygons, with the tags of the relation.
  size_t outline_start;
  const int32_t *outline_areas; // for each of them the place of its relation in area_ids
  const bool *outline_is_inner;
  const int64_t *area_ids;
  size_t area_count;
  size_t missing_members; // ways that relations name and the file lacks

  size_t ways_read;      // all of the file
  size_t duplicate_ways; // left out: their id came with a newer version, or first

  bool has_bounds;  // whether the file's head says what it covers
  co_bounds bounds; // all boxes of the head together
} co_extract;
co_extract co_get_extract(const co_reader *reader);

// The different values of a key, in the order in which they were met.
size_t co_way_value_count(const co_reader *reader, size_t key);
const char *co_way_value(const co_reader *reader, size_t key, size_t value, size_t *length);
size_t co_node_value_count(const co_reader *reader, size_t key);
const char *co_node_value(const co_reader *reader, size_t key, size_t value, size_t *length);

#ifdef __cplusplus
}
#endif
