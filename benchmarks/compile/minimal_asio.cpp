// The floor for an asynchronous call: the parts of Asio that a program with a socket, a timer and TLS includes, used
// once.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

bool run(char* to, std::size_t size) {
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket socket(context);
    bool good = false;
    socket.async_read_some(boost::asio::buffer(to, size),
                           [&](boost::system::error_code failure, std::size_t) { good = !failure; });
    context.run();
    return good;
}
