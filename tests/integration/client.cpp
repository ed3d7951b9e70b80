#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>
#include <bindery/client/refreshed.hpp>
#include <bindery/rate_limiter.hpp>

#include <support/peer.hpp>
#include <support/result.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <doctest/doctest.h>

#include <filesystem>
#include <list>
#include <mutex>

using namespace bindery;
using tests::peer;
using tcp = peer::tcp;
namespace vod = bindery::api::tencent::vod::v20180717;
namespace tiw = bindery::api::tencent::tiw::v20190919;
using namespace std::chrono_literals;

namespace {

const std::string good = peer::http(R"({"Response":{"RequestId":"r-1"}})");

client calling(const peer& server, client_options options = {}) {
    options.endpoint = server.url();
    return client{credentials{"id", "key"}, options};
}

const vod::ManageTask abort_task{.TaskId = "task-1", .OperationType = "Abort"};
const tiw::DescribeVideoGenerationTask describe_task{.SdkAppId = 1, .TaskId = "task-1"};

/// Answers every request on a connection until the client leaves it.
void answer_all(tcp::socket& socket) {
    while (!peer::read_request(socket).empty())
        peer::write(socket, good);
}

} // namespace

TEST_CASE("client: sends a signed request and reads the answer") {
    std::string seen;
    peer server([&](tcp::socket& socket) {
        seen = peer::read_request(socket);
        peer::write(socket, good);
    });
    const auto done = calling(server).call(abort_task);
    REQUIRE(done);
    CHECK(done->RequestId == std::string("r-1"));
    CHECK(seen.starts_with("POST / HTTP/1.1\r\n"));
    CHECK(seen.find("Host: vod.intl.tencentcloudapi.com\r\n") != seen.npos);
    CHECK(seen.find("X-TC-Action: ManageTask\r\n") != seen.npos);
    CHECK(seen.find("Authorization: TC3-HMAC-SHA256 Credential=id/") != seen.npos);
    CHECK(seen.ends_with("\r\n\r\n{\"TaskId\":\"task-1\",\"OperationType\":\"Abort\"}"));
}

TEST_CASE("client: sends nothing when a rule is broken, and names every rule") {
    peer server(answer_all);
    const auto refused = calling(server).call(vod::ManageTask{.TaskId = absent, .OperationType = std::string("Stop")});
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == errc::validation);
    REQUIRE(refused.error().violations.size() == 2);
    CHECK(refused.error().violations[0].path == "/TaskId");
    CHECK(refused.error().violations[1].path == "/OperationType");
    CHECK(server.connections() == 0);
}

TEST_CASE("client: an operation that needs a region is not called without one, nor for one it does not have") {
    peer server(answer_all);
    const auto without = calling(server).call(describe_task);
    REQUIRE_FALSE(without);
    CHECK(without.error().violations.at(0).path == "/Region");
    const auto wrong = calling(server, {.region = "eu-frankfurt"}).call(describe_task);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().violations.at(0).rule == rule::one_of);
    CHECK(server.connections() == 0);

    CHECK(calling(server, {.region = "ap-singapore"}).call(describe_task));
    CHECK(calling(server).call(describe_task, {.region = "ap-singapore"}));
    CHECK(calling(server).call(describe_task, {.region = unlisted("ap-new")}));
}

TEST_CASE("client: CR and LF cannot enter a header") {
    peer server(answer_all);
    for (const char* bad : {"ap\r\nX-Evil: 1", "ap\nX", "ap\rX"}) {
        CAPTURE(bad);
        const auto by_region = calling(server, {.region = bad}).call(abort_task);
        REQUIRE_FALSE(by_region);
        const auto by_language = calling(server, {.language = bad}).call(abort_task);
        REQUIRE_FALSE(by_language);
    }
    CHECK(server.connections() == 0);
}

