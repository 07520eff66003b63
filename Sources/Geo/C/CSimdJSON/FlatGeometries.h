// The flat buffers of the Swift type `Geometries`, and how they grow.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace geojson {

struct FlatGeometries {
  std::vector<double> coordinates;
  std::vector<double> elevations;
  std::vector<uint8_t> kinds;
  std::vector<int32_t> part_offsets{0};
  std::vector<int32_t> ring_offsets{0};
  std::vector<int32_t> vertex_offsets{0};
  std::vector<int32_t> members;
  std::size_t extra_ordinates = 0;
  std::size_t elevated_vertices = 0;

  // Room for the vertices of a text of that length: memory that is not touched costs nothing, and
  // growing costs a copy.
  void expect(std::size_t text_length) {
    if (coordinates.empty()) coordinates.reserve(text_length / 9);
  }
  std::size_t vertices() const { return coordinates.size() / 2; }

  void begin_feature(uint8_t kind) {
    kinds.push_back(kind);
    part_offsets.push_back(part_offsets.back());
  }
  void begin_part() {
    ++part_offsets.back();
    ring_offsets.push_back(ring_offsets.back());
  }
  void begin_ring() {
    ++ring_offsets.back();
    vertex_offsets.push_back(vertex_offsets.back());
  }
  void add_vertex(double x, double y) {
    coordinates.push_back(x);
    coordinates.push_back(y);
    ++vertex_offsets.back();
  }
  // Repeats the ring's first vertex at its end.
  void close_ring(std::size_t first) {
    double x = coordinates[2 * first], y = coordinates[2 * first + 1];
    bool is_elevated = elevations.size() == vertices();
    add_vertex(x, y);
    if (is_elevated) add_elevation(elevations[first]);
  }
  // Elevations stay whole only while every vertex so far has had one.
  void add_elevation(double z) {
    ++elevated_vertices;
    if (elevations.size() + 1 == vertices()) elevations.push_back(z);
  }
};

} // namespace geojson
