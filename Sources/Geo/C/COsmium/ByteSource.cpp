#include "ByteSource.h"
#include "ExtractFailure.h"

#include <cerrno>
#include <system_error>

namespace osm {

namespace {

[[noreturn]] void fail_system() { throw std::system_error{errno, std::generic_category()}; }

[[noreturn]] void fail_damaged(const std::string &reason) {
  throw ExtractFailure{CO_DAMAGED, reason};
}

class OpenFile {
public:
  explicit OpenFile(const char *path) : m_file{std::fopen(path, "rbe")} {
    if (!m_file) fail_system();
  }
  ~OpenFile() { std::fclose(m_file); }
  OpenFile(const OpenFile &) = delete;
  OpenFile &operator=(const OpenFile &) = delete;

  size_t read(char *buffer, size_t size) {
    const size_t count = std::fread(buffer, 1, size, m_file);
    if (count < size && std::ferror(m_file)) fail_system();
    return count;
  }

private:
  std::FILE *m_file;
};

class PlainSource : public ByteSource {
public:
  explicit PlainSource(const char *path) : m_file{path} {}
  size_t read(char *buffer, size_t size) override { return m_file.read(buffer, size); }

private:
  OpenFile m_file;
};

// zlib reads one gzip member after the other.
class GzipSource : public ByteSource {
public:
  explicit GzipSource(const char *path) : m_file{gzopen(path, "rbe")} {
    if (!m_file) fail_system();
    gzbuffer(m_file, 1 << 17);
  }
  ~GzipSource() override { gzclose_r(m_file); }
  GzipSource(const GzipSource &) = delete;
  GzipSource &operator=(const GzipSource &) = delete;

  size_t read(char *buffer, size_t size) override {
    const int count = gzread(m_file, buffer, static_cast<unsigned>(size));
    int code = Z_OK;
    const char *words = gzerror(m_file, &code);
    if (code == Z_ERRNO) fail_system();
    if (count < 0 || (code != Z_OK && code != Z_STREAM_END)) {
      fail_damaged(code == Z_BUF_ERROR ? "the compressed data end too soon" : words);
    }
    return static_cast<size_t>(count);
  }

private:
  gzFile m_file;
};

// A file of bzip2 may be many streams, one after the other: pbzip2, lbzip2 and joined files are.
class Bzip2Source : public ByteSource {
public:
  explicit Bzip2Source(const char *path) : m_file{path} {}
  ~Bzip2Source() override {
    if (m_is_open) BZ2_bzDecompressEnd(&m_stream);
  }
  Bzip2Source(const Bzip2Source &) = delete;
  Bzip2Source &operator=(const Bzip2Source &) = delete;

  size_t read(char *buffer, size_t size) override {
    m_stream.next_out = buffer;
    m_stream.avail_out = static_cast<unsigned>(size);
    while (m_stream.avail_out == size) {
      if (!fill()) break;
      if (!m_is_open) start();
      const int code = BZ2_bzDecompress(&m_stream);
      if (code == BZ_STREAM_END) {
        BZ2_bzDecompressEnd(&m_stream);
        m_is_open = false;
      } else if (code == BZ_MEM_ERROR) {
        throw std::bad_alloc{};
      } else if (code != BZ_OK) {
        fail_damaged("the compressed data are wrong");
      }
    }
    return size - m_stream.avail_out;
  }

private:
  // False at the end of the file, which must be that of a stream.
  bool fill() {
    if (m_stream.avail_in > 0) return true;
    m_stream.next_in = m_packed;
    m_stream.avail_in = static_cast<unsigned>(m_file.read(m_packed, sizeof m_packed));
    if (m_stream.avail_in > 0) return true;
    // What is left may wait inside the library.
    if (m_is_open) fail_damaged("the compressed data end too soon");
    return false;
  }

  void start() {
    const auto in = m_stream.next_in;
    const auto available = m_stream.avail_in;
    const auto out = m_stream.next_out;
    const auto room = m_stream.avail_out;
    m_stream = bz_stream{};
    if (BZ2_bzDecompressInit(&m_stream, 0, 0) != BZ_OK) throw std::bad_alloc{};
    m_stream.next_in = in;
    m_stream.avail_in = available;
    m_stream.next_out = out;
    m_stream.avail_out = room;
    m_is_open = true;
  }

  OpenFile m_file;
  bz_stream m_stream{};
  bool m_is_open = false;
  char m_packed[1 << 16];
};

} // namespace

std::unique_ptr<ByteSource> ByteSource::open(const char *path, const std::string &format) {
  if (format == "osm.gz") return std::make_unique<GzipSource>(path);
  if (format == "osm.bz2") return std::make_unique<Bzip2Source>(path);
  return std::make_unique<PlainSource>(path);
}

} // namespace osm
