#ifndef BINDERY_TESTS_SUPPORT_GZIPPED_HPP
#define BINDERY_TESTS_SUPPORT_GZIPPED_HPP

#include <string>
#include <string_view>

#include <zlib.h>

namespace bindery::tests {

/// As zlib itself writes it: one member.
inline std::string gzipped(std::string_view plain) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    std::string coded(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(coded.data());
    stream.avail_out = static_cast<uInt>(coded.size());
    deflate(&stream, Z_FINISH);
    coded.resize(stream.total_out);
    deflateEnd(&stream);
    return coded;
}

} // namespace bindery::tests

#endif
