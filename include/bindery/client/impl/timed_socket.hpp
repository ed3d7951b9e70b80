#ifndef BINDERY_CLIENT_IMPL_TIMED_SOCKET_HPP
#define BINDERY_CLIENT_IMPL_TIMED_SOCKET_HPP

#include <bindery/client/impl/glance.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>

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

    void connect(const tcp::endpoint& to, error_code& failure) {
        close();
        socket_.open(to.protocol(), failure);
        if (!failure)
            socket_.non_blocking(true, failure);
        if (failure)
            return;
        if (::connect(socket_.native_handle(), to.data(), static_cast<socklen_t>(to.size())) == 0)
            return;
        if (errno != EINPROGRESS) {
            failure.assign(errno, boost::system::system_category());
            return;
        }
        if (wait(POLLOUT, failure) == 0)
            return;
        int outcome = 0;
        socklen_t size = sizeof outcome;
        ::getsockopt(socket_.native_handle(), SOL_SOCKET, SO_ERROR, &outcome, &size);
        failure.assign(outcome, boost::system::system_category());
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
        for (;;) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - clock::now()).count();
            const int ready = left <= 0 ? 0 : ::poll(&what, 1, static_cast<int>(std::min<long long>(left, 1 << 30)));
            if (ready > 0) {
                failure = {};
                return what.revents;
            }
            if (ready == 0 && clock::now() >= deadline_) {
                failure = boost::asio::error::timed_out;
                return 0;
            }
            if (ready < 0 && errno != EINTR) {
                failure.assign(errno, boost::system::system_category());
                return 0;
            }
        }
    }

private:
    tcp::socket socket_;
    std::optional<glance> glance_; ///< under way
    clock::time_point deadline_;
};

} // namespace bindery::detail

#endif
