// Credentials that are got from services on this machine, kept, and got again.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>
#include <bindery/client/refreshed.hpp>
#include <bindery/protocol/local_rate_limiter.hpp>
#include <bindery/provider/alibaba_credentials.hpp>
#include <bindery/provider/tencent_credentials.hpp>

#include <support/call.hpp>
#include <support/peer.hpp>
#include <support/result.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <doctest/doctest.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

using namespace bindery;
using namespace std::chrono_literals;
using tests::peer;
namespace vod = bindery::api::tencent::vod::v20180717;
namespace live = bindery::api::alibaba::live::v20161101;
namespace tencent = bindery::provider::tencent_credentials;
namespace alibaba = bindery::provider::alibaba_credentials;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Answers each connection on a thread of its own; no answer is a connection that ends.
class service {
public:
    explicit service(std::function<std::string(const std::string& request)> answer) : answer_(std::move(answer)) {
        server_.emplace([this](peer::tcp::socket& socket) {
            const std::lock_guard lock(mutex_);
            sessions_.emplace_back([this, given = socket.release()] {
                boost::asio::io_context own;
                peer::tcp::socket taken(own, peer::tcp::v4(), given);
                for (std::string request; !(request = peer::read_request(taken)).empty();) {
                    ++requests_;
                    const std::string answer = answer_(request);
                    if (answer.empty())
                        return;
                    peer::write(taken, answer);
                }
            });
        });
    }
    ~service() {
        server_.reset(); // no more of them
        for (auto& each : sessions_)
            each.join();
    }

    std::string url() const { return server_->url(); }
    int requests() const noexcept { return requests_; }

private:
    std::function<std::string(const std::string&)> answer_;
    std::atomic<int> requests_{0};
    std::mutex mutex_;
    std::vector<std::thread> sessions_;
    std::optional<peer> server_;
};

/// A door that is opened once.
class gate {
public:
    void open() {
        const std::lock_guard lock(mutex_);
        is_open_ = true;
        changed_.notify_all();
    }
    void pass() {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 10s, [&] { return is_open_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_open_ = false;
};

std::string role_keys(int number, std::int64_t until) {
    return peer::http(R"({"TmpSecretId":"tmp)" + std::to_string(number) +
                      R"(","TmpSecretKey":"s3cret","ExpiredTime":)" + std::to_string(until) +
                      R"(,"Token":"t0ken","Code":"Success"})");
}

/// The API, which tells by whom it was called.
struct cloud_service {
    std::mutex mutex;
    std::map<std::string, int> callers;
    std::string last;
    service server{[this](const std::string& request) {
        const std::size_t from = request.find("Credential=") + 11;
        const std::lock_guard lock(mutex);
        ++callers[request.substr(from, request.find_first_of("/,", from) - from)];
        last = request;
        return peer::http(R"({"Response":{"RequestId":"r-1"},"RequestId":"r-1"})");
    }};

    client as(credentials who, client_options options = {}) const {
        options.endpoint = server.url();
        return client{std::move(who), options};
    }
};

/// A role whose credentials live for an hour of a clock that a test sets.
struct role_service {
    std::atomic<std::int64_t> now{1'700'000'000'000};
    std::atomic<int> given{0};
    std::function<void()> before = [] {};
    service server{[this](const std::string&) {
        before();
        return role_keys(++given, now / 1'000 + 3'600);
    }};

    credentials get(refresh_options how = {}) {
        how.clock = [this] { return now.load(); };
        return refreshed(tencent::instance_role({.role = "r", .url = server.url()}), how);
    }
};

const vod::ManageTask task{.TaskId = "task-1", .OperationType = "Abort"};

result<vod::ManageTask::Output> call(bool blocks, const client& cloud, const call_options<vod::ManageTask>& how = {}) {
    return tests::call(blocks, cloud, task, how);
}

} // namespace

