#ifndef BINDERY_CLIENT_IMPL_EXCHANGE_HPP
#define BINDERY_CLIENT_IMPL_EXCHANGE_HPP

#include <bindery/client/impl/response_parser.hpp>
#include <bindery/client/impl/route.hpp>
#include <bindery/client/impl/tunnel.hpp>
#include <bindery/client/impl/workspace.hpp>
#include <bindery/detail/finite_time.hpp>
#include <bindery/error.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/http/error.hpp>

#include <optional>

namespace bindery::detail {

/// One call on its way, without its socket: what there is left to send, what the received bytes mean, how it ended.
/// Blocking and asynchronous connections move the bytes.
class exchange {
public:
    using error_code = boost::system::error_code;

    enum class stage {
        waiting,
        resolving,
        connecting,
        tunnelling,
        greeting,
        writing,
        reading,
        ended
    };
    enum class next {
        read_more,
        done,
        connect_anew, ///< and begin again
        failed
    };

    /// `repeatable`: to act twice on it does no harm.
    exchange(workspace& on, const bindery::detail::route& where, bool reused, bool repeatable)
        : on_(on), route_(where), reused_(reused), repeatable_(repeatable) {}

    const bindery::detail::route& route() const noexcept { return route_; }
    stage at() const noexcept { return stage_; }
    void enter(stage to) noexcept {
        if ((route_.limits != nullptr || route_.seen != nullptr) && stage_ != to) [[unlikely]] {
            limit(to);
            note(to);
        }
        stage_ = to;
    }
    /// The connection is there already.
    bool is_reused() const noexcept { return reused_; }
    /// When the current stage has taken too long.
    bindery::detail::route::time_point until() const noexcept {
        const auto all = stage_ < stage::writing ? route_.connect_until : route_.until;
        return route_.limits == nullptr ? all : (std::min)(all, stage_until_);
    }

    // Asking a proxy for a connection.

    void begin_tunnel() {
        enter(stage::tunnelling);
        tunnel_.emplace(route_);
    }
    bindery::detail::tunnel& tunnel() noexcept { return *tunnel_; }
    /// Bytes have come into the workspace's input, or the stream has failed; done: the tunnel is open.
    next tunnelled(const error_code& stream_failure, std::size_t bytes) {
        on_.received(bytes);
        const auto open = tunnel_->received(on_.input, stream_failure);
        if (open && !*open)
            return next::read_more;
        tunnel_.reset();
        if (open)
            return next::done;
        failure_ = open.error();
        failure_->phase = phase::tunnelling;
        return next::failed;
    }

    /// Somebody else takes the request to the service and brings the answer.
    template <class Carry>
    void carried(Carry carry) {
        stage_ = stage::reading;
        note(stage_);
        written_ = on_.request.body.size();
        has_sent_ = true;
        try {
            auto answer = carry();
            if (answer)
                on_.response = *std::move(answer);
            else
                failure_ = std::move(answer).error();
            if (failure_)
                failure_->phase = phase::receiving;
            else
                received_ = on_.response.body.size();
        } catch (const std::exception& thrown) {
            fail(errc::transport, std::string("the transport threw: ") + thrown.what());
        }
    }

    /// Sends the request from its beginning. The answer may come before its end: a service can refuse it halfway.
    void begin() {
        enter(stage::writing);
        written_ = received_ = 0;
        interim_ = 0;
        expect_response();
    }
    std::string_view unsent() const noexcept { return on_.output.view().substr(written_); }
    void sent(std::size_t bytes) noexcept {
        written_ += bytes;
        has_sent_ |= bytes != 0;
    }
    /// Some of the request may have reached the service, on this connection or on the one that it replaces.
    bool has_sent() const noexcept { return has_sent_; }
    /// All of it has been sent.
    void begin_to_read() noexcept { enter(stage::reading); }

    /// Bytes have come into the workspace's input, or the stream has failed.
    next received(const error_code& stream_failure, std::size_t bytes) {
        if (route_.seen != nullptr && bytes != 0) [[unlikely]]
            route_.seen->enter(&time_spent::reading);
        received_ += bytes;
        on_.received(bytes);
        return parse(stream_failure);
    }

    /// A kept connection may have been closed by the other side at the very moment of its use: then a call that did
    /// nothing, or only reads, goes out once more on a new one.
    next broken(const error_code& why) {
        if (reused_ && received_ == 0 && (written_ == 0 || repeatable_)) {
            reused_ = false;
            route_.begin_to_connect(route::time_point::clock::now());
            return next::connect_anew;
        }
        return fail(errc::transport,
                    "the connection to " + route_.place() +
                        (written_ != 0 ? " ended before the whole answer came" : " ended before the call was sent"),
                    why);
    }

