// Slow peers, many peers, and the end.

#include "wire.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace wire;

namespace {

std::size_t open_files() {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator("/proc/self/fd"))
        ++count;
    return count;
}

template <class Work>
std::chrono::milliseconds time_of(Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

} // namespace

TEST_CASE("server: a request has to be complete in time, however it trickles in") {
    auto server = serve({.limits = {.idle_timeout = 60s, .read_timeout = 300ms}});
    peer client(server.port());
    const auto time = time_of([&] {
        for (const char c : abort_task()) {
            if (!client.send({&c, 1}))
                break;
            std::this_thread::sleep_for(20ms);
        }
        CHECK(client.receive().status == 0);
    });
    CHECK(time < 5s);
    CHECK(eventually([&] { return server.connections() == 0; }));
}

TEST_CASE("server: a connection on which nothing comes is closed, before the first request and between two") {
    auto server = serve({.limits = {.idle_timeout = 300ms, .read_timeout = 200ms}});
    peer silent(server.port());
    CHECK(silent.is_closed());
    peer idle(server.port());
    CHECK(idle.ask(abort_task()).code() == "ok");
    const auto time = time_of([&] { CHECK(idle.is_closed()); });
    CHECK(time > 200ms);
    CHECK(time < 3s);
}

TEST_CASE("server: a peer that does not read its answer is given up") {
    auto server = serve({.limits = {.write_timeout = 300ms}});
    peer client(server.port());
    client.send(text_of(vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = std::string(9'000'000, 'x')}));
    CHECK(eventually([&] { return server.connections() == 0; }));
}

TEST_CASE("server: when there are as many connections as may be, an idle one gives way to a new one") {
    auto server = serve({.limits = {.max_connections = 3}});
    peer oldest(server.port());
    CHECK(oldest.ask(abort_task()).code() == "ok");
    std::this_thread::sleep_for(5ms);
    peer second(server.port());
    CHECK(second.ask(abort_task()).code() == "ok");
    peer busy(server.port());
    CHECK(busy.ask(abort_task()).code() == "ok");
    busy.send("POST / HTTP/1.1\r\n");
    peer newest(server.port());
    CHECK(newest.ask(abort_task()).code() == "ok");
    CHECK(oldest.is_closed());
    CHECK(second.ask(abort_task()).code() == "ok");
    CHECK(server.connections() <= 3);
}

TEST_CASE("server: when all connections are being answered a new one waits for its turn") {
    auto server = serve({.threads = 2, .limits = {.max_connections = 1}},
                        bindery::router{[calls = std::make_shared<std::atomic<int>>(0)](const vod::ManageTask&) {
                            if ((*calls)++ == 0)
                                std::this_thread::sleep_for(800ms);
                            return vod::ManageTask::Output{};
                        }});
    peer busy(server.port());
    busy.send(abort_task("Connection: close\r\n"));
    std::this_thread::sleep_for(50ms);
    peer waiting(server.port());
    const auto time = time_of([&] { CHECK(waiting.ask(abort_task()).code() == "ok"); });
    CHECK(time > 500ms);
    CHECK(busy.receive().code() == "ok");
}

