#include <bindery/protocol/circuit_breaker.hpp>

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using bindery::protocol::circuit_breaker;

namespace {

/// A breaker with a clock of its own.
struct endpoint {
    circuit_breaker breaker{{.failures = 3, .window = 10s, .open_for = 5s}};
    circuit_breaker::time_point now{1h};
    circuit_breaker::time_point open_until{};

    std::optional<circuit_breaker::ticket> admit() { return breaker.admit(now, open_until); }
    bool lets_through() { return admit().has_value(); }
    void fail(int times = 1) {
        while (times-- != 0)
            if (const auto one = admit())
                breaker.failed(*one, now);
    }
};

} // namespace

TEST_CASE("circuit_breaker: opens when enough attempts in a row fail, and says until when") {
    endpoint at;
    at.fail(2);
    at.breaker.succeeded(*at.admit());
    at.fail(2);
    CHECK(at.lets_through());
    at.fail();
    CHECK_FALSE(at.lets_through());
    CHECK(at.open_until == at.now + 5s);
    at.now += 5s - 1ns;
    CHECK_FALSE(at.lets_through());
}

TEST_CASE("circuit_breaker: failures that are far apart do not add up") {
    endpoint at;
    at.fail(2);
    at.now += 10s + 1ns;
    at.fail(2);
    CHECK(at.lets_through());
    at.now += 10s;
    at.fail();
    CHECK_FALSE(at.lets_through());
}

TEST_CASE("circuit_breaker: half open it lets one through, whose outcome decides") {
    endpoint at;
    at.fail(3);
    at.now += 5s;
    auto probe = at.admit();
    REQUIRE(probe);
    CHECK_FALSE(at.lets_through());
    at.breaker.failed(*probe, at.now += 1s);
    CHECK_FALSE(at.lets_through());
    CHECK(at.open_until == at.now + 5s);

    at.now += 5s;
    probe = at.admit();
    REQUIRE(probe);
    at.breaker.abandoned(*probe, at.now);
    probe = at.admit();
    REQUIRE(probe);
    at.breaker.succeeded(*probe);
    CHECK(at.lets_through());
    at.fail(2);
    CHECK(at.lets_through());
}

TEST_CASE("circuit_breaker: a probe that never ends is not waited for, one that is slow still counts") {
    endpoint at;
    at.fail(3);
    at.now += 5s;
    const auto slow = at.admit();
    REQUIRE(slow);
    at.now += 5s;
    CHECK(at.lets_through());
    CHECK_FALSE(at.lets_through());
    at.breaker.succeeded(*slow);
    CHECK(at.lets_through());
}

TEST_CASE("circuit_breaker: what began before it opened or closed says nothing of it now") {
    endpoint at;
    const auto early = at.admit(), other = at.admit();
    at.fail(3);
    at.breaker.succeeded(*early);
    CHECK_FALSE(at.lets_through());
    at.now += 5s;
    at.breaker.succeeded(*at.admit());
    for (int i = 0; i != 3; ++i)
        at.breaker.failed(*other, at.now);
    CHECK(at.lets_through());
}