    next fail(errc kind, std::string message, const error_code& cause = {}) {
        failure_ = error{kind, std::move(message), cause};
        failure_->phase = static_cast<phase>(stage_); // which has other names, for people
        return next::failed;
    }
    next unresolved(const error_code& why) {
        return fail(errc::transport, "the name " + std::string(route_.hop_address()) + " cannot be resolved", why);
    }
    next unreachable(const error_code& why) { return fail(errc::transport, "cannot connect to " + route_.hop(), why); }
    /// `certificate`: what is wrong with it, or empty.
    next unsafe(const error_code& why, std::string_view certificate = {}) {
        std::string message = "no safe connection to " + std::string(route_.host) + " at " + route_.place();
        if (!certificate.empty())
            (message += ": ") += certificate;
        return fail(errc::tls, std::move(message), why);
    }
    next late() { return fail(errc::timeout, "the time was up while " + activity()); }
    next cancelled() { return fail(errc::cancelled, "given up while " + activity()); }

    bool has_failed() const noexcept { return failure_.has_value(); }
    error take_failure() {
        failure_->outcome_unknown = has_sent_ && !repeatable_;
        return std::move(*failure_);
    }
    /// Whoever watches hears how much there was of it; it has ended.
    void tell() const noexcept {
        if (route_.seen != nullptr) [[unlikely]]
            route_.seen->moved(written_, received_, reused_);
    }
    /// Whether the connection can serve another call; of one that is done.
    bool can_be_kept() const noexcept { return keep_; }

private:
    void note(stage to) noexcept {
        constexpr observation::part parts[] = {&time_spent::preparing,  &time_spent::resolving, &time_spent::connecting,
                                               &time_spent::tunnelling, &time_spent::greeting,  &time_spent::sending,
                                               &time_spent::receiving,  &time_spent::reading};
        if (route_.seen != nullptr && !failure_)
            route_.seen->enter(parts[static_cast<int>(received_ == 0 ? to : stage::ended)]);
    }

    void limit(stage to) noexcept {
        if (route_.limits == nullptr)
            return;
        const phase_limits& most = *route_.limits;
        const std::chrono::milliseconds limits[] = {{},         most.resolve, most.connect, most.greet,
                                                    most.greet, most.send,    most.receive, {}};
        const auto limit = limits[static_cast<int>(to)];
        if (to == stage::ended)
            return; // reading the answer is part of receiving it
        stage_until_ = limit.count() == 0 ? (bindery::detail::route::time_point::max)()
                                          : bindery::detail::route::time_point::clock::now() + finite_time(limit);
    }

    std::string activity() const {
        constexpr const char* texts[] = {"waiting to call", "resolving",  "connecting to", "waiting for",
                                         "greeting",        "sending to", "waiting for",   "reading the answer of"};
        const bool on_the_way = stage_ > stage::waiting && stage_ <= stage::tunnelling;
        return std::string(texts[static_cast<int>(stage_)]) + ' ' + (on_the_way ? route_.hop() : route_.place());
    }

    /// All headers of a call together are bounded, those of interim responses included.
    void expect_response() {
        parser_.emplace(on_.response, route_.max_header - (std::min<std::uint64_t>)(interim_, route_.max_header),
                        route_.max_body);
    }

    next parse(const error_code& stream_failure) {
        error_code failure;
        std::size_t used = 0;
        for (const std::string_view input = on_.input.view();;) {
            while (!failure && !parser_->is_done() && used != input.size())
                used += parser_->feed(input.substr(used), failure);
            if (failure || !parser_->is_done() || !parser_->is_interim())
                break;
            interim_ += parser_->framing();
            expect_response(); // the real one
        }
        on_.input.consume(used);
        if (failure == boost::beast::http::error::need_more)
            failure = {};
        if (!failure && !parser_->is_done() && stream_failure) {
            if (stream_failure != boost::asio::error::eof &&
                stream_failure != boost::asio::ssl::error::stream_truncated)
                return broken(stream_failure);
            parser_->feed_end(failure);
            if (!parser_->is_done())
                return broken(stream_failure);
        }
        if (failure)
            return fail(errc::protocol, "the response of " + route_.place() + " is not HTTP within the limits",
                        failure);
        if (!parser_->is_done())
            return next::read_more;
        if (on_.response.status == 407 && route_.via != nullptr && !route_.tunnels) {
            has_sent_ = false; // the proxy kept it to itself
            fail(errc::proxy, route_.hop() + (route_.via->fields.size() == 0 ? " asks for a user and password"
                                                                             : " does not take the user or password"));
            failure_->http_status = 407;
            return next::failed;
        }
        keep_ = parser_->keeps_alive() && !parser_->is_flawed() && !stream_failure && on_.input.size() == 0 &&
                unsent().empty();
        return next::done;
    }

    workspace& on_;
    bindery::detail::route route_;
    stage stage_ = stage::waiting;
    bindery::detail::route::time_point stage_until_ = (bindery::detail::route::time_point::max)();
    bool reused_;
    bool repeatable_;
    bool keep_ = false;
    bool has_sent_ = false;
    std::size_t written_ = 0;
    std::size_t received_ = 0;
    std::uint64_t interim_ = 0; ///< bytes of interim responses
    std::optional<response_parser> parser_;
    std::optional<bindery::detail::tunnel> tunnel_; ///< while it is asked for
    std::optional<error> failure_;
};

} // namespace bindery::detail

#endif
