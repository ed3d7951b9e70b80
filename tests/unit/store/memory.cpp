#include <bindery/store/memory.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <limits>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <malloc.h>

using bindery::admission;
using bindery::store::memory;
using bindery::store::task;

namespace {

constexpr auto granted = admission::granted, refused = admission::refused, full = admission::full;

constexpr std::int64_t second = 1000;
constexpr std::int64_t day = 86'400 * second;
constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();

} // namespace

TEST_CASE("memory: a quota keeps its window though callers bring their times in another order") {
    memory store;
    const auto take = [&](std::int64_t now) { return store.take("me", "k", 2, second, now); };
    CHECK(take(1000) == granted);
    CHECK(take(999) == granted);
    CHECK(take(1999) == refused);
    CHECK(take(2000) == granted);
}

TEST_CASE("memory: a key is claimed once for a time, to the millisecond") {
    memory store;
    CHECK(store.claim("me", "a", 7 * day, 100) == granted);
    CHECK(store.claim("me", "a", 7 * day, 100) == refused);
    CHECK(store.claim("me", "a", 7 * day, 100 + 7 * day - 1) == refused);
    CHECK(store.claim("me", "b", 7 * day, 100) == granted);
    CHECK(store.claim("me", "a", 7 * day, 100 + 7 * day) == granted);
    CHECK(store.claim("me", "a", 7 * day, 100 + 7 * day) == refused);
}

TEST_CASE("memory: a refused claim does not prolong the first one") {
    memory store;
    CHECK(store.claim("me", "a", 10, 0) == granted);
    CHECK(store.claim("me", "a", 10, 9) == refused);
    CHECK(store.claim("me", "a", 10, 10) == granted);
}

TEST_CASE("memory: a claim that is taken back can be made again") {
    memory store;
    CHECK(store.claim("me", "a", day, 0) == granted);
    store.release("a");
    store.release("never claimed");
    CHECK(store.claim("me", "a", day, 1) == granted);
}

TEST_CASE("memory: keys may hold any bytes, and nonces, claims, quotas and tasks do not share them") {
    memory store;
    const std::string key("a\0b", 3);
    CHECK(store.claim_nonce("me", key, day, 0) == granted);
    CHECK(store.claim("me", key, day, 0) == granted);
    CHECK(store.claim("me", "a", day, 0) == granted);
    CHECK(store.take("me", key, 1, day, 0) == granted);
    CHECK(store.keep("me", key, {"WAITING", ""}, day, 0) == granted);
    CHECK(store.claim("me", key, day, 0) == refused);
}

TEST_CASE("memory: a lifetime that would end after the end of time does not") {
    memory store;
    CHECK(store.claim("me", "a", forever, 5) == granted);
    CHECK(store.claim("me", "a", forever, forever - 1) == refused);
    CHECK(store.claim("me", "gone at once", 0, 5) == granted);
    CHECK(store.claim("me", "gone at once", 0, 5) == granted);
}

