// What conducts a call besides its repetition: ids, clocks, circuits, turns, limits of phases.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>
#include <bindery/sandbox.hpp>

#include <support/call.hpp>
#include <support/result.hpp>
#include <support/scripted.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

using namespace bindery;
using namespace bindery::tests;
namespace vod = bindery::api::tencent::vod::v20180717;
namespace tiw = bindery::api::tencent::tiw::v20190919;
namespace live = bindery::api::alibaba::live::v20161101;
using namespace std::chrono_literals;

namespace {

const std::string refused = last_answer(R"({"Response":{"Error":{"Code":"FailedOperation","Message":"m"}}})");
const vod::ExecuteFunction execute{.FunctionName = "f", .FunctionArg = "a"};
const tiw::DescribeVideoGenerationTask reads{.SdkAppId = 1, .TaskId = "t"};

/// The SessionId of a request; empty: it has none.
std::string id_in(const std::string& request) {
    const std::string key = "\"SessionId\":\"";
    const std::size_t at = request.find(key);
    if (at == std::string::npos)
        return {};
    return request.substr(at + key.size(), request.find('"', at + key.size()) - at - key.size());
}

client make_client(client_options options) {
    options.region = "ap-singapore";
    return client{credentials{"AKIDtest", "the key"}, std::move(options)};
}

/// A sandbox, plain, whose function holds its callers until it is opened.
struct held_sandbox {
    held_sandbox() {
        cloud.add_credentials({"AKIDtest", std::string_view("the key")});
        cloud.add_function("f", [this](const std::string& argument) -> result<std::string> {
            std::unique_lock lock(mutex);
            most = (std::max)(most, ++inside);
            order += argument;
            changed.notify_all();
            changed.wait_for(lock, 10s, [&] { return open; });
            --inside;
            return argument;
        });
        served.emplace(cloud.serve({.over = sandbox_serve_settings::transport::plain, .threads = 4}).value());
    }
    ~held_sandbox() { release(); }
    void release() {
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    }
    bool has(int callers) {
        const std::lock_guard lock(mutex);
        return inside == callers;
    }
    void wait_for(int callers) {
        std::unique_lock lock(mutex);
        REQUIRE(changed.wait_for(lock, 10s, [&] { return inside == callers; }));
    }

    sandbox cloud;
    std::mutex mutex;
    std::condition_variable changed;
    bool open = false;
    int inside = 0, most = 0;
    std::string order;
    std::optional<sandbox_server> served;
};

} // namespace

TEST_CASE("ids: a call without one gets one, which stays the same over its attempts") {
    const client_options options{.retries = retry_policy{.base_delay = 1ms}, .ids = deduplication_ids::generated};
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted service({lost, lost, good, good, good, lost});
        const auto id = [&](std::size_t of) { return id_in(service.requests().at(of)); };
        auto here = options;
        here.endpoint = service.url();
        const client cloud = make_client(here);
        call_details details;
        CHECK(call(blocks, cloud, execute, {.details = &details}));
        REQUIRE(service.requests().size() == 3);
        CHECK(id(0).size() == 32);
        CHECK(id(1) == id(0));
        CHECK(id(2) == id(0));
        CHECK(details.deduplication_id == id(0));

        CHECK(call(blocks, cloud, execute));
        CHECK(id(3).size() == 32);
        CHECK(id(3) != id(0));

        // Not in place of the caller's own, nor where the page names none.
        auto own = execute;
        own.SessionId = std::string("own");
        CHECK(call(blocks, cloud, own, {.details = &details}));
        CHECK(id(4) == "own");
        CHECK(details.deduplication_id.empty());
        CHECK_FALSE(call(blocks, cloud, vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}));
        CHECK(service.requests().size() == 6);
        CHECK(id(5).empty());
    }
}

TEST_CASE("ids: a call may say otherwise than its client") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted service({good, lost, good, lost});
        client_options options{.endpoint = service.url()};
        CHECK(call(blocks, make_client(options), execute, {.ids = deduplication_ids::generated}));
        options.retries = retry_policy{.base_delay = 1ms};
        CHECK(call(blocks, make_client(options), execute, {.ids = deduplication_ids::generated}));
        options.ids = deduplication_ids::generated;
        const auto own = call(blocks, make_client(options), execute, {.ids = deduplication_ids::callers});
        REQUIRE_FALSE(own);
        CHECK(own.error().outcome_unknown);
        const auto requests = service.requests();
        REQUIRE(requests.size() == 4);
        CHECK(id_in(requests[0]).size() == 32);
        CHECK(id_in(requests[1]).size() == 32);
        CHECK(id_in(requests[2]) == id_in(requests[1]));
        CHECK(id_in(requests[3]).empty());
    }
}

