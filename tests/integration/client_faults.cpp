// Calls through a peer in between that breaks connections anywhere: what is executed, and what the callers are told.
// BINDERY_LONG_TESTS makes it 20,000 calls.

#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>
#include <bindery/sandbox.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <thread>

using namespace bindery;
namespace vod = api::tencent::vod::v20180717;
using tcp = boost::asio::ip::tcp;
using error_code = boost::system::error_code;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t seed = 20'261'129;
/// What passes on a connection before a fault is drawn from twice this: then there is one in some 5 calls.
constexpr std::size_t bytes_between_faults = 3'000;

enum class fault {
    close,
    cut,
    reset,
    stall,
    garble
};
enum class garbles {
    answers,
    everything
};

/// Passes bytes on between clients and a server on this machine, and breaks connections somewhere.
class faulty_proxy {
public:
    faulty_proxy(unsigned short server, garbles what)
        : server_(boost::asio::ip::address_v4::loopback(), server), what_(what), random_(seed),
          acceptor_(context_, {boost::asio::ip::address_v4::loopback(), 0}) {
        accept();
        thread_ = std::thread([this] { context_.run(); });
    }
    ~faulty_proxy() {
        context_.stop();
        thread_.join();
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }
    int faults() const noexcept { return faults_; }

private:
    struct link {
        explicit link(boost::asio::io_context& context) : client(context), server(context) {}
        void end() {
            error_code ignored;
            client.close(ignored);
            server.close(ignored);
        }
        tcp::socket client, server;
        std::size_t left = 0; ///< bytes before the fault
        bool stalled = false;
    };
    using chunk = std::array<char, 4096>;

    void accept() {
        auto made = std::make_shared<link>(context_);
        acceptor_.async_accept(made->client, [this, made](const error_code& failure) {
            if (failure)
                return;
            made->server.async_connect(server_, [this, made](const error_code& unreachable) {
                if (unreachable)
                    return made->end();
                error_code ignored;
                made->client.set_option(tcp::no_delay(true), ignored);
                made->server.set_option(tcp::no_delay(true), ignored);
                made->left = draw(2 * bytes_between_faults);
                pass(made, made->client, made->server, std::make_shared<chunk>());
                pass(made, made->server, made->client, std::make_shared<chunk>());
            });
            accept();
        });
    }
    void pass(std::shared_ptr<link> on, tcp::socket& from, tcp::socket& to, std::shared_ptr<chunk> with) {
        from.async_read_some(boost::asio::buffer(*with),
                             [=, this, &from, &to](const error_code& ended, std::size_t size) {
                                 if (ended)
                                     return on->end();
                                 std::size_t passed = on->stalled ? 0 : size;
                                 bool goes_on = true;
                                 if (!on->stalled && size > on->left)
                                     goes_on = strike(*on, &from == &on->server, std::span(*with).first(size), passed);
                                 else if (!on->stalled)
                                     on->left -= size;
                                 boost::asio::async_write(to, boost::asio::buffer(*with, passed),
                                                          [=, this, &from, &to](const error_code& failed, std::size_t) {
                                                              if (failed || !goes_on)
                                                                  return on->end();
                                                              pass(on, from, to, with);
                                                          });
                             });
    }

    /// At `left` bytes into what was just read; false: the connection ends once `passed` bytes are out.
    bool strike(link& on, bool answer, std::span<char> read, std::size_t& passed) {
        ++faults_;
        passed = on.left;
        switch (fault(draw(5))) {
        case fault::close:
            passed = 0;
            return false;
        case fault::cut:
            return false;
        case fault::reset: {
            error_code ignored;
            on.client.set_option(boost::asio::socket_base::linger(true, 0), ignored);
            passed = 0;
            return false;
        }
        case fault::garble:
            if (answer || what_ == garbles::everything) {
                read[on.left] = static_cast<char>(read[on.left] ^ static_cast<char>(1 + draw(255)));
                passed = read.size();
                on.left = draw(2 * bytes_between_faults);
                return true;
            }
            [[fallthrough]];
        case fault::stall:
            on.stalled = true;
            return true;
        }
        return false;
    }
    std::size_t draw(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

    const tcp::endpoint server_;
    const garbles what_;
    std::mt19937_64 random_;
    std::atomic<int> faults_ = 0;
    boost::asio::io_context context_;
    tcp::acceptor acceptor_;
    std::thread thread_;
};

/// Counts how often the sandbox executed each call.
class counted_sandbox {
public:
    counted_sandbox() : cloud_({.clock = [this] { return now_.load(); }}) {
        cloud_.add_credentials({"AKIDtest", std::string_view("the key")});
        cloud_.add_function("Count", [this](const std::string& which) -> result<std::string> {
            const std::lock_guard lock(mutex_);
            ++executed_[which];
            return which;
        });
        served_.emplace(cloud_.serve({.over = sandbox_serve_settings::transport::plain}).value());
    }

