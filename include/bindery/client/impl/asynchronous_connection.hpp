#ifndef BINDERY_CLIENT_IMPL_ASYNCHRONOUS_CONNECTION_HPP
#define BINDERY_CLIENT_IMPL_ASYNCHRONOUS_CONNECTION_HPP

#include <bindery/client/impl/core.hpp>
#include <bindery/client/impl/race.hpp>
#include <bindery/client/start.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace bindery::detail {

/// An asynchronous call: whose it is, and who waits for it.
struct task {
    std::shared_ptr<core> client;
    erased_call what;
    std::unique_ptr<completion> waiting;
};

/// What reads it synchronously, in one go or through TLS, has only a look.
class looked_at_socket final : public boost::asio::ip::tcp::socket {
public:
    using boost::asio::ip::tcp::socket::socket;

    void look() noexcept { glance_ = glance(); }
    template <class Buffers>
    std::size_t read_some(const Buffers& into, boost::system::error_code& failure) {
        return glance_.read_some(*this, into, failure);
    }

    /// What TLS has to say back is lost when there is no room for it, and so is the connection.
    template <class Buffers>
    std::size_t write_some(const Buffers& from, boost::system::error_code& failure) {
        const std::size_t size = boost::asio::ip::tcp::socket::write_some(from, failure);
        if (failure == boost::asio::error::would_block)
            failure = boost::asio::error::no_buffer_space;
        return size;
    }

private:
    glance glance_;
};

