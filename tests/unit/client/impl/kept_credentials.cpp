#include <bindery/client/impl/kept_credentials.hpp>

#include <doctest/doctest.h>
#include <support/result.hpp>

using namespace bindery;
using detail::kept_credentials;
using turn = kept_credentials::turn;
using namespace std::chrono_literals;

namespace {

/// Milliseconds since 1970 that a test lets pass.
struct kept {
    std::int64_t now = 1'000'000;
    kept_credentials of{{}, {.margin = 300s, .pause = 1s, .clock = [this] { return now; }}};

    /// Somebody gets some that are good for so many seconds.
    void settle(std::int64_t seconds) {
        of.settle(protocol::found_credentials{{"id" + std::to_string(now), "key"}, now / 1'000 + seconds});
    }
    void fail(std::string why) { of.settle(error{errc::credentials, std::move(why)}); }
    std::string id() const {
        const auto who = of.at_once();
        return who ? (*who)->secret_id : to_string(who.error());
    }
};

} // namespace

TEST_CASE("kept_credentials: one call gets them, others wait until it has") {
    kept one;
    CHECK(one.of.next() == turn::get);
    CHECK(one.of.next() == turn::wait);
    CHECK(one.id() == "no usable credentials: there are none yet");
    CHECK_FALSE(one.of.wait(std::chrono::steady_clock::now()));
    int woken = 0;
    CHECK(one.of.when_done([&] { ++woken; }));
    one.settle(3'600);
    CHECK(woken == 1);
    CHECK(one.of.wait(std::chrono::steady_clock::now()));
    CHECK_FALSE(one.of.when_done([&] { ++woken; }));
    CHECK(one.of.next() == turn::use);
    CHECK(one.id() == "id1000000");
}

TEST_CASE("kept_credentials: within the margin one call gets others, while the rest goes on with those that are good") {
    kept one;
    (void)one.of.next();
    one.settle(3'600);
    one.now += 3'299'999;
    CHECK(one.of.next() == turn::use);
    one.now += 1; // five minutes before
    CHECK(one.of.next() == turn::get);
    CHECK(one.of.next() == turn::use);
    one.settle(3'600);
    CHECK(one.of.next() == turn::use);
    CHECK(one.id() == "id4300000");
}

TEST_CASE("kept_credentials: those that live shortly are got again in the last quarter of their life") {
    kept one;
    (void)one.of.next();
    one.settle(100);
    one.now += 74'999;
    CHECK(one.of.next() == turn::use);
    one.now += 1;
    CHECK(one.of.next() == turn::get);
}

TEST_CASE("kept_credentials: those that never expire are got once") {
    kept one;
    (void)one.of.next();
    one.of.settle(protocol::found_credentials{{"id", std::string_view("key")}});
    one.now += std::int64_t{1'000'000'000} * 1'000;
    CHECK(one.of.next() == turn::use);
}

TEST_CASE("kept_credentials: after a failure nobody tries again at once, and all are told why") {
    kept one;
    (void)one.of.next();
    one.fail("no answer");
    CHECK(one.of.next() == turn::fail);
    CHECK(one.id() == "no usable credentials: no answer");
    one.now += 999;
    CHECK(one.of.next() == turn::fail);
    one.now += 1;
    CHECK(one.of.next() == turn::get);
    one.settle(3'600);
    CHECK(one.id() == "id1001000");

    one.now += 3'400'000; // within the margin a failure costs nothing
    CHECK(one.of.next() == turn::get);
    one.fail("no answer");
    CHECK(one.of.next() == turn::use);
    CHECK(one.id() == "id1001000");
    one.now += 1'000;
    CHECK(one.of.next() == turn::get);
    one.fail("still no answer");
    one.now += 200'000; // they have expired
    CHECK(one.id() == "no usable credentials: still no answer");
    CHECK(one.of.next() == turn::get);
}

TEST_CASE("kept_credentials: a clock that is set back does not make the pause longer") {
    kept one;
    (void)one.of.next();
    one.fail("no answer");
    one.now -= 1'000'000;
    CHECK(one.of.next() == turn::get);
}

TEST_CASE("kept_credentials: who gives up leaves it to another") {
    kept one;
    (void)one.of.next();
    int woken = 0;
    CHECK(one.of.when_done([&] { ++woken; }));
    one.of.give_up();
    CHECK(woken == 1);
    CHECK(one.of.next() == turn::get);
}

TEST_CASE("kept_credentials: found ones are judged: neither expired, nor empty, nor with blanks around") {
    kept one;
    (void)one.of.next();
    one.settle(0);
    CHECK(one.id() == "no usable credentials: those that were found have expired already");
    one.of.settle(protocol::found_credentials{{"id", std::string_view("s3cret\n")}});
    CHECK(one.id() == "no usable credentials: the secret key has blanks or line ends around it");
    one.of.settle(protocol::found_credentials{{"", std::string_view("s3cret")}});
    CHECK(one.id() == "no usable credentials: the secret id is empty");
}
