// Calls that keep to the page's rate: whom they wait for, what they cost, what becomes of those that cannot wait.

#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>
#include <bindery/protocol/local_rate_limiter.hpp>

#include <support/call.hpp>
#include <support/result.hpp>
#include <support/scripted.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/executor_work_guard.hpp>

#include <future>
#include <optional>
#include <thread>

using namespace bindery;
using namespace bindery::tests;
namespace vod = bindery::api::tencent::vod::v20180717;
namespace tiw = bindery::api::tencent::tiw::v20190919;
using namespace std::chrono_literals;
using steady = std::chrono::steady_clock;

namespace {

const vod::ManageTask input{.TaskId = "t", .OperationType = "Abort"};
const std::string throttled =
    last_answer(R"({"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"slow"},"RequestId":"r"}})");

/// What there was to be asked of a limiter, which answers as the test says.
class scripted_limiter final : public rate_limiter {
public:
    explicit scripted_limiter(std::function<void(int, receiver)> script) : script_(std::move(script)) {}
    void ask(const wish& what, receiver answer) override {
        int number = 0;
        {
            const std::lock_guard lock(mutex_);
            keys_.emplace_back(what.key);
            last_ = {{}, what.calls, what.within, what.patience, what.now};
            number = static_cast<int>(keys_.size());
        }
        script_(number, std::move(answer));
    }
    void give_back(std::string_view, const permit& unused) override {
        given_back += unused.verdict == admission::granted;
    }
    std::vector<std::string> keys() const {
        const std::lock_guard lock(mutex_);
        return keys_;
    }
    wish last() const {
        const std::lock_guard lock(mutex_);
        return last_;
    }
    std::atomic<int> given_back{0};

private:
    std::function<void(int, receiver)> script_;
    mutable std::mutex mutex_;
    std::vector<std::string> keys_;
    wish last_{};
};

/// Answers each but with a wait.
std::shared_ptr<scripted_limiter> granting(std::chrono::milliseconds wait = 0ms) {
    return std::make_shared<scripted_limiter>([wait](int, const rate_limiter::receiver& answer) {
        answer(permit{admission::granted, wait, 1});
    });
}

client keeping(const std::string& url, std::shared_ptr<rate_limiter> limiter, client_options more = {}) {
    more.endpoint = url;
    more.rates.limiter = std::move(limiter);
    return client{credentials{"me", "key"}, std::move(more)};
}

} // namespace

TEST_CASE("rates: a call waits for its turn, and is written when that comes") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted cloud({});
        const auto limiter = granting(50ms);
        const auto begun = steady::now();
        std::atomic<std::int64_t> written{0};
        client_options options;
        options.clock = [&] {
            written = (steady::now() - begun) / 1ms;
            return std::int64_t{1'700'000'000'000};
        };
        CHECK(call(blocks, keeping(cloud.url(), limiter, options), input));
        CHECK(written >= 50);
        CHECK(limiter->given_back == 0);
        const auto asked = limiter->last();
        CHECK(asked.calls == vod::ManageTask::about.rate.calls);
        CHECK(asked.within == 1s * vod::ManageTask::about.rate.seconds + 10ms);
        CHECK(asked.patience > 25s);
        CHECK(asked.patience <= 30s);
    }
}

TEST_CASE("rates: a call over the rate fails before anything is sent and tells when there is room") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted cloud({});
        const auto limiter = std::make_shared<local_rate_limiter>();
        const client caller = keeping(cloud.url(), limiter);
        const call_options<vod::ManageTask> at_once{.over = over_rate::fail};
        constexpr auto rate = vod::ManageTask::about.rate.calls;
        const auto begun = steady::now();
        for (std::uint32_t i = 0; i != rate; ++i)
            REQUIRE(call(blocks, caller, input, at_once));
        if (steady::now() - begun > 900ms) {
            MESSAGE("left out: this machine is too slow now");
            continue;
        }
        call_details told;
        told.answer.status = 200; // of another call
        const auto refused =
            call(blocks, caller, input, call_options<vod::ManageTask>{.over = over_rate::fail, .details = &told});
        REQUIRE(refused.has_error());
        CHECK(refused.error() == errc::rate_limited);
        CHECK(told.answer.status == 0);
        CHECK(refused.error().retry_after > 0ms);
        CHECK(refused.error().retry_after <= 1010ms);
        CHECK(refused.error().message.starts_with(std::to_string(rate) +
                                                  " calls are allowed within 1 second; the next one in "));
        // One that would wait beyond its deadline does not begin to.
        const auto late = call(blocks, caller, input, {.timeout = 20ms});
        REQUIRE(late.has_error());
        CHECK(late.error() == errc::rate_limited);
        CHECK(cloud.requests().size() == rate);
        CHECK(call(blocks, caller, input));
        CHECK(steady::now() - begun >= 1s);
    }
}

