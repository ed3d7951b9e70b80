// A peer that closes, resets, stalls, garbles, truncates, answers early or twice, at every byte of a call: what the
// call ends with. Over TLS blocking and asynchronous calls take turns at the bytes. Blocking calls that stall, each of
// which takes its time, do so at every 64th; sanitized builds take every 16th. BINDERY_LONG_TESTS takes all in both
// ways.

#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>

#include <support/faulty_peer.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <doctest/doctest.h>

#include <cstdlib>
#include <deque>

using namespace bindery;
using namespace std::chrono_literals;
using tests::fault;
using tests::fault_plan;
using tests::fault_report;
using tests::faulty_peer;
namespace vod = api::tencent::vod::v20180717;
namespace tiw = api::tencent::tiw::v20190919;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BINDERY_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define BINDERY_IS_SANITIZED 1
#endif
#endif
#ifndef BINDERY_IS_SANITIZED
#define BINDERY_IS_SANITIZED 0
#endif

namespace {

struct route {
    std::string name;
    faulty_peer::manner how;
    bool proxied = false;
};

const route routes[] = {
    {"plain", {}},
    {"plain, in chunks", {.chunked = true}},
    {"plain, through a proxy", {}, true},
    {"TLS", {.tls = true}},
    {"TLS, through a proxy", {.tls = true, .tunnels = true}, true},
};

const vod::ManageTask changing{.TaskId = "task-1", .OperationType = "Abort"};
const tiw::DescribeVideoGenerationTask reading{.SdkAppId = 1, .TaskId = "task-1"};

const tests::certificate& own_certificate() {
    static const tests::certificate made("peer", "DNS:*.intl.tencentcloudapi.com,DNS:*.tencentcloudapi.com");
    return made;
}

/// What a call came to.
struct ending {
    std::string id; ///< of a success
    std::optional<error> failure{};
};
template <class Output>
ending ending_of(const result<Output>& done) {
    return done ? ending{done->RequestId ? done->RequestId->str() : "none"} : ending{{}, done.error()};
}

/// A client and its peer, on one of the routes and in one of both ways.
class pair {
public:
    pair(const route& on, bool blocks)
        : route_(on), blocks_(blocks), peer_(on.how, own_certificate()), cloud_(credentials{"id", "key"}, options()) {}

    faulty_peer& peer() noexcept { return peer_; }

    template <class Op>
    void begin(const Op& input, std::optional<ending>& end, std::chrono::milliseconds timeout) {
        cloud_.async_call(
            input, {.timeout = timeout},
            boost::asio::bind_executor(context_.get_executor(), [&end](const auto& done) { end = ending_of(done); }));
    }
    template <class Op>
    ending call(const Op& input, std::chrono::milliseconds timeout = 20s) {
        if (blocks_)
            return ending_of(cloud_.call(input, {.timeout = timeout}));
        std::optional<ending> end;
        begin(input, end, timeout);
        while (!end)
            step();
        return *end;
    }
    void step(std::chrono::microseconds limit = 20s) {
        context_.restart();
        context_.run_one_for(limit);
    }

private:
    client_options options() const {
        client_options made{.region = "ap-singapore", .connect_timeout = 20s, .tls = {.ca_pem = own_certificate().pem}};
        if (route_.proxied && !route_.how.tls) {
            made.hosts = {{"*.intl.tencentcloudapi.com", "http://service.example"}};
            made.proxy.http = peer_.proxy_url();
        } else {
            made.endpoint = peer_.url();
            if (route_.proxied)
                made.proxy.https = peer_.proxy_url();
        }
        return made;
    }

