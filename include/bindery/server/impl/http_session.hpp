#ifndef BINDERY_SERVER_IMPL_HTTP_SESSION_HPP
#define BINDERY_SERVER_IMPL_HTTP_SESSION_HPP

#include <bindery/detail/finite_time.hpp>
#include <bindery/protocol/dispatcher.hpp>
#include <bindery/server/detail/executor_source.hpp>
#include <bindery/server/impl/http_head.hpp>
#include <bindery/server/impl/request_reader.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <compare>
#include <limits>
#include <memory>
#include <optional>

namespace bindery::detail {

class http_session;

/// What the sessions of a listener share.
class session_owner {
public:
    session_owner(const std::vector<protocol::handler>& handlers, std::shared_ptr<protocol::environment> world,
                  const server_settings& settings)
        : limits(settings.limits), budget(settings.limits.max_buffered),
          dispatcher(std::move(world), handlers, dispatch_limits(settings)) {}

    const server_limits limits;
    memory_budget budget;
    const protocol::dispatcher dispatcher;
    std::optional<boost::asio::ssl::context> tls;
    std::atomic<bool> stopping{false};

    virtual void removed(http_session* gone) noexcept = 0;

protected:
    ~session_owner() = default;

private:
    /// Those of the settings, but for a body that does not come so far.
    static protocol::dispatch_limits dispatch_limits(const server_settings& settings) {
        protocol::dispatch_limits limits = settings.dispatch;
        limits.max_body = (std::min)(limits.max_body, settings.limits.max_body);
        return limits;
    }
};

/// One connection: reads a request, has it answered, writes the response, again and again. Everything but what is said
/// to be for any thread runs on the connection's executor, one thing at a time; a handler that is under way keeps the
/// session alive, nothing else does.
class http_session final : public std::enable_shared_from_this<http_session>,
                           public protocol::answer_observer,
                           public executor_source {
public:
    using tcp = boost::asio::ip::tcp;
    using error_code = boost::system::error_code;
    using clock = std::chrono::steady_clock;

    http_session(std::shared_ptr<session_owner> owner, tcp::socket socket)
        : owner_(std::move(owner)), socket_(std::move(socket)), call_(this), memory_(owner_->budget),
          reader_(call_.received, owner_->limits, memory_) {
        if (owner_->tls)
            tls_.emplace(socket_, *owner_->tls);
    }
    ~http_session() { owner_->removed(this); }

    void start();

    // For any thread.

    /// How firmly a connection holds its place when a new one needs it: the least goes first.
    struct hold {
        enum class kind : unsigned char {
            nothing_whole_yet, ///< it has not sent one whole request, or is at its end
            between_requests,
            amid_exchange ///< of a request or an answer, which its peer is slow to send or to take
        };
        kind of;
        std::int64_t since;
        auto operator<=>(const hold&) const = default;
    };
    /// Nothing while a handler has the request, and while its peer may still be quick.
    std::optional<hold> weakness(std::int64_t now) const noexcept;
    /// When what is going on has taken too long, in the steady clock's milliseconds.
    std::int64_t deadline() const noexcept { return deadline_.load(std::memory_order_relaxed); }
    static std::int64_t milliseconds_now() noexcept {
        return std::chrono::duration_cast<std::chrono::milliseconds>(clock::now().time_since_epoch()).count();
    }
    /// No answer is written from now on, and nothing is posted to the executor.
    void abandon() noexcept { closed_.store(true); }
    boost::asio::any_io_executor get_executor() override { return socket_.get_executor(); }

    // On the executor.

    /// Closes if the deadline has passed.
    void expire() {
        if (deadline() <= milliseconds_now())
            close();
    }
    /// Closes now if no request is being received or answered, else after the answer.
    void finish() {
        last_ = true;
        const phase now = phase_.load();
        if (now == phase::idle || (now == phase::arriving && !reader_.has_begun()))
            close();
    }
    /// Closes now if it still holds its place no better than when it was chosen, else after the answer.
    void give_way() {
        last_ = true;
        if (weakness(milliseconds_now()))
            close();
    }
    void close() noexcept;

private:
    static constexpr std::size_t large = 64 * 1024;  ///< memory that is not kept from one request to the next
    static constexpr std::size_t copied = 16 * 1024; ///< bodies up to this are sent in one piece with the head
    static constexpr std::int64_t never = (std::numeric_limits<std::int64_t>::max)();
    static constexpr std::chrono::milliseconds linger_time{2'000}; ///< without a byte
    static constexpr std::size_t linger_bytes = 64 * 1024 * 1024;
    static constexpr std::int64_t patience = 500; ///< milliseconds in which a peer may be quick

    enum class phase : unsigned char {
        arriving, ///< the TLS handshake, and until the first request is whole
        idle,     ///< between requests
        reading,  ///< another request has begun
        handling, ///< the dispatcher has it
        writing,
        closing
    };
    enum class then : unsigned char {
        read_on, ///< the rest of the request
        next_request,
        close
    };
    enum class turn : unsigned char {
        dispatching, ///< inside `dispatch`
        waiting,     ///< the answer comes later
        answered
    };

    /// Runs a completion handler's work: a session that runs out of memory ends alone.
    template <class Work>
    void guarded(Work work) noexcept {
        try {
            work();
        } catch (...) {
            close();
        }
    }

    void answered() noexcept override;
    std::shared_ptr<void> keep_alive() override { return shared_from_this(); }
    void resume(protocol::resumption next) noexcept override;

    void enter(phase next, std::chrono::milliseconds timeout);
    void begin_request();
    void read();
    void consume();
    void handle();
    void refuse(int status);
    /// Bytes allocated for the request and its answer.
    std::size_t held() const noexcept { return reader_.memory() + call_.answer.body.capacity() + head_.capacity(); }
    void respond(std::int64_t now);
    void write(then what);
    void written();
    void linger();
    void drain(std::size_t left, std::int64_t until);

    const std::shared_ptr<session_owner> owner_;
    tcp::socket socket_;
    std::optional<boost::asio::ssl::stream<tcp::socket&>> tls_;
    protocol::incoming_call call_;
    memory_share memory_;
    request_reader reader_;
    std::atomic<std::int64_t> since_{milliseconds_now()}; ///< when the phase began
    std::atomic<std::int64_t> deadline_{never};
    std::atomic<phase> phase_{phase::arriving};
    std::atomic<bool> closed_{false};
    std::atomic<turn> turn_{turn::answered};
    then then_ = then::close;
    bool last_ = false; ///< close after the next answer
    buffer head_;
    std::array<boost::asio::const_buffer, 2> out_{};
    http_date date_;
};

inline void http_session::enter(phase next, std::chrono::milliseconds timeout) {
    if (next == phase::handling) {
        phase_.store(next, std::memory_order_relaxed);
        return deadline_.store(never, std::memory_order_relaxed);
    }
    const std::int64_t now = milliseconds_now();
    since_.store(now, std::memory_order_relaxed);
    phase_.store(next, std::memory_order_relaxed);
    deadline_.store(timeout.count() == 0 ? never : now + finite_time(timeout).count(), std::memory_order_relaxed);
}

inline std::optional<http_session::hold> http_session::weakness(std::int64_t now) const noexcept {
    const phase current = phase_.load(std::memory_order_relaxed);
    const std::int64_t since = since_.load(std::memory_order_relaxed);
    if (closed_.load(std::memory_order_relaxed) || current == phase::handling)
        return std::nullopt;
    if (current == phase::idle)
        return hold{hold::kind::between_requests, since};
    if (now - since < patience)
        return std::nullopt;
    const bool begins_or_ends = current == phase::arriving || current == phase::closing;
    return hold{begins_or_ends ? hold::kind::nothing_whole_yet : hold::kind::amid_exchange, since};
}

inline void http_session::start() {
    if (owner_->stopping) // it may have come too late to be told
        return close();
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    memory_.settle(held());
    enter(phase::arriving, owner_->limits.read_timeout);
    if (!tls_)
        return begin_request();
    tls_->async_handshake(boost::asio::ssl::stream_base::server,
                          [self = shared_from_this()](const error_code& failure) {
                              if (failure)
                                  self->close();
                              else
                                  self->guarded([&] { self->begin_request(); });
                          });
}

inline void http_session::begin_request() {
    reader_.begin();
    if (reader_.has_bytes()) { // sent along with the request before
        enter(phase::reading, owner_->limits.read_timeout);
        return consume();
    }
    // A connection on which nothing ever came does not get the patience of one that has proven itself.
    if (phase_.load(std::memory_order_relaxed) == phase::writing)
        enter(phase::idle, owner_->limits.idle_timeout);
    if (last_ || owner_->stopping) // to whom nothing was sent, there is nothing to get across
        return phase_.load(std::memory_order_relaxed) == phase::arriving ? close() : linger();
    read();
}

inline void http_session::read() {
    const auto into = reader_.room();
    auto done = [self = shared_from_this()](const error_code& failure, std::size_t size) {
        if (failure)
            return self->close();
        if (self->phase_.load(std::memory_order_relaxed) == phase::idle)
            self->enter(phase::reading, self->owner_->limits.read_timeout);
        self->reader_.received(size);
        self->guarded([&] { self->consume(); });
    };
    if (closed_)
        return;
    if (tls_)
        tls_->async_read_some(into, std::move(done));
    else
        socket_.async_read_some(into, std::move(done));
}

/// Looks at what has come.
inline void http_session::consume() {
    using outcome = request_reader::outcome;
    const outcome found = reader_.advance();
    call_.oversized = found == outcome::too_large;
    switch (found) {
    case outcome::complete:
        return handle();
    case outcome::too_large: // told at once; what still comes is read in order that the peer gets to see it
        last_ = true;
        return handle();
    case outcome::refused:
        return refuse(reader_.status());
    case outcome::awaited:
        head_.clear();
        head_.append("HTTP/1.1 100 Continue\r\n\r\n");
        out_ = {boost::asio::buffer(head_.data(), head_.size()), {}};
        return write(then::read_on);
    case outcome::incomplete:
        return read();
    }
}

inline void http_session::handle() {
    enter(phase::handling, std::chrono::milliseconds(0));
    turn_.store(turn::dispatching);
    owner_->dispatcher.dispatch(call_);
    auto expected = turn::dispatching;
    if (!turn_.compare_exchange_strong(expected, turn::waiting))
        respond(call_.context().now);
}

inline void http_session::answered() noexcept {
    if (turn_.exchange(turn::answered) == turn::dispatching || closed_)
        return;
    try {
        boost::asio::post(socket_.get_executor(), [self = shared_from_this()] {
            self->guarded([&] { self->respond(self->call_.context().now); });
        });
    } catch (...) { // no memory: the sweeper will find it
        deadline_.store(0);
    }
}

/// A store's thread has better to do than to run handlers.
inline void http_session::resume(protocol::resumption next) noexcept {
    if (closed_)
        return; // nobody waits: the call ends here
    try {
        boost::asio::post(socket_.get_executor(), std::move(next));
    } catch (...) { // no memory: the same
    }
}

/// Answers a request that is not even one, and closes: what follows it cannot be told from the rest of it.
inline void http_session::refuse(int status) {
    const auto known = boost::beast::http::int_to_status(static_cast<unsigned>(status));
    const auto reason = boost::beast::http::obsolete_reason(known);
    call_.answer.clear();
    call_.answer.status = status;
    (void)call_.answer.fields.add("Content-Type", "text/plain; charset=utf-8");
    call_.answer.body.append(reason.data(), reason.size());
    call_.answer.body.append("\n");
    last_ = true;
    std::int64_t now = 0;
    try {
        now = owner_->dispatcher.world().now();
    } catch (...) { // then with a wrong date
    }
    respond(now);
}

inline void http_session::respond(std::int64_t now) {
    if (closed_)
        return;
    last_ = last_ || owner_->stopping || !reader_.keeps_alive();
    const http_parser& request = reader_.request();
    const bool head = request.is_header_done() && request.is_head();
    const auto connection = last_                   ? connection_field::close
                            : request.is_http_1_0() ? connection_field::keep_alive
                                                    : connection_field::none;
    buffer& body = call_.answer.body;
    head_.clear();
    write_http_head(call_.answer, date_.at(now / 1000), connection, head_);
    const bool together = body.size() <= copied;
    if (together && !head)
        head_.append(body.view());
    out_[0] = boost::asio::buffer(head_.data(), head_.size());
    out_[1] = together || head ? boost::asio::const_buffer() : boost::asio::buffer(body.data(), body.size());
    memory_.settle(held());
    enter(phase::writing, owner_->limits.write_timeout);
    write(last_ ? then::close : then::next_request);
}

inline void http_session::write(then what) {
    then_ = what;
    if (closed_)
        return;
    auto done = [self = shared_from_this()](const error_code& failure, std::size_t size) {
        if (failure)
            return self->close();
        for (boost::asio::const_buffer& each : self->out_) {
            const std::size_t of_this = (std::min)(size, each.size());
            each += of_this;
            size -= of_this;
        }
        self->guarded([&] {
            if (boost::asio::buffer_size(self->out_) != 0)
                self->write(self->then_);
            else
                self->written();
        });
    };
    if (tls_)
        tls_->async_write_some(out_[0].size() != 0 ? out_[0] : out_[1], std::move(done));
    else
        socket_.async_write_some(out_, std::move(done));
}

inline void http_session::written() {
    if (then_ == then::read_on)
        return read();
    if (then_ == then::close)
        return linger();
    const std::size_t kept = owner_->budget.is_scarce() ? 0 : large;
    for (buffer* each : {&call_.received.body, &call_.answer.body})
        if (each->capacity() > kept)
            *each = buffer();
    reader_.trim();
    memory_.settle(held());
    begin_request();
}

/// Ends the connection such that the peer gets to read what was sent: says so, and reads on until the peer ends, too,
/// or is silent, or has had enough time or bytes for it.
inline void http_session::linger() {
    enter(phase::closing, linger_time);
    reader_.drop();
    reader_.trim();
    call_.received.body = buffer();
    call_.answer.body = buffer();
    memory_.settle(held());
    const auto half_close = [](http_session& self) {
        error_code ignored;
        self.socket_.shutdown(tcp::socket::shutdown_send, ignored);
        const auto timeout = self.owner_->limits.read_timeout;
        self.drain(linger_bytes, timeout.count() == 0 ? never : milliseconds_now() + finite_time(timeout).count());
    };
    if (closed_)
        return;
    if (!tls_)
        return half_close(*this);
    tls_->async_shutdown([self = shared_from_this(), half_close](const error_code&) {
        if (!self->closed_)
            self->guarded([&] { half_close(*self); });
    });
}

inline void http_session::drain(std::size_t left, std::int64_t until) {
    deadline_.store((std::min)(milliseconds_now() + linger_time.count(), until), std::memory_order_relaxed);
    socket_.async_read_some(reader_.room(),
                            [self = shared_from_this(), left, until](const error_code& failure, std::size_t size) {
                                if (failure || size >= left)
                                    self->close();
                                else if (!self->closed_)
                                    self->guarded([&] { self->drain(left - size, until); });
                            });
}

inline void http_session::close() noexcept {
    closed_.store(true);
    phase_.store(phase::closing, std::memory_order_relaxed);
    deadline_.store(never, std::memory_order_relaxed);
    error_code ignored;
    socket_.close(ignored);
}

} // namespace bindery::detail

#endif
