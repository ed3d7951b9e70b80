#ifndef BINDERY_CLIENT_IMPL_RESPONSE_PARSER_HPP
#define BINDERY_CLIENT_IMPL_RESPONSE_PARSER_HPP

#include <bindery/http/message_parser.hpp>
#include <bindery/protocol/message.hpp>

namespace bindery::detail {

/// Writes straight into a reused protocol::response: no message of Beast's in between, which would allocate for every
/// field. One per response.
class response_parser final : public message_parser<false> {
public:
    response_parser(protocol::response& out, std::size_t max_header, std::size_t max_body)
        : message_parser(max_header, max_body), out_(out), max_body_(max_body) {
        eager(true);
    }

    /// Another response follows, the one that was asked for.
    bool is_interim() const noexcept { return out_.status / 100 == 1; }
    /// There was a field that cannot be kept.
    bool is_flawed() const noexcept { return flawed_; }

private:
    void on_status(int status) override {
        out_.clear();
        out_.status = status;
    }
    void on_field(boost::beast::http::field, std::string_view name, std::string_view value, error_code&) override {
        if (!out_.fields.add(name, value))
            flawed_ = true;
    }
    void on_body(std::string_view bytes, error_code&) override { out_.body.append_within(max_body_, bytes); }

    protocol::response& out_;
    std::size_t max_body_;
    bool flawed_ = false;
};

} // namespace bindery::detail

#endif