TEST_CASE("ids: a refusal of the client's own id after a lost answer leaves the outcome unknown") {
    for (const bool blocks : {true, false}) {
        scripted service({lost, refused, refused});
        const client cloud = make_client({.endpoint = service.url(),
                                          .retries = retry_policy{.base_delay = 1ms},
                                          .ids = deduplication_ids::generated});
        const auto repeated = call(blocks, cloud, execute);
        REQUIRE_FALSE(repeated);
        CHECK(repeated.error().outcome_unknown);
        const auto at_once = call(blocks, cloud, execute);
        REQUIRE_FALSE(at_once);
        CHECK_FALSE(at_once.error().outcome_unknown);
    }
}

TEST_CASE("clock: one that is wrong is corrected once, within what is allowed, and stays so") {
    const auto late = [] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
                   (std::chrono::system_clock::now() - 2h).time_since_epoch())
            .count();
    };
    sandbox cloud({.clock = late});
    cloud.add_credentials({"AKIDtest", std::string_view("the key")});
    cloud.add_edge_transcode_job({"c", "j"});
    cloud.add_edge_transcode_job({"c", "k"});
    const auto served = cloud.serve({.over = sandbox_serve_settings::transport::plain}).value();
    const vod::ExecuteFunction example{.FunctionName = "ExampleFunc", .FunctionArg = "a"};
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        const client corrected = make_client({.endpoint = served.url(), .max_clock_skew = 3h});
        CHECK(call(blocks, corrected, example));
        CHECK(call(blocks, corrected,
                   live::StartEdgeTranscodeJob{.ClusterId = "c", .JobId = blocks ? text<>("j") : text<>("k")}));
        const client bounded = make_client({.endpoint = served.url(), .max_clock_skew = 1h});
        const client plain = make_client({.endpoint = served.url()});
        for (const client* each : {&bounded, &plain}) {
            const auto done = call(blocks, *each, example);
            REQUIRE_FALSE(done);
            CHECK(done.error().code == "AuthFailure.SignatureExpire");
            CHECK(done.error().earlier.empty());
        }
    }
}

TEST_CASE("clock: a service that keeps refusing the time is believed once in a call") {
    const std::string expired =
        peer::http(R"({"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":""}}})", "200 OK",
                   "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nConnection: close\r\n");
    for (const bool blocks : {true, false}) {
        scripted service({expired, expired, good});
        const client cloud = make_client(
            {.endpoint = service.url(), .max_clock_skew = 1h, .clock = [] { return std::int64_t{784'112'777'000}; }});
        const auto done = call(blocks, cloud, execute);
        REQUIRE_FALSE(done);
        CHECK(done.error().earlier.size() == 1);
        REQUIRE(service.requests().size() == 2);
        CHECK(service.requests()[0].find("X-TC-Timestamp: 784112777\r\n") != std::string::npos);
        CHECK(service.requests()[1].find("X-TC-Timestamp: 784111777\r\n") != std::string::npos);
        CHECK(call(blocks, cloud, execute));
        CHECK(service.requests()[2].find("X-TC-Timestamp: 784111777\r\n") != std::string::npos);
    }
}

TEST_CASE("circuit: an endpoint that keeps failing is left alone until it has been tried again") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted service({refused, lost, refused, lost, lost, good, lost});
        const client cloud =
            make_client({.endpoint = service.url(), .breaker = breaker_policy{.failures = 2, .open_for = 300ms}});
        for (int i = 0; i != 5; ++i)
            CHECK_FALSE(call(blocks, cloud, execute));
        CHECK(service.requests().size() == 5);
        const client copy = cloud;
        const auto open = call(blocks, copy, execute);
        REQUIRE_FALSE(open);
        CHECK(open.error() == errc::circuit_open);
        REQUIRE(open.error().retry_after);
        CHECK(*open.error().retry_after > 0ms);
        CHECK(*open.error().retry_after <= 300ms);
        CHECK_FALSE(open.error().outcome_unknown);
        CHECK(service.requests().size() == 5);
        CHECK(call(blocks, cloud, reads)); // another host's circuit

        std::this_thread::sleep_for(*open.error().retry_after);
        CHECK(call(blocks, cloud, execute).error() == errc::transport);
        const auto again = call(blocks, cloud, execute);
        CHECK(again.error() == errc::circuit_open);
        std::this_thread::sleep_for(again.error().retry_after.value());
        CHECK(call(blocks, cloud, execute));
        CHECK(call(blocks, cloud, execute));
    }
}

TEST_CASE("turns: no more calls to an operation are under way than may be, and all get theirs") {
    held_sandbox service;
    service.open = true;
    const client cloud = make_client({.endpoint = service.served->url(), .concurrency = concurrency_limit{.calls = 2}});
    std::atomic<int> succeeded = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t != 6; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i != 4; ++i)
                    succeeded += cloud.call(execute).has_value();
            });
        boost::asio::io_context context;
        for (int i = 0; i != 24; ++i)
            cloud.async_call(execute, boost::asio::bind_executor(context.get_executor(),
                                                                 [&](auto done) { succeeded += done.has_value(); }));
        context.run();
    }
    CHECK(succeeded == 48);
    CHECK(service.most <= 2);
}

