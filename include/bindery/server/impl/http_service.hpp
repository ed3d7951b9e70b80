#ifndef BINDERY_SERVER_IMPL_HTTP_SERVICE_HPP
#define BINDERY_SERVER_IMPL_HTTP_SERVICE_HPP

#include <bindery/server/impl/http_session.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <condition_variable>
#include <map>
#include <mutex>
#include <sys/socket.h>
#include <unistd.h>
#include <unordered_map>

namespace bindery::detail {

/// Accepts connections and watches over their sessions.
class http_service final : public session_owner, public std::enable_shared_from_this<http_service> {
public:
    using tcp = boost::asio::ip::tcp;
    using error_code = boost::system::error_code;
    using executors = std::vector<boost::asio::any_io_executor>;

    /// `workers` are executors that do one thing at a time each, used in turn; with `strands` there is one that does
    /// not. `contexts` are kept alive for them.
    http_service(executors workers, bool strands, std::shared_ptr<void> contexts,
                 const std::vector<protocol::handler>& handlers, std::shared_ptr<protocol::environment> world,
                 const server_settings& settings)
        : session_owner(handlers, std::move(world), settings), contexts_(std::move(contexts)),
          workers_(std::move(workers)), strands_(strands), own_(next_executor()), acceptor_(own_), timer_(own_),
          period_(sweep_period(settings.limits)) {}

    error_code open(const tcp::endpoint& where) {
        error_code failure;
        acceptor_.open(where.protocol(), failure);
        if (!failure)
            acceptor_.set_option(tcp::acceptor::reuse_address(true), failure);
        if (!failure)
            acceptor_.bind(where, failure);
        if (!failure)
            acceptor_.listen(boost::asio::socket_base::max_listen_connections, failure);
        if (!failure)
            port_ = acceptor_.local_endpoint(failure).port();
        return failure;
    }
    void run() {
        boost::asio::post(own_, [self = shared_from_this()] {
            self->accept();
            self->sweep_later(self->period_);
        });
    }

    unsigned short port() const noexcept { return port_; }
    std::size_t connections() const {
        const std::lock_guard lock(mutex_);
        return sessions_.size();
    }
    /// Whether all connections, also those about to begin, are gone by then.
    bool wait_for_sessions(std::chrono::milliseconds timeout) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, timeout, [&] { return sessions_.empty() && retired_; });
    }

    void stop() {
        if (stopping.exchange(true))
            return;
        {
            const std::lock_guard lock(mutex_);
            error_code ignored;
            // Closing alone takes effect when nobody is inside a call any more that uses the socket.
            // Shutting down reaches a parent that this process was forked from, whose business it is not.
            if (process_ == ::getpid())
                ::shutdown(acceptor_.native_handle(), SHUT_RDWR);
            acceptor_.close(ignored);
        }
        boost::asio::post(own_, [self = shared_from_this()] { self->retire(); });
        for_each_session([](http_session& each) { each.finish(); });
    }
    void close() {
        stop();
        closing_ = true;
        for (const auto& each : all_sessions())
            each->abandon();
        for_each_session([](http_session& each) { each.close(); });
        boost::asio::post(own_, [self = shared_from_this()] { self->timer_.cancel(); });
    }