TEST_CASE("credentials of an instance's role are got at the first call, kept, and sent with their token") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        cloud_service api;
        role_service metadata;
        const client cloud = api.as(metadata.get());
        CHECK(metadata.server.requests() == 0);
        CHECK_FALSE(cloud.call(vod::ManageTask{.TaskId = absent, .OperationType = "Abort"}));
        CHECK(metadata.server.requests() == 0); // nothing is asked for what is not sent
        for (int i = 0; i != 3; ++i)
            CHECK(call(blocks, cloud));
        CHECK(metadata.server.requests() == 1);
        CHECK(api.callers == std::map<std::string, int>{{"tmp1", 3}});
        CHECK(has(api.last, "X-TC-Token: t0ken\r\n"));
    }
}

TEST_CASE("credentials by the hardened mode of a metadata service, and none of another cloud's") {
    std::vector<std::string> asked;
    service metadata([&](const std::string& request) {
        asked.push_back(request.substr(0, request.find(" HTTP")));
        if (request.starts_with("PUT /latest/api/token"))
            return has(request, "X-aliyun-ecs-metadata-token-ttl-seconds: ") && has(request, "Content-Length: 0\r\n")
                       ? peer::http("metadata-token", "200 OK", "Connection: close\r\n")
                       : peer::http("", "400 Bad Request");
        if (!has(request, "X-aliyun-ecs-metadata-token: metadata-token\r\n"))
            return peer::http("", "403 Forbidden");
        return peer::http(request.starts_with("GET /latest/meta-data/ram/security-credentials/ ")
                              ? "my-role"
                              : R"({"AccessKeyId":"STS.1","AccessKeySecret":"s3cret","SecurityToken":"t0ken",)"
                                R"("Expiration":"2099-01-01T00:00:00Z","Code":"Success"})");
    });
    cloud_service api;
    const client cloud =
        api.as(refreshed(alibaba::instance_role({.mode = alibaba::metadata_mode::hardened, .url = metadata.url()})));
    const auto done = cloud.call(live::StartEdgeTranscodeJob{.ClusterId = "c", .JobId = "j"});
    CHECK(done);
    CHECK(asked == std::vector<std::string>{"PUT /latest/api/token", "GET /latest/meta-data/ram/security-credentials/",
                                            "GET /latest/meta-data/ram/security-credentials/my-role"});
    CHECK(has(api.last, "x-acs-security-token: t0ken\r\n"));
    const auto other = cloud.call(task);
    REQUIRE_FALSE(other);
    CHECK(to_string(other.error()) == "no usable credentials: there is no source of credentials for tencent");
}

TEST_CASE("credentials of a role are assumed with those of another, each got by an exchange") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        cloud_service api;
        role_service metadata;
        std::string asked;
        service sts([&](const std::string& request) {
            asked = request;
            return peer::http(R"({"Response":{"Credentials":{"Token":"t","TmpSecretId":"assumed","TmpSecretKey":"k"},)"
                              R"("ExpiredTime":4000000000,"RequestId":"r-1"}})");
        });
        const client cloud =
            api.as(refreshed(tencent::assume_role({.arn = "qcs::cam::1", .url = sts.url()},
                                                  tencent::instance_role({.role = "r", .url = metadata.server.url()})),
                             {.clock = [&] { return metadata.now.load(); }}));
        CHECK(call(blocks, cloud));
        CHECK(api.callers.count("assumed") == 1);
        CHECK(has(asked, "Credential=tmp1/"));
        CHECK(has(asked, "Host: sts.tencentcloudapi.com\r\n"));
    }
}

