#ifndef BINDERY_CLIENT_IMPL_TIMED_SOCKET_HPP
#define BINDERY_CLIENT_IMPL_TIMED_SOCKET_HPP

#include <bindery/client/impl/glance.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include <poll.h>
#include <sys/socket.h>

namespace bindery::detail {

/// A socket whose blocking operations end at a deadline with error::timed_out: the kernel waits, in one poll, and no
/// scheduler or reactor has a part in it. Enough of a stream for asio::ssl::stream to work on.
class timed_socket {
public:
    using tcp = boost::asio::ip::tcp;
    using error_code = boost::system::error_code;
    using clock = std::chrono::steady_clock;
    using lowest_layer_type = tcp::socket;
    using executor_type = tcp::socket::executor_type;

    explicit timed_socket(boost::asio::io_context& context) : socket_(context) {}

    tcp::socket& lowest_layer() noexcept { return socket_; }
    executor_type get_executor() { return socket_.get_executor(); }

    void expires_at(clock::time_point deadline) noexcept { deadline_ = deadline; }

    /// How long an attempt to connect is given before the next one begins beside it (RFC 8305).
    static constexpr std::chrono::milliseconds stagger{250};

    void connect(const tcp::endpoint& to, error_code& failure) { connect(std::span(&to, 1), failure); }

    /// Connects to the one that answers first, trying each for a while before the next as well; at once when it fails.
    void connect(std::span<const tcp::endpoint> to, error_code& failure) {
        close();
        failure = boost::asio::error::host_unreachable;
        std::vector<tcp::socket> racing;
        std::vector<pollfd> events;
        for (clock::time_point next_begins = clock::now();;) {
            if (!to.empty() && clock::now() >= next_begins) {
                next_begins = clock::now() + stagger;
                tcp::socket& socket = racing.emplace_back(socket_.get_executor());
                if (begin(socket, to.front(), failure))
                    return adopt(socket, failure);
                to = to.subspan(1);
                if (failure) {
                    racing.pop_back();
                    next_begins = clock::now();
                }
            }
            if (racing.empty() && to.empty())
                return;
            events.clear();
            for (tcp::socket& each : racing)
                events.push_back({each.native_handle(), POLLOUT, 0});
            error_code out_of_time;
            if (!wait(events, to.empty() ? deadline_ : (std::min)(deadline_, next_begins), out_of_time)) {
                if (to.empty() || out_of_time != boost::asio::error::timed_out || clock::now() >= deadline_) {
                    failure = out_of_time;
                    return;
                }
                continue;
            }
            for (std::size_t i = events.size(); i-- != 0;) {
                if (events[i].revents == 0)
                    continue;
                int outcome = 0;
                socklen_t size = sizeof outcome;
                ::getsockopt(events[i].fd, SOL_SOCKET, SO_ERROR, &outcome, &size);
                if (outcome == 0)
                    return adopt(racing[i], failure);
                failure.assign(outcome, boost::system::system_category());
                racing.erase(racing.begin() + static_cast<std::ptrdiff_t>(i));
                next_begins = clock::now();
            }
        }
    }
    void close() noexcept {
        error_code ignored;
        socket_.close(ignored);
    }

    /// Waits first: what is read is an answer, which is not there yet.
    template <class Buffers>
    std::size_t read_some(const Buffers& into, error_code& failure) {
        if (glance_)
            return glance_->read_some(socket_, into, failure);
        while (wait(POLLIN, failure) != 0) {
            const std::size_t size = socket_.read_some(into, failure);
            if (failure != boost::asio::error::would_block)
                return size;
        }
        return 0;
    }
    /// Writes first: there is nearly always room.
    template <class Buffers>
    std::size_t write_some(const Buffers& from, error_code& failure) {
        do {
            const std::size_t size = socket_.write_some(from, failure);
            if (failure != boost::asio::error::would_block)
                return size;
        } while (wait(POLLOUT, failure) != 0);
        return 0;
    }

    /// Calls `read`, whose reads of this socket do not wait meanwhile.
    template <class Read>
    std::size_t look(Read read) {
        glance_.emplace();
        const std::size_t size = read();
        glance_.reset();
        return size;
    }

    /// Waits for one of these events of poll and tells which came; 0: none.
    short wait(short events, error_code& failure) noexcept {
        pollfd what{socket_.native_handle(), events, 0};
        return wait({&what, 1}, deadline_, failure) ? what.revents : short(0);
    }

private:
    /// True: it is connected already.
    static bool begin(tcp::socket& socket, const tcp::endpoint& to, error_code& failure) {
        socket.open(to.protocol(), failure);
        if (!failure)
            socket.non_blocking(true, failure);
        if (failure)
            return false;
        if (::connect(socket.native_handle(), to.data(), static_cast<socklen_t>(to.size())) == 0)
            return true;
        if (errno != EINPROGRESS)
            failure.assign(errno, boost::system::system_category());
        return false;
    }
    void adopt(tcp::socket& connected, error_code& failure) {
        socket_ = std::move(connected);
        failure = {};
    }

    static bool wait(std::span<pollfd> what, clock::time_point until, error_code& failure) noexcept {
        for (;;) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now()).count();
            const int ready =
                left <= 0 ? 0 : ::poll(what.data(), what.size(), static_cast<int>(std::min<long long>(left, 1 << 30)));
            if (ready > 0) {
                failure = {};
                return true;
            }
            if (ready == 0 && clock::now() >= until) {
                failure = boost::asio::error::timed_out;
                return false;
            }
            if (ready < 0 && errno != EINTR) {
                failure.assign(errno, boost::system::system_category());
                return false;
            }
        }
    }

    tcp::socket socket_;
    std::optional<glance> glance_; ///< under way
    clock::time_point deadline_;
};

} // namespace bindery::detail

#endif
