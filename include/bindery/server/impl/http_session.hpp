#ifndef BINDERY_SERVER_IMPL_HTTP_SESSION_HPP
#define BINDERY_SERVER_IMPL_HTTP_SESSION_HPP

#include <bindery/protocol/dispatcher.hpp>
#include <bindery/server/detail/executor_source.hpp>
#include <bindery/server/impl/http_head.hpp>
#include <bindery/server/impl/http_parser.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace bindery::detail {

class http_session;

/// What the sessions of a listener share.
class session_owner {
public:
    session_owner(const std::vector<protocol::handler>& handlers, std::shared_ptr<protocol::environment> world,
                  const server_settings& settings)
        : limits(settings.limits), budget(settings.limits.max_buffered),
          dispatcher(std::move(world), handlers, settings.dispatch) {}

    const server_limits limits;
    body_budget budget;
    const protocol::dispatcher dispatcher;
    std::optional<boost::asio::ssl::context> tls;
    std::atomic<bool> stopping{false};

    virtual void removed(http_session* gone) noexcept = 0;

protected:
    ~session_owner() = default;
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
        : owner_(std::move(owner)), socket_(std::move(socket)), call_(this), in_(first_buffer) {
        if (owner_->tls)
            tls_.emplace(socket_, *owner_->tls);
    }
    ~http_session() { owner_->removed(this); }

    void start();

    // For any thread.

    bool is_idle() const noexcept { return idle_.load(std::memory_order_relaxed); }
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
        const bool begun = parser_ && (parser_->got_some() || begin_ != end_);
        if (phase_ == phase::idle || (phase_ == phase::reading && !begun))
            close();
    }
    void close() noexcept;

