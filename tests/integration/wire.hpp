#ifndef BINDERY_TESTS_INTEGRATION_WIRE_HPP
#define BINDERY_TESTS_INTEGRATION_WIRE_HPP

// The other end of a server's connection, byte by byte, and a server to talk to.

#include "unit/protocol/world.hpp"

#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/server.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <sys/time.h>
#include <thread>

namespace wire {

namespace vod = bindery::api::tencent::vod::v20180717;
using namespace std::chrono_literals;

/// Lets alice call as often as she likes; it is always world::start.
class environment final : public bindery::local_environment {
public:
    environment() : local_environment([] { return world::start; }) { add(world::alice); }
    void admit(const bindery::admission_wish&, bindery::protocol::store_step done) override { done.complete(); }
    void release(std::string_view, std::string_view, bindery::protocol::store_step done) override { done.complete(); }
};

/// ManageTask succeeds, ExecuteFunction gives its argument back.
inline bindery::router echo() {
    return bindery::router{
        [](const vod::ManageTask&) -> bindery::result<vod::ManageTask::Output> { return vod::ManageTask::Output{}; },
        [](const vod::ExecuteFunction& input) -> bindery::result<vod::ExecuteFunction::Output> {
            return vod::ExecuteFunction::Output{.Result = input.FunctionArg->view()};
        }};
}

inline bindery::server serve(const bindery::server_settings& settings = {},
                             const bindery::router& operations = echo()) {
    return bindery::server::start(operations, std::make_shared<environment>(), settings).value();
}

/// As it travels; `more` goes in front of the other header fields.
inline std::string text_of(const bindery::protocol::request& request, std::string_view more = {},
                           std::string_view version = "HTTP/1.1") {
    std::string text = request.method + ' ' + request.target + ' ';
    text.append(version).append("\r\n").append(more);
    for (const auto& each : request.fields)
        text.append(each.name).append(": ").append(each.value).append("\r\n");
    text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n\r\n";
    return text.append(request.body.view());
}

template <class Op>
std::string text_of(const Op& input, std::string_view more = {}, std::string_view version = "HTTP/1.1") {
    bindery::protocol::request request;
    world::write(input, {}, request);
    return text_of(request, more, version);
}

inline std::string abort_task(std::string_view more = {}, std::string_view version = "HTTP/1.1") {
    return text_of(vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}, more, version);
}

struct reply {
    int status = 0; ///< 0: the server closed without one
    std::string head;
    std::string body;

    bool says(std::string_view text) const { return (head + body).find(text) != std::string::npos; }
    std::string code() const {
        bindery::protocol::response answer;
        answer.status = status;
        answer.body.append(body);
        const auto read = world::read<vod::ManageTask>(answer);
        return read ? std::string("ok") : read.error().code;
    }
};

class peer {
public:
    explicit peer(unsigned short port, const char* from = "127.0.0.1") {
        socket_.open(boost::asio::ip::tcp::v4());
        socket_.bind({boost::asio::ip::make_address_v4(from), 0});
        socket_.connect({boost::asio::ip::address_v4::loopback(), port});
        if (socket_.local_endpoint() == socket_.remote_endpoint()) // nobody listens: it has got hold of itself
            throw boost::system::system_error(boost::asio::error::connection_refused);
        socket_.set_option(boost::asio::ip::tcp::no_delay(true));
        const timeval patience{10, 0};
        ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }

    /// False when the server has closed.
    bool send(std::string_view bytes) {
        boost::system::error_code failure;
        boost::asio::write(socket_, boost::asio::buffer(bytes.data(), bytes.size()), failure);
        return !failure;
    }
    void finish_sending() {
        boost::system::error_code ignored;
        socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
    }

    /// The next response; with `has_body` false, that to a HEAD.
    reply receive(bool has_body = true) {
        reply next;
        while (true) {
            if (const auto end = received_.find("\r\n\r\n"); end != received_.npos) {
                next.head = take(end + 4);
                break;
            }
            if (!more())
                return next;
        }
        next.status = std::stoi(next.head.substr(9));
        if (const auto at = next.head.find("Content-Length: "); has_body && at != next.head.npos) {
            const std::size_t size = std::stoul(next.head.substr(at + 16));
            while (received_.size() < size && more()) {
            }
            next.body = take(size);
        }
        return next;
    }
    reply ask(std::string_view bytes) {
        send(bytes);
        return receive();
    }

    /// Whether the server closes, without sending anything more.
    bool is_closed() { return received_.empty() && !more() && received_.empty() && !timed_out_; }

    boost::asio::ip::tcp::socket& socket() noexcept { return socket_; }

private:
    bool more() {
        char bytes[16 * 1024];
        const ssize_t size = ::recv(socket_.native_handle(), bytes, sizeof bytes, 0);
        timed_out_ = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (size <= 0)
            return false;
        received_.append(bytes, static_cast<std::size_t>(size));
        return true;
    }
    std::string take(std::size_t size) {
        std::string taken = received_.substr(0, size);
        received_.erase(0, size);
        return taken;
    }

    boost::asio::io_context context_;
    boost::asio::ip::tcp::socket socket_{context_};
    std::string received_;
    bool timed_out_ = false;
};

/// Whether it comes true within some seconds.
template <class Condition>
bool eventually(Condition condition) {
    for (int i = 0; i != 1000; ++i) {
        if (condition())
            return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

} // namespace wire

#endif
