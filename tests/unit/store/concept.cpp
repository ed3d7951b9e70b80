#include <bindery/store.hpp>

#include <doctest/doctest.h>

namespace {

using bindery::admission;
using bindery::result;
using bindery::store::task;

/// A store that may be cut off.
struct remote {
    result<admission> claim_nonce(std::string_view, std::string_view, std::int64_t, std::int64_t);
    result<admission> claim(std::string_view, std::string_view, std::int64_t, std::int64_t);
    result<void> release(std::string_view);
    result<admission> take(std::string_view, std::string_view, std::uint32_t, std::int64_t, std::int64_t);
    result<admission> keep(std::string_view, std::string_view, const task&, std::int64_t, std::int64_t);
    result<std::optional<task>> find(std::string_view, std::int64_t);
    result<bool> advance(std::string_view, std::string_view, std::string_view, std::int64_t);
    template <class Visit>
    result<void> for_each(std::string_view, std::int64_t, Visit);
};

struct without_quota : remote {
    void take() = delete;
};

struct with_its_own_clock : remote {
    admission take(std::string_view, std::string_view, std::uint32_t, std::int64_t);
};

struct silent_about_claims : remote {
    void claim(std::string_view, std::string_view, std::int64_t, std::int64_t);
};

/// Cannot say that it is full.
struct never_full : remote {
    bool claim_nonce(std::string_view, std::string_view, std::int64_t, std::int64_t);
};

} // namespace

TEST_CASE("store: the concept takes the store in memory and one that may fail") {
    CHECK(bindery::store::shared_state<bindery::store::memory>);
    CHECK(bindery::store::shared_state<remote>);
}

TEST_CASE(
    "store: the concept refuses a class that lacks a function, has its own clock, does not answer or is never full") {
    CHECK(!bindery::store::shared_state<int>);
    CHECK(!bindery::store::shared_state<without_quota>);
    CHECK(!bindery::store::shared_state<with_its_own_clock>);
    CHECK(!bindery::store::shared_state<silent_about_claims>);
    CHECK(!bindery::store::shared_state<never_full>);
}