private:
    static std::chrono::milliseconds sweep_period(const server_limits& limits) {
        const auto shortest = (std::min)({limits.idle_timeout, limits.read_timeout, limits.write_timeout});
        return std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(1000));
    }

    boost::asio::any_io_executor next_executor() {
        const boost::asio::any_io_executor& next = workers_[turn_++ % workers_.size()];
        return strands_ ? boost::asio::any_io_executor(boost::asio::make_strand(next)) : next;
    }

    /// After the last completed accept: nobody waits to be served any more.
    void retire() {
        held_.reset();
        const std::lock_guard lock(mutex_);
        retired_ = true;
        changed_.notify_all();
    }

    void accept() {
        const std::lock_guard lock(mutex_);
        if (stopping || accepting_ || held_ || !acceptor_.is_open())
            return;
        accepting_ = true;
        acceptor_.async_accept(next_executor(),
                               [self = shared_from_this()](const error_code& failure, tcp::socket socket) {
                                   self->accepting_ = false;
                                   // Failed for want of file descriptors, say: then not again before the next sweep.
                                   if (self->stopping || failure)
                                       return;
                                   self->held_.emplace(std::move(socket));
                                   self->admit();
                               });
    }

    /// Serves the connection that has been accepted, as soon as there is a place: that of one that has just ended, or
    /// of the one that holds its place least.
    void admit() {
        if (held_) {
            if (is_full()) {
                if (!make_room(std::nullopt))
                    sweep_later((std::min)(period_, std::chrono::milliseconds(100)));
                return;
            }
            try {
                begin(std::move(*held_));
            } catch (...) { // no memory for one more
            }
            held_.reset();
        }
        accept();
    }

    void begin(tcp::socket socket) {
        error_code gone;
        auto address = socket.remote_endpoint(gone).address();
        if (gone)
            return;
        if (address.is_v6() && address.to_v6().is_v4_mapped())
            address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
        const peer from = peer_of(address);
        if (connections_of(from) >= most_of(address) && !make_room(from))
            return;
        const auto session = std::make_shared<http_session>(shared_from_this(), std::move(socket));
        {
            const std::lock_guard lock(mutex_);
            sessions_.emplace(session.get(), member{session, from});
            ++peers_[from];
        }
        boost::asio::post(session->get_executor(), [session] { session->start(); });
    }

    /// An IPv4 address, or the half of an IPv6 address that is a network's: who has one has all of the other half.
    using peer = std::uint64_t;
    static peer peer_of(const boost::asio::ip::address& address) {
        if (address.is_v4())
            return address.to_v4().to_uint();
        const auto bytes = address.to_v6().to_bytes();
        peer network = 0;
        for (std::size_t i = 0; i != sizeof network; ++i)
            network = network << 8 | bytes[i];
        return network;
    }

    std::size_t connections_of(peer whom) {
        const std::lock_guard lock(mutex_);
        const auto known = peers_.find(whom);
        return known != peers_.end() ? known->second : 0;
    }
    std::size_t most_of(const boost::asio::ip::address& whom) const {
        if (limits.max_connections_per_peer != 0)
            return limits.max_connections_per_peer;
        return whom.is_loopback() ? limits.max_connections : limits.max_connections - limits.max_connections / 4;
    }

    bool is_full() {
        const std::lock_guard lock(mutex_);
        return full_ = sessions_.size() >= limits.max_connections;
    }

    /// Has the connection leave, of all or of one peer's, that holds its place least; false when all of them keep it.
    bool make_room(std::optional<peer> whose) {
        std::shared_ptr<http_session> leaving; // let go of after the lock
        const std::int64_t now = http_session::milliseconds_now();
        const std::lock_guard lock(mutex_);
        std::optional<http_session::hold> least;
        member* chosen = nullptr;
        for (auto& [session, each] : sessions_) {
            if (each.leaves || (whose && each.from != *whose))
                continue;
            if (const auto hold = session->weakness(now); hold && (!least || *hold < *least)) {
                least = hold;
                chosen = &each;
            }
        }
        if (chosen == nullptr)
            return false;
        chosen->leaves = true;
        forget_peer(chosen->from);
        if ((leaving = chosen->session.lock()) != nullptr)
            post_to(leaving, [](http_session& each) { each.give_way(); });
        return true;
    }

    void sweep_later(std::chrono::milliseconds when) {
        if (closing_)
            return;
        timer_.expires_after(when); // instead of what it waited for
        timer_.async_wait([self = shared_from_this()](const error_code& failure) {
            if (failure)
                return;
            self->sweep_later(self->period_);
            self->sweep();
        });
    }

    void sweep() {
        const std::int64_t now = http_session::milliseconds_now();
        for (const auto& each : all_sessions())
            if (each->deadline() <= now)
                post_to(each, [](http_session& late) { late.expire(); });
        admit();
    }

    template <class What>
    static void post_to(const std::shared_ptr<http_session>& session, What what) {
        boost::asio::post(session->get_executor(), [session, what] { what(*session); });
    }

    /// Never to be let go of while the mutex is held: the last owner's session takes itself out of the map.
    std::vector<std::shared_ptr<http_session>> all_sessions() {
        std::vector<std::shared_ptr<http_session>> all;
        const std::lock_guard lock(mutex_);
        all.reserve(sessions_.size());
        for (const auto& [session, each] : sessions_)
            if (auto held = each.session.lock())
                all.push_back(std::move(held));
        return all;
    }

    template <class What>
    void for_each_session(What what) {
        for (const auto& each : all_sessions())
            post_to(each, what);
    }

    /// One connection less of a peer; with the mutex held.
    void forget_peer(peer of) noexcept {
        if (const auto known = peers_.find(of); known != peers_.end() && --known->second == 0)
            peers_.erase(known);
    }

    void removed(http_session* gone) noexcept override {
        bool resume = false;
        {
            const std::lock_guard lock(mutex_);
            if (const auto at = sessions_.find(gone); at != sessions_.end()) {
                if (!at->second.leaves)
                    forget_peer(at->second.from);
                sessions_.erase(at);
            }
            resume = std::exchange(full_, false) && !stopping;
            if (sessions_.empty())
                changed_.notify_all();
        }
        if (!resume)
            return;
        try {
            boost::asio::post(own_, [self = shared_from_this()] { self->admit(); });
        } catch (...) { // the sweeper will
        }
    }

    const std::shared_ptr<void> contexts_; ///< outlives all that follows
    const executors workers_;
    const bool strands_;
    std::size_t turn_ = 0;
    const boost::asio::any_io_executor own_; ///< of everything here but what the mutex guards
    tcp::acceptor acceptor_;                 ///< guarded by the mutex: anybody may close it
    boost::asio::steady_timer timer_;
    const std::chrono::milliseconds period_;
    const ::pid_t process_ = ::getpid();
    unsigned short port_ = 0;
    std::atomic<bool> closing_{false};
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    struct member {
        std::weak_ptr<http_session> session{};
        peer from = 0;
        bool leaves = false; ///< it has been told to, and no longer counts for its peer
    };
    std::unordered_map<http_session*, member> sessions_; ///< a session takes itself out before it ends
    std::map<peer, std::size_t> peers_;                  ///< the connections of each
    bool full_ = false;                                  ///< `admit` is to be called when a session is gone
    bool retired_ = false;                               ///< `stop` has come as far as own_
    // On own_ only.
    std::optional<tcp::socket> held_; ///< accepted, and waiting for a place
    bool accepting_ = false;
};

} // namespace bindery::detail

#endif