TEST_CASE("rates: each attempt is counted, what cannot be sent is not") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted cloud({throttled, throttled});
        const auto limiter = granting();
        client_options again;
        again.retries = retry_policy{.throttled_delay = 1ms};
        CHECK(call(blocks, keeping(cloud.url(), limiter, again), input));
        CHECK(limiter->keys().size() == 3);
        const auto invalid = call(blocks, keeping(cloud.url(), limiter, again),
                                  vod::ManageTask{.TaskId = "t", .OperationType = std::string("Pause")});
        REQUIRE(invalid.has_error());
        CHECK(invalid.error() == errc::validation);
        CHECK(limiter->keys().size() == 3);
    }
}

TEST_CASE("rates: calls are counted by account and operation, and by region where that is wanted") {
    scripted cloud({});
    const auto limiter = granting();
    const tiw::DescribeVideoGenerationTask regional{.SdkAppId = 1, .TaskId = "t"};
    const auto key = [&](rate_keeping how, const auto& op) {
        how.limiter = limiter;
        client_options options{.endpoint = cloud.url(), .region = "ap-singapore"};
        options.rates = std::move(how);
        (void)client{credentials{"me", "key"}, options}.call(op);
        return limiter->keys().back();
    };
    CHECK(key({}, input) == "me\ntencent\nvod\nManageTask\n2018-07-17\n\n");
    CHECK(key({}, regional) == "me\ntencent\ntiw\nDescribeVideoGenerationTask\n2019-09-19\n\n");
    CHECK(key({.scope = rate_scope::region, .account = "team"}, regional) ==
          "team\ntencent\ntiw\nDescribeVideoGenerationTask\n2019-09-19\nap-singapore\n");
}

TEST_CASE("rates: who may not call hears why, from whatever thread the limiter answers") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted cloud({});
        std::thread later;
        const auto limiter = std::make_shared<scripted_limiter>([&](int number, rate_limiter::receiver answer) {
            later = std::thread([number, answer = std::move(answer)] {
                std::this_thread::sleep_for(20ms);
                if (number == 1)
                    answer(permit{});
                else
                    answer(error{errc::rate_limited, "nobody counts"});
            });
        });
        const client caller = keeping(cloud.url(), limiter);
        CHECK(call(blocks, caller, input));
        later.join();
        const auto refused = call(blocks, caller, input);
        later.join();
        REQUIRE(refused.has_error());
        CHECK(refused.error().message == "nobody counts");
        CHECK(cloud.requests().size() == 1);
    }
}

TEST_CASE("rates: a limiter that does not answer costs the call's time and no more, and its permit is given back") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        scripted cloud({});
        rate_limiter::receiver kept;
        const auto limiter =
            std::make_shared<scripted_limiter>([&](int, rate_limiter::receiver answer) { kept = std::move(answer); });
        const auto late = call(blocks, keeping(cloud.url(), limiter), input, {.timeout = 30ms});
        REQUIRE(late.has_error());
        CHECK(late.error() == errc::timeout);
        kept(permit{});
        CHECK(limiter->given_back == 1);
        CHECK(cloud.requests().size() == 0);
    }
}

