#ifndef BINDERY_SERVER_IMPL_HTTP_PARSER_HPP
#define BINDERY_SERVER_IMPL_HTTP_PARSER_HPP

#include <bindery/protocol/message.hpp>
#include <bindery/server/settings.hpp>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <atomic>

namespace bindery::detail {

/// The bytes of all bodies that a server is receiving, against `server_limits::max_buffered`.
class body_budget {
public:
    explicit body_budget(std::size_t limit) noexcept : limit_(limit) {}

    bool take(std::size_t bytes) noexcept {
        if (used_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= limit_)
            return true;
        used_.fetch_sub(bytes, std::memory_order_relaxed);
        return false;
    }
    void give_back(std::size_t bytes) noexcept { used_.fetch_sub(bytes, std::memory_order_relaxed); }

private:
    std::size_t limit_;
    std::atomic<std::size_t> used_{0};
};

/// Beast's parser, writing straight into a reused protocol::request. One per request.
class http_parser final : public boost::beast::http::basic_parser<true> {
public:
    using error_code = boost::beast::error_code;
    using string_view = boost::beast::string_view;

    http_parser(protocol::request& out, const server_limits& limits, body_budget& budget)
        : out_(out), limits_(limits), budget_(budget) {
        header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(limits.max_header, 0x7fffffff)));
        body_limit(limits.max_body);
    }
    ~http_parser() { budget_.give_back(charged_); }

    bool expects_continue() const noexcept { return expectation_ == expectation::to_continue; }
    bool expects_something_else() const noexcept { return expectation_ == expectation::something_else; }
    /// Not the one Host field that HTTP/1.1 asks for.
    bool lacks_host() const noexcept { return hosts_ > 1 || (hosts_ == 0 && version_ >= 11); }
    bool is_head() const noexcept { return out_.method == "HEAD"; }
    bool is_http_1_0() const noexcept { return version_ < 11; }

    /// The status that says what is wrong with a request.
    static int status_of(const error_code& why) noexcept {
        using boost::beast::http::error;
        if (why == error::header_limit)
            return 431;
        if (why == error::body_limit)
            return 413;
        if (why == error::bad_version)
            return 505;
        if (why == error::buffer_overflow)
            return 503; // how `charge` says that the budget is spent
        return 400;
    }

private:
    void on_request_impl(boost::beast::http::verb, string_view method, string_view target, int version,
                         error_code&) override {
        out_.clear();
        out_.method.assign(method.data(), method.size());
        out_.target.assign(target.data(), target.size());
        version_ = version;
    }
    void on_response_impl(int, string_view, int, error_code& ec) override {
        ec = boost::beast::http::error::bad_method;
    }
    void on_field_impl(boost::beast::http::field name, string_view text, string_view value, error_code& ec) override {
        if (out_.fields.size() == limits_.max_fields) {
            ec = boost::beast::http::error::header_limit;
        } else if (!out_.fields.add({text.data(), text.size()}, {value.data(), value.size()})) {
            ec = boost::beast::http::error::bad_value;
        } else if (name == boost::beast::http::field::host) {
            ++hosts_;
        } else if (name == boost::beast::http::field::expect) {
            expectation_ =
                boost::beast::iequals(value, "100-continue") ? expectation::to_continue : expectation::something_else;
        }
    }
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view bytes, error_code& ec) override { return append(bytes, ec); }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& ec) override {
        return append(bytes, ec);
    }
    void on_finish_impl(error_code&) override {}

    std::size_t append(string_view bytes, error_code& ec) {
        constexpr std::size_t step = 64 * 1024;
        if (const std::size_t needed = out_.body.size() + bytes.size(); needed > charged_) {
            const std::size_t more = (needed - charged_ + step - 1) / step * step;
            if (!budget_.take(more)) {
                ec = boost::beast::http::error::buffer_overflow;
                return 0;
            }
            charged_ += more;
        }
        out_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    enum class expectation : unsigned char {
        none,
        to_continue,
        something_else
    };

    protocol::request& out_;
    const server_limits& limits_;
    body_budget& budget_;
    std::size_t charged_ = 0;
    std::size_t hosts_ = 0;
    int version_ = 11;
    expectation expectation_ = expectation::none;
};

} // namespace bindery::detail

#endif
