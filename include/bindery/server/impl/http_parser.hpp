#ifndef BINDERY_SERVER_IMPL_HTTP_PARSER_HPP
#define BINDERY_SERVER_IMPL_HTTP_PARSER_HPP

#include <bindery/http/message_parser.hpp>
#include <bindery/protocol/message.hpp>
#include <bindery/server/impl/memory_budget.hpp>
#include <bindery/server/settings.hpp>

#include <algorithm>
#include <utility>

namespace bindery::detail {

/// Writes straight into a reused protocol::request. What somebody between the peer and this server could read in
/// another way is refused. One per request.
class http_parser final : public message_parser<true> {
public:
    http_parser(protocol::request& out, const server_limits& limits, memory_share& memory)
        : message_parser(limits.max_header, limits.max_body), out_(out), limits_(limits), memory_(memory) {}

    bool expects_continue() const noexcept { return expectation_ == expectation::to_continue && !is_http_1_0(); }
    bool expects_something_else() const noexcept { return expectation_ == expectation::something_else; }
    /// Not the one Host field that HTTP/1.1 asks for.
    bool lacks_host() const noexcept { return hosts_ > 1 || (hosts_ == 0 && !is_http_1_0()); }
    bool is_head() const noexcept { return out_.method == "HEAD"; }

private:
    void on_request_line(std::string_view method, std::string_view target) override {
        out_.clear();
        out_.method.assign(method);
        out_.target.assign(target);
    }

    void on_field(boost::beast::http::field known, std::string_view name, std::string_view value,
                  error_code& failure) override {
        using boost::beast::http::field;
        if (out_.fields.size() == limits_.max_fields)
            failure = problem::header_limit;
        else if (is_folded(name, value) || !out_.fields.add(name, value))
            failure = problem::bad_value;
        else if (known == field::host)
            ++hosts_;
        else if (known == field::expect)
            expectation_ =
                boost::beast::iequals(value, "100-continue") ? expectation::to_continue : expectation::something_else;
        else if (known == field::content_length && (std::exchange(has_length_, true) || !is_number(value)))
            failure = problem::bad_content_length;
    }

    /// Whether a value goes on over lines, which others take for fields of their own: it begins on another line then,
    /// or Beast has put it together elsewhere.
    static bool is_folded(std::string_view name, std::string_view value) noexcept {
        const char* begin = name.data() + name.size() + 1; // behind the colon
        while (*begin == ' ' || *begin == '\t')
            ++begin;
        return begin != value.data();
    }
    /// Beast takes a list of equal ones, too.
    static bool is_number(std::string_view text) noexcept {
        return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    void on_body(std::string_view bytes, error_code& failure) override {
        if (out_.body.space() < bytes.size() && !make_room(bytes.size()))
            failure = problem::buffer_overflow;
        else
            out_.body.append(bytes);
    }
    /// Doubles the body's memory, as far as a body may go.
    bool make_room(std::size_t more) {
        constexpr std::size_t step = 1024;
        buffer& body = out_.body;
        const std::size_t wanted = (std::max)(body.size() + more, (std::min)(2 * body.capacity(), limits_.max_body));
        const std::size_t capacity = (wanted + step - 1) / step * step;
        if (!memory_.take(capacity - body.capacity()))
            return false;
        body.reserve(capacity);
        return true;
    }

    enum class expectation : unsigned char {
        none,
        to_continue,
        something_else
    };

    protocol::request& out_;
    const server_limits& limits_;
    memory_share& memory_;
    unsigned hosts_ = 0;
    expectation expectation_ = expectation::none;
    bool has_length_ = false;
};

} // namespace bindery::detail

#endif
