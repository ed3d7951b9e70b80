#ifndef BINDERY_SERVER_IMPL_HTTP_SERVICE_HPP
#define BINDERY_SERVER_IMPL_HTTP_SERVICE_HPP

#include <bindery/server/impl/http_session.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <condition_variable>
#include <mutex>
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
            self->sweep_later();
        });
    }

    unsigned short port() const noexcept { return port_; }
    std::size_t connections() const {
        const std::lock_guard lock(mutex_);
        return sessions_.size();
    }
    /// Whether all connections are gone by then.
    bool wait_for_sessions(std::chrono::milliseconds timeout) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, timeout, [&] { return sessions_.empty(); });
    }

    void stop() {
        if (stopping.exchange(true))
            return;
        boost::asio::post(own_, [self = shared_from_this()] {
            error_code ignored;
            self->acceptor_.close(ignored);
            self->held_.reset();
        });
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
        const auto shortest = std::min({limits.idle_timeout, limits.read_timeout, limits.write_timeout});
        return std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(1000));
    }

    boost::asio::any_io_executor next_executor() {
        const boost::asio::any_io_executor& next = workers_[turn_++ % workers_.size()];
        return strands_ ? boost::asio::any_io_executor(boost::asio::make_strand(next)) : next;
    }

    void accept() {
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
    /// of one that is idle.
    void admit() {
        if (held_) {
            if (is_full())
                return close_one_idle();
            try {
                begin(std::move(*held_));
            } catch (...) { // no memory for one more
            }
            held_.reset();
        }
        accept();
    }

    void begin(tcp::socket socket) {
        const auto session = std::make_shared<http_session>(shared_from_this(), std::move(socket));
        {
            const std::lock_guard lock(mutex_);
            sessions_.emplace(session.get(), session);
        }
        boost::asio::post(session->get_executor(), [session] { session->start(); });
    }

    bool is_full() {
        const std::lock_guard lock(mutex_);
        return full_ = sessions_.size() >= limits.max_connections;
    }

    /// The one that has been idle for longest has the earliest deadline.
    void close_one_idle() {
        std::shared_ptr<http_session> idlest;
        for (auto& each : all_sessions())
            if (each->is_idle() && (idlest == nullptr || each->deadline() < idlest->deadline()))
                idlest = each;
        if (idlest != nullptr)
            post_to(idlest, [](http_session& each) { each.finish(); });
    }

    void sweep_later() {
        if (closing_)
            return;
        timer_.expires_after(period_);
        timer_.async_wait([self = shared_from_this()](const error_code& failure) {
            if (failure)
                return;
            self->sweep();
            self->sweep_later();
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
        for (const auto& [session, weak] : sessions_)
            if (auto held = weak.lock())
                all.push_back(std::move(held));
        return all;
    }

    template <class What>
    void for_each_session(What what) {
        for (const auto& each : all_sessions())
            post_to(each, what);
    }

    void removed(http_session* gone) noexcept override {
        bool resume = false;
        {
            const std::lock_guard lock(mutex_);
            sessions_.erase(gone);
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
    tcp::acceptor acceptor_;
    boost::asio::steady_timer timer_;
    const std::chrono::milliseconds period_;
    unsigned short port_ = 0;
    std::atomic<bool> closing_{false};
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::unordered_map<http_session*, std::weak_ptr<http_session>> sessions_;
    bool full_ = false; ///< `admit` is to be called when a session is gone
    // On own_ only.
    std::optional<tcp::socket> held_; ///< accepted, and waiting for a place
    bool accepting_ = false;
};

} // namespace bindery::detail

#endif
