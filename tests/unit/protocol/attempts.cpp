#include <bindery/protocol/attempts.hpp>

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace bindery;
using namespace std::chrono_literals;
using protocol::attempt_facts;
using protocol::attempts;
using protocol::retry_budget;

namespace {

const error broken{errc::transport, "broken"};
constexpr auto hour = std::chrono::milliseconds(1h);
const attempt_facts harmless{.repeatable = true};

error of_status(int status) {
    error failure{errc::api};
    failure.http_status = status;
    return failure;
}

/// The wait after the one attempt that failed so; nothing: it is not repeated.
std::optional<std::chrono::milliseconds> after(const error& failure, attempt_facts facts, bool repeatable) {
    retry_budget plenty(500);
    facts.repeatable = repeatable;
    return attempts({}, plenty).failed(failure, facts, hour, 0.5);
}

} // namespace

TEST_CASE("attempts: only what is safe is repeated, and only what may pass") {
    CHECK(after(broken, {.sent = false}, false) == 25ms);
    CHECK(after(broken, {.sent = true}, true) == 25ms);
    CHECK_FALSE(after(broken, {.sent = true}, false));
    // The service did nothing.
    CHECK(after(of_status(200), {.throttled = true}, false) == 500ms);
    // It may have done something.
    CHECK(after(of_status(500), {}, true) == 25ms);
    CHECK(after(of_status(503), {}, true) == 25ms);
    CHECK_FALSE(after(of_status(500), {}, false));
    for (const auto& [code, passes] : {std::pair{"InternalError", true},
                                       {"InternalError.Db", true},
                                       {"Internal", false},
                                       {"InternalErrors", false}}) {
        error failure = of_status(200);
        failure.code = code;
        CHECK(after(failure, {}, true).has_value() == passes);
    }
    // It says no, and will say so again.
    CHECK_FALSE(after(of_status(400), {}, true));
    for (const errc kind : {errc::validation, errc::credentials, errc::signing, errc::cancelled, errc::protocol})
        CHECK_FALSE(after(error{kind}, {.sent = false}, true));
}