TEST_CASE("credentials are got again by one of eight threads, before they expire") {
    cloud_service api;
    role_service metadata;
    const client cloud = api.as(metadata.get());
    constexpr int rounds = 4;
    std::atomic<int> answered{0};
    for (int round = 1; round <= rounds; ++round) {
        std::vector<std::thread> callers;
        for (int t = 0; t != 8; ++t)
            callers.emplace_back([&, t] {
                for (int i = 0; i != 5; ++i)
                    answered += call(t % 2 == 0, cloud).has_value();
            });
        for (auto& each : callers)
            each.join();
        CHECK(answered == round * 40);
        CHECK(metadata.given == round);
        metadata.now += round % 2 == 0 ? 3'400'000 : 3'600'000; // within the margin, or too late
    }
}

TEST_CASE("credentials that are still good are used while others are got") {
    cloud_service api;
    role_service metadata;
    const client cloud = api.as(metadata.get());
    CHECK(cloud.call(task));
    metadata.now += 3'400'000;
    gate closed;
    metadata.before = [&] { closed.pass(); };
    std::thread getting([&] { CHECK(cloud.call(task)); });
    while (metadata.server.requests() != 2)
        std::this_thread::yield();
    CHECK(cloud.call(task));
    CHECK(call(false, cloud));
    CHECK(api.callers.at("tmp1") == 3);
    closed.open();
    getting.join();
    CHECK(cloud.call(task));
    CHECK(api.callers.at("tmp2") == 2);
    CHECK(metadata.given == 2);
}

TEST_CASE("an asynchronous call goes on with good credentials, and has others got beside it") {
    cloud_service api;
    role_service metadata;
    const client cloud = api.as(metadata.get());
    CHECK(cloud.call(task));
    metadata.now += 3'400'000;
    gate closed;
    metadata.before = [&] { closed.pass(); };
    boost::asio::io_context context;
    int told = 0;
    cloud.async_call(task, boost::asio::bind_executor(context, [&](auto done) {
                         told += done.has_value();
                         closed.open();
                     }));
    context.run();
    CHECK(told == 1);
    CHECK(api.callers == std::map<std::string, int>{{"tmp1", 2}});
    CHECK(metadata.given == 2);
    CHECK(call(false, cloud));
    CHECK(api.callers.at("tmp2") == 1);
}

TEST_CASE("asynchronous calls wait for credentials without a thread") {
    cloud_service api;
    role_service metadata;
    gate closed;
    metadata.before = [&] { closed.pass(); };
    boost::asio::io_context context;
    int answered = 0;
    const client cloud = api.as(metadata.get());
    for (int i = 0; i != 10; ++i)
        cloud.async_call(task, boost::asio::bind_executor(context, [&](auto done) { answered += done.has_value(); }));
    boost::asio::post(context, [&] { closed.open(); }); // which nobody could do if they blocked it
    context.run();
    CHECK(answered == 10);
    CHECK(metadata.given == 1);
}

TEST_CASE("calls that keep a rate wait for credentials without a thread, too, and within their time") {
    cloud_service api;
    role_service metadata;
    gate closed;
    metadata.before = [&] { closed.pass(); };
    for (const std::string account : {"", "named"}) {
        client_options options;
        options.rates = {.limiter = std::make_shared<local_rate_limiter>(), .account = account};
        const client cloud = api.as(metadata.get(), options);
        const auto begun = std::chrono::steady_clock::now();
        const auto late = cloud.call(task, {.timeout = 100ms});
        CHECK(std::chrono::steady_clock::now() - begun < 8s);
        REQUIRE_FALSE(late);
        CHECK(late.error() == errc::timeout);
    }
    const int asked = metadata.server.requests();
    boost::asio::io_context context;
    int answered = 0;
    client_options options;
    options.rates.limiter = std::make_shared<local_rate_limiter>();
    const client cloud = api.as(metadata.get(), options);
    for (int i = 0; i != 10; ++i)
        cloud.async_call(task, boost::asio::bind_executor(context, [&](auto done) { answered += done.has_value(); }));
    std::optional<errc> given_up;
    cloud.async_call(task, {.timeout = 50ms}, boost::asio::bind_executor(context, [&](auto done) {
                         given_up = done.error().kind;
                         closed.open(); // which nobody could do if they blocked it
                     }));
    context.run();
    CHECK(given_up == errc::timeout);
    CHECK(answered == 10);
    CHECK(metadata.server.requests() == asked + 1);
}

