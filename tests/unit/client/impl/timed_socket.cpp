#include <bindery/client/impl/timed_socket.hpp>

#include <doctest/doctest.h>

#include <string>

using bindery::detail::timed_socket;
using namespace std::chrono_literals;

namespace {

/// A connected pair.
struct pair {
    boost::asio::io_context context;
    boost::asio::ip::tcp::acceptor acceptor{context, {boost::asio::ip::address_v4::loopback(), 0}};
    timed_socket here{context};
    boost::asio::ip::tcp::socket there{context};

    pair() {
        boost::system::error_code failure;
        here.expires_at(timed_socket::clock::now() + 10s);
        here.connect(acceptor.local_endpoint(), failure);
        REQUIRE_FALSE(failure);
        acceptor.accept(there);
    }
};

} // namespace

TEST_CASE("timed_socket: reads what comes, and gives up at its deadline") {
    pair both;
    char byte = 0;
    boost::system::error_code failure;
    both.there.write_some(boost::asio::buffer("x", 1));
    CHECK(both.here.read_some(boost::asio::buffer(&byte, 1), failure) == 1);
    CHECK_FALSE(failure);
    CHECK(byte == 'x');

    const auto begun = timed_socket::clock::now();
    both.here.expires_at(begun + 30ms);
    CHECK(both.here.read_some(boost::asio::buffer(&byte, 1), failure) == 0);
    CHECK(failure == boost::asio::error::timed_out);
    CHECK(timed_socket::clock::now() - begun >= 30ms);

    both.here.expires_at(timed_socket::clock::now() + 10s);
    both.there.close();
    CHECK(both.here.read_some(boost::asio::buffer(&byte, 1), failure) == 0);
    CHECK(failure == boost::asio::error::eof);
}

TEST_CASE("timed_socket: writes until nothing more fits, and gives up at its deadline") {
    pair both;
    both.here.expires_at(timed_socket::clock::now() + 50ms);
    const std::string bytes(1 << 16, 'x');
    boost::system::error_code failure;
    std::size_t total = 0;
    while (!failure)
        total += both.here.write_some(boost::asio::buffer(bytes), failure);
    CHECK(failure == boost::asio::error::timed_out);
    CHECK(total != 0);
}

TEST_CASE("timed_socket: a refused connection is told") {
    boost::asio::io_context context;
    boost::asio::ip::tcp::endpoint nobody;
    {
        boost::asio::ip::tcp::acceptor briefly(context, {boost::asio::ip::address_v4::loopback(), 0});
        nobody = briefly.local_endpoint();
    }
    timed_socket socket(context);
    boost::system::error_code failure;
    socket.expires_at(timed_socket::clock::now() + 10s);
    socket.connect(nobody, failure);
    CHECK(failure == boost::asio::error::connection_refused);
}
