#include <bindery/client/impl/race.hpp>
#include <bindery/client/impl/timed_socket.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <optional>
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

namespace {

using tcp = boost::asio::ip::tcp;

/// Where connecting neither succeeds nor fails: a queue that is full.
struct silent {
    boost::asio::io_context context;
    tcp::acceptor acceptor{context, tcp::v4()};
    tcp::socket fills{context};

    silent() {
        acceptor.bind({boost::asio::ip::address_v4::loopback(), 0});
        acceptor.listen(0);
        fills.connect(acceptor.local_endpoint());
    }
    tcp::endpoint where() const { return acceptor.local_endpoint(); }
};

/// Where connecting fails at once.
tcp::endpoint closed() {
    boost::asio::io_context context;
    return tcp::acceptor(context, {boost::asio::ip::address_v4::loopback(), 0}).local_endpoint();
}

/// Connects in one of both ways, and tells to where.
std::pair<boost::system::error_code, tcp::endpoint> connect(bool blocks, const bindery::detail::endpoints& to,
                                                            std::chrono::milliseconds patience) {
    boost::asio::io_context context;
    boost::system::error_code outcome, ignored;
    if (blocks) {
        timed_socket socket(context);
        socket.expires_at(timed_socket::clock::now() + patience);
        socket.connect(to, outcome);
        return {outcome, socket.lowest_layer().remote_endpoint(ignored)};
    }
    std::optional<tcp::socket> connected;
    const auto race = std::make_shared<bindery::detail::race>(
        context.get_executor(), to, [&](const boost::system::error_code& failure, tcp::socket socket) {
            outcome = failure;
            connected.emplace(std::move(socket));
        });
    race->begin();
    context.run_for(patience);
    if (!connected) {
        race->cancel();
        context.restart();
        context.run();
    }
    REQUIRE(connected);
    return {outcome, connected->remote_endpoint(ignored)};
}

} // namespace

TEST_CASE("connecting: an address that is silent delays the next by a quarter of a second, and no more") {
    const silent nobody;
    boost::asio::io_context context;
    const tcp::acceptor somebody(context, {boost::asio::ip::address_v4::loopback(), 0});
    const tcp::acceptor other(context, {boost::asio::ip::address_v4::loopback(), 0});
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        const auto begun = timed_socket::clock::now();
        const auto [failure, to] =
            connect(blocks, {nobody.where(), somebody.local_endpoint(), other.local_endpoint()}, 10s);
        CHECK_FALSE(failure);
        CHECK(to == somebody.local_endpoint());
        CHECK(timed_socket::clock::now() - begun >= timed_socket::stagger);
        CHECK(timed_socket::clock::now() - begun < 5s);
    }
}

TEST_CASE("connecting: what fails is followed by the next at once, and the last failure is told") {
    const silent nobody;
    boost::asio::io_context context;
    const tcp::acceptor somebody(context, {boost::asio::ip::address_v4::loopback(), 0});
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        const auto begun = timed_socket::clock::now();
        const auto [failure, to] = connect(blocks, {closed(), closed(), somebody.local_endpoint()}, 10s);
        CHECK_FALSE(failure);
        CHECK(to == somebody.local_endpoint());
        CHECK(connect(blocks, {closed(), closed()}, 10s).first == boost::asio::error::connection_refused);
        CHECK(timed_socket::clock::now() - begun < 5s);
        CHECK(connect(blocks, {closed(), nobody.where()}, 50ms).first.failed());
        CHECK(connect(blocks, {nobody.where(), nobody.where()}, 300ms).first.failed());
    }
}

TEST_CASE("connecting: the families take turns, in the order that they came in") {
    const auto at = [](const char* address) { return tcp::endpoint(boost::asio::ip::make_address(address), 1); };
    CHECK(bindery::detail::in_turns({at("::1"), at("::2"), at("::3"), at("1.1.1.1"), at("1.1.1.2")}) ==
          bindery::detail::endpoints{at("::1"), at("1.1.1.1"), at("::2"), at("1.1.1.2"), at("::3")});
    CHECK(bindery::detail::in_turns({at("1.1.1.1"), at("::1")}) ==
          bindery::detail::endpoints{at("1.1.1.1"), at("::1")});
    CHECK(bindery::detail::in_turns({}).empty());
}
