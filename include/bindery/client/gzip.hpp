#ifndef BINDERY_CLIENT_GZIP_HPP
#define BINDERY_CLIENT_GZIP_HPP

// The optional component `gzip`: needs zlib.

#include <bindery/client/content_coding.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <new>

#include <zlib.h>

namespace bindery {

struct gzip_options {
    /// How many times as large as it came an answer may become, where that is more than a megabyte; 0: any number of
    /// times. Text that repeats itself is a tenth or twentieth of its size, one letter alone a thousandth.
    std::uint32_t max_ratio = 100;
};

namespace detail {

/// Takes gzip's members apart, one after the other.
class gzip_reader {
public:
    gzip_reader() {
        if (inflateInit2(&stream_, 16 + MAX_WBITS) != Z_OK) // 16: gzip's frame and no other
            throw std::bad_alloc();
    }
    gzip_reader(const gzip_reader&) = delete;
    ~gzip_reader() { inflateEnd(&stream_); }

    result<void> read(std::string_view coded, std::size_t max_bytes, std::uint32_t max_ratio,
                      const std::function<bool()>& stop, buffer& decoded) {
        constexpr std::size_t not_judged = 1024 * 1024;
        unsigned char piece[16 * 1024];
        std::string_view left = coded;
        for (int outcome = Z_OK; outcome != Z_STREAM_END || !left.empty();) {
            if (outcome == Z_STREAM_END) // and another member follows
                inflateReset(&stream_);
            if (stop())
                return error{errc::cancelled, "given up while decoding"};
            stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(left.data())); // which is only read
            stream_.avail_in = static_cast<uInt>((std::min<std::size_t>)(left.size(), largest_piece));
            stream_.next_out = piece;
            stream_.avail_out = sizeof piece;
            const uInt given = stream_.avail_in;
            outcome = inflate(&stream_, Z_NO_FLUSH);
            left.remove_prefix(given - stream_.avail_in);
            const std::size_t size = sizeof piece - stream_.avail_out, at = coded.size() - left.size();
            if (outcome == Z_MEM_ERROR)
                throw std::bad_alloc();
            if (outcome != Z_OK && outcome != Z_STREAM_END && outcome != Z_BUF_ERROR)
                return fail(at, stream_.msg != nullptr ? stream_.msg : "is no gzip");
            if (size > max_bytes - decoded.size())
                return fail(at, "makes more than " + std::to_string(max_bytes) + " bytes");
            decoded.append_within(max_bytes, {reinterpret_cast<const char*>(piece), size});
            if (max_ratio != 0 && decoded.size() > not_judged && decoded.size() / max_ratio > at)
                return fail(at, "makes more than " + std::to_string(max_ratio) + " times as many bytes");
            if (outcome != Z_STREAM_END && left.empty() && stream_.avail_out != 0)
                return fail(at, "ends too early");
        }
        return {};
    }

private:
    static constexpr std::size_t largest_piece = (std::numeric_limits<uInt>::max)();

    static error fail(std::size_t at, const std::string& what) {
        return {errc::protocol, "gzip, byte " + std::to_string(at) + ": " + what};
    }

    z_stream stream_{};
};

} // namespace detail

/// Asks for answers coded by gzip, for client_options::coding.
inline content_coding gzip(const gzip_options& how = {}) {
    return {"gzip", [max_ratio = how.max_ratio](std::string_view coded, std::size_t max_bytes,
                                                const std::function<bool()>& stop, buffer& decoded) {
                return detail::gzip_reader().read(coded, max_bytes, max_ratio, stop, decoded);
            }};
}

} // namespace bindery

#endif
