#ifndef BINDERY_STORE_REDIS_IMPL_LINK_HPP
#define BINDERY_STORE_REDIS_IMPL_LINK_HPP

#include <bindery/store/redis/impl/pipeline.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>

#include <atomic>
#include <charconv>
#include <memory>

namespace bindery::store::detail {

/// Moves the bytes of a pipeline, on one connection after the other. All but `run` and `stop` is on the strand.
class redis_link final : public std::enable_shared_from_this<redis_link> {
public:
    redis_link(const redis_options& options, const boost::asio::any_io_executor& executor)
        : options_(options), pipeline_(options), strand_(boost::asio::make_strand(executor)), resolver_(strand_),
          socket_(strand_), clock_(strand_), rest_(strand_) {}

    std::chrono::milliseconds timeout() const noexcept { return options_.timeout; }

    void run(redis_pipeline::step next) {
        if (posted_.fetch_add(1, std::memory_order_relaxed) >= options_.max_waiting) {
            posted_.fetch_sub(1, std::memory_order_relaxed);
            return next.done(too_many());
        }
        next.until = now() + options_.timeout;
        boost::asio::post(strand_, [self = shared_from_this(), next = std::move(next)]() mutable {
            self->posted_.fetch_sub(1, std::memory_order_relaxed);
            self->add(std::move(next));
        });
    }
    void stop() {
        boost::asio::post(strand_, [self = shared_from_this()] {
            self->stopped_ = true;
            self->close();
            self->rest_.cancel();
            self->pipeline_.fail({errc::cancelled, "Redis is not used any more"});
        });
    }

private:
    using tcp = boost::asio::ip::tcp;
    using error_code = boost::system::error_code;
    using milliseconds = std::chrono::milliseconds;

    enum class stage {
        idle,
        connecting,
        connected,
        resting, ///< before the next attempt to connect
    };

    static error too_many() { return {errc::transport, "too many steps wait for Redis"}; }
    static redis_pipeline::time_point now() noexcept { return std::chrono::steady_clock::now(); }

    void add(redis_pipeline::step next) {
        if (stopped_)
            return next.done(error{errc::cancelled, "Redis is not used any more"});
        if (pipeline_.is_full())
            return next.done(too_many());
        if (unreachable_)
            return next.done(*unreachable_);
        pipeline_.push(std::move(next));
        if (stage_ == stage::idle)
            connect();
        write();
        watch();
    }

    void connect() {
        stage_ = stage::connecting;
        connect_until_ = now() + options_.timeout;
        error_code no_address; // a resolver cannot be stopped; an address needs none
        const auto address = boost::asio::ip::make_address(options_.host, no_address);
        unsigned short port = 0;
        const char* const end = options_.port.data() + options_.port.size();
        if (!no_address && std::from_chars(options_.port.data(), end, port).ptr == end)
            return connect_to(tcp::resolver::results_type::create({address, port}, options_.host, options_.port));
        resolver_.async_resolve(options_.host, options_.port,
                                [self = shared_from_this(), turn = turn_](const error_code& failure, auto found) {
                                    if (turn != self->turn_)
                                        return;
                                    if (failure)
                                        return self->unreached(failure);
                                    self->connect_to(found);
                                });
    }
    void connect_to(const tcp::resolver::results_type& found) {
        boost::asio::async_connect(socket_, found,
                                   [self = shared_from_this(), turn = turn_](const error_code& failure, const auto&) {
                                       if (turn != self->turn_)
                                           return;
                                       if (failure)
                                           return self->unreached(failure);
                                       self->connected();
                                   });
    }
    void connected() {
        error_code ignored;
        socket_.set_option(tcp::no_delay(true), ignored);
        stage_ = stage::connected;
        pipeline_.connected();
        write();
        read();
    }

