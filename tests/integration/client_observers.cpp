// What those who watch a client are told.

#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/client/in_process.hpp>
#include <bindery/observe/json_lines.hpp>
#include <bindery/observe/prometheus.hpp>
#include <bindery/observe/text_log.hpp>
#include <bindery/protocol/local_rate_limiter.hpp>
#include <bindery/sandbox.hpp>

#include <support/call.hpp>
#include <support/result.hpp>
#include <support/scripted.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <doctest/doctest.h>

#include <mutex>
#include <set>
#include <thread>

using namespace bindery;
using namespace bindery::tests;
namespace vod = bindery::api::tencent::vod::v20180717;
namespace tiw = bindery::api::tencent::tiw::v20190919;
using namespace std::chrono_literals;

namespace {

const std::string throttled =
    last_answer(R"({"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"slow"},"RequestId":"r-slow"}})");
const std::string failing = last_answer(
    R"({"Response":{"Error":{"Code":"InternalError","Message":"oops"},"RequestId":"r-oops"}})", "500 Internal Error");
constexpr retry_policy quick{.base_delay = 1ms, .throttled_delay = 1ms};

const tiw::DescribeVideoGenerationTask reads{.SdkAppId = 1, .TaskId = "t"};
const vod::ManageTask changes{.TaskId = "t", .OperationType = "Abort"};
const vod::ExecuteFunction execute{.FunctionName = "ExampleFunc", .FunctionArg = "hello"};

/// Keeps all that it is told, with texts of its own.
class recorder final : public observer {
public:
    struct event {
        std::uint64_t number = 0;
        std::string action{}, provider{}, host{}, address{}, port{}, method{}, code{}, request_id{};
        observed_attempt attempt{}; ///< whose texts are gone
        observed_end end{};
    };

    void call_begins(const observed_call& call) noexcept override { keep(begun, call, {}, {}); }
    void attempt_ends(const observed_call& call, const observed_attempt& attempt) noexcept override {
        keep(attempts, call, attempt, {}, attempt.outcome);
    }
    void call_ends(const observed_call& call, const observed_end& end) noexcept override {
        keep(ended, call, {}, end, end.outcome);
    }

    const event& last_end() const { return ended.back(); }

    std::vector<event> begun{}, attempts{}, ended{};

private:
    void keep(std::vector<event>& to, const observed_call& call, const observed_attempt& attempt,
              const observed_end& end, const observed_outcome& outcome = {}) {
        const std::lock_guard lock(mutex_);
        to.push_back({call.number, std::string(call.about.action), std::string(call.provider), std::string(call.host),
                      std::string(attempt.address), std::string(attempt.port), std::string(attempt.method),
                      std::string(outcome.code), std::string(outcome.request_id), attempt, end});
    }
    std::mutex mutex_;
};

time_spent::duration sum(const time_spent& of) {
    return of.turn + of.permit + of.credentials + of.connection + of.preparing + of.resolving + of.connecting +
           of.tunnelling + of.greeting + of.sending + of.receiving + of.reading + of.pausing;
}

/// Lets nobody call.
struct refusing final : rate_limiter {
    std::optional<permit> ask_now(const wish&) override { return permit{admission::refused, 1s}; }
    void ask(const wish&, receiver answer) override { answer(permit{admission::refused, 1s}); }
    void give_back(std::string_view, const permit&) override {}
};

struct watched {
    explicit watched(client_options options, credentials who = {"id", "key"})
        : seen(std::make_shared<recorder>()), cloud(std::move(who), with(std::move(options))) {}
    client_options with(client_options options) {
        options.region = "ap-singapore";
        options.observers.push_back(seen);
        return options;
    }
    std::shared_ptr<recorder> seen;
    client cloud;
};

} // namespace