TEST_CASE("client: an answer that ends at any byte is an error and not a hang") {
    std::atomic<std::size_t> cut = 0; // of both threads
    peer server([&](tcp::socket& socket) {
        peer::read_request(socket);
        peer::write(socket, std::string_view(good).substr(0, cut));
    });
    const client cloud = calling(server, {.timeout = 10s});
    for (; cut != good.size(); ++cut) {
        CAPTURE(cut.load());
        const auto done = cloud.call(abort_task);
        REQUIRE_FALSE(done);
        const bool told = done.error() == errc::transport || done.error() == errc::protocol;
        CHECK(told);
    }
    CHECK(cloud.call(abort_task));
}

TEST_CASE("client: puts an answer together that comes byte by byte") {
    peer server([&](tcp::socket& socket) {
        while (!peer::read_request(socket).empty())
            for (const char& each : good)
                peer::write(socket, {&each, 1});
    });
    const client cloud = calling(server);
    CHECK(cloud.call(abort_task));
    CHECK(cloud.call(abort_task));
    CHECK(server.connections() == 1);
}

TEST_CASE("client: keeps a connection for the next call") {
    peer server(answer_all);
    const client cloud = calling(server);
    const client copy = cloud;
    for (int i = 0; i != 20; ++i)
        CHECK((i % 2 ? cloud : copy).call(abort_task));
    CHECK(server.connections() == 1);
}

TEST_CASE("client: does not use a connection that the server has closed") {
    peer server([&](tcp::socket& socket) {
        peer::read_request(socket);
        peer::write(socket, good); // and closes, though the answer did not say so
    });
    const client cloud = calling(server);
    for (int i = 0; i != 5; ++i) {
        CHECK(cloud.call(abort_task));
        std::this_thread::sleep_for(5ms); // lets the end of the connection arrive
    }
    CHECK(server.connections() == 5);
}

TEST_CASE("client: obeys Connection: close") {
    peer server([&](tcp::socket& socket) {
        peer::read_request(socket);
        peer::write(socket, peer::http(R"({"Response":{"RequestId":"r"}})", "200 OK", "Connection: close\r\n"));
        peer::read_request(socket); // stays until the client closes
    });
    const client cloud = calling(server);
    CHECK(cloud.call(abort_task));
    CHECK(cloud.call(abort_task));
    CHECK(server.connections() == 2);
}

TEST_CASE("client: repeats a call that only reads when a kept connection dies under it, and no other") {
    int served = 0;
    peer server([&](tcp::socket& socket) {
        peer::read_request(socket);
        peer::write(socket, good);
        if (served++ == 0)
            peer::read_request(socket); // takes the second request and drops it
    });
    const client cloud = calling(server, {.region = "ap-singapore"});
    SUBCASE("reads") {
        REQUIRE(cloud.call(describe_task));
        CHECK(cloud.call(describe_task));
        CHECK(server.connections() == 2);
    }
    SUBCASE("changes") {
        REQUIRE(cloud.call(abort_task));
        const auto lost = cloud.call(abort_task);
        REQUIRE_FALSE(lost);
        CHECK(lost.error() == errc::transport);
        CHECK(lost.error().outcome_unknown);
        CHECK(to_string(lost.error()).find("may have acted") != std::string::npos);
        CHECK(server.connections() == 1);
    }
}

TEST_CASE("client: a server that never answers is given up in time") {
    peer server([](tcp::socket& socket) {
        peer::read_request(socket);
        peer::read_request(socket);
    });
    const auto late = calling(server, {.timeout = 50ms}).call(abort_task);
    REQUIRE_FALSE(late);
    CHECK(late.error() == errc::timeout);
    const auto by_call = calling(server).call(abort_task, {.timeout = 50ms});
    REQUIRE_FALSE(by_call);
    CHECK(by_call.error() == errc::timeout);
}

