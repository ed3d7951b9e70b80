#ifndef BINDERY_CLIENT_IMPL_TUNNEL_HPP
#define BINDERY_CLIENT_IMPL_TUNNEL_HPP

#include <bindery/client/impl/own_headers.hpp>
#include <bindery/client/impl/route.hpp>
#include <bindery/detail/buffer.hpp>
#include <bindery/error.hpp>
#include <bindery/http/message_parser.hpp>

#include <limits>
#include <string>

namespace bindery::detail {

/// Asking a proxy to connect to where a call goes, without the socket.
class tunnel {
public:
    using error_code = boost::system::error_code;

    explicit tunnel(const route& to) : to_(to) {
        const std::string place = endpoint{std::string(to.address), std::string(to.port)}.full_authority();
        request_ =
            "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\nUser-Agent: " + own_headers::user_agent + "\r\n";
        request_.append(to.via->fields.lines()).append("\r\n");
        expect_answer();
    }

    std::string_view unsent() const noexcept { return std::string_view(request_).substr(sent_); }
    void sent(std::size_t bytes) noexcept { sent_ += bytes; }

    /// Takes what has come: true when the proxy has connected, false when more must come. Fails with errc::proxy.
    result<bool> received(buffer& input, const error_code& stream_failure) {
        error_code failure;
        std::size_t used = 0;
        for (const std::string_view bytes = input.view();;) {
            while (!failure && !answer_->is_header_done() && used != bytes.size())
                used += answer_->feed(bytes.substr(used), failure);
            if (failure || !answer_->is_header_done() || answer_->status() / 100 != 1)
                break;
            if ((interim_ += answer_->framing()) > to_.max_header)
                return fail("answers without end");
            expect_answer();
        }
        input.consume(used);
        if (failure && failure != boost::beast::http::error::need_more)
            return fail("answers with what is no HTTP within the limits", failure);
        const int status = answer_->status();
        if (!answer_->is_header_done()) {
            if (stream_failure)
                return fail("ended the connection before it answered", stream_failure);
            return false;
        }
        if (status / 100 == 2) {
            if (input.size() != 0)
                return fail("sent more than its answer");
            if (stream_failure)
                return fail("ended the connection as it answered", stream_failure);
            return true;
        }
        error refused = fail("does not connect to " + to_.place() + ": " + std::to_string(status) +
                             (status != 407                 ? ""
                              : to_.via->fields.size() == 0 ? ", it asks for a user and password"
                                                            : ", it does not take the user or password"));
        refused.http_status = status;
        return refused;
    }

private:
    class parser final : public message_parser<false> {
    public:
        explicit parser(std::size_t max_header)
            : message_parser(max_header, (std::numeric_limits<std::size_t>::max)()) {}
        int status() const noexcept { return status_; }

    private:
        void on_status(int status) override { status_ = status; }
        void on_field(boost::beast::http::field, std::string_view, std::string_view, error_code&) override {}
        void on_body(std::string_view, error_code&) override {}
        int status_ = 0;
    };

    void expect_answer() { answer_.emplace(to_.max_header); }

    error fail(const std::string& what, const error_code& cause = {}) const {
        return {errc::proxy, to_.hop() + ' ' + what, cause};
    }

    const route& to_;
    std::string request_;
    std::size_t sent_ = 0;
    std::uint64_t interim_ = 0; ///< bytes of interim answers
    std::optional<parser> answer_;
};

} // namespace bindery::detail

#endif