    const route& route_;
    const bool blocks_;
    boost::asio::io_context context_;
    faulty_peer peer_;
    client cloud_;
};

/// How a call may end.
struct expectation {
    bool success = false;
    std::vector<errc> failures{};
    std::optional<bool> outcome_unknown{}; ///< of a failure; nothing: it depends on who was faster
};

enum class connection {
    fresh,
    kept
};

/// What an answer with a flipped bit is: within its body what the provider makes of it, before anything goes.
expectation of_garbled_answer(const fault_plan& plan, const fault_report& far, bool chunked) {
    const std::size_t body = far.answer.find("\r\n\r\n") + 4;
    if (chunked || body < 4 || plan.at - far.answer_from < body)
        return {true, {errc::protocol, errc::transport}};
    protocol::response received;
    received.body.append(std::string_view(far.answer).substr(body));
    vod::ManageTask::Output output;
    const auto read = provider::tencent::instance().read_response(
        received, reflect::structure_of<vod::ManageTask::Output>, &output, {});
    return read ? expectation{true} : expectation{false, {read.error().kind}};
}

expectation expect(const route& on, connection which, bool reads, const fault_plan& plan, const fault_report& far) {
    if (far.answered && (plan.what != fault::garble || plan.at >= far.sent))
        return {true};
    const bool ends = plan.what == fault::close || plan.what == fault::reset;
    if (which == connection::kept && reads && ends && (on.how.tls || far.sent == 0))
        return {true}; // by another connection, since nothing of the answer has been understood
    expectation due;
    if (reads || !far.tunnelled || !far.greeted || (plan.what == fault::garble && plan.at < far.answer_from))
        due.outcome_unknown = false;
    else if (far.request_begun)
        due.outcome_unknown = true;
    if (plan.what == fault::stall)
        due.failures = {errc::timeout};
    else if (plan.what == fault::garble) {
        if (!far.tunnelled || (on.how.tunnels && plan.at < 28)) // "HTTP/1.1 299" is as good as 200
            due = {true, {errc::proxy}, false};
        else if (plan.at < far.answer_from)
            due = {true, {errc::tls}, false}; // the version of a record is not looked at, see below
        else if (on.how.tls)
            due.failures = {errc::transport};
        else {
            const auto known = due.outcome_unknown;
            due = of_garbled_answer(plan, far, on.how.chunked);
            due.outcome_unknown = known;
        }
    } else {
        if (!far.tunnelled)
            due.failures = {errc::proxy};
        else if (!far.request_begun && on.how.tls)
            due.failures = {errc::tls};
        if (far.request_begun || (far.greeted && !reads) || far.received == 0)
            due.failures.push_back(errc::transport);
    }
    return due;
}

/// What is wrong with how the call ended; empty: nothing.
std::string objection(const expectation& due, const ending& end, const std::string& id) {
    if (!end.failure)
        return !due.success ? "must not succeed" : end.id != id ? "has the answer " + end.id + " instead of " + id : "";
    if (std::find(due.failures.begin(), due.failures.end(), end.failure->kind) == due.failures.end())
        return "must not end so";
    if (due.outcome_unknown && *due.outcome_unknown != end.failure->outcome_unknown)
        return *due.outcome_unknown ? "may have been executed" : "has not been executed";
    return {};
}

/// One of so many bytes is tried.
std::size_t stride(std::size_t otherwise) {
    return std::getenv("BINDERY_LONG_TESTS") != nullptr ? 1 : BINDERY_IS_SANITIZED ? 16 : otherwise;
}

struct tally {
    int calls = 0, succeeded = 0, objections = 0;
};

/// Looks at a call that was made, and makes another one, if there is a connection that it could be made on.
template <class Op>
void look_at(pair& at, const route& on, connection which, const Op& input, const fault_plan& plan,
             const fault_report& far, const ending& end, tally& sum) {
    static const std::string names[] = {"none", "close", "reset", "stall", "garble", "truncate", "early", "twice"};
    const bool reads = Op::about.effect == effect::reads;
    const bool garbled = plan.what == fault::garble && !on.how.tls;
    std::string wrong =
        objection(expect(on, which, reads, plan, far), end, garbled && !end.failure ? end.id : at.peer().last_id());
    ++sum.calls;
    sum.succeeded += !end.failure;
    if (!end.failure && wrong.empty()) {
        at.peer().arm({.last = true});
        const ending next = at.call(input);
        wrong = objection({true}, next, at.peer().last_id());
        if (!wrong.empty())
            wrong = "the next one: " + wrong + (next.failure ? ": " + to_string(*next.failure) : "");
    }
    if (!wrong.empty() && ++sum.objections <= 20)
        FAIL_CHECK(on.name << ", " << names[static_cast<int>(plan.what)] << " at byte " << plan.at
                           << std::string(plan.counted == fault_plan::sent ? " sent: " : " received: ") << wrong << ": "
                           << (end.failure ? to_string(*end.failure) : "succeeded") << " [received " << far.received
                           << ", sent " << far.sent << "]");
}

template <class Op>
fault_report run(pair& at, const route& on, connection which, const Op& input, const fault_plan& plan, tally& sum,
                 std::chrono::milliseconds timeout = 20s) {
    if (which == connection::kept) {
        at.peer().arm({});
        REQUIRE_FALSE(at.call(input).failure);
        at.peer().settled();
    }
    at.peer().arm(plan);
    const ending end = at.call(input, timeout);
    const fault_report far = at.peer().settled();
    look_at(at, on, which, input, plan, far, end, sum);
    return far;
}

/// An undisturbed call.
template <class Op>
fault_report measure(pair& at, const route& on, connection which, const Op& input) {
    tally sum;
    return run(at, on, which, input, {}, sum);
}

} // namespace