TEST_CASE("client: bounds what a server can make it keep") {
    const std::string huge_header =
        "HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x') + "\r\nContent-Length: 0\r\n\r\n";
    const std::string huge_body = peer::http(std::string(10'000, ' '));
    const std::string huge_chunks =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2710\r\n" + std::string(10'000, ' ') + "\r\n0\r\n\r\n";
    for (const std::string& answer : {huge_header, huge_body, huge_chunks}) {
        peer server([&](tcp::socket& socket) {
            peer::read_request(socket);
            peer::write(socket, answer);
        });
        const auto done = calling(server, {.max_response_body = 5'000}).call(abort_task);
        REQUIRE_FALSE(done);
        CHECK(done.error() == errc::protocol);
    }
}

TEST_CASE("client: an answer without end ends, at its bound or when the time is up") {
    struct endless {
        std::string begin, piece;
    };
    const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const auto& [begin, piece] :
         {endless{"", "HTTP/1.1 102 Processing\r\n\r\n"}, endless{chunked + "0\r\nX", ": y\r\nX"},
          endless{chunked + "1;a=\"", "bbbbbbbb"}, endless{chunked, "1;abcdefghijklmnopqrstuvwxyz\r\nx\r\n"},
          endless{"HTTP/1.1 200 OK\r\nX", ": y\r\nX"}}) {
        CAPTURE(begin);
        peer server([&, begin = begin, piece = piece](tcp::socket& socket) {
            peer::read_request(socket);
            std::string much;
            while (much.size() < 20'000)
                much += piece;
            boost::system::error_code gone;
            boost::asio::write(socket, boost::asio::buffer(begin), gone);
            while (!gone)
                boost::asio::write(socket, boost::asio::buffer(much), gone);
        });
        const auto bounded = calling(server).call(abort_task);
        REQUIRE_FALSE(bounded);
        CHECK(bounded.error() == errc::protocol);
        if (!begin.empty())
            continue; // what is pending is looked at again whenever more comes: a bound is what it needs
        const client patient = calling(server, {.timeout = 100ms, .max_response_header = 1 << 30});
        const auto begun = std::chrono::steady_clock::now();
        const auto late = patient.call(abort_task);
        REQUIRE_FALSE(late);
        CHECK(late.error() == errc::timeout);
        CHECK(patient.async_call(abort_task, boost::asio::use_future).get().error() == errc::timeout);
        CHECK(std::chrono::steady_clock::now() - begun < 5s);
    }
}

TEST_CASE("client: reads chunked answers, answers up to the end of the connection, and skips interim ones") {
    const std::string body = R"({"Response":{"RequestId":"r"}})";
    for (const std::string& answer :
         {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1e\r\n" + body + "\r\n0\r\n\r\n",
          "HTTP/1.1 200 OK\r\n\r\n" + body, "HTTP/1.0 200 OK\r\n\r\n" + body,
          "HTTP/1.1 100 Continue\r\n\r\n" + peer::http(body),
          "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + peer::http(body)}) {
        CAPTURE(answer);
        peer server([&](tcp::socket& socket) {
            peer::read_request(socket);
            peer::write(socket, answer);
        });
        const auto done = calling(server).call(abort_task);
        if (!done)
            FAIL_CHECK(to_string(done.error()));
    }
}

TEST_CASE("client: what is no answer of the API is an error that shows how it begins") {
    for (const std::string& answer :
         {peer::http("<html>Bad gateway</html>", "502 Bad Gateway"), peer::http("[]"), peer::http(""), peer::http("{}"),
          peer::http("ok"), peer::http(R"({"Response":{}})", "500 Internal Server Error"),
          std::string("SSH-2.0-OpenSSH\r\n")}) {
        CAPTURE(answer);
        peer server([&](tcp::socket& socket) {
            peer::read_request(socket);
            peer::write(socket, answer);
        });
        const auto done = calling(server).call(abort_task);
        REQUIRE_FALSE(done);
        CHECK(done.error() == errc::protocol);
    }
}

TEST_CASE("client: a member that does not fit is left out, and the details tell it and the answer as it came") {
    const std::string body = R"({"Response":{"TaskId":"t","Progress":[],"RoomId":"7","RequestId":"r"}})";
    peer server([&](tcp::socket& socket) {
        peer::read_request(socket);
        peer::write(socket, peer::http(body, "200 OK", "X-Served-By: a\r\nConnection: close\r\n"));
    });
    const client cloud = calling(server, {.region = "ap-singapore"});
    call_details details;
    const auto check = [&](const result<tiw::DescribeVideoGenerationTask::Output>& done) {
        REQUIRE(done);
        CHECK(done->TaskId == std::string("t"));
        CHECK(done->RoomId == 7);
        CHECK_FALSE(done->Progress);
        REQUIRE(details.mismatches.size() == 1);
        CHECK(to_string(details.mismatches[0]) == "/Progress: expected an integer, found a list");
        CHECK(details.answer.status == 200);
        CHECK(details.answer.body.view() == body);
        CHECK(details.answer.fields["x-served-by"] == "a");
    };
    for (int again = 0; again != 2; ++again)
        check(cloud.call(describe_task, {.details = &details}));
    boost::asio::io_context context;
    cloud.async_call(describe_task, {.details = &details}, boost::asio::bind_executor(context, check));
    context.run();
    REQUIRE(cloud.call(describe_task)); // told to nobody

    const auto strict = calling(server, {.region = "ap-singapore", .answers = strictness::strict})
                            .call(describe_task, {.details = &details});
    REQUIRE_FALSE(strict);
    CHECK(strict.error() == errc::protocol);
    CHECK(strict.error().violations.size() == 2);
    CHECK(details.mismatches.empty());
    CHECK(details.answer.body.view() == body);

    REQUIRE_FALSE(cloud.call(describe_task, {.region = unlisted("\n"), .details = &details}));
    CHECK(details.answer.status == 0); // nothing is left of the call before
    CHECK(details.answer.body.view().empty());
}

TEST_CASE("client: bounds what an answer becomes") {
    std::string rows = R"({"Response":{"TaskId":"t","VideoInfoList":[{})";
    for (int i = 0; i != 10'000; ++i)
        rows += ",{}";
    const std::string long_text = R"({"Response":{"TaskId":")" + std::string(1'001, 'x') + R"("}})";
    const std::string deep = R"({"Response":{"x":)" + std::string(100, '[') + std::string(100, ']') + "}}";
    std::string body;
    peer server([&](tcp::socket& socket) {
        while (!peer::read_request(socket).empty())
            peer::write(socket, peer::http(body));
    });
    const auto call = [&](std::string_view answer, client_options options = {}) {
        body = answer;
        options.region = "ap-singapore";
        return calling(server, options).call(describe_task);
    };
    CHECK(call(rows + "]}}"));
    const auto large = call(rows + "]}}", {.max_response_memory = 100'000});
    REQUIRE_FALSE(large);
    CHECK(large.error() == errc::protocol);
    CHECK(
        large.error().message.starts_with("what is read takes more than 100000 bytes of memory, from /VideoInfoList/"));
    CHECK(call(long_text));
    CHECK(call(long_text, {.max_response_text = 1'000})
              .error()
              .message.starts_with("the text /TaskId has more than 1000 bytes"));
    CHECK(call(deep));
    CHECK(call(deep, {.max_response_depth = 50}).error().message.starts_with("objects and lists nest deeper than 50"));
}

namespace {

/// Reads answers until it is stopped.
class endless final : public protocol::provider {
public:
    static const endless& instance() noexcept {
        static const endless only;
        return only;
    }
    std::string_view name() const noexcept override { return "endless"; }
    protocol::credential_variables variables() const noexcept override { return {}; }
    std::unique_ptr<protocol::request_writer> make_writer() const override {
        return bindery::provider::tencent::instance().make_writer();
    }
    result<void> read_response(const protocol::response&, const reflect::structure&, void*,
                               const protocol::answer_options& how) const override {
        limits = how.limits;
        began = true;
        while (!(*how.stop)())
            std::this_thread::yield();
        return error{errc::cancelled};
    }
    bool is_throttled(const error&) const noexcept override { return false; }

    static inline read_limits limits{};
    static inline std::atomic<bool> began = false;
};

struct endless_task : vod::ManageTask {
    using provider = endless;
};
BOOST_DESCRIBE_STRUCT(endless_task, (vod::ManageTask), ())

} // namespace

TEST_CASE("client: reading an answer is under the call's time, and an asynchronous call's can be cancelled") {
    peer server(answer_all);
    const endless_task task{{.TaskId = "task-1", .OperationType = "Abort"}};
    const auto late = calling(server, {.timeout = 50ms}).call(task);
    REQUIRE_FALSE(late);
    CHECK(late.error() == errc::timeout);
    CHECK(late.error().message.starts_with("the time was up while reading the answer of 127.0.0.1:"));
    CHECK(endless::limits.max_text == client_options{}.max_response_body); // unless the client says otherwise
    CHECK(endless::limits.max_memory == client_options{}.max_response_memory);

    const auto call = [&](const client& cloud, boost::asio::cancellation_slot slot) {
        boost::asio::io_context context;
        std::optional<error> why;
        cloud.async_call(task, boost::asio::bind_cancellation_slot(
                                   slot, boost::asio::bind_executor(context, [&](auto done) { why = done.error(); })));
        context.run();
        return why.value();
    };
    CHECK(call(calling(server, {.timeout = 50ms}), {}) == errc::timeout);

    boost::asio::cancellation_signal signal;
    endless::began = false; // before anybody waits for it
    std::thread canceller([&] {
        while (!endless::began)
            std::this_thread::yield();
        signal.emit(boost::asio::cancellation_type::terminal);
    });
    const error cancelled = call(calling(server), signal.slot());
    canceller.join();
    CHECK(cancelled == errc::cancelled);
}

TEST_CASE("client: an unreachable server, an unknown name and a bad endpoint are told apart") {
    unsigned short closed = 0;
    {
        boost::asio::io_context context;
        tcp::acceptor gone(context, {boost::asio::ip::address_v4::loopback(), 0});
        closed = gone.local_endpoint().port();
    }
    const auto refused =
        client{credentials{"i", "k"}, {.endpoint = "http://127.0.0.1:" + std::to_string(closed)}}.call(abort_task);
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == errc::transport);
    CHECK(refused.error().cause);
    const auto unknown = client{credentials{"i", "k"}, {.endpoint = "http://no-such-host.invalid:80"}}.call(abort_task);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message.find("resolved") != std::string::npos);
    const auto bad = client{credentials{"i", "k"}, {.endpoint = "127.0.0.1"}}.call(abort_task);
    REQUIRE_FALSE(bad);
    CHECK(bad.error() == errc::validation);
}

TEST_CASE("client: a thousand connections that fail leave no file descriptor behind") {
    if (!std::filesystem::exists("/proc/self/fd")) {
        MESSAGE("not counted: there is no /proc/self/fd");
        return;
    }
    const auto open = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                             std::filesystem::directory_iterator());
    };
    unsigned short closed = 0;
    {
        boost::asio::io_context context;
        closed = tcp::acceptor(context, {boost::asio::ip::address_v4::loopback(), 0}).local_endpoint().port();
    }
    peer hangs_up([](tcp::socket&) {}); // instead of greeting
    boost::asio::io_context context;
    for (const std::string& at :
         {"http://127.0.0.1:" + std::to_string(closed), "http://localhost:" + std::to_string(closed),
          "https://127.0.0.1:" + std::to_string(hangs_up.port())}) {
        CAPTURE(at);
        const int calls = at.starts_with("http://127") ? 1'000 : 100;
        const client cloud{credentials{"id", "key"}, {.endpoint = at}};
        int failed = 0;
        const auto end = [&](const auto& done) { failed += !done && done.error() != errc::timeout; };
        const auto run = [&](int many) {
            for (int i = 0; i != many; ++i)
                cloud.async_call(abort_task, boost::asio::bind_executor(context, end));
            context.restart();
            context.run();
        };
        end(cloud.call(abort_task)); // files that are opened once
        run(1);
        const auto before = open();
        for (int i = 0; i != calls; ++i)
            end(cloud.call(abort_task));
        for (int i = 0; i != calls; i += 100)
            run(100);
        CHECK(failed == 2 * calls + 2);
        CHECK(open() == before);
    }
}

TEST_CASE("client: many threads share one client") {
    std::vector<std::thread> sessions;
    std::mutex mutex;
    peer server([&](tcp::socket& socket) {
        const std::lock_guard lock(mutex);
        sessions.emplace_back([moved = std::make_shared<tcp::socket>(std::move(socket))] { answer_all(*moved); });
    });
    std::atomic<int> answered{0};
    boost::asio::thread_pool pool(8);
    {
        const client cloud = calling(server);
        std::vector<std::thread> callers;
        for (int t = 0; t != 8; ++t)
            callers.emplace_back([&] {
                for (int i = 0; i != 50; ++i)
                    answered += cloud.call(abort_task).has_value();
                for (int i = 0; i != 50; ++i) // which run on other eight
                    answered += cloud.async_call(abort_task, boost::asio::bind_executor(pool, boost::asio::use_future))
                                    .get()
                                    .has_value();
            });
        for (auto& each : callers)
            each.join();
    }
    pool.join();
    CHECK(answered == 800);
    CHECK(server.connections() <= 16);
    const std::lock_guard lock(mutex);
    for (auto& each : sessions)
        each.join();
}

TEST_CASE("async_call: any completion token") {
    peer server(answer_all);
    const client cloud = calling(server);
    boost::asio::io_context context;

    SUBCASE("a completion handler") {
        int told = 0;
        cloud.async_call(abort_task,
                         boost::asio::bind_executor(context.get_executor(), [&](result<vod::ManageTask::Output> done) {
                             ++told;
                             CHECK(done);
                         }));
        CHECK(told == 0); // never inside the initiating function
        context.run();
        CHECK(told == 1);
    }
    SUBCASE("a coroutine, on one kept connection") {
        int told = 0;
        boost::asio::co_spawn(
            context,
            [&]() -> boost::asio::awaitable<void> {
                for (int i = 0; i != 10; ++i) {
                    const auto done = co_await cloud.async_call(abort_task, boost::asio::use_awaitable);
                    told += done.has_value();
                }
            },
            boost::asio::detached);
        context.run();
        CHECK(told == 10);
        CHECK(server.connections() == 1);
    }
    SUBCASE("a future, with no execution context of the caller's") {
        CHECK(cloud.async_call(abort_task, boost::asio::use_future).get());
    }
    SUBCASE("a deferred operation, begun later") {
        auto later = cloud.async_call(abort_task, boost::asio::deferred);
        CHECK(server.connections() == 0);
        int told = 0;
        std::move(later)(
            boost::asio::bind_executor(context.get_executor(), [&](auto done) { told += done.has_value(); }));
        context.run();
        CHECK(told == 1);
    }
    SUBCASE("a broken rule is told later, too") {
        int told = 0;
        cloud.async_call(vod::ManageTask{.TaskId = absent, .OperationType = "Abort"},
                         boost::asio::bind_executor(context.get_executor(), [&](auto done) {
                             ++told;
                             CHECK(done.error() == errc::validation);
                         }));
        CHECK(told == 0);
        context.run();
        CHECK(told == 1);
        CHECK(server.connections() == 0);
    }
}

TEST_CASE("async_call: is cancelled and completes") {
    peer server([](tcp::socket& socket) {
        peer::read_request(socket);
        peer::read_request(socket);
    });
    const client cloud = calling(server);
    boost::asio::io_context context;
    boost::asio::cancellation_signal signal;
    int told = 0;
    cloud.async_call(abort_task, boost::asio::bind_cancellation_slot(
                                     signal.slot(), boost::asio::bind_executor(context.get_executor(), [&](auto done) {
                                         ++told;
                                         CHECK(done.error() == errc::cancelled);
                                     })));
    context.run_for(20ms);
    CHECK(told == 0);
    signal.emit(boost::asio::cancellation_type::terminal);
    context.run();
    CHECK(told == 1);
    signal.emit(boost::asio::cancellation_type::terminal); // nothing is left to cancel
}

TEST_CASE("async_call: can be cancelled before it has started, and leaves its slot alone afterwards") {
    peer server(answer_all);
    boost::asio::cancellation_signal signal;
    bool was_there = false;
    const client cloud = calling(server, {.clock = [&] {
                                     was_there = signal.slot().has_handler();
                                     signal.emit(boost::asio::cancellation_type::terminal);
                                     return std::int64_t{1'700'000'000'000};
                                 }});
    boost::asio::io_context context;
    int told = 0;
    cloud.async_call(abort_task, boost::asio::bind_cancellation_slot(
                                     signal.slot(), boost::asio::bind_executor(context.get_executor(), [&](auto done) {
                                         ++told;
                                         CHECK(done.error() == errc::cancelled);
                                     })));
    context.run();
    CHECK(was_there);
    CHECK(told == 1);
}

TEST_CASE("async_call: is cancelled while a name is looked up, which is not waited for") {
    const client cloud{credentials{"id", "key"}, {.endpoint = "http://no-such-host.invalid:1"}};
    boost::asio::io_context context;
    boost::asio::cancellation_signal signal;
    int told = 0;
    boost::asio::post(context, [&] {
        cloud.async_call(abort_task, boost::asio::bind_cancellation_slot(
                                         signal.slot(), boost::asio::bind_executor(context, [&](const auto& done) {
                                             ++told;
                                             CHECK(done.error() == errc::cancelled);
                                         })));
        signal.emit(boost::asio::cancellation_type::terminal);
        CHECK(told == 0);
    });
    context.run();
    CHECK(told == 1);
}

TEST_CASE("async_call: keeps the time") {
    peer server([](tcp::socket& socket) {
        peer::read_request(socket);
        peer::read_request(socket);
    });
    const client cloud = calling(server, {.timeout = 50ms});
    boost::asio::io_context context;
    int told = 0;
    cloud.async_call(abort_task, boost::asio::bind_executor(context.get_executor(), [&](auto done) {
                         ++told;
                         CHECK(done.error() == errc::timeout);
                     }));
    context.run();
    CHECK(told == 1);
}

namespace {

/// A port of this machine that takes connections, says nothing, and reads nothing; full, it does not even take them.
class silent_port {
public:
    explicit silent_port(bool full = false) : acceptor_(context_, {boost::asio::ip::address_v4::loopback(), 0}) {
        if (!full)
            return;
        acceptor_.listen(0);
        for (int i = 0; i != 8; ++i) {
            tcp::socket& each = crowd_.emplace_back(context_);
            each.open(tcp::v4());
            each.native_non_blocking(true);
            const auto to = acceptor_.local_endpoint();
            static_cast<void>(::connect(each.native_handle(), to.data(), static_cast<socklen_t>(to.size())));
        }
    }
    std::string at() const { return "://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }

private:
    boost::asio::io_context context_;
    tcp::acceptor acceptor_;
    std::list<tcp::socket> crowd_{};
};

/// Gives no answer.
class absent_limiter final : public rate_limiter {
public:
    void ask(const wish&, receiver) override {}
    void give_back(std::string_view, const permit&) override {}
};

} // namespace

TEST_CASE("async_call: when the last client goes every call under way is cancelled, whatever it waits for") {
    const silent_port silent, full(true);
    const std::string plain = "http" + silent.at();
    std::optional<silent_port> metadata;
    const protocol::credentials_source never{
        {}, [&](protocol::surroundings&) {
            return protocol::credentials_step(protocol::errand{
                "http" + metadata->at(), {}, {}, 9s, [](const auto& answer, auto&) { return answer.error(); }});
        }};
    const credentials known{"id", "key"};
    struct phase {
        std::string name;
        client_options how;
        credentials who;
        std::size_t calls = 100;
        std::size_t bytes = 1;
    };
    const std::vector<phase> phases{
        {"connecting", {.endpoint = "http" + full.at()}, known},
        {"greeting", {.endpoint = "https" + silent.at()}, known},
        {"sending", {.endpoint = plain}, known, 2, 8'000'000},
        {"waiting for the answer", {.endpoint = plain}, known},
        {"waiting for a connection", {.endpoint = plain, .max_connections = 3}, known},
        {"waiting for its turn", {.endpoint = plain, .concurrency = concurrency_limit{.calls = 3}}, known},
        {"waiting for credentials", {.endpoint = plain}, refreshed(never, {.pause = 0ms})},
        {"waiting for a permit", {.endpoint = plain, .rates = {.limiter = std::make_shared<absent_limiter>()}}, known},
        {"waiting to try again",
         {.endpoint = "http://127.0.0.1:1",
          .retries = retry_policy{.max_attempts = 20, .base_delay = 1s, .max_delay = 1s, .budget = 0}},
         known},
    };
    for (const phase& each : phases)
        for (const bool threads : {false, true}) { // besides the one that has the client
            CAPTURE(each.name);
            CAPTURE(threads);
            metadata.emplace();
            boost::asio::io_context context;
            std::vector<std::atomic<int>> told(each.calls);
            std::atomic<std::size_t> ended = 0, cancelled = 0;
            std::size_t awaited = 0;
            const vod::ExecuteFunction input{.FunctionName = "F", .FunctionArg = std::string(each.bytes, 'x')};
            client_options how = each.how;
            how.timeout = 20s;
            std::optional<client> cloud(std::in_place, each.who, how);
            const auto await = [&](auto end) -> boost::asio::awaitable<void> {
                --awaited;
                end(co_await cloud->async_call(input, boost::asio::use_awaitable));
            };
            auto work = boost::asio::make_work_guard(context);
            std::vector<std::thread> others;
            for (int i = 0; threads && i != 2; ++i)
                others.emplace_back([&] { context.run(); });
            for (std::size_t i = 0; i != each.calls; ++i) {
                const auto end = [&, i](const result<vod::ExecuteFunction::Output>& done) {
                    ++told[i];
                    ++ended;
                    cancelled += !done && done.error() == errc::cancelled;
                };
                if (i % 3 == 0)
                    cloud->async_call(input, boost::asio::deferred)(boost::asio::bind_executor(context, end));
                else if (i % 3 == 1 && !threads) { // it begins later, and needs the client until then
                    ++awaited;
                    boost::asio::co_spawn(context, await(end), boost::asio::detached);
                } else
                    cloud->async_call(input, boost::asio::bind_executor(context, end));
            }
            while (awaited != 0)
                context.run_one();
            cloud.reset();
            while (ended != each.calls)
                context.run_one_for(5ms);
            metadata.reset(); // which outlasts the calls that asked for it
            work.reset();
            context.run();
            for (std::thread& other : others)
                other.join();
            CHECK(cancelled == each.calls);
            CHECK(std::all_of(told.begin(), told.end(), [](const auto& times) { return times == 1; }));
        }
}

TEST_CASE("async_call: a call that nobody has begun to carry when the client goes is not carried") {
    boost::asio::io_context context;
    int carried = 0, cancelled = 0;
    {
        const client cloud{credentials{"id", "key"}, {.transport = [&](protocol::request, auto) {
                               ++carried;
                               return result<protocol::response>(error{errc::transport});
                           }}};
        for (int i = 0; i != 3; ++i)
            cloud.async_call(abort_task, boost::asio::bind_executor(context, [&](const auto& done) {
                                 cancelled += done.error() == errc::cancelled && !done.error().outcome_unknown;
                             }));
    }
    context.run();
    CHECK(cancelled == 3);
    CHECK(carried == 0);
}

TEST_CASE("async_call: keeps the client that a handler holds, and none that it does not") {
    peer server(answer_all);
    int told = 0;
    std::optional<client> lasting = calling(server);
    {
        boost::asio::io_context context;
        {
            const client passing = calling(server);
            passing.async_call(
                abort_task, boost::asio::bind_executor(context, [&, passing](auto done) { told += done.has_value(); }));
        }
        context.run();
        CHECK(told == 1);
        lasting->async_call(abort_task, boost::asio::bind_executor(context.get_executor(),
                                                                   [&](auto done) { told += done.has_value(); }));
        context.restart();
        context.run();
        CHECK(told == 2);
        // These are abandoned with their context, the first with its client.
        calling(server).async_call(abort_task, boost::asio::bind_executor(context, [&](auto) { ++told; }));
        lasting->async_call(abort_task, boost::asio::bind_executor(context, [&](auto) { ++told; }));
        const client passing = calling(server);
        passing.async_call(abort_task, boost::asio::bind_executor(context, [&, passing](auto) { ++told; }));
    }
    CHECK(told == 2);
    CHECK(lasting->call(abort_task));
}