TEST_CASE("waiting for credentials ends at the call's deadline, and what it waited for goes on") {
    cloud_service api;
    role_service metadata;
    gate closed;
    metadata.before = [&] { closed.pass(); };
    const client cloud = api.as(metadata.get());
    for (const bool blocks : {true, false, true}) {
        CAPTURE(blocks);
        const auto begun = std::chrono::steady_clock::now();
        boost::asio::io_context context;
        std::optional<result<vod::ManageTask::Output>> late;
        if (blocks)
            late = cloud.call(task, {.timeout = 50ms});
        else {
            cloud.async_call(task, {.timeout = 50ms},
                             boost::asio::bind_executor(context, [&](auto done) { late = std::move(done); }));
            while (!late)
                context.run_one();
        }
        REQUIRE_FALSE(*late);
        CHECK(late->error() == errc::timeout);
        CHECK(has(late->error().message, "credentials"));
        CHECK(std::chrono::steady_clock::now() - begun < 900ms);
    } // the exchange under way is abandoned with its context
    CHECK(api.callers.empty());
    closed.open();
    CHECK(cloud.call(task));
    CHECK(call(false, cloud));
}

TEST_CASE("a call that waits for credentials is cancelled, and those that wait with it are not") {
    cloud_service api;
    role_service metadata;
    gate closed;
    metadata.before = [&] { closed.pass(); };
    const client cloud = api.as(metadata.get());
    boost::asio::io_context context;
    boost::asio::cancellation_signal signal;
    int cancelled = 0, answered = 0;
    cloud.async_call(
        task, boost::asio::bind_cancellation_slot(signal.slot(), boost::asio::bind_executor(context, [&](auto done) {
                                                      cancelled += done.error() == errc::cancelled;
                                                      closed.open();
                                                  })));
    cloud.async_call(task, boost::asio::bind_executor(context, [&](auto done) { answered += done.has_value(); }));
    boost::asio::post(context, [&] { signal.emit(boost::asio::cancellation_type::terminal); });
    context.run();
    CHECK(cancelled == 1);
    CHECK(answered == 1);
    CHECK(metadata.given == 1);
}

TEST_CASE("a service that fails is not asked by every call, and each is told why") {
    cloud_service api;
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        std::atomic<std::int64_t> now{1'700'000'000'000};
        service metadata([](const std::string&) { return peer::http("s3cret", "500 Internal Server Error"); });
        const client cloud = api.as(refreshed(tencent::instance_role({.role = "r", .url = metadata.url()}),
                                              {.clock = [&] { return now.load(); }}));
        for (int i = 0; i != 5; ++i) {
            const auto done = call(blocks, cloud);
            REQUIRE_FALSE(done);
            CHECK(done.error() == errc::credentials);
            CHECK(has(done.error().message, metadata.url() + " answered with HTTP status 500"));
            CHECK_FALSE(has(to_string(done.error()), "s3cret"));
        }
        CHECK(metadata.requests() == 1);
        now += 1'000;
        CHECK_FALSE(call(blocks, cloud));
        CHECK(metadata.requests() == 2);
    }
    CHECK(api.server.requests() == 0);
}

TEST_CASE("without a pause every call asks a failing service, once") {
    cloud_service api;
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        service metadata([](const std::string&) { return peer::http("", "500 Internal Server Error"); });
        const client cloud =
            api.as(refreshed(tencent::instance_role({.role = "r", .url = metadata.url()}), {.pause = 0ms}));
        for (int i = 1; i != 4; ++i) {
            CHECK_FALSE(call(blocks, cloud));
            CHECK(metadata.requests() == i);
        }
        const auto missing = call(blocks, api.as(refreshed(tencent::profile({.file = "/no/such"}), {.pause = 0ms})));
        REQUIRE_FALSE(missing);
        CHECK(has(missing.error().message, "(no such file)"));
    }
}

