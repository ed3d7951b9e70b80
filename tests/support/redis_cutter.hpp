#ifndef BINDERY_TESTS_SUPPORT_REDIS_CUTTER_HPP
#define BINDERY_TESTS_SUPPORT_REDIS_CUTTER_HPP

#include <support/redis_server.hpp>

#include <boost/asio/write.hpp>

#include <array>

#include <sys/socket.h>

namespace bindery::tests {

/// Between a client and Redis: lets the greeting pass and then so many replies, before it cuts the connection that it
/// has passed the next step on to.
class redis_cutter {
public:
    redis_cutter(const redis_server& server, int cuts)
        : target_(static_cast<unsigned short>(std::stoi(server.port()))), cuts_(cuts),
          acceptor_(context_, {boost::asio::ip::address_v4::loopback(), 0}), thread_([this] { run(); }) {}
    ~redis_cutter() {
        ::shutdown(acceptor_.native_handle(), SHUT_RDWR);
        thread_.join();
    }
    std::string port() const { return std::to_string(acceptor_.local_endpoint().port()); }

private:
    using tcp = boost::asio::ip::tcp;

    void run() {
        for (;;) {
            tcp::socket client(context_), server(context_);
            boost::system::error_code failure;
            acceptor_.accept(client, failure);
            if (failure)
                return;
            server.connect({boost::asio::ip::address_v4::loopback(), target_}, failure);
            for (int exchanges = 0; !failure; ++exchanges) {
                std::array<char, 4096> bytes;
                const std::size_t asked = client.read_some(boost::asio::buffer(bytes), failure);
                if (failure)
                    break;
                boost::asio::write(server, boost::asio::buffer(bytes, asked), failure);
                const std::size_t answered = server.read_some(boost::asio::buffer(bytes), failure);
                if (exchanges != 0 && cuts_-- > 0)
                    break; // Redis has acted, and nobody hears of it
                boost::asio::write(client, boost::asio::buffer(bytes, answered), failure);
            }
        }
    }

    unsigned short target_;
    int cuts_;
    boost::asio::io_context context_;
    tcp::acceptor acceptor_;
    std::thread thread_;
};

} // namespace bindery::tests

#endif