    unsigned short port() const { return served_->port(); }
    /// Goes on with every request that is signed, so that the rate of the page is kept however fast the calls are.
    std::int64_t tick() { return now_ += 20; }
    int executed(const std::string& which) const {
        const std::lock_guard lock(mutex_);
        const auto found = executed_.find(which);
        return found == executed_.end() ? 0 : found->second;
    }

private:
    std::atomic<std::int64_t> now_{1'790'000'000'000};
    mutable std::mutex mutex_;
    std::map<std::string, int> executed_;
    sandbox cloud_;
    std::optional<sandbox_server> served_;
};

using outcome = result<vod::ExecuteFunction::Output>;

/// Makes the calls 0, 1, ... with `in_flight` under way at once; each ends, or the test runs into its time limit.
template <class Make>
std::vector<outcome> call_all(const client& cloud, int calls, int in_flight, Make make) {
    std::vector<outcome> outcomes(static_cast<std::size_t>(calls), outcome(error{errc::cancelled, "never ended"}));
    boost::asio::io_context context{1};
    int next = 0;
    const std::function<void()> begin = [&] {
        if (next == calls)
            return;
        const int which = next++;
        cloud.async_call(make(which), boost::asio::bind_executor(context.get_executor(), [&, which](outcome done) {
                             outcomes[static_cast<std::size_t>(which)] = std::move(done);
                             begin();
                         }));
    };
    for (int i = 0; i != in_flight; ++i)
        begin();
    context.run();
    return outcomes;
}

int how_many() {
    return std::getenv("BINDERY_LONG_TESTS") != nullptr ? 20'000 : 400;
}

vod::ExecuteFunction request(int which) {
    return {.FunctionName = "Count", .FunctionArg = std::to_string(which)};
}

} // namespace

TEST_CASE("faults: with an id each call is executed once, however the connections break") {
    counted_sandbox service;
    const faulty_proxy between(service.port(), garbles::answers);
    const client cloud{credentials{"AKIDtest", "the key"},
                       {.endpoint = between.url(),
                        .timeout = 60s,
                        .phases = {.send = 250ms, .receive = 250ms},
                        .retries = retry_policy{.max_attempts = 12, .base_delay = 1ms, .max_delay = 8ms, .budget = 0},
                        .clock = [&] { return service.tick(); }}};
    const int calls = how_many();
    const auto outcomes = call_all(cloud, calls, 16, [](int which) {
        auto one = request(which);
        one.SessionId = "id-" + std::to_string(which);
        return one;
    });
    int succeeded = 0, unknown = 0;
    for (int i = 0; i != calls; ++i) {
        const outcome& each = outcomes[static_cast<std::size_t>(i)];
        CAPTURE(i);
        CAPTURE(each ? std::string("succeeded") : to_string(each.error()));
        CHECK(service.executed(std::to_string(i)) == 1);
        CHECK((each || each.error().outcome_unknown));
        (each ? succeeded : unknown) += 1;
    }
    MESSAGE("seed " << seed << ": " << calls << " calls, " << between.faults() << " faults, " << succeeded
                    << " succeeded, " << unknown << " executed but not known to be");
    CHECK(between.faults() > calls / 7);
}

TEST_CASE("faults: what a call without an id ends with is true") {
    counted_sandbox service;
    const faulty_proxy between(service.port(), garbles::everything);
    const client cloud{credentials{"AKIDtest", "the key"},
                       {.endpoint = between.url(),
                        .timeout = 60s,
                        .phases = {.send = 250ms, .receive = 250ms},
                        .retries = retry_policy{},
                        .clock = [&] { return service.tick(); }}};
    const int calls = how_many();
    const auto outcomes = call_all(cloud, calls, 16, request);
    int succeeded = 0, unknown = 0, refused = 0;
    for (int i = 0; i != calls; ++i) {
        const outcome& each = outcomes[static_cast<std::size_t>(i)];
        const int executed = service.executed(std::to_string(i));
        CAPTURE(i);
        CAPTURE(each ? std::string("succeeded") : to_string(each.error()));
        if (each) {
            CHECK(executed == 1);
            ++succeeded;
        } else if (each.error().outcome_unknown) {
            CHECK(executed <= 1);
            ++unknown;
        } else {
            CHECK(executed == 0);
            ++refused;
        }
    }
    MESSAGE("seed " << seed << ": " << calls << " calls, " << between.faults() << " faults, " << succeeded
                    << " succeeded, " << unknown << " of unknown outcome, " << refused << " not executed");
    CHECK(between.faults() > calls / 7);
}
