#include <bindery/client/impl/exchange.hpp>

#include <doctest/doctest.h>

using namespace bindery;
using detail::exchange;
using next = exchange::next;
using namespace std::string_view_literals;

namespace {

constexpr auto good = "HTTP/1.1 200 OK\r\nX-Id: 7\r\nContent-Length: 2\r\n\r\n{}"sv;
const boost::system::error_code end_of_stream = boost::asio::error::eof;

/// A call in an exchange of its own, with a stream that does what the test says.
struct call {
    detail::workspace on;
    exchange running;

    explicit call(bool reused = false, bool repeatable = false)
        : running(on, {.address = "127.0.0.1", .port = "80", .host = "x", .max_header = 200, .max_body = 100}, reused,
                  repeatable) {
        on.output.append("a request");
        running.begin();
    }
    void send() {
        running.sent(running.unsent().size());
        running.begin_to_read();
    }
    next receive(std::string_view bytes, boost::system::error_code failure = {}) {
        const auto room = on.input_room();
        REQUIRE(room.size() >= bytes.size());
        bytes.copy(room.data(), bytes.size());
        return running.received(failure, bytes.size());
    }
};

} // namespace

TEST_CASE("exchange: knows what is left to send") {
    call one;
    CHECK(one.running.unsent() == "a request");
    one.running.sent(2);
    CHECK(one.running.unsent() == "request");
    one.running.begin();
    CHECK(one.running.unsent() == "a request");
}

TEST_CASE("exchange: puts the answer into the workspace, in whatever pieces it comes") {
    for (std::size_t piece = 1; piece <= good.size(); ++piece) {
        CAPTURE(piece);
        call one;
        one.send();
        std::size_t at = 0;
        for (; at + piece < good.size(); at += piece)
            REQUIRE(one.receive(good.substr(at, piece)) == next::read_more);
        REQUIRE(one.receive(good.substr(at)) == next::done);
        CHECK(one.on.response.status == 200);
        CHECK(one.on.response.fields["x-id"] == "7");
        CHECK(one.on.response.body.view() == "{}");
        CHECK(one.running.can_be_kept());
    }
}

