#include "wire.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace wire;
using namespace std::string_view_literals;

TEST_CASE("server: answers one request after another on one connection") {
    auto server = serve();
    peer client(server.port());
    for (int i = 0; i != 5; ++i) {
        const reply answer = client.ask(abort_task());
        CHECK(answer.status == 200);
        CHECK(answer.code() == "ok");
        CHECK(answer.says("Date: Tue, 14 Nov 2023 22:13:20 GMT\r\n"));
        CHECK(answer.says("Content-Type: application/json\r\n"));
        CHECK(!answer.says("Connection:"));
    }
    CHECK(server.connections() == 1);
}

TEST_CASE("server: a request that comes byte by byte is one request") {
    auto server = serve();
    peer client(server.port());
    for (const char c : abort_task())
        REQUIRE(client.send({&c, 1}));
    CHECK(client.receive().code() == "ok");
}

TEST_CASE("server: requests sent back to back are answered in order") {
    auto server = serve();
    peer client(server.port());
    std::string all;
    for (int i = 0; i != 20; ++i)
        all += text_of(vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = "number " + std::to_string(i)});
    client.send(all);
    for (int i = 0; i != 20; ++i)
        CHECK(client.receive().says("\"number " + std::to_string(i) + '"'));
}

TEST_CASE("server: a peer that goes away after any byte leaves nothing behind") {
    auto server = serve();
    const std::string request = abort_task();
    for (std::size_t size = 0; size != request.size(); ++size) {
        peer client(server.port());
        client.send(std::string_view(request).substr(0, size));
        if (size % 2 != 0)
            client.finish_sending(); // a polite end, and a reset
    }
    CHECK(eventually([&] { return server.connections() == 0; }));
    CHECK(peer(server.port()).ask(request).code() == "ok");
}

TEST_CASE("server: large inputs and outputs arrive whole") {
    auto server = serve();
    peer client(server.port());
    for (const std::size_t size : {3'000u, 20'000u, 100'000u, 3'000'000u}) {
        const reply answer =
            client.ask(text_of(vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = std::string(size, 'x')}));
        CHECK(answer.status == 200);
        CHECK(answer.body.size() > size);
        CHECK(answer.says(std::string(size, 'x')));
    }
}

TEST_CASE("server: a body in chunks is read") {
    auto server = serve();
    peer client(server.port());
    bindery::protocol::request request;
    world::write(vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}, {}, request);
    const std::string body(request.body.view());
    std::string text = text_of(request);
    text.replace(text.find("Content-Length"), text.npos, "Transfer-Encoding: chunked\r\n\r\n");
    client.send(text);
    for (const char c : body)
        client.send("1\r\n" + std::string(1, c) + "\r\n");
    client.send("0\r\n\r\n");
    CHECK(client.receive().code() == "ok");
    CHECK(client.ask(abort_task()).code() == "ok");
}