TEST_CASE("server: connections whose peers are slow keep nobody out for long, whatever they do") {
    const std::string names[] = {"localhost"};
    const auto certificate = bindery::make_self_signed(names).value();
    const std::string whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    const auto lets_in = [&](const std::optional<bindery::server_tls>& tls, const std::string& bytes) {
        auto server = serve({.tls = tls, .limits = {.max_connections = 8}});
        std::vector<std::unique_ptr<peer>> slow;
        for (int i = 0; i != 16; ++i) // more of them wait in front of the server
            slow.emplace_back(std::make_unique<peer>(server.port()))->send(bytes);
        peer client(server.port());
        std::string code;
        const auto time = time_of([&] { code = client.ask(abort_task()).code(); });
        return time < 5s && (tls || code == "ok"); // where TLS is spoken, it is turned away at once when it is let in
    };
    const std::pair<std::optional<bindery::server_tls>, std::string> ways[] = {
        {std::nullopt, ""},
        {std::nullopt, "P"},
        {std::nullopt, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"},
        {std::nullopt, whole},
        {std::nullopt, whole + "P"},
        {std::nullopt, "no request\r\n\r\n"},
        {certificate, ""},
        {certificate, "\x16\x03\x01"},
    };
    bool good[std::size(ways)] = {};
    {
        std::vector<std::jthread> all;
        for (std::size_t i = 0; i != std::size(ways); ++i)
            all.emplace_back([&, i] { good[i] = lets_in(ways[i].first, ways[i].second); });
    }
    for (std::size_t i = 0; i != std::size(ways); ++i)
        CHECK_MESSAGE(good[i], i, ": ", ways[i].second);
}

TEST_CASE("server: who has sent nothing gives way before who has called") {
    auto server = serve({.limits = {.max_connections = 3}});
    peer caller(server.port());
    CHECK(caller.ask(abort_task()).code() == "ok");
    peer first(server.port());
    std::this_thread::sleep_for(20ms);
    peer second(server.port());
    std::this_thread::sleep_for(700ms);
    CHECK(peer(server.port()).ask(abort_task()).code() == "ok");
    CHECK(first.is_closed());
    CHECK(caller.ask(abort_task()).code() == "ok");
}

TEST_CASE("server: times longer than any clock counts are as good as none") {
    constexpr auto longest = std::chrono::milliseconds::max();
    auto server = serve({.limits = {.idle_timeout = longest, .read_timeout = longest, .write_timeout = 400ms}});
    peer client(server.port());
    for (int i = 0; i != 2; ++i) {
        CHECK(client.ask(abort_task()).code() == "ok");
        std::this_thread::sleep_for(250ms); // the shortest decides how often it is looked who is late
    }
    peer refused(server.port()); // whose rest is read for as long
    CHECK(refused.ask("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nx").status == 400);
    refused.finish_sending();
    CHECK(refused.is_closed());
}

TEST_CASE("server: one peer has a limit of its own, within which its idle connections give way") {
    auto server = serve({.limits = {.max_connections = 8, .max_connections_per_peer = 2}});
    const auto from = [&](const char* address) { return std::make_unique<peer>(server.port(), address); };
    const auto oldest = from("127.0.0.1");
    CHECK(oldest->ask(abort_task()).code() == "ok");
    const auto busy = from("127.0.0.1");
    CHECK(busy->ask(abort_task()).code() == "ok");
    busy->send("P");
    const auto other = from("127.0.0.2");
    CHECK(other->ask(abort_task()).code() == "ok");
    const auto newest = from("127.0.0.1");
    CHECK(newest->ask(abort_task()).code() == "ok");
    CHECK(oldest->is_closed());
    newest->send("P");
    CHECK(eventually([&] { return server.connections() == 3; }));
    std::this_thread::sleep_for(20ms);
    CHECK(from("127.0.0.1")->is_closed()); // both are busy
    CHECK(other->ask(abort_task()).code() == "ok");
    CHECK(from("127.0.0.2")->ask(abort_task()).code() == "ok");
    CHECK(from("127.0.0.3")->ask(abort_task()).code() == "ok");
}

TEST_CASE("server: a peer that asks again and again and reads no answer is given up") {
    auto server = serve({.limits = {.write_timeout = 300ms}});
    peer client(server.port());
    std::string many;
    for (int i = 0; i != 1000; ++i)
        many += "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    const auto time = time_of([&] {
        for (int i = 0; i != 100'000 && client.send(many); ++i) {
        }
    });
    CHECK(time < 10s);
    CHECK(eventually([&] { return server.connections() == 0; }));
}

TEST_CASE("server: a body, chunks and pipelined requests have to be complete in time, too") {
    auto server = serve({.limits = {.read_timeout = 300ms}});
    for (const char* begin : {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n",
                              "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n",
                              "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;",
                              "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999\r\n\r\n"}) {
        peer client(server.port());
        CHECK(client.send(begin));
        const auto time = time_of([&] {
            while (client.send("a"))
                std::this_thread::sleep_for(20ms);
        });
        CHECK(time < 5s);
    }
    CHECK(eventually([&] { return server.connections() == 0; }));
}

TEST_CASE("server: a thousand connections one after another leave nothing open") {
    auto server = serve();
    CHECK(peer(server.port()).ask(abort_task()).code() == "ok");
    CHECK(eventually([&] { return server.connections() == 0; }));
    const std::size_t before = open_files();
    for (int i = 0; i != 1000; ++i) {
        peer client(server.port());
        REQUIRE(client.ask(abort_task()).code() == "ok");
    }
    CHECK(eventually([&] { return server.connections() == 0; }));
    CHECK(open_files() <= before + 1);
}

TEST_CASE("server: many connections at once are served by several threads") {
    auto server = serve({.threads = 4});
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 16; ++t)
            threads.emplace_back([&] {
                peer client(server.port());
                for (int i = 0; i != 50; ++i)
                    good += client.ask(abort_task()).code() == "ok";
            });
    }
    CHECK(good == 16 * 50);
}

