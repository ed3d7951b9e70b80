#include "wire.hpp"

#include <doctest/doctest.h>

#include <malloc.h>
#include <vector>

using namespace wire;
using namespace std::string_literals;
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

TEST_CASE("server: a body without a chunk is a request like any other, however its end is cut") {
    auto server = serve();
    const std::string end = "0\r\n\r\n";
    for (std::size_t cut = 0; cut != end.size(); ++cut)
        for (std::size_t later = cut; later != end.size(); ++later) {
            peer client(server.port());
            client.send("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + end.substr(0, cut));
            std::this_thread::sleep_for(5ms);
            client.send(end.substr(cut, later - cut));
            std::this_thread::sleep_for(5ms);
            CHECK(client.ask(end.substr(later)).status == 404);
        }
}

TEST_CASE("server: chunks are taken whole, and their trailers are no header fields") {
    auto server = serve();
    bindery::protocol::request request;
    world::write(vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}, {}, request);
    const std::string body(request.body.view());
    const std::string text = text_of(request);
    const std::string head = text.substr(0, text.find("Content-Length"));
    for (const char* coding :
         {"Transfer-Encoding: chunked", "transfer-encoding:CHUNKED", "Transfer-Encoding: \t Chunked \t"})
        for (const char* trailer :
             {"", "Authorization: none\r\n", "X-TC-Action: Other\r\nHost: a\r\n", "Connection: close\r\n"}) {
            peer client(server.port());
            for (int i = 0; i != 2; ++i)
                CHECK(client
                          .ask(head + coding + "\r\n\r\n3;a=b\r\n" + body.substr(0, 3) + "\r\n0\r\n" + trailer +
                               "\r\n") // what is left of the body is missing
                          .code() == "AuthFailure.SignatureFailure");
            std::string sized = "000" + std::string("0123456789abcdef").substr(body.size() / 16, 1) +
                                std::string("0123456789abcdef").substr(body.size() % 16, 1);
            CHECK(client
                      .ask(head + coding + "\r\n\r\n" + sized + " ; a = \"b\"\r\n" + body + "\r\n000\r\n" + trailer +
                           "\r\n")
                      .code() == "ok");
        }
    // A field that the signature needs does not count behind the body.
    const auto at = head.find("X-TC-Action: ");
    std::string without = head;
    const std::string action = without.substr(at, without.find("\r\n", at) + 2 - at);
    without.erase(at, action.size());
    const std::string sized = {"0123456789abcdef"[body.size() / 16 % 16], "0123456789abcdef"[body.size() % 16]};
    CHECK(
        peer(server.port())
            .ask(without + "Transfer-Encoding: chunked\r\n\r\n" + sized + "\r\n" + body + "\r\n0\r\n" + action + "\r\n")
            .code() == "AuthFailure.InvalidAuthorization");
}