TEST_CASE("observers: are told each attempt of a call that is made again, and the call once") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted service({throttled, failing});
        const watched client({.endpoint = service.url(), .retries = quick});
        REQUIRE(call(blocks, client.cloud, reads));
        const recorder& seen = *client.seen;
        REQUIRE(seen.begun.size() == 1);
        REQUIRE(seen.attempts.size() == 3);
        REQUIRE(seen.ended.size() == 1);

        const auto& slow = seen.attempts[0];
        CHECK(slow.number == seen.begun[0].number);
        CHECK(slow.action == "DescribeVideoGenerationTask");
        CHECK(slow.provider == "tencent");
        CHECK(slow.host == "tiw.tencentcloudapi.com");
        CHECK(slow.address == "127.0.0.1");
        CHECK("http://127.0.0.1:" + slow.port == service.url());
        CHECK_FALSE(slow.attempt.tls);
        CHECK(slow.method == "POST");
        CHECK(slow.attempt.number == 1);
        CHECK(slow.attempt.outcome.failure == errc::api);
        CHECK(slow.attempt.outcome.http_status == 200);
        CHECK(slow.code == "RequestLimitExceeded");
        CHECK(slow.request_id == "r-slow");
        CHECK(slow.attempt.pause.has_value());
        CHECK(seen.attempts[1].attempt.outcome.http_status == 500);
        CHECK(seen.attempts[1].code == "InternalError");
        const auto& good_one = seen.attempts[2];
        CHECK(good_one.attempt.number == 3);
        CHECK_FALSE(good_one.attempt.outcome.failure.has_value());
        CHECK(good_one.attempt.outcome.http_status == 200);
        CHECK(good_one.request_id == "r-good");
        CHECK_FALSE(good_one.attempt.pause.has_value());
        CHECK(good_one.attempt.bytes_received == good.size());
        CHECK(good_one.attempt.bytes_sent == service.requests()[2].size());
        time_spent::duration attempts{};
        for (const auto& each : seen.attempts) {
            CHECK(sum(each.attempt.spent) == each.attempt.duration);
            CHECK(each.attempt.spent.connecting.count() > 0);
            CHECK(each.attempt.spent.greeting.count() == 0);
            CHECK(each.attempt.spent.sending.count() > 0);
            CHECK(each.attempt.spent.receiving.count() > 0);
            CHECK(each.attempt.spent.reading.count() > 0);
            CHECK(each.attempt.spent.pausing.count() == 0);
            attempts += each.attempt.duration;
        }
        const observed_end& end = seen.last_end().end;
        CHECK(end.attempts == 3);
        CHECK_FALSE(end.outcome.failure.has_value());
        CHECK(seen.last_end().request_id == "r-good");
        CHECK(sum(end.spent) == end.duration);
        CHECK(attempts + end.spent.pausing <= end.duration);
    }
}

TEST_CASE("observers: are told whether a connection was reused, and of its bytes") {
    const std::string answer = peer::http(R"({"Response":{"RequestId":"r"}})");
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        peer server([&](peer::tcp::socket& socket) {
            while (!peer::read_request(socket).empty())
                peer::write(socket, answer);
        });
        const watched client({.endpoint = server.url()});
        boost::asio::io_context context;
        for (int i = 0; i != 2; ++i)
            if (blocks)
                CHECK(client.cloud.call(changes));
            else {
                client.cloud.async_call(
                    changes, boost::asio::bind_executor(context, [](const auto& done) { CHECK(done.has_value()); }));
                context.run();
                context.restart();
            }
        REQUIRE(client.seen->attempts.size() == 2);
        for (const bool second : {false, true}) {
            const observed_attempt& attempt = client.seen->attempts[second ? 1 : 0].attempt;
            CHECK(attempt.reused == second);
            CHECK((attempt.spent.connecting.count() == 0) == second);
            CHECK(attempt.bytes_received == answer.size());
            CHECK(attempt.bytes_sent > 300);
        }
    }
}

