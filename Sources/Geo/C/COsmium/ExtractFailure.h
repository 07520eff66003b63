// Why an extract cannot be read, and where.
#pragma once
#include "COsmium.h"

#include <stdexcept>
#include <string>

namespace osm {

struct ExtractFailure : std::runtime_error {
  co_failure kind;
  uint64_t line = 0;
  uint64_t column = 0;

  ExtractFailure(co_failure kind, const std::string &reason, uint64_t line = 0,
                 uint64_t column = 0)
      : std::runtime_error{reason}, kind{kind}, line{line}, column{column} {}
};

} // namespace osm