TEST_CASE("memory: a quota is never exceeded in any window, wherever it begins") {
    memory store;
    std::vector<std::int64_t> admitted;
    std::uint32_t random = 1;
    for (std::int64_t now = 0; now < 20 * second; now += random % 97) {
        random = random * 1664525 + 1013904223;
        if (store.take("me", "a", 20, second, now) == granted)
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
            CHECK(store.take("me", "a", 20, second, now) == granted);
}

TEST_CASE("memory: a refused call takes nothing, and every key has a quota of its own") {
    memory store;
    CHECK(store.take("me", "a", 1, second, 0) == granted);
    for (std::int64_t now = 0; now != second; ++now)
        CHECK(store.take("me", "a", 1, second, now) == refused);
    CHECK(store.take("me", "b", 1, second, 999) == granted);
    CHECK(store.take("me", "a", 1, second, 1000) == granted);
    CHECK(store.take("me", "c", 0, second, 1000) == refused);
}

TEST_CASE("memory: a task is kept once, for a time, and its state changes only from the state given") {
    memory store;
    CHECK(store.keep("me", "1", {"WAITING", "data"}, day, 0) == granted);
    CHECK(store.keep("me", "1", {"PROCESSING", ""}, day, 1) == refused);
    CHECK(store.find("1", 1) == task{"WAITING", "data"});
    CHECK(!store.advance("1", "PROCESSING", "FINISHED", 1));
    CHECK(store.advance("1", "WAITING", "PROCESSING", 1));
    CHECK(!store.advance("1", "WAITING", "PROCESSING", 1));
    CHECK(!store.advance("2", "WAITING", "PROCESSING", 1));
    CHECK(store.find("1", day - 1) == task{"PROCESSING", "data"});
    CHECK(!store.find("1", day));
    CHECK(!store.advance("1", "PROCESSING", "FINISHED", day));
    CHECK(store.keep("me", "1", {"WAITING", ""}, day, day) == granted);
}

TEST_CASE("memory: tasks are visited by prefix, in order, without expired ones") {
    memory store;
    (void)store.keep("me", "vod\n2", {"b", ""}, day, 0);
    (void)store.keep("me", "vod\n1", {"a", ""}, day, 0);
    (void)store.keep("me", "vod\n3", {"c", ""}, 10, 0);
    (void)store.keep("me", "mps\n1", {"d", ""}, day, 0);
    (void)store.keep("me", "vox", {"e", ""}, day, 0);
    std::string seen;
    store.for_each("vod\n", 10,
                   [&](std::string_view key, const task& each) { seen += std::string(key) + each.state + ' '; });
    CHECK(seen == "vod\n1a vod\n2b ");
}

TEST_CASE("memory: what has expired takes no memory") {
    memory store;
    for (int i = 0; i != 1000; ++i) {
        CHECK(store.claim("me", std::to_string(i), 10, i) == granted);
        CHECK(store.take("me", std::to_string(i), 3, 10, i) == granted);
        CHECK(store.keep("me", std::to_string(i), {}, 10, i) == granted);
        CHECK(store.size() <= 30);
        CHECK(store.bytes() <= 15'000);
    }
    CHECK(store.claim("me", "last", 1, 2000) == granted);
    CHECK(store.take("me", "last", 1, 1, 2000) == granted);
    CHECK(!store.find("none", 2000));
    CHECK(store.size() == 2);
}

TEST_CASE("memory: when it is full, what is new is refused and nothing is forgotten before its time") {
    memory store(64 * 1024);
    const auto key = [](int i) { return "the nonce number " + std::to_string(i); };
    int held = 0;
    while (store.claim_nonce("me", key(held), 100 + held, 0) == granted)
        ++held;
    CHECK(held > 20);
    CHECK(store.claim_nonce("me", key(held), 1000, 99) == full);
    for (int i = 0; i != held; ++i)
        CHECK(store.claim_nonce("me", key(i), 1000, 99) == refused);
    // A place is free when one has expired.
    CHECK(store.claim_nonce("me", key(0), 1000, 100) == granted);
    CHECK(store.claim_nonce("me", key(held), 1000, 100) == full);
}

TEST_CASE("memory: one kind never takes the room of another") {
    const std::string large(1000, 'x');
    for (int filled = 0; filled != 4; ++filled) {
        memory store(64 * 1024);
        const auto add = [&](int kind, const std::string& key) {
            return kind == 0   ? store.claim_nonce("me", key, day, 0)
                   : kind == 1 ? store.claim("me", key, day, 0)
                   : kind == 2 ? store.take("me", key, 1000, day, 0)
                               : store.keep("me", key, {"WAITING", large}, day, 0);
        };
        int i = 0;
        while (add(filled, large + std::to_string(i)) == granted)
            ++i;
        CHECK(add(filled, large) == full);
        for (int other = 0; other != 4; ++other)
            CHECK(add(other, other == filled ? large : "key") == (other == filled ? full : granted));
    }
}

TEST_CASE("memory: no account takes all the room, however many there are before it") {
    memory store(256 * 1024);
    const auto fill = [&](const std::string& account) {
        int held = 0;
        while (store.claim(account, account + " claims " + std::to_string(held), day, 0) == granted)
            ++held;
        return held;
    };
    const int first = fill("account 0");
    const int second_one = fill("account 1");
    CHECK(first > 100);
    CHECK(second_one >= first / 2 - 1);
    int last = second_one;
    for (int i = 2; i != 6; ++i) {
        const int held = fill("account " + std::to_string(i));
        CHECK(held > 0);
        CHECK(held <= last);
        last = held;
    }
    CHECK(store.bytes() <= 64 * 1024);
    // Who gives room back may have it again.
    for (int i = 0; i != first; ++i)
        store.release("account 0 claims " + std::to_string(i));
    CHECK(fill("account 0") > 0);
}

TEST_CASE("memory: a quota that has no room for one more call says so, and counts again when there is some") {
    memory store(8 * 1024); // a quarter for quotas, half of that for one account: a few dozen calls
    std::int64_t made = 0;
    while (store.take("me", "a", 1'000'000, second, made) == granted)
        ++made;
    CHECK(made > 30);
    CHECK(made < 128);
    CHECK(store.take("me", "a", 1'000'000, second, made) == full);
    CHECK(store.take("me", "another", 10, second, made) == full);
    CHECK(store.take("you", "a of yours", 10, second, made) == granted);
    CHECK(store.take("me", "a", 1'000'000, second, second) == granted); // the first call is out of the window
    CHECK(store.take("me", "a", 1'000'000, second, second) == full);
}

TEST_CASE("memory: no room at all is full, not a crash") {
    memory store(0);
    CHECK(store.claim_nonce("me", "a", day, 0) == full);
    CHECK(store.claim("me", "a", day, 0) == full);
    CHECK(store.take("me", "a", 1, day, 0) == full);
    CHECK(store.keep("me", "a", {}, day, 0) == full);
    CHECK(store.size() == 0);
    CHECK(store.bytes() == 0);
}

TEST_CASE("memory: tasks of some megabytes are bounded in bytes, not in number") {
    memory store(64 * 1024 * 1024);
    const task large{"WAITING", std::string(4 * 1024 * 1024, 'x')};
    int held = 0;
    while (store.keep("me", "task " + std::to_string(held), large, day, 0) == granted)
        ++held;
    CHECK(held == 1);
    CHECK(store.keep("you", "task of yours", {"WAITING", ""}, day, 0) == granted);
    CHECK(store.bytes() < 16 * 1024 * 1024);
}

TEST_CASE("memory: the bytes counted are those that are taken") {
    const auto in_use = [] { return ::mallinfo2().uordblks; };
    {
        const std::size_t before = in_use();
        const std::string probe(10'000, 'x');
        if (in_use() < before + probe.size())
            return; // a sanitizer's own allocator, which keeps no such books
    }
    for (int kind = 0; kind != 4; ++kind) {
        CAPTURE(kind);
        memory store(1024 * 1024 * 1024);
        const std::size_t before = in_use();
        for (int i = 0; i != 2000; ++i) {
            const std::string account = "AKIDaccountnumber" + std::to_string(i % 10);
            const std::string key = "alibaba\n" + account + "\n0a0b0c0d-0e0f-4a0b-8c0d-" + std::to_string(100'000 + i);
            const admission found = kind == 0   ? store.claim_nonce(account, key, day + i, i)
                                    : kind == 1 ? store.claim(account, key, day + i, i)
                                    : kind == 2 ? store.take(account, key, 10, day + i, i)
                                                : store.keep(account, key, {"WAITING", key + key}, day + i, i);
            REQUIRE(found == granted);
            if (kind == 2)
                REQUIRE(store.take(account, key, 10, day + i, i) == granted);
        }
        const std::size_t taken = in_use() - before;
        CHECK(store.bytes() >= taken - taken / 20); // a piece may be larger than was asked for
        CHECK(store.bytes() <= taken + taken / 10);
        if (kind < 2)
            CHECK(store.bytes() / 2000 <= 280); // of a nonce, where it was 1,000
    }
}

namespace {

bindery::admission_wish wish(std::string_view id, std::int64_t now, std::string_view nonce, std::uint32_t calls,
                             std::string_view claim) {
    return {.account = "me",
            .id = id,
            .now = now,
            .nonce = {nonce, 10 * second},
            .rate = {calls == 0 ? "" : "rate", calls, second},
            .claim = {claim, day}};
}

std::string became(const bindery::admission_answer& answer) {
    const char* const parts[] = {"nonce", "rate", "claim"};
    return answer.found == granted ? "granted"
                                   : std::string(parts[static_cast<std::size_t>(answer.by)]) +
                                         (answer.found == full ? " full" : " refused");
}

} // namespace

TEST_CASE("memory: a call is admitted in one step, whose first two parts are spent together or not at all") {
    memory store;
    const auto admit = [&](const char* nonce, std::int64_t now, const char* claim = "") {
        return became(store.admit(wish("id", now, nonce, 2, claim)));
    };
    CHECK(admit("a", 0, "s") == "granted");
    CHECK(admit("a", 0, "t") == "nonce refused"); // and is not counted
    CHECK(admit("b", 1, "s") == "claim refused"); // is counted, and has spent its nonce
    CHECK(admit("c", 2) == "rate refused");
    CHECK(admit("b", 1001) == "nonce refused");
    CHECK(admit("c", 1001, "t") == "granted"); // the rate had refused it, so its nonce is unspent
    CHECK(admit("", 1002, "t") == "claim refused");
    CHECK(became(store.admit(wish("id", 1002, "", 0, ""))) == "granted");
    CHECK(became(memory(0).admit(wish("id", 0, "a", 0, ""))) == "nonce full");
    CHECK(became(memory(0).admit(wish("id", 0, "a", 1, ""))) == "rate full");
    CHECK(became(memory(0).admit(wish("id", 0, "", 0, "s"))) == "claim full");
}

TEST_CASE("memory: a claim is given back to the wish that made it, and to no other") {
    memory store;
    CHECK(became(store.admit(wish("one", 0, "", 0, "s"))) == "granted");
    store.release("s", "two");
    CHECK(became(store.admit(wish("two", 1, "", 0, "s"))) == "claim refused");
    store.release("s", "one");
    CHECK(became(store.admit(wish("two", 2, "", 0, "s"))) == "granted");
    store.release("s", "one");
    CHECK(became(store.admit(wish("three", 3, "", 0, "s"))) == "claim refused");
}

TEST_CASE("memory: as a store it answers before it returns") {
    memory store;
    int answers = 0;
    store.admit(wish("one", 0, "n", 1, "s"),
                [&](bindery::result<bindery::admission_answer> found) { answers += found.value().found == granted; });
    CHECK(answers == 1);
    store.release("s", "one", [&](bindery::result<void> released) { answers += released.has_value(); });
    CHECK(answers == 2);
    CHECK(store.size() == 2);
}

TEST_CASE("memory: of many threads one claims a key, and a quota is shared exactly") {
    memory store;
    std::atomic<int> claimed = 0, taken = 0, advanced = 0;
    (void)store.keep("me", "task", {"WAITING", ""}, day, 0);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 8; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i != 1000; ++i) {
                    claimed += store.claim("me", "key" + std::to_string(i), day, i) == granted;
                    taken += store.take("me", "quota", 100, day, i) == granted;
                    advanced += store.advance("task", "WAITING", "PROCESSING", i);
                }
            });
    }
    CHECK(claimed == 1000);
    CHECK(taken == 100);
    CHECK(advanced == 1);
}