TEST_CASE("server: what is too large is refused before it is read, and the connection ends") {
    auto server = serve({.limits = {.max_header = 8192, .max_fields = 50, .max_body = 1000}});
    const auto refused = [&](const std::string& request, int status) {
        peer client(server.port());
        const reply answer = client.ask(request);
        CHECK(answer.status == status);
        CHECK(answer.says("Connection: close"));
        client.finish_sending();
        CHECK(client.is_closed());
    };
    refused("POST / HTTP/1.1\r\nHost: a\r\nA: " + std::string(9000, 'a'), 431);
    refused("POST /" + std::string(9000, 'a'), 431);
    std::string fields;
    for (int i = 0; i != 51; ++i)
        fields += "a: b\r\n";
    refused("POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n", 431);
    refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n", 413);
    refused("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n" + std::string(0x800, 'a'), 413);
    refused("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(9000, 'a'), 431);
    refused("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n", 413);
    CHECK(peer(server.port()).ask(abort_task()).code() == "ok");
}

TEST_CASE("server: a body above the provider's limit is refused as the provider does") {
    auto server = serve({.dispatch = {.max_body = 30}});
    CHECK(peer(server.port()).ask(abort_task()).code() == "RequestSizeLimitExceeded");
}

TEST_CASE("server: all bodies being received share one budget") {
    auto server = serve({.limits = {.max_buffered = 200'000}});
    const std::string half = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + std::string(120'000, 'a');
    peer first(server.port());
    first.send(half);
    std::this_thread::sleep_for(200ms);
    peer second(server.port());
    CHECK(second.ask(half).status == 503);
    first.send(std::string(80'000, 'a'));
    CHECK(first.receive().status == 503); // 200,000 bytes are counted as 262,144
    CHECK(peer(server.port()).ask(abort_task()).code() == "ok");
}

TEST_CASE("server: what is no HTTP request is told so, and the connection ends") {
    auto server = serve();
    const auto status = [&](std::string_view request) {
        peer client(server.port());
        const reply answer = client.ask(request);
        CHECK(answer.says("Connection: close"));
        client.finish_sending();
        CHECK(client.is_closed());
        return answer.status;
    };
    CHECK(status("\x16\x03\x01\x02\x00\r\n\r\n") == 400);
    CHECK(status("hello\r\n\r\n") == 400);
    CHECK(status("GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n") == 400);
    CHECK(status("GET / HTTP/1.1\r\nHost: a\r\nA: b\0c\r\n\r\n"sv) == 400);
    CHECK(status("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n") == 400);
    CHECK(status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n") == 400);
    CHECK(status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
    CHECK(status("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n") == 400);
    CHECK(status("GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(status("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
    CHECK(status("GET / HTTP/2.0\r\nHost: a\r\n\r\n") == 505);
    CHECK(status("GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nContent-Length: 1\r\n\r\n") == 417);
}

TEST_CASE("server: a request that is no API call is told what was expected") {
    auto server = serve();
    peer browser(server.port());
    const reply answer = browser.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(answer.status == 404);
    CHECK(answer.says("text/plain"));
    CHECK(answer.says("vod ManageTask 2018-07-17"));
    CHECK(browser.ask(abort_task()).code() == "ok"); // the connection is as good as before
}

TEST_CASE("server: a client that waits for 100 Continue is told to go on") {
    auto server = serve();
    peer client(server.port());
    for (int i = 0; i != 2; ++i) {
        const std::string request = abort_task("Expect: 100-continue\r\n");
        const std::size_t head = request.find("\r\n\r\n") + 4;
        client.send(request.substr(0, head));
        const reply go_on = client.receive();
        CHECK(go_on.head == "HTTP/1.1 100 Continue\r\n\r\n");
        client.send(request.substr(head, 5));
        std::this_thread::sleep_for(20ms);
        client.send(request.substr(head + 5));
        CHECK(client.receive().code() == "ok");
    }
    CHECK(client.ask(abort_task("Expect: 100-continue\r\n")).code() == "ok"); // one that does not wait after all
}

TEST_CASE("server: HTTP/1.0 closes unless asked to stay, HTTP/1.1 stays unless asked to close") {
    auto server = serve();
    {
        peer client(server.port());
        const reply answer = client.ask(abort_task({}, "HTTP/1.0"));
        CHECK(answer.code() == "ok");
        CHECK(answer.says("Connection: close"));
        CHECK(client.is_closed());
    }
    {
        peer client(server.port());
        for (int i = 0; i != 2; ++i) {
            const reply answer = client.ask(abort_task("Connection: keep-alive\r\n", "HTTP/1.0"));
            CHECK(answer.code() == "ok");
            CHECK(answer.says("Connection: keep-alive"));
        }
    }
    peer client(server.port());
    CHECK(client.ask(abort_task("Connection: close\r\n")).says("Connection: close"));
    CHECK(client.is_closed());
}

TEST_CASE("server: other methods are refused by the provider, HEAD without a body") {
    auto server = serve();
    const std::string request = abort_task();
    peer client(server.port());
    CHECK(client.ask("PUT" + request.substr(4)).code() == "UnsupportedProtocol");
    client.send("HEAD" + request.substr(4));
    const reply head = client.receive(false);
    CHECK(head.status == 200);
    CHECK(!head.says("Content-Length: 0\r\n"));
    CHECK(client.ask(request).code() == "ok");
}

TEST_CASE("server: every answer has a request id of its own") {
    auto server = serve();
    peer client(server.port());
    std::set<std::string> ids;
    for (int i = 0; i != 100; ++i) {
        const reply answer = client.ask(i % 2 == 0 ? abort_task() : "PUT" + abort_task().substr(4));
        const auto at = answer.body.find("\"RequestId\":\"");
        REQUIRE(at != std::string::npos);
        ids.insert(answer.body.substr(at + 13, 36));
    }
    CHECK(ids.size() == 100);
}

TEST_CASE("server: survives requests that are damaged anywhere") {
    auto server = serve({.limits = {.read_timeout = 500ms}});
    const std::string good = abort_task("Expect: 100-continue\r\nTransfer-Encoding: identity\r\n");
    std::uint32_t random = 1;
    const auto any = [&](std::size_t below) {
        random = random * 1664525 + 1013904223;
        return (random >> 8) % below;
    };
    for (int i = 0; i != 500; ++i) {
        std::string damaged = i % 2 == 0 ? good : abort_task();
        for (std::size_t changes = 1 + any(4); changes != 0; --changes) {
            const std::size_t at = any(damaged.size());
            switch (any(4)) {
            case 0:
                damaged[at] = static_cast<char>(any(256));
                break;
            case 1:
                damaged.erase(at, any(20));
                break;
            case 2:
                damaged.insert(at, damaged.substr(any(damaged.size()), any(40)));
                break;
            default:
                damaged.insert(at, any(2) == 0 ? "\r\n" : "\0"sv);
                break;
            }
        }
        peer client(server.port());
        client.send(damaged);
        client.finish_sending();
        const reply answer = client.receive(false);
        CHECK((answer.status == 0 || (answer.status >= 100 && answer.status < 600)));
    }
    CHECK(peer(server.port()).ask(abort_task()).code() == "ok");
    CHECK(eventually([&] { return server.connections() == 0; }));
}