TEST_CASE("rates: a call that waits for its turn can be cancelled, and gives the turn back") {
    for (const bool answered : {true, false}) {
        CAPTURE(answered);
        scripted cloud({});
        rate_limiter::receiver kept;
        const auto limiter = std::make_shared<scripted_limiter>([&](int, rate_limiter::receiver answer) {
            if (answered)
                answer(permit{admission::granted, 20s, 1});
            else
                kept = std::move(answer);
        });
        const client caller = keeping(cloud.url(), limiter);
        boost::asio::io_context context;
        boost::asio::cancellation_signal signal;
        std::optional<error> outcome;
        caller.async_call(input, boost::asio::bind_cancellation_slot(
                                     signal.slot(), boost::asio::bind_executor(context.get_executor(), [&](auto done) {
                                         outcome = done.error();
                                     })));
        context.run_for(20ms);
        REQUIRE_FALSE(outcome);
        signal.emit(boost::asio::cancellation_type::terminal);
        context.run();
        REQUIRE(outcome);
        CHECK(*outcome == errc::cancelled);
        if (!answered)
            kept(permit{});
        CHECK(limiter->given_back == 1);
        CHECK(cloud.requests().size() == 0);
    }
}

TEST_CASE("rates: no permit is taken by a call that still waits for a connection") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        std::promise<void> arrived, go;
        peer slow([&](peer::tcp::socket& socket) {
            peer::read_request(socket);
            arrived.set_value();
            go.get_future().wait();
            peer::write(socket, good);
        });
        {
            const auto limiter = granting();
            const client cloud = keeping(slow.url(), limiter, {.max_connections = 1});
            using outcome = result<vod::ManageTask::Output>;
            std::optional<outcome> first, second;
            const auto end = [](std::optional<outcome>& of) {
                return [&of](outcome done) { of.emplace(std::move(done)); };
            };
            if (blocks) {
                std::thread caller([&] { end(first)(cloud.call(input)); });
                arrived.get_future().wait();
                end(second)(cloud.call(input, {.timeout = 50ms}));
                CHECK(limiter->keys().size() == 1);
                go.set_value();
                caller.join();
            } else {
                boost::asio::io_context context;
                cloud.async_call(input, boost::asio::bind_executor(context, end(first)));
                cloud.async_call(input, {.timeout = 50ms}, boost::asio::bind_executor(context, end(second)));
                while (!second)
                    context.run_one();
                CHECK(limiter->keys().size() == 1);
                go.set_value();
                context.run();
            }
            CHECK(first->has_value());
            REQUIRE(second->has_error());
            CHECK(second->error() == errc::timeout);
            CHECK(second->error().message == "the time was up while waiting for a connection");
            CHECK(limiter->given_back == 0);
        }
    }
}

TEST_CASE("rates: a limiter may answer when the call and the context it ran on are gone") {
    scripted cloud({});
    rate_limiter::receiver kept;
    const auto limiter =
        std::make_shared<scripted_limiter>([&](int, rate_limiter::receiver answer) { kept = std::move(answer); });
    {
        const client kept_on = keeping(cloud.url(), limiter);
        boost::asio::io_context context;
        kept_on.async_call(input, boost::asio::bind_executor(context.get_executor(), [](auto) { FAIL("completed"); }));
        context.run_for(10ms);
    }
    kept(permit{});
    CHECK(limiter->given_back == 1);
}

TEST_CASE("rates: many threads and calls of two clients keep one rate together and lose no call") {
    scripted cloud({});
    const auto limiter = std::make_shared<local_rate_limiter>();
    const client one = keeping(cloud.url(), limiter), other = keeping(cloud.url(), limiter);
    boost::asio::io_context context;
    auto work = boost::asio::make_work_guard(context);
    std::atomic<int> good_ones{0};
    const auto begun = steady::now();
    const int each = static_cast<int>(vod::ManageTask::about.rate.calls) * 3 / 8;
    for (int i = 0; i != 2 * each; ++i)
        other.async_call(input, boost::asio::bind_executor(context.get_executor(),
                                                           [&](auto done) { good_ones += done.has_value(); }));
    std::vector<std::thread> threads;
    for (int i = 0; i != 2; ++i) {
        threads.emplace_back([&] { context.run(); });
        threads.emplace_back([&] {
            for (int n = 0; n != each; ++n)
                good_ones += one.call(input).has_value();
        });
    }
    threads[1].join();
    threads[3].join();
    work.reset();
    threads[0].join();
    threads[2].join();
    CHECK(good_ones == 4 * each);
    CHECK(steady::now() - begun >= 1s);
}
