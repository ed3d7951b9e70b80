#ifndef BINDERY_CLIENT_IMPL_RESPONSE_PARSER_HPP
#define BINDERY_CLIENT_IMPL_RESPONSE_PARSER_HPP

#include <bindery/protocol/message.hpp>

#include <boost/beast/http/basic_parser.hpp>

namespace bindery::detail {

/// Beast's parser, writing straight into a reused protocol::response: no message of Beast's in between, which would
/// allocate for every field. One per response.
class response_parser final : public boost::beast::http::basic_parser<false> {
public:
    using error_code = boost::system::error_code;
    using string_view = boost::beast::string_view;

    response_parser(protocol::response& out, std::size_t max_header, std::size_t max_body) : out_(out) {
        eager(true);
        header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(max_header, 0x7fffffff)));
        body_limit(max_body);
    }

    /// Another response follows, the one that was asked for.
    bool is_interim() const noexcept { return out_.status / 100 == 1; }
    /// There was a field that cannot be kept.
    bool is_flawed() const noexcept { return flawed_; }

private:
    void on_request_impl(boost::beast::http::verb, string_view, string_view, int, error_code& failure) override {
        failure = boost::beast::http::error::bad_version;
    }
    void on_response_impl(int status, string_view, int, error_code&) override {
        out_.clear();
        out_.status = status;
    }
    void on_field_impl(boost::beast::http::field, string_view name, string_view value, error_code&) override {
        if (!out_.fields.add({name.data(), name.size()}, {value.data(), value.size()}))
            flawed_ = true;
    }
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view bytes, error_code&) override { return append(bytes); }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override { return append(bytes); }
    void on_finish_impl(error_code&) override {}

    std::size_t append(string_view bytes) {
        out_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    protocol::response& out_;
    bool flawed_ = false;
};

} // namespace bindery::detail

#endif