    /// Whatever gathers while a piece is being written goes in the next one.
    void write() {
        if (stage_ != stage::connected || writing_)
            return;
        output_ = pipeline_.take_output();
        if (output_.empty())
            return;
        writing_ = true;
        boost::asio::async_write(socket_, boost::asio::buffer(output_),
                                 [self = shared_from_this(), turn = turn_](const error_code& failure, std::size_t) {
                                     if (turn != self->turn_)
                                         return;
                                     self->writing_ = false;
                                     if (failure)
                                         self->down(failure);
                                     else
                                         self->write();
                                 });
    }
    void read() {
        socket_.async_read_some(boost::asio::buffer(input_),
                                [self = shared_from_this(), turn = turn_](const error_code& failure, std::size_t size) {
                                    if (turn == self->turn_)
                                        self->received(failure, size);
                                });
    }
    void received(const error_code& failure, std::size_t size) {
        if (failure)
            return down(failure);
        if (const auto useless = pipeline_.received({input_.data(), size}))
            return give_up(*useless);
        if (pipeline_.has_answered())
            pause_ = milliseconds(0);
        write();
        read();
    }

    /// The connection broke. What was under way is sent again on the next one, which comes at once if this one was good
    /// for something.
    void down(const error_code& why) {
        if (!pipeline_.is_greeted())
            return unreached(why);
        close();
        pipeline_.disconnected();
        if (pipeline_.is_empty())
            return;
        rest();
        watch();
    }
    void unreached(const error_code& why) {
        error failure{errc::transport, "Redis at " + options_.host + ':' + options_.port + " cannot be reached"};
        failure.cause = why;
        give_up(failure);
    }
    /// Nobody waits for what may not come back: until the next attempt everybody is told so at once.
    void give_up(const error& why) {
        close();
        unreachable_ = why;
        rest();
        pipeline_.fail(why);
    }

    void rest() {
        stage_ = stage::resting;
        rest_.expires_after(pause_);
        pause_ = (std::min)((std::max)(pause_ * 2, first_pause), longest_pause);
        rest_.async_wait([self = shared_from_this()](const error_code&) {
            if (self->stopped_)
                return;
            self->unreachable_.reset();
            self->stage_ = stage::idle;
            if (self->pipeline_.is_empty())
                return;
            self->connect();
            self->watch();
        });
    }
    void close() {
        error_code ignored;
        ++turn_; // handlers of the operations under way do nothing any more
        resolver_.cancel();
        socket_.close(ignored);
        clock_.cancel();
        watching_ = writing_ = false;
        stage_ = stage::idle;
    }

    /// Sees to it that no step takes longer than it may.
    void watch() {
        auto until = pipeline_.next_expiry();
        if (stage_ == stage::connecting && until)
            until = (std::min)(*until, connect_until_);
        if (watching_ || !until)
            return;
        watching_ = true;
        clock_.expires_at(*until);
        clock_.async_wait([self = shared_from_this(), turn = turn_](const error_code& cancelled) {
            if (cancelled || turn != self->turn_)
                return;
            self->watching_ = false;
            self->look();
        });
    }
    void look() {
        const auto time = now();
        if (stage_ == stage::connecting && connect_until_ <= time)
            return unreached(boost::asio::error::timed_out);
        const bool greeted = pipeline_.is_greeted();
        if (pipeline_.expire(time)) {
            if (!greeted)
                return unreached(boost::asio::error::timed_out);
            down(boost::asio::error::timed_out);
        }
        watch();
    }

    static constexpr milliseconds first_pause{20};
    static constexpr milliseconds longest_pause{1'000};

    redis_options options_;
    redis_pipeline pipeline_;
    boost::asio::strand<boost::asio::any_io_executor> strand_;
    tcp::resolver resolver_;
    tcp::socket socket_;
    boost::asio::steady_timer clock_;
    boost::asio::steady_timer rest_;
    std::array<char, 16 * 1024> input_;
    std::string output_;
    std::atomic<std::size_t> posted_{0}; ///< steps that are on their way to the strand
    stage stage_ = stage::idle;
    redis_pipeline::time_point connect_until_{};
    std::optional<error> unreachable_; ///< until the next attempt
    milliseconds pause_{0};
    std::uint64_t turn_ = 0; ///< of the connection
    bool writing_ = false;
    bool watching_ = false;
    bool stopped_ = false;
};

} // namespace bindery::store::detail

#endif