TEST_CASE("server: stopping closes idle connections at once and lets requests in progress end") {
    std::atomic<bool> inside = false;
    auto server =
        serve({.threads = 2}, bindery::router{[&](const vod::ManageTask&) -> bindery::result<vod::ManageTask::Output> {
                  inside = true;
                  std::this_thread::sleep_for(300ms);
                  return vod::ManageTask::Output{};
              }});
    const unsigned short port = server.port();
    peer idle(port);
    CHECK(idle.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status == 404);
    peer unused(port);
    peer busy(port);
    busy.send(abort_task());
    CHECK(eventually([&] { return inside.load(); }));
    std::jthread stopping([&] { server.stop(); });
    CHECK(idle.is_closed());
    CHECK(unused.is_closed());
    const reply answer = busy.receive();
    CHECK(answer.code() == "ok");
    CHECK(answer.says("Connection: close"));
    stopping.join();
    CHECK(server.connections() == 0);
    CHECK_THROWS_AS(peer{port}, boost::system::system_error);
    server.stop(); // again: nothing
}

TEST_CASE(
    "server: once it is stopped its port refuses, though nobody ever connected, and lets nobody in who was about to") {
    const std::string names[] = {"localhost"};
    for (const auto& tls :
         {std::optional<bindery::server_tls>(), std::optional(bindery::make_self_signed(names).value())})
        for (const unsigned threads : {1u, 3u})
            for (int i = 0; i != 8; ++i) {
                auto server = serve({.threads = threads, .tls = tls});
                const unsigned short port = server.port();
                std::optional<peer> late;
                if (i % 2 != 0)
                    late.emplace(port);
                server.stop();
                CHECK_THROWS_AS(peer{port}, boost::system::system_error);
                if (late)
                    CHECK(late->receive().status == 0);
                server.stop();
                CHECK_THROWS_AS(peer{port}, boost::system::system_error);
            }
}

TEST_CASE("server: when its grace is over, stopping closes what is left") {
    auto server = serve({.grace = 100ms});
    peer client(server.port());
    client.send("POST / HTTP/1.1\r\n");
    CHECK(eventually([&] { return server.connections() == 1; }));
    std::this_thread::sleep_for(50ms);
    CHECK(time_of([&] { server.stop(); }) < 3s);
    CHECK(client.receive().status == 0);
}

TEST_CASE("server: it can be moved, and stopped by one of its handlers") {
    std::unique_ptr<bindery::server> server;
    server = std::make_unique<bindery::server>(
        serve({}, bindery::router{[&](const vod::ManageTask&) -> bindery::result<vod::ManageTask::Output> {
                  server->stop();
                  CHECK_THROWS_AS(peer{server->port()}, boost::system::system_error);
                  return vod::ManageTask::Output{};
              }}));
    CHECK(peer(server->port()).ask(abort_task()).says("Connection: close"));
    CHECK(eventually([&] { return server->connections() == 0; }));
}

TEST_CASE("server: what it cannot start with is an error") {
    const auto failure = [](const bindery::server_settings& settings) {
        auto started = bindery::server::start(echo(), std::make_shared<environment>(), settings);
        REQUIRE(started.has_error());
        return started.error();
    };
    auto server = serve();
    const auto taken = failure({.endpoint = "127.0.0.1:" + std::to_string(server.port())});
    CHECK(taken == bindery::errc::transport);
    CHECK(taken.cause);
    for (const char* endpoint :
         {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "example.com:1", "[::1:0"})
        CHECK(failure({.endpoint = endpoint}) == bindery::errc::validation);
    CHECK(failure({.tls = bindery::server_tls{}}) == bindery::errc::tls);
    CHECK(failure({.tls = bindery::server_tls{.certificate_chain_file = "/nowhere"}}) == bindery::errc::tls);
    const std::string names[] = {"localhost"};
    auto mixed = bindery::make_self_signed(names).value();
    mixed.private_key = bindery::make_self_signed(names).value().private_key;
    CHECK(failure({.tls = mixed}) == bindery::errc::tls);
}

TEST_CASE("server: it listens on IPv6 as well, and localhost is loopback") {
    auto local = serve({.endpoint = "localhost:0"});
    CHECK(peer(local.port()).ask(abort_task()).code() == "ok");
    auto started = bindery::server::start(echo(), std::make_shared<environment>(), {.endpoint = "[::1]:0"});
    if (started)
        CHECK(started->port() != 0); // a machine may have no IPv6
}
