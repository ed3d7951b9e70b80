#include <bindery/server/environment.hpp>
#include <bindery/store/memory.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace {

using bindery::admission;
using bindery::stored_environment;
using bindery::store::memory;

/// A store that others are cut off from.
struct unreachable {
    bindery::result<admission> claim_nonce(std::string_view, std::string_view, std::int64_t, std::int64_t) {
        return failure();
    }
    bindery::result<admission> take(std::string_view, std::string_view, std::uint32_t, std::int64_t, std::int64_t) {
        return failure();
    }
    static bindery::error failure() { return {bindery::errc::transport, "the store cannot be reached"}; }
};

} // namespace

TEST_CASE("environment: request ids are UUIDs that never repeat, within a process and between two") {
    stored_environment<memory> one, two;
    std::set<std::string> seen;
    for (int i = 0; i != 10'000; ++i) {
        const auto id = one.new_request_id();
        CHECK(seen.emplace(id.view()).second);
        CHECK(seen.emplace(two.new_request_id().view()).second);
    }
    const std::string& id = *seen.begin();
    REQUIRE(id.size() == 36);
    CHECK(id[8] == '-');
    CHECK(id[14] == '4');
    CHECK(std::string("89ab").find(id[19]) != std::string::npos);
}

TEST_CASE("environment: knows callers from when they are added until they are removed") {
    stored_environment<memory> world;
    CHECK(world.find_credentials("AKID") == nullptr);
    world.add({"AKID", std::string_view("one")});
    const auto held = world.find_credentials("AKID");
    REQUIRE(held != nullptr);
    world.add({"AKID", std::string_view("two")});
    CHECK(world.find_credentials("AKID")->secret_key.reveal() == "two");
    CHECK(held->secret_key.reveal() == "one");
    world.remove("AKID");
    world.remove("AKID");
    CHECK(world.find_credentials("AKID") == nullptr);
}

TEST_CASE("environment: its clock is the system's or the one given") {
    stored_environment<memory> real;
    CHECK(real.now() > 1'700'000'000'000);
    std::int64_t time = 5;
    stored_environment<memory> made(std::make_shared<memory>(), [&] { return time; });
    CHECK(made.now() == 5);
    CHECK(made.claim_nonce("me", "a", 10) == admission::granted);
    CHECK(made.claim_nonce("me", "a", 10) == admission::refused);
    CHECK(made.take("me", "a", 1, 10) == admission::granted);
    CHECK(made.take("me", "a", 1, 10) == admission::refused);
    time = 15;
    CHECK(made.claim_nonce("me", "a", 10) == admission::granted);
    CHECK(made.take("me", "a", 1, 10) == admission::granted);
}

TEST_CASE("environment: a store that is full says so") {
    stored_environment<memory> world(std::make_shared<memory>(0));
    CHECK(world.claim_nonce("me", "a", 10) == admission::full);
    CHECK(world.take("me", "a", 1, 10) == admission::full);
}

TEST_CASE("environment: a store that fails is an exception, so that the call fails and nothing is let through") {
    stored_environment<unreachable> world;
    CHECK_THROWS_AS(world.claim_nonce("me", "a", 1), bindery::exception);
    CHECK_THROWS_AS(world.take("me", "a", 1, 1), bindery::exception);
}
