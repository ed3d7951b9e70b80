// What servers remember together in one Redis, step by step; the servers are in integration/redis.cpp.

#include <bindery/store.hpp>
#include <bindery/store/redis.hpp>

#include <support/redis_cutter.hpp>
#include <support/redis_server.hpp>

#include <doctest/doctest.h>

#include <future>

using namespace bindery;
using namespace std::chrono_literals;
using store::redis_store;
using store::without_redis;
using tests::redis_server;

namespace {

constexpr std::int64_t second = 1000, day = 86'400 * second;

std::shared_ptr<redis_store> store_at(store::redis_options options, without_redis otherwise = without_redis::refuse) {
    return std::make_shared<redis_store>(std::make_shared<store::redis>(std::move(options)), otherwise);
}
store::redis_options at(const redis_server& server) {
    return {.port = server.port(), .timeout = 5s};
}

struct parts {
    std::string nonce{};
    std::uint32_t calls = 0; ///< within a minute; 0: no rate
    std::string claim{};
};

std::string admit(redis_store& in, std::string_view id, const parts& what) {
    std::promise<result<admission_answer>> answer;
    in.admit({.account = "me",
              .id = id,
              .nonce = {what.nonce, 10 * second},
              .rate = {what.calls == 0 ? "" : "k", what.calls, 60 * second},
              .claim = {what.claim, day}},
             [&](const result<admission_answer>& found) { answer.set_value(found); });
    const auto found = answer.get_future().get();
    if (!found)
        return found.error() == errc::timeout ? "timeout" : "error";
    const char* const refused[] = {"nonce", "rate", "claim"};
    return found->found == admission::granted ? "granted" : refused[static_cast<std::size_t>(found->by)];
}
bool release(redis_store& in, std::string_view key, std::string_view id) {
    std::promise<bool> answer;
    in.release(key, id, [&](const result<void>& done) { answer.set_value(done.has_value()); });
    return answer.get_future().get();
}

} // namespace

TEST_CASE("redis store: a call is admitted in one step, as in memory") {
    static_assert(store::shared_state<redis_store>);
    const auto server = redis_server::start();
    BINDERY_NEEDS_REDIS(server)
    const auto one = store_at(at(*server)), two = store_at(at(*server));
    CHECK(admit(*one, "1", {"a", 3, "s"}) == "granted");
    CHECK(admit(*two, "2", {"a", 3, "t"}) == "nonce"); // and is not counted
    CHECK(admit(*two, "3", {"b", 3, "s"}) == "claim"); // is counted, and has spent its nonce
    CHECK(admit(*one, "4", {"b", 0, ""}) == "nonce");
    CHECK(admit(*one, "5", {"c", 3, "t"}) == "granted");
    CHECK(admit(*two, "6", {"d", 3, ""}) == "rate");
    CHECK(admit(*two, "7", {"d", 0, ""}) == "granted"); // the rate had refused it, so its nonce was unspent
    CHECK(admit(*two, "8", {"", 0, "t"}) == "claim");
    CHECK(admit(*two, "9", {}) == "granted");
    const auto lifetime = [&](const char* key) { return std::stoll(server->ask({"PTTL", key}).at(0)); };
    CHECK(lifetime("bindery:nonce:a") <= 10 * second);
    CHECK(lifetime("bindery:nonce:a") > 0);
    CHECK(lifetime("bindery:claim:s") > day - 60 * second);
    CHECK(lifetime("bindery:calls:k") <= 65 * second);
}

TEST_CASE("redis store: a claim is given back to the wish that made it, and to no other") {
    const auto server = redis_server::start();
    BINDERY_NEEDS_REDIS(server)
    const auto kept = store_at(at(*server));
    CHECK(admit(*kept, "1", {"", 0, "s"}) == "granted");
    CHECK(release(*kept, "s", "2"));
    CHECK(admit(*kept, "2", {"", 0, "s"}) == "claim");
    CHECK(release(*kept, "s", "1"));
    CHECK(release(*kept, "s", "1"));
    CHECK(admit(*kept, "2", {"", 0, "s"}) == "granted");
    CHECK(release(*kept, "s", "1"));
    CHECK(admit(*kept, "3", {"", 0, "s"}) == "claim");
}

TEST_CASE("redis store: a step whose answer was lost with its connection is done once, and told as it was") {
    const auto server = redis_server::start();
    BINDERY_NEEDS_REDIS(server)
    tests::redis_cutter between(*server, 4);
    const auto kept = store_at({.port = between.port(), .timeout = 5s});
    CHECK(admit(*kept, "1", {"a", 2, "s"}) == "granted");
    CHECK(admit(*kept, "2", {"", 2, "s"}) == "claim");
    CHECK(admit(*kept, "3", {"", 2, "t"}) == "rate");
    CHECK(release(*kept, "s", "1"));
    CHECK(server->ask({"ZCARD", "bindery:calls:k"}).at(0) == "2");
    CHECK(server->ask({"EXISTS", "bindery:claim:s"}).at(0) == "0");
}

TEST_CASE("redis store: without Redis calls fail or are let through, as chosen, and nobody waits for long") {
    for (const auto otherwise : {without_redis::refuse, without_redis::allow}) {
        const auto server = redis_server::start();
        BINDERY_NEEDS_REDIS(server)
        const auto kept = store_at({.port = server->port(), .timeout = 300ms}, otherwise);
        server->suspend();
        const auto begun = std::chrono::steady_clock::now();
        CHECK(admit(*kept, "1", {"a", 0, ""}) == (otherwise == without_redis::allow ? "granted" : "timeout"));
        server->resume();
        server->kill();
        const std::string gone = admit(*kept, "2", {"a", 0, ""});
        CHECK((gone == "granted") == (otherwise == without_redis::allow));
        CHECK(release(*kept, "s", "1") == (otherwise == without_redis::allow));
        CHECK(std::chrono::steady_clock::now() - begun < 10s);
    }
}
