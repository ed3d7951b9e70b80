#include <bindery/store/memory.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <limits>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using bindery::store::memory;
using bindery::store::task;

namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t day = 86'400 * second;
constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();

} // namespace

TEST_CASE("memory: a key is claimed once for a time, to the millisecond") {
    memory store;
    CHECK(store.claim("a", 7 * day, 100));
    CHECK(!store.claim("a", 7 * day, 100));
    CHECK(!store.claim("a", 7 * day, 100 + 7 * day - 1));
    CHECK(store.claim("b", 7 * day, 100));
    CHECK(store.claim("a", 7 * day, 100 + 7 * day));
    CHECK(!store.claim("a", 7 * day, 100 + 7 * day));
}

TEST_CASE("memory: a refused claim does not prolong the first one") {
    memory store;
    CHECK(store.claim("a", 10, 0));
    CHECK(!store.claim("a", 10, 9));
    CHECK(store.claim("a", 10, 10));
}

TEST_CASE("memory: a claim that is taken back can be made again") {
    memory store;
    CHECK(store.claim("a", day, 0));
    store.release("a");
    store.release("never claimed");
    CHECK(store.claim("a", day, 1));
}

TEST_CASE("memory: keys may hold any bytes, and claims, quotas and tasks do not share them") {
    memory store;
    const std::string key("a\0b", 3);
    CHECK(store.claim(key, day, 0));
    CHECK(store.claim("a", day, 0));
    CHECK(store.take(key, 1, day, 0));
    CHECK(store.keep(key, {"WAITING", ""}, day, 0));
    CHECK(!store.claim(key, day, 0));
}

TEST_CASE("memory: a lifetime that would end after the end of time does not") {
    memory store;
    CHECK(store.claim("a", forever, 5));
    CHECK(!store.claim("a", forever, forever - 1));
    CHECK(store.claim("gone at once", 0, 5));
    CHECK(store.claim("gone at once", 0, 5));
}

TEST_CASE("memory: a quota is never exceeded in any window, wherever it begins") {
    memory store;
    std::vector<std::int64_t> admitted;
    std::uint32_t random = 1;
    for (std::int64_t now = 0; now < 20 * second; now += random % 97) {
        random = random * 1664525 + 1013904223;
        if (store.take("a", 20, second, now))
            admitted.push_back(now);
    }
    CHECK(admitted.size() > 300);
    for (std::size_t i = 20; i < admitted.size(); ++i)
        CHECK(admitted[i] - admitted[i - 20] >= second);
}

TEST_CASE("memory: who keeps the quota is never refused, even in bursts") {
    memory store;
    for (std::int64_t now = 0; now != 10 * second; now += second)
        for (int call = 0; call != 20; ++call)
            CHECK(store.take("a", 20, second, now));
}

TEST_CASE("memory: a refused call takes nothing, and every key has a quota of its own") {
    memory store;
    CHECK(store.take("a", 1, second, 0));
    for (std::int64_t now = 0; now != second; ++now)
        CHECK(!store.take("a", 1, second, now));
    CHECK(store.take("b", 1, second, 999));
    CHECK(store.take("a", 1, second, 1000));
    CHECK(!store.take("c", 0, second, 1000));
}

TEST_CASE("memory: a task is kept once, for a time, and its state changes only from the state given") {
    memory store;
    CHECK(store.keep("1", {"WAITING", "data"}, day, 0));
    CHECK(!store.keep("1", {"PROCESSING", ""}, day, 1));
    CHECK(store.find("1", 1) == task{"WAITING", "data"});
    CHECK(!store.advance("1", "PROCESSING", "FINISHED", 1));
    CHECK(store.advance("1", "WAITING", "PROCESSING", 1));
    CHECK(!store.advance("1", "WAITING", "PROCESSING", 1));
    CHECK(!store.advance("2", "WAITING", "PROCESSING", 1));
    CHECK(store.find("1", day - 1) == task{"PROCESSING", "data"});
    CHECK(!store.find("1", day));
    CHECK(!store.advance("1", "PROCESSING", "FINISHED", day));
    CHECK(store.keep("1", {"WAITING", ""}, day, day));
}

TEST_CASE("memory: tasks are visited by prefix, in order, without expired ones") {
    memory store;
    store.keep("vod\n2", {"b", ""}, day, 0);
    store.keep("vod\n1", {"a", ""}, day, 0);
    store.keep("vod\n3", {"c", ""}, 10, 0);
    store.keep("mps\n1", {"d", ""}, day, 0);
    store.keep("vox", {"e", ""}, day, 0);
    std::string seen;
    store.for_each("vod\n", 10,
                   [&](std::string_view key, const task& each) { seen += std::string(key) + each.state + ' '; });
    CHECK(seen == "vod\n1a vod\n2b ");
}

TEST_CASE("memory: what has expired takes no memory") {
    memory store;
    for (int i = 0; i != 1000; ++i) {
        CHECK(store.claim(std::to_string(i), 10, i));
        CHECK(store.take(std::to_string(i), 3, 10, i));
        CHECK(store.keep(std::to_string(i), {}, 10, i));
        CHECK(store.size() <= 30);
    }
    CHECK(!store.find("none", 2000));
    CHECK(store.size() == 0);
}

TEST_CASE("memory: when it is full, what would expire first gives way") {
    memory store(3);
    CHECK(store.claim("late", 300, 0));
    CHECK(store.claim("early", 100, 0));
    CHECK(store.keep("middle", {}, 200, 0));
    CHECK(store.claim("newest", 400, 0));
    CHECK(store.size() == 3);
    CHECK(store.find("middle", 0));
    CHECK(!store.claim("late", 300, 0));
    CHECK(store.claim("early", 100, 0)); // forgotten
    CHECK(!store.find("middle", 0));     // and now this one
}

TEST_CASE("memory: a quota's calls count as entries, and a growing quota gives up its own oldest ones") {
    memory store(4);
    for (std::int64_t now = 0; now != 100; ++now) {
        CHECK(store.take("a", 1000, 1000, now));
        CHECK(store.size() <= 4);
    }
    for (int i = 0; i != 100; ++i) {
        CHECK(store.take(std::to_string(i), 10, 1000, 100));
        CHECK(store.take("a", 1000, 5000, 100));
        CHECK(store.size() <= 4);
    }
    memory tiny(0);
    for (int i = 0; i != 10; ++i) {
        tiny.take("a", 5, 1000, i);
        tiny.claim("b", 1000, i);
        CHECK(tiny.size() == 1);
    }
}

TEST_CASE("memory: of many threads one claims a key, and a quota is shared exactly") {
    memory store;
    std::atomic<int> claimed = 0, taken = 0, advanced = 0;
    store.keep("task", {"WAITING", ""}, day, 0);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 8; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i != 1000; ++i) {
                    claimed += store.claim("key" + std::to_string(i), day, i);
                    taken += store.take("quota", 100, day, i);
                    advanced += store.advance("task", "WAITING", "PROCESSING", i);
                }
            });
    }
    CHECK(claimed == 1000);
    CHECK(taken == 100);
    CHECK(advanced == 1);
}
