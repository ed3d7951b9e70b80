// Handlers and stores that answer later, and a server on somebody else's executor.

#include "wire.hpp"

#include <bindery/client.hpp>
#include <bindery/client/in_process.hpp>
#include <bindery/server/awaitable_handler.hpp>
#include <bindery/server/listener.hpp>
#include <bindery/store/memory.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

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
            auto input = bindery::reflect::blank<vod::ManageTask>();
            if (!call.read(bindery::reflect::structure_of<vod::ManageTask>, &input))
                return;
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

namespace {

/// A store that answers after a time, from a thread of its own. Rates are never used up.
class distant {
public:
    std::atomic<std::chrono::milliseconds> delay = 100ms;
    std::atomic<int> admitted = 0, released = 0;

    template <class Receiver>
    void admit(bindery::admission_wish wish, Receiver receiver) {
        wish.rate.calls = 1'000'000;
        answer([this, receiver = std::move(receiver), found = memory_.admit(wish)]() mutable {
            ++admitted;
            receiver(bindery::result<bindery::admission_answer>(found));
        });
    }
    template <class Receiver>
    void release(std::string_view key, std::string_view id, Receiver receiver) {
        memory_.release(key, id);
        answer([this, receiver = std::move(receiver)]() mutable {
            ++released;
            receiver(bindery::result<void>());
        });
    }
    std::thread::id thread() {
        return asio::post(pool_, asio::use_future([] { return std::this_thread::get_id(); })).get();
    }

private:
    template <class Answer>
    void answer(Answer what) {
        if (delay.load() == 0ms)
            return asio::post(pool_, std::move(what));
        const auto timer = std::make_shared<asio::steady_timer>(pool_, delay.load());
        timer->async_wait([timer, what = std::move(what)](const auto&) mutable { what(); });
    }

    bindery::store::memory memory_;
    asio::thread_pool pool_{1};
};

struct far_away {
    std::shared_ptr<distant> store = std::make_shared<distant>();
    std::shared_ptr<bindery::stored_environment<distant>> around =
        std::make_shared<bindery::stored_environment<distant>>(store, [] { return world::start; });
    std::atomic<int> acted = 0;
    std::atomic<std::thread::id> handled_by{};
    bindery::router operations{
        [this](const vod::ExecuteFunction& input) -> bindery::result<vod::ExecuteFunction::Output> {
            handled_by = std::this_thread::get_id();
            ++acted;
            if (input.FunctionArg->view() == "fail")
                return bindery::fail_with(vod::ExecuteFunction::errc::FailedOperation, "as told");
            return vod::ExecuteFunction::Output{.Result = "done"};
        }};

    far_away() { around->add(world::alice); }

    bindery::server serve(const bindery::server_settings& settings = {}) {
        return bindery::server::start(operations, around, settings).value();
    }
    static std::string execute(std::string_view session, std::string_view argument = "a") {
        vod::ExecuteFunction call{.FunctionName = "f", .FunctionArg = argument};
        call.SessionId = session;
        return text_of(call);
    }
};

} // namespace

TEST_CASE("slow store: keeps no thread and no other connection waiting, and runs no handler") {
    far_away here;
    here.store->delay = 300ms;
    auto server = here.serve();
    std::vector<std::unique_ptr<peer>> clients;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i != 20; ++i) {
        clients.push_back(std::make_unique<peer>(server.port()));
        clients.back()->send(here.execute("s" + std::to_string(i)));
    }
    CHECK(peer(server.port()).ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status == 404);
    CHECK(here.acted == 0);
    for (const auto& each : clients)
        CHECK(each->receive().code() == "ok");
    CHECK(std::chrono::steady_clock::now() - start < 3s);
    CHECK(here.acted == 20);
    CHECK(here.handled_by.load() != here.store->thread());
    CHECK(clients.front()->ask(here.execute("s0")).says("was seen within the last 7 days"));
}

TEST_CASE("slow store: is answered at any moment, by many at once") {
    far_away here;
    here.store->delay = 0ms;
    auto server = here.serve({.threads = 2});
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 4; ++t)
            threads.emplace_back([&, t] {
                peer client(server.port());
                for (int i = 0; i != 100; ++i) {
                    const std::string id = std::to_string(t) + '-' + std::to_string(i);
                    good += client.ask(here.execute(id, "fail")).says("as told");
                    good += client.ask(here.execute(id)).code() == "ok";
                }
            });
    }
    CHECK(good == 800);
    CHECK(here.store->released == 400);
}

TEST_CASE("slow store: a client that goes away meanwhile is served to the end") {
    far_away here;
    auto server = here.serve();
    for (int i = 0; i != 10; ++i)
        peer(server.port()).send(here.execute("s" + std::to_string(i)));
    CHECK(eventually([&] { return here.acted == 10; }));
    CHECK(eventually([&] { return server.connections() == 0; }));
}

TEST_CASE("slow store: a server that stops lets it answer within the grace") {
    far_away here;
    auto server = here.serve({.grace = 5s});
    auto client = std::make_unique<peer>(server.port());
    client->send(here.execute("s"));
    CHECK(eventually([&] { return server.connections() == 1; }));
    std::jthread stopping([&] { server.stop(); });
    CHECK(client->receive().code() == "ok");
    client.reset();
}

TEST_CASE("slow store: what is answered after the server is gone ends there, and claims nothing") {
    far_away here;
    here.store->delay = 200ms;
    const auto start = std::chrono::steady_clock::now();
    {
        auto server = here.serve({.grace = 20ms});
        peer client(server.port());
        client.send(here.execute("s"));
        CHECK(eventually([&] { return here.around.use_count() > 1 && server.connections() == 1; }));
        std::this_thread::sleep_for(50ms); // most likely it has asked by now; if not, the rest holds as well
    }
    CHECK(std::chrono::steady_clock::now() - start < 5s);
    CHECK(eventually([&] { return here.around.use_count() == 1; }));
    CHECK(here.acted == 0);
    CHECK(here.store->released == here.store->admitted);
    auto another = here.serve();
    CHECK(peer(another.port()).ask(here.execute("s")).code() == "ok");
}

TEST_CASE("slow store: a client in this process waits in its own thread, until its time is up") {
    far_away here;
    const bindery::protocol::dispatcher desk(here.around, here.operations.handlers());
    const bindery::client client{{world::alice.secret_id, world::alice.secret_key.reveal()},
                                 {.transport = bindery::in_process(desk), .clock = [] { return world::start; }}};
    vod::ExecuteFunction call{.FunctionName = "f", .FunctionArg = "a", .SessionId = "s"};
    CHECK(client.call(call).has_value());
    CHECK(here.handled_by.load() == std::this_thread::get_id());
    call.SessionId = "t";
    CHECK(client.call(call, {.timeout = 20ms}).error() == bindery::errc::timeout);
    CHECK(eventually([&] { return here.store->released == 1; })); // nobody was there to go on
    CHECK(here.acted == 1);
    CHECK(client.call(call).has_value());
}