TEST_CASE("server: a message that somebody else could delimit differently is refused, and nothing behind it is read") {
    auto server = serve();
    const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
    const std::string chunks = "\r\n4\r\nabcd\r\n0\r\n\r\n";
    std::vector<std::string> messages;
    for (const char* coding : {"identity",
                               "xchunked",
                               "chunkedx",
                               "gzip",
                               "gzip, chunked",
                               "chunked, identity",
                               "chunked, chunked",
                               "",
                               ",",
                               "chunked,",
                               ", chunked",
                               "chunked;q=1",
                               "chunked; q=1",
                               "\"chunked\"",
                               "chunked\v",
                               "chun ked",
                               "\fchunked",
                               "chunked\r\nTransfer-Encoding: chunked",
                               "chunked\r\nTransfer-Encoding: identity",
                               "identity\r\nTransfer-Encoding: chunked",
                               "chunked\r\nContent-Length: 4",
                               "identity\r\nContent-Length: 4"}) {
        messages.push_back(post + "Transfer-Encoding: " + coding + "\r\n" + chunks);
        messages.push_back(post + "Content-Length: 4\r\nTransfer-Encoding: " + coding + "\r\n" + chunks);
    }
    for (const char* coding : {"chunked", "identity"})
        messages.push_back(std::string("POST / HTTP/1.0\r\nTransfer-Encoding: ") + coding + "\r\n" + chunks);
    for (const char* length : {"+4", "-4", "4 ", "", " ", "4 4", "4,4", "4, 4", "0x4", "4.0", "4e0", "4;a=b", "\"4\"",
                               "99999999999999999999", "18446744073709551616", "4\r\nContent-Length: 4",
                               "4\r\nContent-Length: 5", "4\r\n 0", "\r\n 4"})
        if (length != std::string("4 ")) // white space at the end is none of the value
            messages.push_back(post + "Content-Length: " + length + "\r\n\r\nabcd");
    for (const char* field : {"Transfer-Encoding : chunked",
                              "Transfer-Encoding\t: chunked",
                              "Transfer-Encoding:\r\n chunked",
                              "Transfer-Encoding: chu\r\n nked",
                              "Content-Length : 4",
                              "A: b\r\n c",
                              "A: b\r\n\tc",
                              "A: \r\n \r\n b",
                              "A: b\r\n ",
                              " A: b",
                              "\tA: b",
                              "A b",
                              ": b",
                              "A\x01: b",
                              "A\x80: b",
                              "A: b\nTransfer-Encoding: chunked",
                              "A: b\n",
                              "A: b\rC: d",
                              "A: b\r",
                              "A\r\n: b",
                              "A: \x01",
                              "A: \x7f"})
        messages.push_back(post + field + "\r\nContent-Length: 0\r\n\r\n");
    for (const std::string& nul :
         {"A\0: b"s, "A: \0"s, "A: b\0c"s, "Transfer-Encoding: chunked\0"s, "Content-Length: 4\0"s})
        messages.push_back(post + nul + "\r\n\r\n");
    for (const char* line :
         {"POST / HTTP/1.1\nHost: a\n\n", "POST / HTTP/1.1\nHost: a\r\n\r\n", "POST  / HTTP/1.1\r\nHost: a\r\n\r\n",
          "POST / HTTP/1.1 \r\nHost: a\r\n\r\n", "POST /\tHTTP/1.1\r\nHost: a\r\n\r\n",
          "POST / HTTP/1.1\r\n Host: a\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\n\r\n",
          "POST / http/1.1\r\nHost: a\r\n\r\n", "POST /\r\n\r\n", "(): / HTTP/1.1\r\nHost: a\r\n\r\n"})
        messages.push_back(line);
    for (const char* chunk :
         {"4\nabcd\r\n0\r\n\r\n", "4\r\nabcd\n0\r\n\r\n", "4\r\nabcde\r\n0\r\n\r\n", "+4\r\nabcd\r\n0\r\n\r\n",
          "0x4\r\nabcd\r\n0\r\n\r\n", " 4\r\nabcd\r\n0\r\n\r\n", "4 \r\nabcd\r\n0\r\n\r\n", ";a\r\n\r\n",
          "\r\nabcd\r\n0\r\n\r\n", "4;\r\nabcd\r\n0\r\n\r\n", "4;a=\r\nabcd\r\n0\r\n\r\n",
          "10000000000000004\r\nabcd\r\n0\r\n\r\n", "-4\r\nabcd\r\n0\r\n\r\n", "4;a\nb\r\nabcd\r\n0\r\n\r\n",
          "0\r\nA b\r\n\r\n", "0\r\nTransfer-Encoding: chunked\r\n\r\n", "0\r\nContent-Length: 4\r\n\r\n"})
        messages.push_back(post + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
    for (const std::string& message : messages) {
        INFO(message);
        peer client(server.port());
        const reply answer = client.ask(message + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
        CHECK(answer.status == 400);
        CHECK(answer.says("Connection: close"));
        client.finish_sending();
        CHECK(client.is_closed());
    }
}

TEST_CASE("server: a chunked body's padding is bounded: extensions, zeros and trailers") {
    auto server = serve({.limits = {.max_header = 4096}});
    const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    const auto padded = [&](const std::string& chunk) {
        peer client(server.port());
        client.send(chunked);
        std::size_t sent = 0;
        while (sent < 1'000'000 && client.send(chunk))
            sent += chunk.size();
        CHECK(client.receive().status == 431);
    };
    padded("1;" + std::string(1000, 'a') + "\r\nb\r\n");
    padded(std::string(1000, '0') + "1\r\nb\r\n");
    padded("1;" + std::string(5000, 'a'));
    padded("0\r\n" + std::string(5000, 'a'));
    // Single bytes, and a few extensions, are no padding.
    peer client(server.port());
    client.send(chunked);
    for (int i = 0; i != 5000; ++i)
        client.send("1\r\na\r\n");
    for (int i = 0; i != 20; ++i)
        client.send("1000;chunk-signature=" + std::string(64, 'a') + "\r\n" + std::string(4096, 'a') + "\r\n");
    CHECK(client.ask("0\r\n\r\n").status == 404);
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

TEST_CASE("server: a peer that sends more than may be gets to see the provider's error, not a reset") {
    auto server = serve({.limits = {.max_body = 100'000}});
    bindery::protocol::request request;
    world::write(vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = std::string(5'000'000, 'x')}, {}, request);
    const std::string text = text_of(request);
    const auto told = [&](const std::string& bytes) {
        peer client(server.port());
        CHECK(client.send(bytes)); // all of it
        const reply answer = client.receive();
        CHECK(answer.code() == "RequestSizeLimitExceeded");
        CHECK(answer.says("100000 bytes"));
        CHECK(answer.says("Connection: close"));
        client.finish_sending();
        CHECK(client.is_closed());
    };
    told(text);
    const std::string head = text.substr(0, text.find("Content-Length"));
    std::string chunks;
    for (int i = 0; i != 100; ++i)
        chunks += "c000\r\n" + std::string(0xc000, 'x') + "\r\n";
    told(head + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
    // Who asks first is told without sending it.
    told(head + "Expect: 100-continue\r\nContent-Length: 5000000\r\n\r\n");
    // Nobody has to be listened to for ever.
    peer endless(server.port());
    endless.send(head + "Content-Length: 99999999999\r\n\r\n");
    CHECK(endless.receive().code() == "RequestSizeLimitExceeded");
    const std::string more(1'000'000, 'x');
    int sent = 0;
    while (sent != 200 && endless.send(more))
        ++sent;
    CHECK(sent < 200);
    CHECK(peer(server.port()).ask(abort_task()).code() == "ok");
}

TEST_CASE("server: clients of another make get to see it, too, and call as they always do") {
    auto server = serve({.limits = {.max_body = 100'000}});
    const std::string port = std::to_string(server.port());
    const std::string curl = "curl -s --max-time 10 -H 'X-TC-Action: ManageTask' --data-binary @- ";
    const std::string python = "python3 -c \"import http.client, sys\n"
                               "c = http.client.HTTPConnection('127.0.0.1', " +
                               port +
                               ", timeout=10)\n"
                               "for size in map(int, sys.argv[1:]):\n"
                               "    c.request('POST', '/', b'x' * size, {'X-TC-Action': 'ManageTask'})\n"
                               "    print(c.getresponse().read().decode())\" ";
    const auto prints = [](const std::string& command, const std::string& what) {
        std::string output;
        FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
        REQUIRE(pipe != nullptr);
        char bytes[4096];
        while (const std::size_t size = std::fread(bytes, 1, sizeof bytes, pipe))
            output.append(bytes, size);
        if (::pclose(pipe) == 127 << 8) {
            MESSAGE("not run here: " << command.substr(0, command.find(' ')));
            return;
        }
        CHECK_MESSAGE(output.find(what) != output.npos, command, "\n", output);
    };
    prints("exec " + python + "10 20 100000 8000000", "RequestSizeLimitExceeded");
    for (const char* how : {"", "-H 'Transfer-Encoding: chunked' ", "-H 'Expect:' "}) {
        prints("head -c 8000000 /dev/zero | " + curl + how + "http://127.0.0.1:" + port + "/",
               "RequestSizeLimitExceeded");
        prints("echo '{}' | " + curl + how + "http://127.0.0.1:" + port + "/", "AuthFailure");
    }
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
    CHECK(first.receive().status == 503); // the connections themselves need some, too
    CHECK(peer(server.port()).ask(abort_task()).code() == "ok");
}

TEST_CASE("server: no more memory is allocated for what is received and sent than may be") {
    const auto allocated = []() -> std::size_t {
        const auto now = ::mallinfo2();
        return now.uordblks + now.hblkhd;
    };
    constexpr std::size_t most = 16'000'000;
    auto server = serve({.limits = {.max_header = 60'000, .max_buffered = most}});
    peer(server.port()).ask(abort_task());
    std::vector<std::unique_ptr<peer>> peers;
    for (int i = 0; i != 60; ++i)
        peers.push_back(std::make_unique<peer>(server.port()));
    const std::size_t before = allocated();
    if (before == 0) {
        MESSAGE("not tested: this allocator does not say what it has given out");
        return;
    }
    std::size_t most_yet = 0;
    const auto most_seen = [&] { return most_yet = std::max(most_yet, std::max(before, allocated()) - before); };
    // Bodies of a size that doubling suits least, in small pieces; and large headers without end.
    const std::string piece(30'000, 'x');
    for (std::size_t i = 0; i != peers.size(); ++i)
        peers[i]->send(i % 3 == 0 ? "POST / HTTP/1.1\r\nHost: a\r\nA: " + piece
                                  : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 550000\r\n\r\n");
    for (int round = 0; round != 18; ++round) {
        for (std::size_t i = 0; i != peers.size(); ++i)
            if (i % 3 != 0)
                peers[i]->send(piece);
        most_seen();
    }
    CHECK(eventually([&] { return most_seen() > most / 2; }));
    int refused = 0;
    for (std::size_t i = 0; i != peers.size(); ++i)
        if (i % 3 != 0) {
            peers[i]->send(piece);
            refused += peers[i]->receive().status == 503;
        }
    CHECK(refused > 5);
    CHECK(most_seen() < most + 2'000'000);
    peers.clear();
    CHECK(eventually([&] { return server.connections() == 0; }));
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