TEST_CASE("turns: they come in the order of the calls, and who is not served in time or gives up leaves no trace") {
    held_sandbox service;
    const client cloud = make_client({.endpoint = service.served->url(), .concurrency = concurrency_limit{.calls = 1}});
    boost::asio::io_context context;
    std::string ended;
    const auto begin = [&](const char* name, std::chrono::milliseconds timeout, boost::asio::cancellation_signal& by) {
        cloud.async_call(vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = std::string(name)},
                         {.timeout = timeout},
                         boost::asio::bind_cancellation_slot(
                             by.slot(), boost::asio::bind_executor(context.get_executor(), [&, name](const auto& done) {
                                 ended += name;
                                 ended += done ? "+" : done.error() == errc::cancelled ? "c" : "t";
                                 if (!done && done.error() == errc::timeout)
                                     CHECK(to_string(done.error()).find("its turn") != std::string::npos);
                             })));
    };
    boost::asio::cancellation_signal signals[6];
    begin("0", 30s, signals[0]);
    while (!service.has(1))
        context.run_one_for(10ms);
    begin("1", 30s, signals[1]);
    begin("2", 50ms, signals[2]);
    begin("3", 30s, signals[3]);
    begin("4", 30s, signals[4]);
    signals[3].emit(boost::asio::cancellation_type::terminal);
    while (ended.find("2t") == std::string::npos)
        context.run_one_for(1s);
    CHECK(cloud.call(execute, {.timeout = 20ms}).error() == errc::timeout);
    CHECK(ended == "3c2t");
    {
        boost::asio::io_context gone; // with a call that waits
        cloud.async_call(execute, boost::asio::bind_executor(gone.get_executor(), [](const auto&) {}));
    }
    begin("5", 30s, signals[5]);
    service.release();
    context.run();
    CHECK(ended == "3c2t0+1+4+5+");
    CHECK(service.order == "0145");
    CHECK(cloud.call(execute));
}

TEST_CASE("turns: a call that may not wait is told that the client is busy") {
    held_sandbox service;
    const client cloud =
        make_client({.endpoint = service.served->url(), .concurrency = concurrency_limit{.calls = 1, .waiting = 0}});
    std::jthread first([&] { CHECK(cloud.call(execute)); });
    service.wait_for(1);
    for (const bool blocks : {true, false}) {
        CHECK(call(blocks, cloud, execute).error() == errc::busy);
        const auto other = call(blocks, cloud, vod::ManageTask{.TaskId = "t", .OperationType = "Abort"});
        CHECK(other.error() == errc::api); // an operation of its own
    }
    service.release();
    first.join();
    for (const bool blocks : {true, false})
        CHECK(call(blocks, cloud, execute));
}

TEST_CASE("phases: each may have a limit of its own, and a late attempt is followed by another") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        std::atomic<int> served = 0;
        peer slow([&](peer::tcp::socket& socket) {
            peer::read_request(socket);
            if (++served % 2 != 0) {
                char rest = 0;
                boost::system::error_code ended;
                socket.read_some(boost::asio::buffer(&rest, 1), ended); // until the client gives up
            } else {
                peer::write(socket, good);
            }
        });
        client_options options{.endpoint = slow.url(), .phases = {.receive = 100ms}};
        const auto late = call(blocks, make_client(options), reads);
        REQUIRE_FALSE(late);
        CHECK(late.error() == errc::timeout);
        CHECK(late.error().phase == phase::receiving);
        options.retries = retry_policy{.base_delay = 1ms};
        ++served;
        CHECK(call(blocks, make_client(options), reads));
        CHECK(served == 4);

        // A call may have others than its client, or none.
        const auto by_call =
            call(blocks, make_client({.endpoint = slow.url()}), reads, {.phases = phase_limits{.receive = 50ms}});
        REQUIRE_FALSE(by_call);
        CHECK(by_call.error().phase == phase::receiving);
        options.retries.reset();
        ++served;
        const auto begun = std::chrono::steady_clock::now();
        CHECK(call(blocks, make_client(options), reads, {.timeout = 250ms, .phases = phase_limits{}}).has_error());
        CHECK(std::chrono::steady_clock::now() - begun >= 250ms);
        CHECK(served == 7);
    }
}