private:
    static constexpr std::size_t first_buffer = 4096;
    static constexpr std::size_t large = 64 * 1024;  ///< memory that is not kept from one request to the next
    static constexpr std::size_t copied = 16 * 1024; ///< bodies up to this are sent in one piece with the head
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    static constexpr std::chrono::milliseconds linger_time{2'000};
    static constexpr std::size_t linger_bytes = 1024 * 1024;

    enum class phase : unsigned char {
        idle,     ///< between requests
        reading,  ///< a request has begun, or the TLS handshake
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

    void enter(phase next, std::chrono::milliseconds timeout);
    void begin_request();
    void read();
    void consume();
    bool header_is_acceptable();
    void handle();
    void refuse(int status);
    void respond(std::int64_t now);
    void write(then what);
    void written();
    void linger();
    void drain(std::size_t left);

    const std::shared_ptr<session_owner> owner_;
    tcp::socket socket_;
    std::optional<boost::asio::ssl::stream<tcp::socket&>> tls_;
    std::optional<http_parser> parser_;
    protocol::incoming_call call_;
    std::atomic<std::int64_t> deadline_{never};
    std::atomic<bool> idle_{false};
    std::atomic<bool> closed_{false};
    std::atomic<turn> turn_{turn::answered};
    phase phase_ = phase::idle;
    then then_ = then::close;
    bool last_ = false;      ///< close after the next answer
    bool head_seen_ = false; ///< the request's header has been judged
    std::vector<char> in_;   ///< received bytes, those from begin_ to end_ not parsed yet
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    buffer head_;
    std::array<boost::asio::const_buffer, 2> out_{};
    http_date date_;
};

inline void http_session::enter(phase next, std::chrono::milliseconds timeout) {
    phase_ = next;
    idle_.store(next == phase::idle, std::memory_order_relaxed);
    deadline_.store(timeout.count() == 0 ? never : milliseconds_now() + timeout.count(), std::memory_order_relaxed);
}

inline void http_session::start() {
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    enter(phase::reading, owner_->limits.read_timeout);
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
    parser_.emplace(call_.received, owner_->limits, owner_->budget);
    head_seen_ = false;
    if (begin_ != end_) { // sent along with the request before
        enter(phase::reading, owner_->limits.read_timeout);
        return consume();
    }
    // A connection on which nothing ever came does not get the patience of one that has proven itself.
    if (phase_ == phase::writing)
        enter(phase::idle, owner_->limits.idle_timeout);
    if (last_ || owner_->stopping)
        return linger();
    read();
}

inline void http_session::read() {
    if (begin_ == end_)
        begin_ = end_ = 0;
    const auto into = boost::asio::buffer(in_.data() + end_, in_.size() - end_);
    auto done = [self = shared_from_this()](const error_code& failure, std::size_t size) {
        if (failure)
            return self->close();
        if (self->phase_ == phase::idle)
            self->enter(phase::reading, self->owner_->limits.read_timeout);
        self->end_ += size;
        self->guarded([&] { self->consume(); });
    };
    if (closed_)
        return;
    if (tls_)
        tls_->async_read_some(into, std::move(done));
    else
        socket_.async_read_some(into, std::move(done));
}

/// Parses what has come.
inline void http_session::consume() {
    while (begin_ != end_) {
        error_code failure;
        begin_ += parser_->put(boost::asio::const_buffer(in_.data() + begin_, end_ - begin_), failure);
        if (failure == boost::beast::http::error::need_more)
            break;
        if (failure)
            return refuse(http_parser::status_of(failure));
        if (parser_->is_header_done() && !head_seen_) {
            head_seen_ = true;
            if (!header_is_acceptable())
                return;
        }
        if (parser_->is_done())
            return handle();
    }
    // A header, or a chunk's, is parsed in one piece: make room for the rest of it.
    if (begin_ != 0) {
        std::copy(in_.begin() + static_cast<std::ptrdiff_t>(begin_), in_.begin() + static_cast<std::ptrdiff_t>(end_),
                  in_.begin());
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == in_.size()) {
        const std::size_t most = std::max(owner_->limits.max_header, first_buffer) + 1;
        if (in_.size() >= most)
            return refuse(431);
        in_.resize(std::min(in_.size() * 2, most));
    }
    if (head_seen_ && parser_->expects_continue() && then_ != then::read_on && !parser_->is_http_1_0()) {
        head_.clear();
        head_.append("HTTP/1.1 100 Continue\r\n\r\n");
        out_ = {boost::asio::buffer(head_.data(), head_.size()), {}};
        return write(then::read_on);
    }
    read();
}

inline bool http_session::header_is_acceptable() {
    if (parser_->lacks_host())
        refuse(400);
    else if (parser_->expects_something_else())
        refuse(417);
    else
        return true;
    return false;
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
    last_ = last_ || owner_->stopping || !parser_->keep_alive() || !parser_->is_done();
    const bool head = parser_->is_header_done() && parser_->is_head();
    const auto connection = last_                    ? connection_field::close
                            : parser_->is_http_1_0() ? connection_field::keep_alive
                                                     : connection_field::none;
    buffer& body = call_.answer.body;
    head_.clear();
    write_http_head(call_.answer, date_.at(now / 1000), connection, head_);
    const bool together = body.size() <= copied;
    if (together && !head)
        head_.append(body.view());
    out_[0] = boost::asio::buffer(head_.data(), head_.size());
    out_[1] = together || head ? boost::asio::const_buffer() : boost::asio::buffer(body.data(), body.size());
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
            const std::size_t of_this = std::min(size, each.size());
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
    if (call_.received.body.size() > large)
        call_.received.body = buffer();
    if (call_.answer.body.size() > large)
        call_.answer.body = buffer();
    if (in_.size() > first_buffer) { // so was the header, and its fields are as large
        std::vector<char> rest(std::max(end_ - begin_, first_buffer));
        std::copy(in_.begin() + static_cast<std::ptrdiff_t>(begin_), in_.begin() + static_cast<std::ptrdiff_t>(end_),
                  rest.begin());
        in_ = std::move(rest);
        end_ -= begin_;
        begin_ = 0;
        call_.received.fields = {};
    }
    begin_request();
}

/// Ends the connection such that the peer gets to read what was sent: says so, and waits a little for its end.
inline void http_session::linger() {
    enter(phase::closing, linger_time);
    parser_.reset(); // and with it the body's share of the budget
    call_.received.body = buffer();
    const auto half_close = [](http_session& self) {
        error_code ignored;
        self.socket_.shutdown(tcp::socket::shutdown_send, ignored);
        self.drain(linger_bytes);
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

inline void http_session::drain(std::size_t left) {
    socket_.async_read_some(boost::asio::buffer(in_),
                            [self = shared_from_this(), left](const error_code& failure, std::size_t size) {
                                if (failure || size >= left)
                                    self->close();
                                else
                                    self->guarded([&] { self->drain(left - size); });
                            });
}

inline void http_session::close() noexcept {
    closed_.store(true);
    phase_ = phase::closing;
    idle_.store(false, std::memory_order_relaxed);
    deadline_.store(never, std::memory_order_relaxed);
    error_code ignored;
    socket_.close(ignored);
}

} // namespace bindery::detail

#endif
