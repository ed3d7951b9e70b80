#ifndef BINDERY_TESTS_SUPPORT_PEER_HPP
#define BINDERY_TESTS_SUPPORT_PEER_HPP

// A server that does what a test tells it to, on a real socket of this machine.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace bindery::tests {

class peer {
public:
    using tcp = boost::asio::ip::tcp;
    /// Serves one connection; it is closed afterwards.
    using script = std::function<void(tcp::socket&)>;

    explicit peer(script serve)
        : serve_(std::move(serve)), acceptor_(context_, {boost::asio::ip::address_v4::loopback(), 0}),
          thread_([this] { run(); }) {}
    ~peer() {
        stopping_ = true;
        boost::system::error_code ignored;
        tcp::socket wake(context_); // accept has no other way out
        wake.connect(acceptor_.local_endpoint(), ignored);
        thread_.join();
    }

    unsigned short port() const { return acceptor_.local_endpoint().port(); }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port()); }
    int connections() const noexcept { return connections_; }

    /// Reads one request whose body is as long as its Content-Length says; empty when the client went away.
    static std::string read_request(tcp::socket& socket) {
        std::string text;
        boost::system::error_code failure;
        const std::size_t head =
            boost::asio::read_until(socket, boost::asio::dynamic_buffer(text), "\r\n\r\n", failure);
        if (failure)
            return {};
        const std::size_t at = text.find("Content-Length: ");
        const std::size_t body = at == text.npos ? 0 : std::stoul(text.substr(at + 16));
        while (text.size() < head + body && !failure) {
            char more[4096];
            text.append(more, socket.read_some(boost::asio::buffer(more), failure));
        }
        return text;
    }
    static void write(tcp::socket& socket, std::string_view bytes) {
        boost::system::error_code ignored;
        boost::asio::write(socket, boost::asio::buffer(bytes.data(), bytes.size()), ignored);
    }
    static std::string http(std::string_view body, std::string_view status = "200 OK", std::string_view more = {}) {
        return "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: application/json\r\n" + std::string(more) +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
    }

private:
    void run() {
        for (;;) {
            tcp::socket socket(context_);
            boost::system::error_code failure;
            acceptor_.accept(socket, failure);
            if (failure || stopping_)
                return;
            ++connections_;
            socket.set_option(tcp::no_delay(true), failure);
            serve_(socket);
            socket.shutdown(tcp::socket::shutdown_both, failure);
        }
    }

    script serve_;
    std::atomic<bool> stopping_{false};
    std::atomic<int> connections_{0};
    boost::asio::io_context context_;
    tcp::acceptor acceptor_;
    std::thread thread_; // last: it uses the rest
};

} // namespace bindery::tests

#endif
