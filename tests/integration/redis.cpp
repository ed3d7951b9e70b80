// Servers that remember calls together in one Redis: real sockets, a real redis-server.

#include "wire.hpp"

#include <bindery/api/alibaba/live/v20161101/StartEdgeTranscodeJob.hpp>
#include <bindery/store/redis.hpp>

#include <support/redis_server.hpp>

#include <doctest/doctest.h>

#include <atomic>

using namespace wire;
namespace live = bindery::api::alibaba::live::v20161101;
using bindery::store::redis_store;
using bindery::store::without_redis;
using bindery::tests::redis_server;

namespace {

using clock_type = std::chrono::steady_clock;

/// ManageTask under another name and rate.
class renamed final : public bindery::protocol::operation_handler {
public:
    renamed(const char* action, bindery::rate_limit rate)
        : renamed(std::make_unique<bindery::operation>(changed(action, rate))) {}
    void answer(bindery::protocol::incoming_call& call) const override {
        auto input = bindery::reflect::blank<vod::ManageTask>();
        vod::ManageTask::Output done;
        if (call.read(bindery::reflect::structure_of<vod::ManageTask>, &input))
            call.succeed(bindery::reflect::structure_of<vod::ManageTask::Output>, &done);
    }

private:
    explicit renamed(std::unique_ptr<bindery::operation> about)
        : operation_handler(vod::ManageTask::provider::gateway::instance(), *about, {}), about_(std::move(about)) {}
    static bindery::operation changed(const char* action, bindery::rate_limit rate) {
        bindery::operation about = vod::ManageTask::about;
        about.action = action;
        about.rate = rate;
        return about;
    }
    std::unique_ptr<bindery::operation> about_;
};

/// One of a fleet.
struct member {
    explicit member(const redis_server& redis, without_redis otherwise = without_redis::refuse,
                    std::chrono::milliseconds timeout = 5s)
        : world(std::make_shared<bindery::stored_environment<redis_store>>(
              std::make_shared<redis_store>(std::make_shared<bindery::store::redis>(bindery::store::redis_options{
                                                .port = redis.port(), .timeout = timeout}),
                                            otherwise),
              [] { return world::start; })) {
        world->add(world::alice);
        operations.add(std::make_shared<renamed>("ThreeAMinute", bindery::rate_limit{3, 60}));
        operations.add(std::make_shared<renamed>("AsOftenAsOneLikes", bindery::rate_limit{}));
    }
    bindery::server serve(std::chrono::milliseconds grace = 5s) {
        return bindery::server::start(operations, world, {.grace = grace}).value();
    }

    std::atomic<int> acted = 0;
    std::shared_ptr<bindery::stored_environment<redis_store>> world;
    bindery::router operations{
        [this](const vod::ExecuteFunction& input) -> bindery::result<vod::ExecuteFunction::Output> {
            ++acted;
            if (input.FunctionArg->view() == "fail")
                return bindery::fail_with(vod::ExecuteFunction::errc::FailedOperation, "as told");
            return vod::ExecuteFunction::Output{.Result = "done"};
        },
        [](const live::StartEdgeTranscodeJob& input) {
            return live::StartEdgeTranscodeJob::Output{.JobId = input.JobId->view()};
        }};
};

std::string execute(std::string_view session, std::string_view argument = "a") {
    vod::ExecuteFunction call{.FunctionName = "f", .FunctionArg = argument};
    call.SessionId = session;
    return text_of(call);
}
template <class Op>
std::string signed_as(const Op& call, const world::manner& how) {
    bindery::protocol::request request;
    world::write(call, how, request);
    return text_of(request);
}
std::string manage(std::string_view action) {
    return signed_as(vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}, {.action = action});
}

} // namespace

