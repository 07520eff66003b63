#pragma once
#include <zlib.h>

// zlib offers this as a macro, which Swift does not see.
static inline int zlib_gzip_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
