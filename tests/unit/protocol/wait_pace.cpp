#include <bindery/protocol/wait_pace.hpp>

#include <support/paged_operations.hpp>
#include <support/result.hpp>

#include <bindery/reflect/table.hpp>

#include <vector>

using namespace bindery;
using namespace std::chrono_literals;

namespace {

result<bool> ended(const paged::ByToken::Output& answer) {
    return protocol::has_ended(paged::ByToken::about.wait, reflect::structure_of<paged::ByToken::Output>, &answer);
}

/// The pauses of a wait whose calls take no time.
std::vector<std::chrono::milliseconds> pauses(std::chrono::milliseconds whole, std::chrono::milliseconds interval,
                                              std::chrono::milliseconds max_interval) {
    protocol::wait_pace::clock::time_point now{};
    protocol::wait_pace pace(now + whole, interval, max_interval);
    std::vector<std::chrono::milliseconds> all;
    while (const auto next = pace.pause(now)) {
        all.push_back(*next);
        now += *next;
    }
    CHECK((now < pace.until() || all.empty()));
    CHECK(pace.until() - now <= (std::max)(interval, std::chrono::milliseconds(1)));
    return all;
}

} // namespace

TEST_CASE("wait pace: a state that the page lists ends the wait, any other does not") {
    CHECK(ended({.State = "CLOSED"}).value());
    CHECK_FALSE(ended({.State = "OPEN"}).value());
    CHECK_FALSE(ended({.State = std::string("closed")}).value());
    CHECK_FALSE(ended({}).value());
}

TEST_CASE("wait pace: a failing state is an error that names it") {
    const auto failed = ended({.State = "BROKEN"});
    REQUIRE_FALSE(failed);
    CHECK(failed.error() == errc::task_failed);
    CHECK(failed.error().message == "State is BROKEN");
}

TEST_CASE("wait pace: a state may be a number") {
    constexpr std::string_view done[] = {"3"};
    const waiting_rule rule{.state = "/Total", .done = done};
    for (const std::int64_t each : {2, 3}) {
        const paged::ByOffset::Output answer{.Total = each};
        CHECK(protocol::has_ended(rule, reflect::structure_of<paged::ByOffset::Output>, &answer).value() ==
              (each == 3));
    }
}

TEST_CASE("wait pace: pauses double up to a bound, and are short again before the end") {
    CHECK(pauses(100s, 1s, 8s) == std::vector<std::chrono::milliseconds>{1s, 2s, 4s, 8s, 8s, 8s, 8s, 8s, 8s, 8s, 8s, 8s,
                                                                         8s, 6500ms, 3250ms, 1625ms, 1s});
    CHECK(pauses(3s, 1s, 30s) == std::vector<std::chrono::milliseconds>{1s, 1s});
    CHECK(pauses(1s, 1s, 30s).empty());
    CHECK(pauses(-5s, 1s, 30s).empty());
}

TEST_CASE("wait pace: no settings make it look without pause") {
    const auto all = pauses(20ms, 0ms, -1h);
    CHECK(all.size() <= 20);
    for (const auto each : all)
        CHECK(each >= 1ms);
}