TEST_CASE("observers: see TLS, several of them see the same, and null ones are nobody") {
    sandbox cloud;
    cloud.add_credentials({"id", std::string_view("key")});
    const auto served = cloud.serve().value();
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        const auto other = std::make_shared<recorder>();
        const watched client(
            {.endpoint = served.url(), .tls = {.ca_pem = served.certificate_pem()}, .observers = {nullptr, other}});
        REQUIRE(call(blocks, client.cloud, execute));
        for (const recorder* const seen : {client.seen.get(), other.get()}) {
            REQUIRE(seen->attempts.size() == 1);
            CHECK(seen->attempts[0].attempt.tls);
            CHECK(seen->attempts[0].attempt.spent.greeting.count() > 0);
            CHECK(seen->ended.size() == 1);
        }
        CHECK(other->begun[0].number == client.seen->begun[0].number);
    }
}

TEST_CASE("observers: are told why a call never came as far as an attempt") {
    scripted service({});
    const auto limiter = std::make_shared<local_rate_limiter>();
    struct refusal {
        errc why;
        client_options options;
        credentials who;
    };
    const std::string url = service.url();
    const refusal refusals[] = {
        {errc::validation, {.endpoint = "ftp://"}, {"id", "key"}},
        {errc::credentials, {.endpoint = url}, {"id", " key"}},
        {errc::credentials, {.endpoint = url, .rates = {.limiter = limiter}}, {"", "key"}},
        {errc::signing, {.endpoint = url, .headers = {{"Authorization", "x"}}}, {"id", "key"}},
        {errc::rate_limited, {.endpoint = url, .rates = {.limiter = std::make_shared<refusing>()}}, {"id", "key"}},
    };
    for (const bool blocks : {true, false})
        for (const refusal& each : refusals) {
            CAPTURE(blocks);
            CAPTURE(to_string(error{each.why}));
            const watched client(each.options, each.who);
            const auto done = call(blocks, client.cloud, reads);
            REQUIRE_FALSE(done);
            CHECK(client.seen->begun.size() == 1);
            CHECK(client.seen->attempts.empty());
            REQUIRE(client.seen->ended.size() == 1);
            CHECK(client.seen->last_end().end.attempts == 0);
            CHECK(client.seen->last_end().end.outcome.failure == done.error().kind);
            CHECK(sum(client.seen->last_end().end.spent) == client.seen->last_end().end.duration);
        }
    CHECK(service.requests().empty());
}

TEST_CASE("observers: are told of a call that its client has no turn for, and of one to an open circuit") {
    scripted service({lost});
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        client* again = nullptr;
        const watched turns({.transport = [&](const protocol::request&, auto) -> result<protocol::response> {
                                 CHECK(call(blocks, *again, reads).error() == errc::busy);
                                 return error{errc::transport, "none"};
                             },
                             .concurrency = concurrency_limit{.calls = 1, .waiting = 0}});
        client copy = turns.cloud;
        again = &copy;
        CHECK(call(blocks, turns.cloud, reads).has_error());
        REQUIRE(turns.seen->ended.size() == 2);
        CHECK(turns.seen->ended[0].end.outcome.failure == errc::busy);
        CHECK(turns.seen->ended[0].end.attempts == 0);
        CHECK(turns.seen->ended[1].end.outcome.failure == errc::transport);
        CHECK(turns.seen->ended[1].end.attempts == 1);

        scripted gone({lost});
        const watched circuit({.endpoint = gone.url(), .breaker = breaker_policy{.failures = 1}});
        for (int i = 0; i != 2; ++i)
            CHECK(call(blocks, circuit.cloud, reads).has_error());
        REQUIRE(circuit.seen->ended.size() == 2);
        CHECK(circuit.seen->attempts.size() == 1);
        CHECK(circuit.seen->last_end().end.outcome.failure == errc::circuit_open);
    }
}

