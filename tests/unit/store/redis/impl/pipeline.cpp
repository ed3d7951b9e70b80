#include <bindery/store/redis/impl/pipeline.hpp>

#include <support/result.hpp>

using namespace bindery;
using namespace std::chrono_literals;
using store::redis_reply;
using store::detail::redis_pipeline;
using store::detail::redis_script;

namespace {

constexpr redis_pipeline::time_point start{1h};
/// SELECT and the scripts.
const std::string greeted = [] {
    std::string replies = "+OK\r\n";
    for (std::size_t i = 0; i != store::detail::redis_scripts.size(); ++i)
        replies += "$4\r\nsha" + std::to_string(i + 1) + "\r\n";
    return replies;
}();

struct recorded {
    std::vector<std::string> answers{};

    redis_pipeline::step step(std::string id, redis_pipeline::time_point until = start + 1s) {
        return {redis_script::give_place_back,
                {"k"},
                {id},
                [this, id](const result<redis_reply>& reply) {
                    answers.push_back(id +
                                      (reply ? "=" + std::to_string(reply->integer) : "! " + reply.error().message));
                },
                until};
    }
};

std::string called(const std::string& id) {
    return "*5\r\n$7\r\nEVALSHA\r\n$4\r\nsha2\r\n$1\r\n1\r\n$9\r\nbindery:k\r\n$" + std::to_string(id.size()) + "\r\n" +
           id + "\r\n";
}

} // namespace

TEST_CASE("redis pipeline: steps wait for the greeting, go together, and are answered in their order, however cut") {
    recorded seen;
    redis_pipeline pipeline({});
    pipeline.push(seen.step("a"));
    CHECK(pipeline.take_output().empty());
    pipeline.connected();
    const std::string greeting = pipeline.take_output();
    CHECK(greeting.starts_with("*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n*3\r\n$6\r\nSCRIPT\r\n$4\r\nLOAD\r\n"));
    pipeline.push(seen.step("b"));
    CHECK(pipeline.take_output().empty());
    for (const char c : greeted)
        REQUIRE_FALSE(pipeline.received({&c, 1}));
    CHECK(pipeline.is_greeted());
    CHECK(pipeline.take_output() == called("a") + called("b"));
    pipeline.push(seen.step("c"));
    CHECK(pipeline.take_output() == called("c"));
    for (const char c : std::string(":1\r\n:-2\r\n:3\r"))
        REQUIRE_FALSE(pipeline.received({&c, 1}));
    CHECK(seen.answers == std::vector<std::string>{"a=1", "b=-2"});
    REQUIRE_FALSE(pipeline.received("\n"));
    CHECK(seen.answers.back() == "c=3");
    CHECK(pipeline.is_empty());
}

TEST_CASE("redis pipeline: it says who it is when it has a password, and tells nobody else") {
    for (const std::string user : {"", "me"}) {
        redis_pipeline pipeline({.user = user, .password = "hush"});
        pipeline.connected();
        CHECK(pipeline.take_output().starts_with(user.empty() ? "*2\r\n$4\r\nAUTH\r\n$4\r\nhush\r\n"
                                                              : "*3\r\n$4\r\nAUTH\r\n$2\r\nme\r\n$4\r\nhush\r\n"));
        const auto refused = pipeline.received("-WRONGPASS invalid username-password pair\r\n");
        REQUIRE(refused);
        CHECK(to_string(*refused).find("WRONGPASS") != std::string::npos);
        CHECK(to_string(*refused).find("hush") == std::string::npos);
    }
}

