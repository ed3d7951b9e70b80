#ifndef BINDERY_HTTP_MESSAGE_PARSER_HPP
#define BINDERY_HTTP_MESSAGE_PARSER_HPP

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace bindery::detail {

/// Beast's parser for messages from anybody; one per message. It closes what Beast leaves open: a body's end that comes
/// cut trips an assertion of some versions; a header that comes field by field, chunk headers and trailers have no
/// bound; a transfer coding that is not understood passes for none; trailers pass for header fields.
template <bool is_request>
class message_parser : private boost::beast::http::basic_parser<is_request> {
    using base = boost::beast::http::basic_parser<is_request>;

public:
    using error_code = boost::system::error_code;
    using problem = boost::beast::http::error;

    using base::is_done;
    using base::is_header_done;

    /// Takes what it can of `bytes`, tells how many those were, and fails with `problem::need_more` when the rest must
    /// come again, followed by more. Any other failure is final.
    std::size_t feed(std::string_view bytes, error_code& failure) {
        failure = {};
        if (is_done())
            return 0;
        // Beast asserts that so many stand there; no chunked body ends with fewer.
        constexpr std::size_t last_chunk = std::string_view("0\r\n\r\n").size();
        if (bytes.size() < (is_header_done() && base::chunked() ? last_chunk : 1)) {
            failure = problem::need_more;
            return 0;
        }
        const std::uint64_t body_before = body_;
        const std::uint64_t left = most_framing_ - framing_;
        const std::size_t used = base::put(boost::asio::const_buffer(bytes.data(), bytes.size()), failure);
        framing_ += used - (body_ - body_before);
        // What one chunk leaves of its allowance another must not spend.
        most_framing_ = (std::min)(most_framing_, framing_ + left);
        const std::size_t waiting = failure == problem::need_more ? bytes.size() - used : 0;
        if ((!failure || waiting != 0) && framing_ + waiting > most_framing_)
            failure = problem::header_limit;
        return used;
    }
    /// Nothing follows.
    void feed_end(error_code& failure) {
        if (is_header_done())
            base::put_eof(failure);
        else
            failure = problem::partial_message;
    }

    /// Whether another message may follow, as the header says; of one that is done.
    bool keeps_alive() const noexcept { return keeps_alive_; }
    bool is_http_1_0() const noexcept { return version_ < 11; }
    /// Bytes that were no body: header, chunk headers, trailers.
    std::uint64_t framing() const noexcept { return framing_; }

protected:
    /// `max_header` bounds trailers and chunk extensions, too: all together.
    message_parser(std::size_t max_header, std::size_t max_body) : most_framing_(max_header) {
        base::header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(max_header, 0x7fffffff)));
        base::body_limit(max_body);
    }
    ~message_parser() = default;

    using base::eager;

private:
    virtual void on_request_line(std::string_view /*method*/, std::string_view /*target*/) {}
    virtual void on_status(int) {}
    /// A field of the header; trailers are skipped.
    virtual void on_field(boost::beast::http::field known, std::string_view name, std::string_view value,
                          error_code& failure) = 0;
    /// Called with each piece of the body.
    virtual void on_body(std::string_view bytes, error_code& failure) = 0;

    using string_view = boost::beast::string_view;
    static std::string_view plain(string_view text) noexcept { return {text.data(), text.size()}; }

    void on_request_impl(boost::beast::http::verb, string_view method, string_view target, int version,
                         error_code&) final {
        version_ = version;
        on_request_line(plain(method), plain(target));
    }
    void on_response_impl(int status, string_view, int version, error_code&) final {
        version_ = version;
        on_status(status);
    }
    void on_field_impl(boost::beast::http::field known, string_view name, string_view value,
                       error_code& failure) final {
        if (is_header_done())
            return;
        // No other coding is understood here, and where one ends is anybody's guess.
        if (known == boost::beast::http::field::transfer_encoding &&
            (is_http_1_0() || !boost::beast::iequals(value, "chunked")))
            failure = problem::bad_transfer_encoding;
        else if (known == boost::beast::http::field::connection &&
                 boost::beast::http::token_list(value).exists("close"))
            closes_ = true;
        if (!failure)
            on_field(known, plain(name), plain(value), failure);
    }
    void on_header_impl(error_code&) final {
        keeps_alive_ = base::keep_alive() && !closes_; // now, since a trailer could change Beast's mind
    }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) final {}
    std::size_t on_body_impl(string_view bytes, error_code& failure) final {
        body_ += bytes.size();
        on_body(plain(bytes), failure);
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view extensions, error_code& failure) final {
        // Beast takes any in quotation marks, and others a line feed for the end.
        for (const char c : extensions)
            if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F)
                failure = problem::bad_chunk_extension;
        most_framing_ += std::string_view("\r\n0123456789abcdef\r\n").size();
    }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& failure) final {
        return on_body_impl(bytes, failure);
    }
    void on_finish_impl(error_code&) final {}

    std::uint64_t most_framing_;
    std::uint64_t framing_ = 0;
    std::uint64_t body_ = 0;
    int version_ = 11;
    bool closes_ = false; ///< the header says so
    bool keeps_alive_ = false;
};

} // namespace bindery::detail

#endif
