#ifndef BINDERY_CLIENT_IMPL_BLOCKING_CONNECTION_HPP
#define BINDERY_CLIENT_IMPL_BLOCKING_CONNECTION_HPP

#include <bindery/client/impl/exchange.hpp>
#include <bindery/client/impl/greeting.hpp>
#include <bindery/client/impl/kept_connection.hpp>
#include <bindery/client/impl/resolve.hpp>
#include <bindery/client/impl/timed_socket.hpp>

namespace bindery::detail {

/// A connection for blocking calls: every step is a blocking operation that ends at the call's deadline.
class blocking_connection : public kept_connection {
public:
    explicit blocking_connection(boost::asio::io_context& context) : stream_(context) {}

    boost::asio::ip::tcp::socket& socket() noexcept { return stream_.lowest_layer(); }
    /// TLS; null: plain.
    SSL* session() noexcept { return tls_ ? tls_->native_handle() : nullptr; }

    /// Reads what has come, without waiting.
    std::size_t look(boost::asio::mutable_buffer into, boost::system::error_code& failure) {
        return stream_.look([&] { return read_some(into, failure); });
    }

    /// Runs the call to its end; false: it has failed.
    bool run(exchange& call) {
        for (;;) {
            if (!call.is_reused() && !connect(call))
                return false;
            switch (send_and_receive(call)) {
            case exchange::next::done:
                return true;
            case exchange::next::connect_anew:
                continue;
            default:
                return false;
            }
        }
    }

private:
    using error_code = boost::system::error_code;
    using stage = exchange::stage;
    using next = exchange::next;

    bool connect(exchange& call) {
        const route& to = call.route();
        error_code failure;
        tls_.reset();
        work->input.clear();
        enter(call, stage::resolving);
        endpoints found = numeric_endpoint(to);
        if (found.empty())
            found = resolve(to, call.until(), failure);
        if (found.empty())
            return failed(call, failure, &exchange::unresolved);

        enter(call, stage::connecting);
        stream_.connect(found, failure);
        if (failure)
            return failed(call, failure, &exchange::unreachable);
        error_code ignored;
        stream_.lowest_layer().set_option(boost::asio::ip::tcp::no_delay(true), ignored);

        if (to.tunnels && !open_tunnel(call))
            return false;
        if (to.tls == nullptr)
            return true;
        enter(call, stage::greeting);
        tls_.emplace(stream_, to.tls->context());
        failure = prepare_greeting(*tls_, to);
        if (!failure)
            tls_->handshake(boost::asio::ssl::stream_base::client, failure);
        if (!failure)
            return true;
        is_late(call) ? call.late() : call.unsafe(failure, certificate_problem(*tls_));
        return false;
    }

    void enter(exchange& call, stage at) noexcept {
        call.enter(at);
        stream_.expires_at(call.until());
    }

    bool open_tunnel(exchange& call) {
        call.begin_tunnel();
        stream_.expires_at(call.until());
        error_code failure;
        for (tunnel& asked = call.tunnel(); !failure && !asked.unsent().empty();)
            asked.sent(stream_.write_some(boost::asio::buffer(asked.unsent()), failure));
        for (std::size_t size = 0;; size = 0) {
            if (!failure) {
                const auto room = work->input_room();
                size = stream_.read_some(boost::asio::buffer(room.data(), room.size()), failure);
            }
            if (failure && is_late(call)) {
                call.late();
                return false;
            }
            if (const next then = call.tunnelled(failure, size); then != next::read_more)
                return then == next::done;
        }
    }

    next send_and_receive(exchange& call) {
        error_code failure;
        call.begin();
        stream_.expires_at(call.until());
        while (!call.unsent().empty()) {
            const boost::asio::const_buffer left(call.unsent().data(), call.unsent().size());
            call.sent(tls_ ? tls_->write_some(left, failure) : stream_.write_some(left, failure));
            if (failure || !call.unsent().empty())
                if (const next then = pause(call, failure); then != next::read_more)
                    return then;
        }
        call.begin_to_read();
        stream_.expires_at(call.until());
        for (;;) {
            const auto room = work->input_room();
            const std::size_t size = read_some({room.data(), room.size()}, failure);
            if (failure && is_late(call))
                return call.late();
            if (const next then = call.received(failure, size); then != next::read_more)
                return then;
        }
    }
    std::size_t read_some(boost::asio::mutable_buffer into, error_code& failure) {
        return tls_ ? tls_->read_some(into, failure) : stream_.read_some(into, failure);
    }

    /// Between two pieces of a long request, or when the service takes no more of it: it may have answered already.
    /// Goes on (next::read_more) when there is room for the next piece.
    next pause(exchange& call, const error_code& refused) {
        for (short events = 0; (events & POLLOUT) == 0;) {
            error_code failure;
            while (!failure) {
                if (is_late(call))
                    return call.late();
                const auto room = work->input_room();
                const std::size_t size = look({room.data(), room.size()}, failure);
                if (glance::saw_nothing(failure))
                    break;
                if (const next then = call.received(failure, size); then != next::read_more)
                    return then;
            }
            if (refused)
                return call.broken(refused);
            events = stream_.wait(POLLIN | POLLOUT, failure);
            if (events == 0)
                return is_late(call) ? call.late() : call.broken(failure);
        }
        return next::read_more;
    }

    static bool is_late(const exchange& call) { return timed_socket::clock::now() >= call.until(); }

    /// False.
    static bool failed(exchange& call, const error_code& why, next (exchange::*otherwise)(const error_code&)) {
        is_late(call) ? call.late() : (call.*otherwise)(why);
        return false;
    }

    timed_socket stream_;
    std::optional<boost::asio::ssl::stream<timed_socket&>> tls_;
};

} // namespace bindery::detail

#endif