TEST_CASE("redis pipeline: a script that Redis has forgotten is sent whole, once") {
    recorded seen;
    redis_pipeline pipeline({});
    pipeline.connected();
    REQUIRE_FALSE(pipeline.received(greeted));
    pipeline.push(seen.step("a"));
    pipeline.push(seen.step("b"));
    (void)pipeline.take_output();
    REQUIRE_FALSE(pipeline.received("-NOSCRIPT No matching script.\r\n:2\r\n"));
    CHECK(seen.answers == std::vector<std::string>{"b=2"});
    CHECK(pipeline.take_output().find("$4\r\nEVAL\r\n") != std::string::npos);
    REQUIRE_FALSE(pipeline.received("-NOSCRIPT again\r\n"));
    CHECK(seen.answers.back() == "a! Redis refused a step: NOSCRIPT again");
}

TEST_CASE("redis pipeline: what was not answered is sent again on the next connection, in its order") {
    recorded seen;
    redis_pipeline pipeline({});
    pipeline.connected();
    REQUIRE_FALSE(pipeline.received(greeted));
    for (const char* id : {"a", "b", "c"})
        pipeline.push(seen.step(id));
    REQUIRE_FALSE(pipeline.received(":1\r\n:2"));
    pipeline.disconnected();
    CHECK_FALSE(pipeline.is_greeted());
    pipeline.push(seen.step("d"));
    pipeline.connected();
    (void)pipeline.take_output();
    REQUIRE_FALSE(pipeline.received(greeted));
    CHECK(pipeline.take_output() == called("b") + called("c") + called("d"));
    REQUIRE_FALSE(pipeline.received(":2\r\n:3\r\n:4\r\n"));
    CHECK(seen.answers == std::vector<std::string>{"a=1", "b=2", "c=3", "d=4"});
}

TEST_CASE("redis pipeline: a step whose time is up fails, and its answer is nobody's") {
    recorded seen;
    redis_pipeline pipeline({});
    pipeline.connected();
    REQUIRE_FALSE(pipeline.received(greeted));
    pipeline.push(seen.step("a", start + 10ms));
    pipeline.push(seen.step("b", start + 20ms));
    CHECK(pipeline.next_expiry() == start + 10ms);
    CHECK_FALSE(pipeline.expire(start + 9ms));
    CHECK(pipeline.expire(start + 10ms));
    CHECK(seen.answers == std::vector<std::string>{"a! Redis did not answer in time"});
    REQUIRE_FALSE(pipeline.received(":1\r\n:2\r\n"));
    CHECK(seen.answers.back() == "b=2");
    pipeline.disconnected();
    pipeline.push(seen.step("c", start + 30ms));
    CHECK_FALSE(pipeline.expire(start + 30ms)); // it was not sent
    CHECK(seen.answers.back() == "c! Redis did not answer in time");
    pipeline.connected();
    pipeline.push(seen.step("d", start + 40ms));
    CHECK(pipeline.expire(start + 40ms)); // nor this one, but Redis owes the answer to the greeting
    CHECK(seen.answers.back() == "d! Redis did not answer in time");
    CHECK(pipeline.is_empty());
}

TEST_CASE("redis pipeline: what no script here answers is refused, and takes no memory") {
    for (const std::string bytes :
         {"*2147483647\r\n", "*2\r\n:1\r\n:2\r\n", "nonsense\r\n", ":1\r\n:2\r\n", "$-5\r\n", "*-2\r\n", ":x\r\n"}) {
        CAPTURE(bytes);
        recorded seen;
        redis_pipeline pipeline({});
        pipeline.connected();
        REQUIRE_FALSE(pipeline.received(greeted));
        pipeline.push(seen.step("a"));
        CHECK(pipeline.received(bytes).has_value());
        pipeline.fail(error{errc::transport, "gone"});
        CHECK(seen.answers.size() == 1);
    }
    recorded seen;
    redis_pipeline pipeline({});
    pipeline.connected();
    REQUIRE_FALSE(pipeline.received(greeted));
    pipeline.push(seen.step("a"));
    bool refused = pipeline.received("$500000000\r\n").has_value();
    for (int i = 0; i != 100 && !refused; ++i)
        refused = pipeline.received(std::string(4096, 'x')).has_value();
    CHECK(refused);
}
