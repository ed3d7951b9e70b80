// Handlers that answer later, and a server on somebody else's executor.

#include "wire.hpp"

#include <bindery/server/awaitable_handler.hpp>
#include <bindery/server/listener.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <optional>

#include <sys/wait.h>
#include <unistd.h>

using namespace wire;

namespace {

namespace asio = boost::asio;
using output = vod::ManageTask::Output;

asio::awaitable<void> sleep(std::chrono::milliseconds time) {
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await timer.async_wait(asio::use_awaitable);
}

/// Answers what it is told to, from a thread of its own.
class elsewhere final : public bindery::protocol::operation_handler {
public:
    enum class what {
        succeed,
        fail,
        nothing
    };
    explicit elsewhere(what act)
        : operation_handler(vod::ManageTask::provider::gateway::instance(), vod::ManageTask::about, {}), act_(act) {}

    void answer(bindery::protocol::incoming_call& call) const override {
        auto input = bindery::reflect::blank<vod::ManageTask>();
        if (!call.read(bindery::reflect::structure_of<vod::ManageTask>, &input))
            return;
        std::thread([act = act_, later = call.defer()]() mutable {
            output done;
            if (act == what::succeed)
                later.succeed(bindery::reflect::structure_of<output>, &done);
            if (act == what::fail)
                later.fail(bindery::fail_with(vod::ManageTask::errc::FailedOperation, "later"));
        }).detach();
    }

private:
    what act_;
};

} // namespace

TEST_CASE("awaitable handler: answers later, and the thread is free meanwhile") {
    auto server = serve({}, bindery::router{bindery::awaitable_handler(
                                [](const vod::ManageTask& input) -> asio::awaitable<bindery::result<output>> {
                                    co_await sleep(200ms);
                                    if (input.TaskId->view() != "t")
                                        co_return bindery::error{bindery::errc::protocol};
                                    co_return output{};
                                })});
    std::vector<std::unique_ptr<peer>> clients;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i != 20; ++i) {
        clients.push_back(std::make_unique<peer>(server.port()));
        clients.back()->send(abort_task());
    }
    for (const auto& each : clients)
        CHECK(each->receive().code() == "ok");
    CHECK(std::chrono::steady_clock::now() - start < 2s);
    CHECK(clients.front()->ask(abort_task()).code() == "ok");
}

TEST_CASE("awaitable handler: takes the context, may fail, and what it throws is hidden") {
    auto server =
        serve({}, bindery::router{
                      bindery::awaitable_handler([](const vod::ManageTask&, const bindery::protocol::call_context& call)
                                                     -> asio::awaitable<bindery::result<output>> {
                          co_await sleep(1ms);
                          co_return bindery::fail_with(vod::ManageTask::errc::FailedOperation, call.secret_id);
                      }),
                      bindery::awaitable_handler([](const vod::ExecuteFunction& input)
                                                     -> asio::awaitable<bindery::result<vod::ExecuteFunction::Output>> {
                          co_await sleep(1ms);
                          if (input.FunctionArg->empty())
                              throw 7;
                          throw std::runtime_error("secret");
                      })});
    peer client(server.port());
    const reply failed = client.ask(abort_task());
    CHECK(failed.code() == "FailedOperation");
    CHECK(failed.says("AKIDalice"));
    for (const char* argument : {"", "x"}) {
        const reply thrown = client.ask(text_of(vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = argument}));
        CHECK(thrown.code() == "InternalError");
        CHECK(!thrown.says("secret"));
    }
}

TEST_CASE("awaitable handler: is not started for an input that is not valid") {
    auto server = serve({}, bindery::router{bindery::awaitable_handler(
                                [](const vod::ManageTask&) -> asio::awaitable<bindery::result<output>> {
                                    FAIL("started");
                                    co_return output{};
                                })});
    peer client(server.port());
    CHECK(client.ask(text_of(vod::ManageTask{.TaskId = "t", .OperationType = bindery::unlisted("x")})).code() ==
          "InvalidParameterValue.InvalidOperationType");
}

TEST_CASE("awaitable handler: runs to its end where there is no server") {
    const bindery::protocol::dispatcher desk(
        std::make_shared<environment>(),
        {bindery::awaitable_handler([](const vod::ManageTask&) -> asio::awaitable<bindery::result<output>> {
            co_await sleep(5ms);
            co_return output{};
        })});
    CHECK(world::ask(desk, vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}).has_value());
}

TEST_CASE("awaitable handler: survives its peer") {
    std::atomic<int> ended = 0;
    auto server = serve({}, bindery::router{bindery::awaitable_handler(
                                [&](const vod::ManageTask&) -> asio::awaitable<bindery::result<output>> {
                                    co_await sleep(100ms);
                                    ++ended;
                                    co_return output{};
                                })});
    for (int i = 0; i != 10; ++i)
        peer(server.port()).send(abort_task());
    CHECK(eventually([&] { return ended == 10; }));
    CHECK(eventually([&] { return server.connections() == 0; }));
}