TEST_CASE("observers: are told how far a call came that failed on its way") {
    struct failure {
        errc why;
        phase where;
        std::string answer;
        const char* scheme;
    };
    const failure failures[] = {
        {errc::transport, phase::receiving, lost, "http"},
        {errc::protocol, phase::reading, last_answer("no answer"), "http"},
        {errc::protocol, phase::receiving, "garbage\r\n\r\n", "http"},
        {errc::api, phase::reading, throttled, "http"},
        {errc::tls, phase::greeting, {}, "https"},
    };
    for (const bool blocks : {true, false})
        for (const failure& each : failures) {
            CAPTURE(blocks);
            CAPTURE(to_string(error{each.why}));
            peer service([&](peer::tcp::socket& socket) {
                if (each.why != errc::tls)
                    peer::read_request(socket);
                peer::write(socket, each.why == errc::tls ? "this is not TLS" : each.answer);
            });
            const std::string url = each.scheme + service.url().substr(4);
            const watched client({.endpoint = url});
            CHECK(call(blocks, client.cloud, changes).has_error());
            REQUIRE(client.seen->attempts.size() == 1);
            const auto& attempt = client.seen->attempts[0].attempt;
            const auto& end = client.seen->last_end().end;
            for (const observed_outcome& outcome : {attempt.outcome, end.outcome}) {
                CHECK(outcome.failure == each.why);
                CHECK(outcome.phase == each.where);
                CHECK(outcome.outcome_unknown == (each.why == errc::transport || each.why == errc::protocol));
            }
            CHECK(attempt.tls == (each.why == errc::tls));
            CHECK(sum(attempt.spent) == attempt.duration);
        }
}

TEST_CASE("observers: see a call that is cancelled or late, and one that goes with its context") {
    peer silent([](peer::tcp::socket& socket) {
        peer::read_request(socket);
        char byte;
        boost::system::error_code ignored;
        socket.read_some(boost::asio::buffer(&byte, 1), ignored);
    });
    for (const bool blocks : {true, false}) {
        const watched client({.endpoint = silent.url(), .timeout = 50ms});
        CHECK(call(blocks, client.cloud, changes).error() == errc::timeout);
        REQUIRE(client.seen->ended.size() == 1);
        CHECK(client.seen->last_end().end.outcome.failure == errc::timeout);
        CHECK(client.seen->last_end().end.spent.receiving > 30ms);
    }
    const watched client({.endpoint = silent.url()});
    boost::asio::cancellation_signal signal;
    {
        boost::asio::io_context context;
        client.cloud.async_call(changes, boost::asio::bind_cancellation_slot(
                                             signal.slot(), boost::asio::bind_executor(context, [](const auto& done) {
                                                 CHECK(done.error() == errc::cancelled);
                                             })));
        boost::asio::post(context, [&] { signal.emit(boost::asio::cancellation_type::terminal); });
        context.run();
        CHECK(client.seen->ended.size() == 1);
        client.cloud.async_call(changes, boost::asio::bind_executor(context, [](const auto&) {}));
    }
    REQUIRE(client.seen->ended.size() == 2);
    for (const auto& each : client.seen->ended)
        CHECK(each.end.outcome.failure == errc::cancelled);
}

TEST_CASE("observers: see calls that a transport of one's own carries") {
    sandbox cloud;
    cloud.add_credentials({"id", std::string_view("key")});
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        const watched client({.transport = in_process(cloud.dispatcher())});
        REQUIRE(call(blocks, client.cloud, execute));
        REQUIRE(client.seen->attempts.size() == 1);
        const auto& seen = client.seen->attempts[0];
        CHECK(seen.host == vod::ExecuteFunction::about.host);
        CHECK(seen.address == vod::ExecuteFunction::about.host);
        CHECK(seen.attempt.bytes_sent ==
              std::string_view(R"({"FunctionName":"ExampleFunc","FunctionArg":"hello"})").size());
        CHECK(seen.attempt.bytes_received > 20);
        CHECK(seen.request_id.size() == 36);
        CHECK(seen.attempt.spent.receiving.count() > 0);
    }
}

TEST_CASE("observers: are told what a call waits for") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted service({});
        const auto limiter = std::make_shared<local_rate_limiter>();
        const watched client({.endpoint = service.url(), .max_connections = 1, .rates = {.limiter = limiter}},
                             credentials([](const protocol::provider&) {
                                 std::this_thread::sleep_for(1ms);
                                 return std::make_shared<const signing::credentials>(
                                     signing::credentials{"id", std::string_view("key")});
                             }));
        CHECK(call(blocks, client.cloud, reads));
        const time_spent& spent = client.seen->attempts.at(0).attempt.spent;
        CHECK(spent.credentials >= 1ms);
        CHECK(spent.permit.count() > 0);
        CHECK(spent.connection.count() > 0);
        CHECK(spent.turn.count() == 0);
    }
}