TEST_CASE("services that refuse connections, close them, stall or garble are told by their cause") {
    cloud_service api;
    gate closed;
    std::string gone;
    {
        const service passing([](const std::string&) { return std::string(); });
        gone = passing.url();
    }
    service closing([](const std::string&) { return std::string(); });
    service garbling([](const std::string&) { return "s3cret, not HTTP\r\n\r\n"; });
    service stalling([&](const std::string&) {
        closed.pass();
        return std::string();
    });
    for (const bool blocks : {true, false})
        for (const auto& [url, cause] : {std::pair(gone, "cannot connect"),
                                         {closing.url(), "ended before"},
                                         {garbling.url(), "not HTTP"},
                                         {stalling.url(), "the time was up"}}) {
            CAPTURE(cause);
            const client cloud =
                api.as(refreshed(tencent::instance_role({.role = "r", .url = url}), {.timeout = 100ms}));
            const auto done = call(blocks, cloud);
            REQUIRE_FALSE(done);
            CHECK(done.error() == errc::credentials);
            CAPTURE(done.error().message);
            CHECK(has(done.error().message, "does not answer: "));
            CHECK(has(done.error().message, cause));
            CHECK_FALSE(has(to_string(done.error()), "s3cret"));
        }
    closed.open();
    CHECK(api.server.requests() == 0);
}

TEST_CASE("calls that wait for credentials when their context or their client goes leave nothing behind") {
    cloud_service api;
    role_service metadata;
    gate closed;
    metadata.before = [&] { closed.pass(); };
    const credentials who = metadata.get();
    {
        boost::asio::io_context context;
        const client cloud = api.as(who);
        for (int i = 0; i != 5; ++i)
            cloud.async_call(task, boost::asio::bind_executor(context, [](auto) { FAIL("abandoned"); }));
        context.run_for(20ms);
    }
    closed.open();
    CHECK(api.as(who).call(task));
}

TEST_CASE("credentials in a file are read at the first call and kept") {
    const std::string folder = std::filesystem::temp_directory_path() / ("bindery-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const std::string path = folder + "/credentials";
    cloud_service api;
    const auto in = [&](const std::string& file) {
        return api.as(refreshed(tencent::profile({.file = file}), {.pause = 0ms}));
    };
    const client cloud = in(path);
    const auto missing = cloud.call(task);
    REQUIRE_FALSE(missing);
    CHECK(has(missing.error().message, path + " (no such file)"));
    std::ofstream(path) << "[default]\nsecret_id = filed\nsecret_key = key\n";
    CHECK(cloud.call(task));
    std::filesystem::remove(path);
    CHECK(cloud.call(task));
    CHECK(call(false, cloud));
    CHECK(api.callers == std::map<std::string, int>{{"filed", 3}});

    CHECK(has(to_string(in(folder).call(task).error()), folder + " cannot be read"));
    std::ofstream(path) << std::string(100'000, '#');
    CHECK(has(to_string(in(path).call(task).error()), "has more than 65536 bytes"));
    std::filesystem::remove_all(folder);
}

TEST_CASE("sources of several clouds stand side by side, and copies share what they found") {
    cloud_service api;
    const credentials who = refreshed({protocol::fixed_credentials({"a", std::string_view("k")}, "alibaba"),
                                       protocol::fixed_credentials({"t", std::string_view("k")}, "tencent")});
    const client cloud = api.as(who);
    CHECK(cloud.call(task));
    CHECK(cloud.call(live::StartEdgeTranscodeJob{.ClusterId = "c", .JobId = "j"}));
    CHECK(api.callers == std::map<std::string, int>{{"a", 1}, {"t", 1}});

    const auto refused = client{anonymous}.call(task);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == "tencent signs its requests, and the client is anonymous");
}
