#include <bindery/protocol/clock_skew.hpp>
#include <bindery/protocol/http_date.hpp>

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using bindery::protocol::clock_skew;
using bindery::protocol::http_date;

TEST_CASE("clock_skew: is learnt within what is allowed, and a day at most") {
    clock_skew skew;
    CHECK(skew.known() == 0ms);
    CHECK(skew.learn(5'000s, 1'400s, 0ms, 1h));
    CHECK(skew.known() == 3'600s);
    CHECK_FALSE(skew.learn(5'000s, 1'399s, 0ms, 1h));
    CHECK_FALSE(skew.learn(1'399s, 5'000s, 0ms, 1h));
    CHECK(skew.learn(100'000s, 186'400s, 0ms, 100h));
    CHECK(skew.known() == -24h);
    CHECK_FALSE(skew.learn(100'000s, 186'401s, 0ms, 100h));
    CHECK_FALSE(skew.learn(5'000s, 1'000s, 0ms, 0ms));
    CHECK(skew.known() == -24h);
}

TEST_CASE("clock_skew: a time that was right is not why a signature was refused") {
    clock_skew skew;
    CHECK_FALSE(skew.learn(5'000s, 4'971s, 0ms, 1h));
    CHECK(skew.learn(5'000s, 4'000s, 0ms, 1h));
    CHECK_FALSE(skew.learn(5'000s, 4'000s, 1'000s, 1h)); // signed with it already
    CHECK(skew.learn(5'000s, 4'000s, 0ms, 1h));          // by a call that began before it was known
    CHECK(skew.learn(5'000s, 5'000s, 1'000s, 1h));       // the client's clock was set
    CHECK(skew.known() == 0ms);
}

TEST_CASE("http_date: reads the one form that is sent, and no other") {
    CHECK(http_date("Thu, 01 Jan 1970 00:00:00 GMT") == 0s);
    CHECK(http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784'111'777s);
    CHECK(http_date("Tue, 29 Feb 2028 23:59:60 GMT") == 1'835'481'600s);
    for (const char* text :
         {"", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 6 Nov 1994 08:49:37 GMT",
          "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994 GMT..", "Sun, 06 anF 1994 08:49:37 GMT",
          "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 30 Feb 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, -6 Nov 1994 08:49:37 GMT"})
        CHECK_MESSAGE(!http_date(text), text);
}