TEST_CASE("attempts: waits grow to their bound, and are drawn from all of it") {
    retry_budget endless(0);
    attempts one({.max_attempts = 1'000}, endless);
    for (const auto most : {50ms, 100ms, 200ms, 400ms, 800ms, 1'600ms, 3'200ms, 6'400ms, 12'800ms, 20'000ms, 20'000ms})
        CHECK(one.failed(broken, harmless, hour, 1 - 1e-12) == most - 1ms);
    for (int i = 0; i != 100; ++i)
        CHECK(one.failed(broken, harmless, hour, 0) == 0ms);
    attempts throttled({}, endless);
    CHECK(throttled.failed(of_status(200), {.throttled = true}, hour, 0.999) == 999ms);
    CHECK(throttled.failed(of_status(200), {.throttled = true}, hour, 0.5) == 1'000ms);
}

TEST_CASE("attempts: there are as many as may be, within the call's time") {
    retry_budget endless(0);
    attempts three({}, endless);
    CHECK(three.failed(broken, harmless, hour, 0));
    CHECK(three.failed(broken, harmless, hour, 0));
    CHECK_FALSE(three.failed(broken, harmless, hour, 0));
    CHECK(three.count() == 3);
    CHECK_FALSE(attempts({.max_attempts = 1}, endless).failed(broken, harmless, hour, 0));
    CHECK_FALSE(attempts({.max_attempts = 0}, endless).failed(broken, harmless, hour, 0));
    CHECK(attempts({}, endless).failed(broken, harmless, 26ms, 0.5));
    CHECK_FALSE(attempts({}, endless).failed(broken, harmless, 25ms, 0.5));
    CHECK_FALSE(attempts({}, endless).failed(broken, harmless, -1ms, 0));
}

TEST_CASE("attempts: a service that says when to come again is asked then, or not at all") {
    retry_budget endless(0);
    const auto hinted = [&](std::chrono::milliseconds hint, std::chrono::milliseconds left) {
        error asking = broken;
        asking.retry_after = hint;
        return attempts({}, endless).failed(asking, harmless, left, 0.5);
    };
    CHECK(hinted(3s, hour) == 3s);
    CHECK(hinted(0ms, hour) == 0ms);
    CHECK(hinted(20s, hour) == 20s);
    CHECK_FALSE(hinted(20'001ms, hour));
    CHECK_FALSE(hinted(3s, 3s));
}

TEST_CASE("attempts: a clock that was wrong costs no attempt, once") {
    retry_budget none(1);
    attempts one({.max_attempts = 1}, none);
    CHECK_FALSE(attempts({.max_attempts = 1}, none).failed(of_status(400), {.clock_corrected = true}, -1ms, 0));
    CHECK(one.failed(of_status(400), {.clock_corrected = true}, hour, 0.5) == 0ms);
    CHECK_FALSE(one.failed(of_status(400), {.clock_corrected = true}, hour, 0.5));
    retry_budget endless(0);
    attempts three({}, endless);
    CHECK(three.failed(broken, harmless, hour, 0.5) == 25ms);
    CHECK(three.failed(of_status(400), {.clock_corrected = true}, hour, 0.5) == 0ms);
    CHECK(three.failed(broken, harmless, hour, 0.5) == 50ms);
    CHECK_FALSE(three.failed(broken, harmless, hour, 0.5));
}

TEST_CASE("attempts: only the network's faults and the service's speak against an endpoint") {
    using protocol::sign;
    CHECK(protocol::sign_of(broken, false) == sign::fault);
    error late{errc::timeout};
    CHECK(protocol::sign_of(late, false) == sign::none); // of the client's own waiting
    late.phase = phase::receiving;
    CHECK(protocol::sign_of(late, false) == sign::fault);
    CHECK(protocol::sign_of(of_status(503), false) == sign::fault);
    CHECK(protocol::sign_of(of_status(503), true) == sign::life);
    CHECK(protocol::sign_of(of_status(400), false) == sign::life);
    CHECK(protocol::sign_of(error{errc::protocol}, false) == sign::life);
    // TLS that cannot be set up, as its options are, says nothing of the endpoint.
    for (const errc kind : {errc::validation, errc::credentials, errc::signing, errc::cancelled, errc::tls})
        CHECK(protocol::sign_of(error{kind}, false) == sign::none);
    error greeting{errc::tls};
    greeting.phase = phase::greeting;
    CHECK(protocol::sign_of(greeting, false) == sign::fault);
}

TEST_CASE("attempts: the calls to an endpoint share what may be spent on repetitions") {
    retry_budget tokens(30);
    const auto repeats = [&](bool throttled) {
        return attempts({}, tokens).failed(broken, {.repeatable = true, .throttled = throttled}, hour, 0).has_value();
    };
    CHECK(repeats(false)); // 16 left
    CHECK(repeats(false)); // 2
    CHECK_FALSE(repeats(false));
    CHECK_FALSE(repeats(true));
    for (int i = 0; i != 3; ++i)
        attempts({}, tokens).succeeded();
    CHECK(repeats(true)); // 0
    for (int i = 0; i != 100; ++i)
        attempts({}, tokens).succeeded();
    CHECK(repeats(false)); // no more than 30 are given back
    CHECK(repeats(false));
    CHECK_FALSE(repeats(false));

    attempts again({}, tokens); // which does not succeed at once
    CHECK_FALSE(again.failed(broken, harmless, hour, 0));
    again.succeeded();
    CHECK_FALSE(tokens.spend(3));
}

TEST_CASE("attempts: a budget is counted exactly by several threads") {
    retry_budget tokens(1'000);
    std::atomic<int> spent = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 4; ++t)
            threads.emplace_back([&] {
                while (tokens.spend(1))
                    ++spent;
            });
    }
    CHECK(spent == 1'000);
}