TEST_CASE("fault matrix: a call whose connection breaks or lies at any byte ends with what is true") {
    for (const route& on : routes)
        for (const bool blocks : {true, false}) {
            pair at(on, blocks);
            const fault_report whole = measure(at, on, connection::fresh, changing);
            tally sum, garbled;
            const std::size_t step = stride(on.how.tls ? 2 : 1);
            const auto all = [&](fault what, auto counted, std::size_t from, std::size_t to, tally& in) {
                for (std::size_t byte = from + (blocks ? 0 : step / 2); byte < to; byte += step)
                    run(at, on, connection::fresh, changing, {what, counted, byte}, in);
            };
            for (const fault what : {fault::close, fault::reset}) {
                all(what, fault_plan::received, 0, whole.received, sum);
                all(what, fault_plan::sent, 0, whole.sent + 1, sum);
            }
            all(fault::early, fault_plan::received, whole.request_from, whole.received, sum);
            all(fault::truncate, fault_plan::sent, 0, whole.answer_size, sum);
            all(fault::twice, fault_plan::sent, 0, whole.answer_size + 1, sum);
            all(fault::garble, fault_plan::sent, 0, whole.sent, garbled);
            // A proxy may answer with another 2xx, and what version a record names means nothing.
            if (on.how.tls)
                CHECK(garbled.succeeded <= 20);
            MESSAGE(on.name << std::string(blocks ? ", blocking: " : ", asynchronous: ") << sum.calls + garbled.calls
                            << " calls, " << sum.succeeded + garbled.succeeded << " succeeded");
        }
}

TEST_CASE("fault matrix: when a kept connection breaks a call that only reads is made on another one") {
    const auto both = [](const auto& input) {
        for (const route& on : {routes[0], routes[3]})
            for (const bool blocks : {true, false}) {
                pair at(on, blocks);
                const fault_report whole = measure(at, on, connection::kept, input);
                tally sum;
                const std::size_t step = stride(2);
                for (const fault what : {fault::close, fault::reset}) {
                    for (std::size_t byte = blocks ? 0 : step / 2; byte < whole.received; byte += step)
                        run(at, on, connection::kept, input, {what, fault_plan::received, byte}, sum);
                    for (std::size_t byte = blocks ? 0 : step / 2; byte <= whole.sent; byte += step)
                        run(at, on, connection::kept, input, {what, fault_plan::sent, byte}, sum);
                }
                MESSAGE(on.name << std::string(blocks ? ", blocking: " : ", asynchronous: ") << sum.calls << " calls, "
                                << sum.succeeded << " succeeded");
            }
    };
    both(changing);
    both(reading);
}

TEST_CASE("fault matrix: a call that stalls at any byte ends when its time is up") {
    // Answers that say that they are the last are longer than those measured, so that every call does stall.
    for (const route& on : routes) {
        pair at(on, false);
        const fault_report whole = measure(at, on, connection::fresh, changing);
        std::vector<fault_plan> plans;
        for (std::size_t byte = 0; byte <= whole.received; byte += stride(1))
            plans.push_back({fault::stall, fault_plan::received, byte, true});
        for (std::size_t byte = 0; byte < whole.sent; byte += stride(1))
            plans.push_back({fault::stall, fault_plan::sent, byte, true});
        tally sum;
        constexpr std::size_t at_once = 400;
        for (std::size_t from = 0; from < plans.size(); from += at_once) {
            const std::size_t to = (std::min)(plans.size(), from + at_once);
            std::deque<std::optional<ending>> ends(to - from);
            std::vector<fault_report> reports;
            for (std::size_t i = from; i != to; ++i) {
                at.peer().arm(plans[i]);
                at.begin(changing, ends[i - from], 300ms);
                while (!at.peer().has_settled())
                    at.step(100us);
                reports.push_back(at.peer().settled());
            }
            const auto begun = std::chrono::steady_clock::now();
            for (std::size_t i = from; i != to; ++i) {
                while (!ends[i - from])
                    at.step();
                look_at(at, on, connection::fresh, changing, plans[i], reports[i - from], *ends[i - from], sum);
            }
            CHECK(std::chrono::steady_clock::now() - begun < 10s);
            at.peer().release();
        }
        MESSAGE(on.name << ": " << sum.calls << " calls, " << sum.succeeded << " succeeded");
    }
    for (const route& on : routes) {
        pair at(on, true);
        const fault_report whole = measure(at, on, connection::fresh, changing);
        tally sum;
        for (std::size_t byte = 0; byte <= whole.received; byte += stride(64))
            run(at, on, connection::fresh, changing, {fault::stall, fault_plan::received, byte, true}, sum, 30ms);
        for (std::size_t byte = 0; byte < whole.sent; byte += stride(64))
            run(at, on, connection::fresh, changing, {fault::stall, fault_plan::sent, byte, true}, sum, 30ms);
        at.peer().release();
        MESSAGE(on.name << ": " << sum.calls << " calls, " << sum.succeeded << " succeeded");
    }
}