TEST_CASE("observers: nothing that is secret, and nothing that a request or answer holds, is told") {
    std::string told;
    const auto sink = [&](std::string_view line) { told.append(line) += '\n'; };
    const auto metrics = std::make_shared<observe::prometheus>();
    const std::string answer =
        R"({"Response":{"Error":{"Code":"InvalidParameterValue.TaskId","Message":"bad-message"},)"
        R"("RequestId":"r-told"}})";
    for (const bool blocks : {true, false}) {
        scripted service({failing, last_answer(answer, "200 OK", "X-Answer: field-value\r\n")});
        const client cloud{credentials{"AKIDsecretid", "thesecretkey", "thetoken"},
                           {.endpoint = service.url(),
                            .headers = {{"X-Own", "own-field"}},
                            .retries = quick,
                            .ids = deduplication_ids::generated,
                            .observers = {std::make_shared<observe::text_log>(sink),
                                          std::make_shared<observe::json_lines>(sink), metrics}}};
        CHECK(call(blocks, cloud, vod::ExecuteFunction{.FunctionName = "function-name", .FunctionArg = "body-text"})
                  .has_error());
        CHECK(call(blocks, cloud, vod::ManageTask{.TaskId = "t", .OperationType = std::string("wrong-value")})
                  .has_error());
        CHECK(call(blocks, cloud, changes, {.host = "user:password@host"}).has_error());

        REQUIRE(service.requests().size() == 2);
        std::vector<std::string> secrets{"AKIDsecretid", "thesecretkey", "thetoken",    "own-field",   "function-name",
                                         "body-text",    "field-value",  "wrong-value", "bad-message", "password"};
        for (const std::string& request : service.requests())
            for (const std::string_view field :
                 {"Authorization: ", "Signature=", "X-TC-Token: ", "X-TC-Timestamp: ", "\"SessionId\":\""}) {
                const std::size_t at = request.find(field);
                REQUIRE(at != std::string::npos);
                secrets.push_back(request.substr(at + field.size(), 10));
            }
        const std::string all = told + metrics->scrape();
        for (const std::string& secret : secrets) {
            CAPTURE(secret);
            CHECK(all.find(secret) == std::string::npos);
        }
        CHECK(told.find("r-told") != std::string::npos);
        CHECK(told.find("InvalidParameterValue.TaskId") != std::string::npos);
    }
}

TEST_CASE("observers: eight threads count what a ninth reads, and nothing is lost") {
    sandbox cloud;
    cloud.add_credentials({"id", std::string_view("key")});
    const auto metrics = std::make_shared<observe::prometheus>();
    std::uint64_t lines = 0;
    const auto log = std::make_shared<observe::json_lines>([&](std::string_view) { ++lines; });
    const client shared{{"id", "key"}, {.transport = in_process(cloud.dispatcher()), .observers = {metrics, log}}};
    constexpr int each = 10;
    std::vector<std::thread> threads;
    for (int i = 0; i != 8; ++i)
        threads.emplace_back([&] {
            for (int j = 0; j != each; ++j)
                static_cast<void>(shared.call(execute));
        });
    for (int i = 0; i != 20; ++i)
        CHECK(metrics->scrape().ends_with('\n'));
    for (std::thread& thread : threads)
        thread.join();
    const std::string text = metrics->scrape();
    std::uint64_t calls = 0;
    for (std::size_t at = 0; (at = text.find("\nrpc_client_call_duration_seconds_count{", at)) != text.npos; ++at)
        calls += std::stoull(text.substr(text.find("} ", at) + 2));
    CHECK(calls == 8 * each);
    CHECK(text.find("\nbindery_client_active_calls 0\n") != std::string::npos);
    CHECK(lines == 2 * 8 * each);
    CHECK(metrics->lost() + log->lost() == 0);
}
