// Reads OpenStreetMap XML by expat: what libosmium's reader passes over is read here. These are the
// places that ways carry themselves (Overpass's `out geom`), what JOSM marks as deleted, files of
// many packed streams, and bounds on what one object may hold.
#pragma once
#include "ExtractObject.h"

#include <functional>
#include <string>

namespace osm {

struct HeadBounds {
  bool is_known = false;
  double west = 0, south = 0, east = 0, north = 0; // degrees

  // Boxes together; unknown when one passes the antimeridian and there are others.
  void add(double west, double south, double east, double north);

private:
  bool m_is_mixed = false;
};

struct WantedKinds {
  bool nodes = false;
  bool ways = false;
  bool relations = false;
};

// Calls `take` with every object of the wanted kinds, in the order of the file.
// Throws `ExtractFailure`, `std::system_error`, `std::bad_alloc`, and what `take` throws.
void read_xml(const char *path, const std::string &format, WantedKinds wanted, HeadBounds *bounds,
              const std::function<void(const ExtractObject &)> &take);

} // namespace osm
