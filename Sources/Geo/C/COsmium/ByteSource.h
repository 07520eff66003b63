// The bytes of a file, unpacked: plain, gzip or bzip2, of one stream or of many.
#pragma once
#include <bzlib.h>
#include <zlib.h>

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>

namespace osm {

class ByteSource {
public:
  virtual ~ByteSource() = default;
  // How many bytes came; 0 at the end. Throws `std::system_error` when the system fails and
  // `DamagedFile` when what is packed is not whole.
  virtual size_t read(char *buffer, size_t size) = 0;

  // `format` is osm, osm.gz or osm.bz2.
  static std::unique_ptr<ByteSource> open(const char *path, const std::string &format);
};

} // namespace osm
