#ifndef BINDERY_SERVER_IMPL_REQUEST_READER_HPP
#define BINDERY_SERVER_IMPL_REQUEST_READER_HPP

#include <bindery/server/impl/http_parser.hpp>

#include <boost/asio/buffer.hpp>

#include <optional>
#include <vector>

namespace bindery::detail {

/// Makes requests of the bytes that come in on one connection, however they are cut: no socket has a part in it. What
/// comes is put at `room`, told to `received`, and looked at by `advance`; `begin` goes on to the next request.
class request_reader {
public:
    enum class outcome : unsigned char {
        incomplete, ///< more bytes are needed
        awaited,    ///< the same, and the peer waits to be told `100 Continue`; once per request
        complete,
        too_large, ///< the body is; the header fields are there
        refused,   ///< it is no request that can be taken: see `status`
    };

    request_reader(protocol::request& out, const server_limits& limits, memory_share& memory)
        : out_(out), limits_(limits), memory_(memory), in_(first_buffer) {
        begin();
    }

    void begin() {
        parser_.emplace(out_, limits_, memory_);
        header_seen_ = asked_ = false;
    }
    /// Whether bytes are there that have not been parsed.
    bool has_bytes() const noexcept { return begin_ != end_; }
    /// Whether some of the request has come.
    bool has_begun() const noexcept { return has_bytes() || parser_->framing() != 0; }

    boost::asio::mutable_buffer room() noexcept {
        if (begin_ == end_)
            begin_ = end_ = 0;
        return boost::asio::buffer(in_.data() + end_, in_.size() - end_);
    }
    void received(std::size_t size) noexcept { end_ += size; }
    outcome advance();

    /// Why a request was refused, as an HTTP status.
    int status() const noexcept { return status_; }
    const http_parser& request() const noexcept { return *parser_; }
    /// Whether it has all been read, and another one may follow.
    bool keeps_alive() const noexcept { return parser_->is_done() && parser_->keeps_alive(); }

    /// Drops what has come and has not been parsed.
    void drop() noexcept { begin_ = end_ = 0; }
    /// Lets go of what a large header needed.
    void trim();
    /// Bytes allocated for header and body.
    std::size_t memory() const noexcept { return in_.capacity() + out_.fields.capacity() + out_.body.capacity(); }

private:
    static constexpr std::size_t first_buffer = 4096;

    outcome refuse(int status) noexcept {
        status_ = status;
        return outcome::refused;
    }
    int status_of(const boost::beast::error_code& why) const noexcept;
    bool names_a_version() const noexcept;
    bool grow();

    protocol::request& out_;
    const server_limits& limits_;
    memory_share& memory_;
    std::optional<http_parser> parser_;
    std::vector<char> in_; ///< received bytes, those from begin_ to end_ not parsed yet
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    int status_ = 0;
    bool header_seen_ = false; ///< and judged
    bool asked_ = false;       ///< the peer's wait has been told
};

inline request_reader::outcome request_reader::advance() {
    while (begin_ != end_) {
        boost::beast::error_code failure;
        begin_ += parser_->feed({in_.data() + begin_, end_ - begin_}, failure);
        if (failure == boost::beast::http::error::need_more)
            break;
        if (failure == boost::beast::http::error::body_limit)
            return outcome::too_large;
        if (failure)
            return refuse(status_of(failure));
        if (parser_->is_header_done() && !header_seen_) {
            header_seen_ = true;
            if (parser_->lacks_host())
                return refuse(400);
            if (parser_->expects_something_else())
                return refuse(417);
        }
        if (parser_->is_done())
            return outcome::complete;
    }
    // A header, or a chunk's, is parsed in one piece: make room for the rest of it.
    if (begin_ != 0) {
        std::copy(in_.begin() + static_cast<std::ptrdiff_t>(begin_), in_.begin() + static_cast<std::ptrdiff_t>(end_),
                  in_.begin());
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == in_.size() && !grow())
        return outcome::refused;
    if (!header_seen_ || asked_ || !parser_->expects_continue())
        return outcome::incomplete;
    asked_ = true;
    return outcome::awaited;
}

inline bool request_reader::grow() {
    const std::size_t most = (std::max)(limits_.max_header, first_buffer) + 1;
    const std::size_t size = (std::min)(in_.size() * 2, most);
    if (size == in_.size())
        return refuse(431), false;
    if (!memory_.take(3 * (size - in_.size()))) // these bytes, and the fields that will be made of them
        return refuse(503), false;
    in_.resize(size);
    return true;
}

inline int request_reader::status_of(const boost::beast::error_code& why) const noexcept {
    using boost::beast::http::error;
    if (why == error::header_limit)
        return 431;
    if (why == error::buffer_overflow)
        return 503; // how the parser says that there is no memory
    if (why == error::bad_version && names_a_version())
        return 505;
    return 400;
}

/// Whether the request line ends in HTTP and a version that is none of ours.
inline bool request_reader::names_a_version() const noexcept {
    std::string_view line(in_.data() + begin_, end_ - begin_);
    line = line.substr(0, line.find('\r'));
    if (line.size() < 9)
        return false;
    const std::string_view version = line.substr(line.size() - 9);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return version.starts_with(" HTTP/") && is_digit(version[6]) && version[7] == '.' && is_digit(version[8]) &&
           !version.ends_with("1.0") && !version.ends_with("1.1");
}

inline void request_reader::trim() {
    if (in_.size() == first_buffer)
        return;
    std::vector<char> rest((std::max)(end_ - begin_, first_buffer));
    std::copy(in_.begin() + static_cast<std::ptrdiff_t>(begin_), in_.begin() + static_cast<std::ptrdiff_t>(end_),
              rest.begin());
    in_ = std::move(rest);
    end_ -= begin_;
    begin_ = 0;
    out_.fields = {};
}

} // namespace bindery::detail

#endif