/// A connection for asynchronous calls, one after the other; each step of a call is one socket operation that comes
/// back to `resume`. A mutex guards it against its timer and against whoever cancels; both only make the operation
/// under way fail, so that it comes back. (A strand would do as well; the mutex saves a quarter of the client's own
/// instructions per call.) With its sockets a connection is what all its calls reuse: a call allocates nothing here.
class asynchronous_connection final : public kept_connection,
                                      public runner,
                                      public asynchronous_pool::tenant,
                                      public std::enable_shared_from_this<asynchronous_connection> {
public:
    using tcp = boost::asio::ip::tcp;

    /// In `home`, which keeps it between calls, and forgets it when it is closed.
    static std::shared_ptr<asynchronous_connection> make(const boost::asio::any_io_executor& executor,
                                                         std::shared_ptr<asynchronous_pool> home) {
        auto made = std::make_shared<asynchronous_connection>(executor, std::move(home));
        made->home_->move_in(*made);
        return made;
    }
    asynchronous_connection(const boost::asio::any_io_executor& executor, std::shared_ptr<asynchronous_pool> home)
        : home_(std::move(home)), socket_(executor), timer_(executor) {}
    ~asynchronous_connection() { home_->move_out(*this); }

    tcp::socket& socket() noexcept { return socket_; }
    /// TLS; null: plain.
    SSL* session() noexcept { return tls_ ? tls_->native_handle() : nullptr; }

    /// Reads what has come, without waiting. Only when no read is under way.
    std::size_t look(boost::asio::mutable_buffer into, boost::system::error_code& failure) {
        socket_.look();
        return tls_ ? tls_->read_some(into, failure) : socket_.read_some(into, failure);
    }

    /// Begins a call whose request has been written; returns its number.
    std::uint64_t begin(task whose, const route& to, bool reused) {
        const std::lock_guard lock(mutex_);
        const bool repeatable = whose.what.about->effect == effect::reads;
        task_ = std::move(whose);
        exchange_.emplace(*work, to, reused, repeatable);
        ++number_;
        if (reused)
            write();
        else
            resolve();
        watch();
        return number_;
    }

    void cancel(std::uint64_t call) override {
        const std::lock_guard lock(mutex_);
        if (call == number_)
            cancel();
    }
    void client_is_gone() noexcept override {
        if (auto self = weak_from_this().lock())
            boost::asio::post(timer_.get_executor(), [self = std::move(self)] {
                const std::lock_guard lock(self->mutex_);
                self->cancel();
            });
    }

private:
    using error_code = boost::system::error_code;
    using stage = exchange::stage;
    using next = exchange::next;

    struct step {
        std::shared_ptr<asynchronous_connection> self;
        void operator()(const error_code& failure, std::size_t bytes = 0) const { self->resume(failure, bytes); }
        void operator()(const error_code& failure, const tcp::resolver::results_type& found) const {
            self->resolved(failure, found);
        }
    };
    step then() { return {shared_from_this()}; }

    void resolved(const error_code& failure, const tcp::resolver::results_type& found) {
        std::unique_lock lock(mutex_);
        targets_ = in_turns({found.begin(), found.end()});
        proceed(lock, failure, 0);
    }
    void connected(const error_code& failure, tcp::socket socket) {
        std::unique_lock lock(mutex_);
        static_cast<tcp::socket&>(socket_) = std::move(socket);
        proceed(lock, failure, 0);
    }
    void resume(const error_code& failure, std::size_t bytes) {
        std::unique_lock lock(mutex_);
        proceed(lock, failure, bytes);
    }
    void proceed(std::unique_lock<std::mutex>& lock, const error_code& failure, std::size_t bytes) {
        if (exchange_->at() == stage::ended)
            return; // the system's resolver took its time
        if (exchange_->has_failed() || !advance(failure, bytes))
            finish(lock);
    }

    /// Takes the result of an operation and begins the next one; false: that was the last.
    bool advance(const error_code& failure, std::size_t bytes) {
        exchange& call = *exchange_;
        switch (call.at()) {
        case stage::resolving:
            if (failure)
                return go_on(call.unresolved(failure));
            return connect(failure);
        case stage::connecting:
            return failure ? connect(failure) : tunnel();
        case stage::tunnelling:
            return tunnelled(failure, bytes);
        case stage::greeting:
            return failure ? go_on(call.unsafe(failure, certificate_problem(*tls_))) : write();
        case stage::writing:
            call.sent(bytes);
            if (failure || !call.unsent().empty())
                return pause(failure);
            call.begin_to_read();
            watch_stage();
            return read_some();
        case stage::reading:
            return go_on(call.received(failure, bytes));
        default:
            return false;
        }
    }

    bool go_on(next what) {
        if (what == next::read_more)
            return read_some();
        if (what != next::connect_anew || !resolve())
            return false;
        watch(); // connecting has a time of its own
        return true;
    }

    bool resolve() {
        close();
        const route& to = exchange_->route();
        enter(stage::resolving);
        targets_ = numeric_endpoint(to);
        if (!targets_.empty())
            return connect({});
        resolver_.emplace(socket_.get_executor());
        resolver_->async_resolve(to.hop_address(), to.hop_port(), then());
        return true;
    }
    bool connect(const error_code& failure) {
        enter(stage::connecting);
        if (targets_.empty())
            return go_on(exchange_->unreachable(failure));
        close();
        const endpoints to = std::exchange(targets_, {});
        if (to.size() == 1) {
            socket_.async_connect(to.front(), then());
            return true;
        }
        const auto between = std::make_shared<race>(
            socket_.get_executor(), to, [self = shared_from_this()](const error_code& none, tcp::socket socket) {
                self->connected(none, std::move(socket));
            });
        race_ = between;
        between->begin();
        return true;
    }
    bool tunnel() {
        if (!exchange_->route().tunnels)
            return greet();
        exchange_->begin_tunnel();
        watch_stage();
        return write_to_tunnel();
    }
    bool write_to_tunnel() {
        socket_.async_write_some(boost::asio::buffer(exchange_->tunnel().unsent()), then());
        return true;
    }
    bool tunnelled(const error_code& failure, std::size_t bytes) {
        exchange& call = *exchange_;
        if (!failure && !call.tunnel().unsent().empty()) {
            call.tunnel().sent(bytes);
            return call.tunnel().unsent().empty() ? read_some() : write_to_tunnel();
        }
        const next then = call.tunnelled(failure, call.tunnel().unsent().empty() ? bytes : 0);
        return then == next::done ? greet() : go_on(then);
    }
    bool greet() {
        error_code failure;
        targets_ = {};
        resolver_.reset();
        socket_.set_option(tcp::no_delay(true), failure);
        socket_.non_blocking(true, failure); // for looks; Asio's own operations wait by themselves
        const route& to = exchange_->route();
        if (to.tls == nullptr)
            return write();
        enter(stage::greeting);
        tls_.emplace(socket_, to.tls->context());
        if ((failure = prepare_greeting(*tls_, to)))
            return go_on(exchange_->unsafe(failure));
        tls_->async_handshake(boost::asio::ssl::stream_base::client, then());
        return true;
    }

    bool write() {
        exchange_->begin();
        watch_stage();
        writable_ = false;
        return write_some();
    }
    bool write_some() {
        const boost::asio::const_buffer from(exchange_->unsent().data(), exchange_->unsent().size());
        if (tls_)
            tls_->async_write_some(from, then());
        else
            socket_.async_write_some(from, then());
        return true;
    }
    bool read_some() {
        const auto room = work->input_room();
        const boost::asio::mutable_buffer into(room.data(), room.size());
        if (tls_)
            tls_->async_read_some(into, then());
        else
            socket_.async_read_some(into, then());
        return true;
    }

    /// Between two pieces of a long request, or when the service takes no more of it: it may have answered already.
    bool pause(const error_code& refused) {
        error_code failure;
        while (!failure) {
            const auto room = work->input_room();
            const std::size_t size = look({room.data(), room.size()}, failure);
            if (glance::saw_nothing(failure))
                break;
            if (const next then = exchange_->received(failure, size); then != next::read_more)
                return go_on(then);
        }
        if (refused)
            return go_on(exchange_->broken(refused));
        if (writable_) {
            writable_ = false;
            return write_some();
        }
        waits_ = 2; // the one that ends first ends the other
        for (const auto what : {tcp::socket::wait_read, tcp::socket::wait_write})
            socket_.async_wait(
                what, [self = shared_from_this(), what](const error_code& ended) { self->woken(what, ended); });
        return true;
    }
    void woken(tcp::socket::wait_type by, const error_code& failure) {
        std::unique_lock lock(mutex_);
        writable_ |= by == tcp::socket::wait_write && !failure;
        error_code ignored;
        if (--waits_ != 0)
            socket_.cancel(ignored);
        else if (exchange_->has_failed() || !pause({}))
            finish(lock);
    }

    void cancel() {
        cancelled_ = number_;
        if (exchange_ && exchange_->at() != stage::ended && !exchange_->has_failed())
            give_up(&exchange::cancelled);
    }
    /// Sees to it that the call ends soon, with the failure that `why` notes, but not before this returns.
    void give_up(next (exchange::*why)()) {
        error_code ignored;
        const stage at = exchange_->at();
        (*exchange_.*why)();
        switch (at) {
        case stage::resolving: // which cannot be stopped, and is not waited for
            resolver_->cancel();
            boost::asio::post(socket_.get_executor(), [come_back = then()] { come_back({}); });
            break;
        case stage::connecting:
            if (const auto between = race_.lock())
                between->cancel();
            else
                socket_.close(ignored);
            break;
        default:
            socket_.shutdown(tcp::socket::shutdown_both, ignored); // harmless to what TLS is doing with the socket
        }
    }

    void enter(stage at) {
        exchange_->enter(at);
        watch_stage();
    }
    void watch_stage() {
        if (exchange_->route().limits != nullptr)
            watch();
    }
    void watch() {
        timer_.expires_at(exchange_->until());
        timer_.async_wait([self = shared_from_this(), call = number_](const error_code& stopped) {
            if (!stopped)
                self->time_is_up(call);
        });
    }
    void time_is_up(std::uint64_t call) {
        const std::lock_guard lock(mutex_);
        if (call != number_ || exchange_->at() == stage::ended || exchange_->has_failed())
            return;
        if (std::chrono::steady_clock::now() >= exchange_->until())
            give_up(&exchange::late);
        else
            watch(); // connected meanwhile
    }

    void finish(std::unique_lock<std::mutex>& lock) {
        exchange& call = *exchange_;
        call.enter(stage::ended);
        timer_.cancel();
        task done = std::move(task_);
        if (call.has_failed()) {
            error failure = core::failure_of(call, done.what);
            close();
            lock.unlock();
            return done.waiting->complete(std::move(failure));
        }
        const bool kept = call.can_be_kept();
        if (!kept)
            close();
        const std::uint64_t number = number_;
        lock.unlock();
        auto outcome = done.client->read_answer(call, *work, done.what, [&] { return cancelled_.load() == number; });
        if (kept)
            home_->keep(shared_from_this(), call.route(), done.client->options().max_idle_connections);
        done.waiting->complete(std::move(outcome));
    }

    /// Only when no operation on the socket is under way.
    void close() noexcept {
        error_code ignored;
        socket_.close(ignored);
        tls_.reset();
        work->input.clear();
    }

    const std::shared_ptr<asynchronous_pool> home_;
    std::mutex mutex_; ///< of all that follows
    looked_at_socket socket_;
    std::optional<boost::asio::ssl::stream<looked_at_socket&>> tls_;
    boost::asio::steady_timer timer_;
    std::optional<tcp::resolver> resolver_;
    endpoints targets_;
    std::weak_ptr<race> race_; ///< between several of them
    std::optional<exchange> exchange_;
    task task_{};
    std::uint64_t number_ = 0;                 ///< of the call
    std::atomic<std::uint64_t> cancelled_ = 0; ///< number of the last call that was
    int waits_ = 0;                            ///< under way in a pause
    bool writable_ = false;                    ///< there is room for another piece
};

} // namespace bindery::detail

#endif
