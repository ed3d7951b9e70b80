// A rate that processes keep together by one Redis: that it is kept and used, and what happens when Redis is not there.

#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/client.hpp>
#include <bindery/provider/gateways.hpp>
#include <bindery/server.hpp>
#include <bindery/store.hpp>
#include <bindery/store/redis.hpp>

#include <support/redis_cutter.hpp>
#include <support/redis_server.hpp>
#include <support/result.hpp>

#include <cstdio>
#include <future>

#include <fcntl.h>

using namespace bindery;
using namespace std::chrono_literals;
using steady = std::chrono::steady_clock;
using store::redis_options;
using store::redis_rate_limiter;
using store::without_redis;
using tests::redis_server;
namespace vod = bindery::api::tencent::vod::v20180717;

namespace {

std::shared_ptr<redis_rate_limiter> limiter_at(redis_options options, without_redis otherwise = without_redis::refuse) {
    return std::make_shared<redis_rate_limiter>(std::make_shared<store::redis>(std::move(options)), otherwise);
}
redis_options at(const redis_server& server) {
    return {.port = server.port(), .timeout = 5s};
}

rate_limiter::wish wish(std::string_view key, std::uint32_t calls, std::chrono::nanoseconds patience = 10s,
                        std::chrono::nanoseconds within = 1s) {
    return {key, calls, within, patience, steady::now()};
}

result<permit> ask(rate_limiter& limiter, const rate_limiter::wish& what) {
    std::promise<result<permit>> answer;
    limiter.ask(what, [&](result<permit> given) { answer.set_value(std::move(given)); });
    return answer.get_future().get();
}

/// When the calls of a rate are made, in microseconds of the script's clock.
std::vector<std::int64_t> places(const redis_server& server, const std::string& key) {
    std::vector<std::int64_t> times;
    const auto found = server.ask({"ZRANGE", "bindery:rate:" + key, "0", "-1", "WITHSCORES"});
    for (std::size_t i = 1; i < found.size(); i += 2)
        times.push_back(std::stoll(found[i]));
    return times;
}

/// Notes when calls come to be counted, in microseconds of the system's clock.
class recording_world final : public stored_environment<store::memory> {
public:
    void admit(const admission_wish& what, protocol::store_step done) override {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        {
            const std::lock_guard lock(mutex_);
            arrivals_.push_back(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
        }
        stored_environment::admit(what, std::move(done));
    }
    std::vector<std::int64_t> arrivals() const {
        const std::lock_guard lock(mutex_);
        return arrivals_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::int64_t> arrivals_;
};

/// How many of these ordered times lie within one second at most.
std::size_t most_in_a_second(const std::vector<std::int64_t>& times) {
    std::size_t most = 0;
    for (std::size_t first = 0, i = 0; i != times.size(); ++i) {
        while (times[i] - times[first] >= 1'000'000)
            ++first;
        most = (std::max)(most, i - first + 1);
    }
    return most;
}

} // namespace

TEST_CASE("redis: the script gives the places that the sliding window gives") {
    const auto server = redis_server::start();
    BINDERY_NEEDS_REDIS(server)
    const auto limiter = limiter_at(at(*server));
    CHECK(ask(*limiter, wish("k", 2))->wait == 0ns);
    CHECK(ask(*limiter, wish("k", 2))->wait == 0ns);
    const auto refused = ask(*limiter, wish("k", 2, 0s)).value();
    CHECK(refused.verdict == admission::refused);
    CHECK(refused.wait > 500ms);
    CHECK(refused.wait <= 1s);
    CHECK(ask(*limiter, wish("other", 2, 0s))->verdict == admission::granted);
    for (int i = 0; i != 5; ++i)
        CHECK(ask(*limiter, wish("k", 2))->verdict == admission::granted);
    auto times = places(*server, "k");
    REQUIRE(times.size() == 7);
    for (std::size_t i = 2; i != times.size(); ++i)
        CHECK(times[i] - times[i - 2] == 1'000'000);
    const auto last = ask(*limiter, wish("k", 2)).value();
    limiter->give_back("k", last);
    CHECK(ask(*limiter, wish("k", 2))->verdict == admission::granted);
    CHECK(places(*server, "k").size() == 8);
    CHECK(std::stoll(server->ask({"PTTL", "bindery:rate:k"}).at(0)) > 5000);
}

TEST_CASE("redis: a script that was flushed is sent again, and a password, a database and a prefix are used") {
    const auto server = redis_server::start("hush");
    BINDERY_NEEDS_REDIS(server)
    redis_options options = at(*server);
    options.password = "hush";
    options.database = 3;
    options.prefix = "team:";
    CHECK(ask(*limiter_at(options), wish("k", 2)));
    options.password = "wrong";
    const auto refused = ask(*limiter_at(options), wish("k", 2));
    REQUIRE(refused.has_error());
    CHECK(refused.error() == errc::rate_limited);
    CHECK(refused.error().message.find("WRONGPASS") != std::string::npos);

    const auto open = redis_server::start();
    const auto limiter = limiter_at(at(*open));
    for (int i = 0; i != 3; ++i) {
        CHECK(ask(*limiter, wish("k", 9)));
        open->ask({"SCRIPT", "FLUSH"});
    }
    CHECK(places(*open, "k").size() == 3);
}

TEST_CASE("redis: a permit whose answer was lost with its connection is asked for again and counts once") {
    const auto server = redis_server::start();
    BINDERY_NEEDS_REDIS(server)
    tests::redis_cutter between(*server, 3);
    const auto limiter = limiter_at({.port = between.port(), .timeout = 5s});
    for (int i = 0; i != 4; ++i)
        CHECK(ask(*limiter, wish("k", 100))->verdict == admission::granted);
    CHECK(places(*server, "k").size() == 4);
}

TEST_CASE("redis: without it calls are refused or made, as chosen, at once or within its timeout, and it comes back") {
    for (const auto otherwise : {without_redis::refuse, without_redis::allow}) {
        const auto server = redis_server::start();
        BINDERY_NEEDS_REDIS(server)
        const auto limiter = limiter_at({.port = server->port(), .timeout = 200ms}, otherwise);
        const auto goes = [&] { return ask(*limiter, wish("k", 1'000'000)).has_value(); };
        const bool open = otherwise == without_redis::allow;
        for (int i = 0; i != 20 && !goes(); ++i)
            ;
        CHECK(goes());
        const auto stalled = steady::now();
        server->suspend();
        CHECK(goes() == open);
        CHECK(steady::now() - stalled < 5s);
        server->resume();
        server->kill();
        const auto killed = steady::now();
        for (int i = 0; i != 200; ++i)
            CHECK(goes() == open);
        CHECK(steady::now() - killed < 5s);
        const auto refused = ask(*limiter, wish("k", 1));
        if (!open) {
            CHECK(refused.error() == errc::rate_limited);
            CHECK(refused.error().message.starts_with("calls cannot be counted: "));
        } else {
            limiter->give_back("k", *refused); // which is nobody's
        }
        server->run();
        const auto counted = [&] { return goes() && !places(*server, "k").empty(); };
        bool back = false;
        for (const auto until = steady::now() + 20s; !back && steady::now() < until; std::this_thread::sleep_for(5ms))
            back = counted();
        CHECK(back);
    }
}

TEST_CASE("redis: what is under way when the last user goes is told, too many steps are refused") {
    const auto server = redis_server::start();
    BINDERY_NEEDS_REDIS(server)
    std::atomic<int> answered{0}, failed{0};
    auto limiter = limiter_at({.port = server->port(), .timeout = 10s, .max_waiting = 100});
    server->suspend();
    for (int i = 0; i != 300; ++i)
        limiter->ask(wish("k", 9), [&](const result<permit>& given) {
            ++answered;
            failed += given.has_error();
        });
    limiter.reset();
    CHECK(answered == 300);
    CHECK(failed == 300);
    server->resume();
}

TEST_CASE("redis: the answer that holds the last reference ends the thread that gives it") {
    const auto server = redis_server::start();
    BINDERY_NEEDS_REDIS(server)
    std::promise<void> done;
    auto limiter = limiter_at(at(*server));
    auto& there = *limiter;
    std::promise<void> released;
    there.ask(wish("k", 9), [&done, &released, last = limiter](const result<permit>&) mutable {
        released.get_future().wait();
        last.reset();
        done.set_value();
    });
    limiter.reset();
    released.set_value();
    CHECK(done.get_future().wait_for(10s) == std::future_status::ready);
}

TEST_CASE("redis: permits go over one connection at once") {
    const auto server = redis_server::start();
    BINDERY_NEEDS_REDIS(server)
    const auto limiter = limiter_at(at(*server));
    const int many = std::getenv("BINDERY_LONG_TESTS") != nullptr ? 200'000 : 20'000;
    constexpr int at_once = 1000;
    std::atomic<int> left{many}, granted{0};
    std::promise<void> done;
    std::function<void()> next = [&] {
        limiter->ask(wish("k", 100, 0s, 1ms), [&](const result<permit>& given) {
            granted += given.has_value() && given->verdict == admission::granted;
            const int rest = --left;
            if (rest == 0)
                done.set_value();
            else if (rest >= at_once)
                next();
        });
    };
    const auto begun = steady::now();
    for (int i = 0; i != at_once; ++i)
        next();
    REQUIRE(done.get_future().wait_for(60s) == std::future_status::ready);
    const double seconds = std::chrono::duration<double>(steady::now() - begun).count();
    MESSAGE("permits/s: " << static_cast<int>(many / seconds));
    CHECK(granted != 0);
}

TEST_CASE("redis: a fleet keeps one rate together and uses it") {
    constexpr int processes = 4;
    const auto length = std::getenv("BINDERY_LONG_TESTS") != nullptr ? 10s : 2s;
    struct plan {
        char redis[8], service[64];
        steady::time_point begin;
    };
    struct report {
        int made, throttled, refused, failed;
    };
    // Before this process has threads.
    std::vector<::pid_t> fleet;
    int plans[2], reports[2];
    REQUIRE(::pipe2(plans, O_CLOEXEC) == 0); // redis-server gets none of it
    REQUIRE(::pipe2(reports, O_CLOEXEC) == 0);
    for (int i = 0; i != processes; ++i) {
        fleet.push_back(::fork());
        if (fleet.back() != 0)
            continue;
        ::close(plans[1]);
        ::close(reports[0]);
        plan what{};
        if (::read(plans[0], &what, sizeof what) != sizeof what)
            ::_exit(1);
        report told{};
        {
            const client cloud{
                credentials{"id", "key"},
                {.endpoint = what.service,
                 .rates = {.limiter = limiter_at({.port = what.redis, .timeout = 30s}), .margin = 10ms}}};
            const auto end = what.begin + length;
            std::vector<std::thread> threads;
            std::mutex mutex;
            for (int t = 0; t != 4; ++t)
                threads.emplace_back([&] {
                    while (steady::now() < what.begin) // a new connection would have the first call come late
                        (void)cloud.call(vod::ManageTask{.TaskId = "t", .OperationType = "Abort"},
                                         {.over = over_rate::fail});
                    while (steady::now() < end) {
                        const vod::ExecuteFunction op{.FunctionName = "ExampleFunc", .FunctionArg = "a"};
                        const auto done = cloud.call(op, {.timeout = 20s});
                        const std::lock_guard lock(mutex);
                        ++told.made;
                        if (!done && done.error().code.starts_with("RequestLimitExceeded"))
                            ++told.throttled;
                        else if (!done)
                            ++(done.error() == errc::rate_limited ? told.refused : told.failed);
                    }
                });
            for (std::thread& each : threads)
                each.join();
        }
        (void)!::write(reports[1], &told, sizeof told);
        ::_exit(0);
    }

    const auto server = redis_server::start();
    const auto world = std::make_shared<recording_world>();
    world->add({"id", std::string_view("key")});
    const auto served = server::start(router{[](const vod::ExecuteFunction&) -> result<vod::ExecuteFunction::Output> {
                                          return vod::ExecuteFunction::Output{.Result = "done"};
                                      }},
                                      world, {.threads = 2})
                            .value();
    report sum{};
    if (server) {
        plan what{};
        std::snprintf(what.redis, sizeof what.redis, "%s", server->port().c_str());
        std::snprintf(what.service, sizeof what.service, "http://127.0.0.1:%d", int{served.port()});
        what.begin = steady::now() + 200ms;
        for (int i = 0; i != processes; ++i)
            REQUIRE(::write(plans[1], &what, sizeof what) == sizeof what);
        ::close(reports[1]);
        report one{};
        while (::read(reports[0], &one, sizeof one) == sizeof one) {
            sum.made += one.made;
            sum.throttled += one.throttled;
            sum.refused += one.refused;
            sum.failed += one.failed;
        }
    } else {
        ::close(reports[1]);
        ::close(plans[1]);
    }
    for (const ::pid_t each : fleet)
        ::waitpid(each, nullptr, 0);
    for (const int each : {plans[0], reports[0]})
        ::close(each);
    BINDERY_NEEDS_REDIS(server)
    ::close(plans[1]);

    const auto times = places(*server, "id\ntencent\nvod\nExecuteFunction\n2018-07-17\n\n");
    REQUIRE(times.size() > 100);
    CHECK(most_in_a_second(times) == 100);
    const std::int64_t end = times.front() + std::chrono::microseconds(length).count();
    const auto used = std::lower_bound(times.begin(), times.end(), end) - times.begin();
    CHECK(sum.made == static_cast<int>(times.size()));
    CHECK(sum.refused == 0);
    CHECK(sum.failed == 0);

    auto arrivals = world->arrivals();
    REQUIRE(arrivals.size() == times.size());
    std::sort(arrivals.begin(), arrivals.end());
    std::int64_t latest = 0; // of all arrivals after their times
    for (std::size_t i = 0; i != times.size(); ++i)
        latest = (std::max)(latest, arrivals[i] - times[i]);
    MESSAGE(used << " of " << 100 * (length / 1s) << " used; at the service at most " << most_in_a_second(arrivals)
                 << " within a second, " << sum.throttled << " refused; " << latest << " us late at most");
    if (latest > 10'000)
        MESSAGE("partly left out: this machine is too slow now to bring calls to the service in time");
    else
        CHECK(most_in_a_second(arrivals) <= 102);
    if (latest < 100'000)
        CHECK(used >= 95 * (length / 1s));
}
