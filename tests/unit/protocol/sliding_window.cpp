#include <bindery/protocol/local_rate_limiter.hpp>

#include <support/result.hpp>

#include <random>

using namespace bindery;
using namespace std::chrono_literals;
using protocol::sliding_window;
using time_point = sliding_window::time_point;

namespace {

constexpr time_point start{1h};

/// A window of two calls a second, asked at so many milliseconds.
struct two_a_second {
    permit ask(std::chrono::milliseconds at, std::chrono::milliseconds patience = 1h) {
        return window.ask({"k", 2, 1s, patience, start + at});
    }
    sliding_window window;
};

} // namespace

TEST_CASE("sliding_window: each call gets the earliest time that leaves no window with more calls than allowed") {
    two_a_second rate;
    CHECK(rate.ask(0ms).wait == 0ms);
    CHECK(rate.ask(300ms).wait == 0ms);
    CHECK(rate.ask(400ms).wait == 600ms); // at 1,000
    CHECK(rate.ask(400ms).wait == 900ms); // at 1,300
    CHECK(rate.ask(500ms).wait == 1500ms);
    CHECK(rate.ask(2300ms).wait == 0ms);
}

TEST_CASE("sliding_window: a call that would wait too long takes no place and hears when there is one") {
    two_a_second rate;
    rate.ask(0ms);
    rate.ask(0ms);
    for (int i = 0; i != 3; ++i) {
        const permit refused = rate.ask(10ms, 989ms);
        CHECK(refused.verdict == admission::refused);
        CHECK(refused.wait == 990ms);
    }
    CHECK(rate.ask(10ms, 990ms).verdict == admission::granted);
    CHECK(rate.ask(999ms, 0ms).verdict == admission::refused);
    CHECK(rate.ask(1000ms, 0ms).verdict == admission::granted);
    CHECK(rate.ask(1001ms, 0ms).verdict == admission::refused);
}

TEST_CASE("sliding_window: a place that is given back is taken by who comes next, but never too early") {
    two_a_second rate;
    rate.ask(0ms);
    const permit unused = rate.ask(0ms);
    rate.window.give_back(unused);
    CHECK(rate.ask(10ms).wait == 0ms);
    const permit waits = rate.ask(20ms); // at 1,000
    const permit last = rate.ask(20ms);  // at 1,010
    CHECK(last.wait == 990ms);
    rate.window.give_back(waits);
    CHECK(rate.ask(30ms).wait == 980ms); // at 1,010: not before one that came earlier
    CHECK(rate.ask(30ms).wait == 1980ms);
    rate.window.give_back({admission::granted, 0ms, 12345}); // of nobody
    CHECK(rate.ask(30ms).wait == 1980ms);
}

TEST_CASE("sliding_window: whatever is asked and given back, no window has too many and a lone caller never waits") {
    std::mt19937 random(5);
    for (const std::uint32_t calls : {1u, 3u, 20u}) {
        sliding_window window;
        std::vector<time_point> made;
        time_point now = start;
        for (int i = 0; i != 4000; ++i) {
            now += std::chrono::microseconds(random() % (2'000'000 / calls));
            const auto given = window.ask({"k", calls, 1s, std::chrono::milliseconds(random() % 3000), now});
            if (given.verdict != admission::granted)
                continue;
            if (random() % 8 == 0)
                window.give_back(given);
            else
                made.push_back(now + given.wait);
        }
        REQUIRE(made.size() > 1000);
        CHECK(std::is_sorted(made.begin(), made.end()));
        for (std::size_t i = calls; i != made.size(); ++i)
            REQUIRE(made[i] - made[i - calls] >= 1s);
        for (int i = 0; i != 100; ++i)
            CHECK(window.ask({"k", calls, 1s, 0s, now += 10s}).wait == 0s);
    }
}

TEST_CASE("local_rate_limiter: keys do not share a rate, and what is over is forgotten") {
    local_rate_limiter limiter;
    const auto ask = [&](const std::string& key, time_point now) {
        std::optional<permit> given;
        limiter.ask({key, 1, 1s, 0s, now}, [&](const result<permit>& answer) { given = answer.value(); });
        return given.value();
    };
    CHECK(ask("a", start).verdict == admission::granted);
    CHECK(ask("b", start).verdict == admission::granted);
    const permit refused = ask("a", start + 1ms);
    CHECK(refused.verdict == admission::refused);
    CHECK(refused.wait == 999ms);
    limiter.give_back("b", ask("b", start + 2s));
    CHECK(ask("b", start + 2s).verdict == admission::granted);
    limiter.give_back("unknown", refused);
    for (int i = 0; i != 10'000; ++i)
        ask("key " + std::to_string(i), start + 1s * i);
    CHECK(limiter.size() < 200);
}
