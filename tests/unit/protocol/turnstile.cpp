#include <bindery/protocol/turnstile.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using bindery::protocol::held_turn;
using bindery::protocol::turnstile;
using entry = turnstile::entry;

namespace {

struct caller final : turnstile::waiter {
    void let_in() noexcept override { in = true; }
    std::atomic<bool> in = false;
};

} // namespace

TEST_CASE("turnstile: lets so many in, and the others in their order") {
    turnstile gate({.calls = 2, .waiting = 3});
    caller callers[6];
    CHECK(gate.enter(callers[0]) == entry::in);
    CHECK(gate.enter(callers[1]) == entry::in);
    for (int i : {2, 3, 4})
        CHECK(gate.enter(callers[i]) == entry::waits);
    CHECK(gate.enter(callers[5]) == entry::refused);
    for (int i : {2, 3, 4}) {
        CHECK_FALSE(callers[i].in);
        gate.leave();
        CHECK(callers[i].in);
    }
    gate.leave();
    gate.leave();
    CHECK(gate.enter(callers[5]) == entry::in);
}

TEST_CASE("turnstile: who withdraws leaves no trace, and who was let in meanwhile is told") {
    turnstile gate({.calls = 1});
    caller inside, first, second;
    CHECK(gate.enter(inside) == entry::in);
    CHECK(gate.enter(first) == entry::waits);
    CHECK(gate.enter(second) == entry::waits);
    CHECK(gate.withdraw(first));
    CHECK_FALSE(gate.withdraw(first));
    gate.leave();
    CHECK_FALSE(first.in);
    CHECK(second.in);
    CHECK_FALSE(gate.withdraw(second));
    gate.leave();
    CHECK(gate.enter(first) == entry::in);
}

TEST_CASE("turnstile: at least one gets in, and none waits where none may") {
    turnstile gate({.calls = 0, .waiting = 0});
    caller one, other;
    CHECK(gate.enter(one) == entry::in);
    CHECK(gate.enter(other) == entry::refused);
}

TEST_CASE("turnstile: threads that come and go never pass its limit, and all get in") {
    turnstile gate({.calls = 2});
    std::atomic<int> inside = 0, most = 0, done = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i != 300; ++i) {
                    caller me;
                    if (gate.enter(me) == entry::waits) {
                        while (!me.in && !(t == 0 && i % 3 == 0)) // some give up at once
                            std::this_thread::yield();
                        if (gate.withdraw(me)) {
                            ++done;
                            continue;
                        }
                    }
                    const int now = ++inside;
                    for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
                    }
                    --inside;
                    ++done;
                    gate.leave();
                }
            });
    }
    CHECK(most <= 2);
    CHECK(done == 1'200);
    caller last;
    CHECK(gate.enter(last) == entry::in);
}

TEST_CASE("turnstile: a turn is left once, by hand or when it goes, and one that was never had is not") {
    turnstile gate({.calls = 1});
    caller one, other, third;
    {
        held_turn none, first;
        CHECK(first.enter(gate, one) == entry::in);
        {
            held_turn given_up, second;
            CHECK(given_up.enter(gate, third) == entry::waits);
            CHECK(second.enter(gate, other) == entry::waits);
            CHECK(given_up.withdraw(third));
            first.leave();
            first.leave();
            CHECK(other.in);
            CHECK_FALSE(second.withdraw(other));
        }
        CHECK(first.enter(gate, one) == entry::in);
    }
    CHECK_FALSE(third.in);
    CHECK(gate.enter(third) == entry::in);
    CHECK(gate.enter(one) == entry::waits);
    CHECK(gate.withdraw(one));
}