TEST_CASE("exchange: a connection is kept only if nothing else can come on it") {
    const auto kept = [](std::string_view answer, boost::system::error_code failure = {}) {
        call one;
        one.send();
        REQUIRE(one.receive(answer, failure) == next::done);
        return one.running.can_be_kept();
    };
    CHECK(kept(good));
    CHECK_FALSE(kept(std::string(good) + "HTTP/1.1 200 OK"));
    CHECK_FALSE(kept(good, end_of_stream));
    CHECK_FALSE(kept("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
    CHECK_FALSE(kept("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"));
    CHECK_FALSE(kept("HTTP/1.1 200 OK\r\n\r\nup to the end", end_of_stream));
}

TEST_CASE("exchange: interim answers are not the answer") {
    call one;
    one.send();
    REQUIRE(one.receive("HTTP/1.1 100 Continue\r\nX-Id: 1\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n") == next::read_more);
    REQUIRE(one.receive(good) == next::done);
    CHECK(one.on.response.fields["x-id"] == "7");
    CHECK(one.running.can_be_kept());
}

TEST_CASE("exchange: a kept connection that dies is replaced if the call did nothing yet, or only reads") {
    const auto after_sending = [](bool reused, bool repeatable) {
        call one(reused, repeatable);
        one.send();
        return one.receive({}, end_of_stream);
    };
    CHECK(call(true).running.broken(end_of_stream) == next::connect_anew);
    CHECK(call(false).running.broken(end_of_stream) == next::failed);
    CHECK(after_sending(true, true) == next::connect_anew);
    CHECK(after_sending(true, false) == next::failed);
    CHECK(after_sending(false, true) == next::failed);

    call twice(true, true);
    REQUIRE(twice.running.broken(end_of_stream) == next::connect_anew);
    CHECK_FALSE(twice.running.is_reused());
    CHECK(twice.running.broken(end_of_stream) == next::failed);

    call begun(true, true); // with the answer already begun, nothing is repeated
    begun.send();
    REQUIRE(begun.receive("HTTP/1.1 ") == next::read_more);
    REQUIRE(begun.receive({}, end_of_stream) == next::failed);
    CHECK(begun.running.take_failure() == errc::transport);
}

TEST_CASE("exchange: a connection that replaces a kept one has its own time to connect, within the call's") {
    using clock = detail::route::time_point::clock;
    const auto begun = clock::now();
    const auto until_after = [&](std::chrono::milliseconds call_takes) {
        detail::workspace on;
        exchange running(on,
                         {.address = "127.0.0.1",
                          .port = "80",
                          .host = "x",
                          .connect_timeout = std::chrono::seconds(10),
                          .connect_until = begun, // long past
                          .until = begun + call_takes,
                          .max_header = 200,
                          .max_body = 100},
                         true, true);
        running.begin();
        REQUIRE(running.broken(end_of_stream) == next::connect_anew);
        running.enter(exchange::stage::connecting);
        return running.until();
    };
    CHECK(until_after(std::chrono::hours(1)) >= begun + std::chrono::seconds(10));
    CHECK(until_after(std::chrono::hours(1)) < begun + std::chrono::hours(1));
    CHECK(until_after(std::chrono::seconds(2)) == begun + std::chrono::seconds(2));
}

TEST_CASE("exchange: what is not HTTP, or too much of it, is a failure of the protocol") {
    const std::string many(300, 'a');
    for (const std::string& answer :
         {std::string("220 ready\r\n\r\n"), "HTTP/1.1 200 OK\r\nX-Long: " + many + "\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + many,
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12c\r\n" + many + "\r\n0\r\n\r\n"}) {
        CAPTURE(answer);
        call one;
        one.send();
        REQUIRE(one.receive(answer) == next::failed);
        CHECK(one.running.take_failure() == errc::protocol);
    }
}

TEST_CASE("exchange: interim answers are bounded together with the header of the real one") {
    const auto interim = "HTTP/1.1 103 Early\r\nA: b\r\n\r\n"sv;
    call one;
    one.send();
    next then = next::read_more;
    std::size_t sent = 0;
    for (; then == next::read_more && sent < 10 * one.running.route().max_header; sent += interim.size())
        then = one.receive(interim);
    REQUIRE(then == next::failed);
    CHECK(sent <= one.running.route().max_header + interim.size());
    CHECK(one.running.take_failure() == errc::protocol);
}

TEST_CASE("exchange: what chunked answers carry besides their body is bounded") {
    for (const auto& [begin, piece] :
         {std::pair{"0\r\nX", ": y\r\nX"}, {"1;a=\"", "bbbb"}, {"", "1;abcdefghijklmnopqrstuvwxyz\r\nx\r\n"}}) {
        CAPTURE(std::string(begin));
        call one;
        one.send();
        REQUIRE(one.receive("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") == next::read_more);
        next then = one.receive(begin);
        for (int i = 0; then == next::read_more && i != 100; ++i)
            then = one.receive(piece);
        REQUIRE(then == next::failed);
        CHECK(one.running.take_failure() == errc::protocol);
    }
}

TEST_CASE("exchange: an answer takes no more memory than its bound") {
    call one;
    one.send();
    next then = one.receive("HTTP/1.1 200 OK\r\n\r\n");
    for (int i = 0; i != 100; ++i)
        then = one.receive("x");
    CHECK(then == next::read_more);
    CHECK(one.on.response.body.capacity() == one.running.route().max_body);
}

TEST_CASE("exchange: an answer that comes before the request's end is the answer, and the connection's last") {
    call one;
    one.running.sent(2);
    REQUIRE(one.receive(good) == next::done);
    CHECK_FALSE(one.running.can_be_kept());
}

TEST_CASE("exchange: says what it was doing when the caller gave up") {
    call one;
    one.send();
    CHECK(one.running.cancelled() == next::failed);
    CHECK(to_string(one.running.take_failure()) ==
          "the call was cancelled: given up while waiting for 127.0.0.1:80; the service may have acted on the call");
}

TEST_CASE("exchange: says what it was doing when the time was up, and how long that may take") {
    call one;
    one.running.enter(exchange::stage::connecting);
    CHECK(one.running.until() == one.running.route().connect_until);
    CHECK(one.running.late() == next::failed);
    const error failure = one.running.take_failure();
    CHECK(failure == errc::timeout);
    CHECK(failure.message == "the time was up while connecting to 127.0.0.1:80");
    CHECK(failure.phase == phase::connecting);
}

TEST_CASE("exchange: a phase's own limit runs from its begin, within those of the attempt") {
    const phase_limits limits{.connect = std::chrono::milliseconds(1), .send = std::chrono::hours(9'000)};
    call one;
    detail::route to = one.running.route();
    const auto before = detail::route::time_point::clock::now();
    to.limits = &limits;
    to.connect_until = before + std::chrono::hours(1);
    to.until = before + std::chrono::hours(2);
    exchange limited(one.on, to, false, false);
    limited.enter(exchange::stage::resolving);
    CHECK(limited.until() == to.connect_until);
    limited.enter(exchange::stage::connecting);
    const auto connected_by = limited.until();
    CHECK(connected_by >= before + std::chrono::milliseconds(1));
    CHECK(connected_by < to.connect_until);
    limited.enter(exchange::stage::connecting); // to the name's next address
    CHECK(limited.until() == connected_by);
    limited.begin();
    CHECK(limited.until() == to.until);
}