TEST_CASE("redis: two servers have one deduplication, one rate and one memory of nonces") {
    const auto redis = redis_server::start();
    BINDERY_NEEDS_REDIS(redis)
    member first(*redis), second(*redis);
    auto one = first.serve(), two = second.serve();
    peer here(one.port()), there(two.port());

    CHECK(here.ask(execute("s")).code() == "ok");
    CHECK(there.ask(execute("s")).says("SessionId was seen within the last 7 days"));
    CHECK(there.ask(execute("t", "fail")).says("as told"));
    CHECK(here.ask(execute("t")).code() == "ok"); // the failed one has given it back before it was answered
    CHECK(there.ask(execute("t")).code() == "FailedOperation");

    CHECK(here.ask(manage("ThreeAMinute")).code() == "ok");
    CHECK(there.ask(manage("ThreeAMinute")).code() == "ok");
    CHECK(here.ask(manage("ThreeAMinute")).code() == "ok");
    CHECK(there.ask(manage("ThreeAMinute")).code() == "RequestLimitExceeded");
    CHECK(here.ask(manage("ThreeAMinute")).code() == "RequestLimitExceeded");

    const std::string job = signed_as(live::StartEdgeTranscodeJob{.ClusterId = "c", .JobId = "j"}, {.nonce = "n"});
    CHECK(here.ask(job).status == 200);
    CHECK(there.ask(job).says("SignatureNonceUsed"));
}

TEST_CASE("redis: killed in the middle, calls fail or are let through, as chosen, and nothing hangs") {
    for (const auto otherwise : {without_redis::refuse, without_redis::allow}) {
        const auto redis = redis_server::start();
        BINDERY_NEEDS_REDIS(redis)
        member one(*redis, otherwise, 500ms);
        auto server = one.serve();
        std::atomic<int> ok = 0, failed = 0, other = 0;
        std::atomic<bool> stop = false;
        std::vector<std::jthread> threads;
        for (int t = 0; t != 4; ++t)
            threads.emplace_back([&, t] {
                peer client(server.port());
                for (int i = 0; !stop; ++i) {
                    const std::string code = client.ask(execute(std::to_string(t) + '-' + std::to_string(i))).code();
                    ++(code == "ok" ? ok : code == "InternalError" ? failed : other);
                }
            });
        CHECK(eventually([&] { return ok > 20; }));
        redis->kill();
        const int before = ok;
        if (otherwise == without_redis::refuse)
            CHECK(eventually([&] { return failed > 20; }));
        else
            CHECK(eventually([&] { return ok > before + 120; })); // beyond what the rate would let through
        redis->run();
        CHECK(eventually([&] { return !redis->ask({"KEYS", "bindery:claim:*"}).empty(); }));
        stop = true;
        threads.clear();
        CHECK((failed == 0) == (otherwise == without_redis::allow));
    }
}

TEST_CASE("redis: a slow one keeps no other connection waiting, and costs a call its timeout") {
    const auto redis = redis_server::start();
    BINDERY_NEEDS_REDIS(redis)
    member one(*redis, without_redis::refuse, 1s);
    auto server = one.serve();
    peer warm(server.port()), slow(server.port()), quick(server.port());
    CHECK(warm.ask(execute("warm")).code() == "ok");
    redis->suspend();
    slow.send(execute("s"));
    const auto begun = clock_type::now();
    for (int i = 0; i != 20; ++i)
        CHECK(quick.ask(manage("AsOftenAsOneLikes")).code() == "ok");
    CHECK(one.acted == 1);
    CHECK(slow.receive().code() == "InternalError");
    CHECK(clock_type::now() - begun < 8s);
    redis->resume();
}

TEST_CASE("redis: a slow one survives callers that leave and a server that stops") {
    const auto redis = redis_server::start();
    BINDERY_NEEDS_REDIS(redis)
    member one(*redis, without_redis::refuse, 10s);
    auto server = one.serve(50ms);
    CHECK(peer(server.port()).ask(execute("warm")).code() == "ok");
    redis->suspend();
    for (int i = 0; i != 10; ++i)
        peer(server.port()).send(execute("gone" + std::to_string(i)));
    CHECK(eventually([&] { return server.connections() == 10; }));
    CHECK(one.acted == 1);
    redis->resume();
    CHECK(eventually([&] { return one.acted == 11 && server.connections() == 0; }));

    redis->suspend();
    peer waiting(server.port());
    waiting.send(execute("stopped"));
    CHECK(eventually([&] { return server.connections() == 1; }));
    const auto begun = clock_type::now();
    server.stop();
    CHECK(clock_type::now() - begun < 5s);
    CHECK(one.acted == 11);
    redis->resume();
}
