// The flat buffers of the Swift type `Geometries`, and how they grow.
#pragma once
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace geojson {

// An array that grows in memory lent by the caller, who knows how much a text can need.
template <typename T> class Lent {
public:
  void lend(T *memory, std::size_t capacity) {
    first_ = memory;
    capacity_ = capacity;
    size_ = 0;
  }
  void push_back(T value) {
    if (size_ == capacity_) throw std::bad_alloc();
    first_[size_++] = value;
  }
  T &back() { return first_[size_ - 1]; }
  T back() const { return first_[size_ - 1]; }
  T operator[](std::size_t i) const { return first_[i]; }
  const T *data() const { return first_; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }

private:
  T *first_ = nullptr;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
};

struct FlatGeometries {
  Lent<double> coordinates;
  std::vector<double> elevations;
  std::vector<uint8_t> kinds;
  std::vector<int32_t> part_offsets{0};
  Lent<int32_t> ring_offsets;
  Lent<int32_t> vertex_offsets;
  std::vector<int32_t> members;
  std::size_t extra_ordinates = 0;
  std::size_t elevated_vertices = 0;

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
    // Memory that is not touched costs nothing, and growing costs a copy.
    if (elevations.empty()) elevations.reserve(coordinates.capacity() / 2);
    ++elevated_vertices;
    if (elevations.size() + 1 == vertices()) elevations.push_back(z);
  }
};

} // namespace geojson