TEST_CASE("awaitable handler: is destroyed where it waits when the server goes") {
    auto alive = std::make_shared<int>();
    std::atomic<bool> waiting = false;
    {
        auto server =
            serve({.grace = 50ms}, bindery::router{bindery::awaitable_handler(
                                       [&, alive](const vod::ManageTask&) -> asio::awaitable<bindery::result<output>> {
                                           const auto kept = alive;
                                           waiting = true;
                                           co_await sleep(1h);
                                           co_return output{};
                                       })});
        peer client(server.port());
        client.send(abort_task());
        CHECK(eventually([&] { return waiting.load(); }));
    }
    CHECK(alive.use_count() == 1);
}

TEST_CASE("deferred answer: may come from any thread") {
    auto server = serve({}, bindery::router{std::make_shared<elsewhere>(elsewhere::what::succeed)});
    peer client(server.port());
    for (int i = 0; i != 200; ++i)
        REQUIRE(client.ask(abort_task()).code() == "ok");
}

TEST_CASE("deferred answer: may be an error, and none at all is an error too") {
    auto failing = serve({}, bindery::router{std::make_shared<elsewhere>(elsewhere::what::fail)});
    CHECK(peer(failing.port()).ask(abort_task()).code() == "FailedOperation");
    auto forgetting = serve({}, bindery::router{std::make_shared<elsewhere>(elsewhere::what::nothing)});
    CHECK(peer(forgetting.port()).ask(abort_task()).code() == "InternalError");
}

TEST_CASE("deferred answer: may come when the server is gone") {
    class keeping final : public bindery::protocol::operation_handler {
    public:
        keeping() : operation_handler(vod::ManageTask::provider::gateway::instance(), vod::ManageTask::about, {}) {}
        void answer(bindery::protocol::incoming_call& call) const override {
            kept.emplace(call.defer());
            has = true;
        }
        mutable std::optional<bindery::protocol::deferred_answer> kept;
        mutable std::atomic<bool> has = false;
    };
    const auto handler = std::make_shared<keeping>();
    std::optional<bindery::protocol::deferred_answer> late;
    {
        auto server = serve({.grace = 10ms}, bindery::router{handler});
        peer client(server.port());
        client.send(abort_task());
        CHECK(eventually([&] { return handler->has.load(); }));
        late.emplace(std::move(*handler->kept));
        handler->kept.reset();
    }
    output done;
    late->succeed(bindery::reflect::structure_of<output>, &done);
}

TEST_CASE("listener: serves on an executor of the caller's, each connection on a strand") {
    asio::thread_pool pool(3);
    std::atomic<int> good = 0;
    {
        auto listener = bindery::listener::open(pool.get_executor(), echo(), std::make_shared<environment>()).value();
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t != 8; ++t)
                threads.emplace_back([&] {
                    peer client(listener.port());
                    for (int i = 0; i != 50; ++i)
                        good += client.ask(abort_task()).code() == "ok";
                });
        }
        CHECK(good == 400);
        CHECK(eventually([&] { return listener.connections() == 0; }));
        peer idle(listener.port());
        CHECK(idle.ask(abort_task()).code() == "ok");
        listener.stop();
        CHECK(idle.is_closed());
    }
    pool.join();
}

TEST_CASE("listener: destroyed, it closes its connections, and its context runs out of work") {
    asio::io_context context;
    std::optional<peer> client;
    std::jthread thread;
    {
        auto listener =
            bindery::listener::open(context.get_executor(), echo(), std::make_shared<environment>()).value();
        thread = std::jthread([&] { context.run(); });
        client.emplace(listener.port());
        CHECK(client->ask(abort_task()).code() == "ok");
        auto moved = std::move(listener);
        CHECK(moved.connections() == 1);
    }
    CHECK(client->is_closed());
    thread.join();
}

TEST_CASE("listener: a child after fork closes its own, and the parent's port stays open") {
    asio::io_context context;
    auto listener = std::make_unique<bindery::listener>(
        bindery::listener::open(context.get_executor(), echo(), std::make_shared<environment>()).value());
    context.run_for(10ms);
    context.notify_fork(asio::io_context::fork_prepare);
    const pid_t child = ::fork();
    if (child == 0) {
        context.notify_fork(asio::io_context::fork_child);
        listener->stop();
        listener.reset();
        ::_exit(0);
    }
    context.notify_fork(asio::io_context::fork_parent);
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
    const std::jthread thread([&] { context.run(); });
    CHECK(peer(listener->port()).ask(abort_task()).code() == "ok");
    listener.reset();
}

TEST_CASE("listener: its context may be destroyed with requests in the middle") {
    std::optional<peer> client;
    {
        asio::io_context context;
        auto listener =
            bindery::listener::open(context.get_executor(), echo(), std::make_shared<environment>()).value();
        client.emplace(listener.port());
        client->send("POST / HTTP/1.1\r\n");
        for (int i = 0; i != 5; ++i)
            context.run_for(10ms);
        CHECK(listener.connections() == 1);
    }
    CHECK(client->receive().status == 0);
}
