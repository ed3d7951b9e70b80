// Where calls go, by what name, and what is sent along.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>

#include <support/call.hpp>
#include <support/peer.hpp>
#include <support/result.hpp>
#include <support/squid.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/thread_pool.hpp>
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <future>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

using namespace bindery;
using tests::call;
using tests::peer;
namespace vod = bindery::api::tencent::vod::v20180717;
namespace live = bindery::api::alibaba::live::v20161101;
using namespace std::chrono_literals;

namespace {

const std::string good = peer::http(R"({"Response":{"RequestId":"r-1"},"RequestId":"r-1"})");
const vod::ManageTask abort_task{.TaskId = "task-1", .OperationType = "Abort"};
const live::StartEdgeTranscodeJob start_job{.ClusterId = "c", .JobId = "j"};

/// Answers every request, and keeps it.
class recorder {
public:
    std::string url() const { return server_.url(); }
    std::string port() const { return std::to_string(server_.port()); }
    int connections() const noexcept { return server_.connections(); }
    std::string last() const {
        const std::lock_guard lock(mutex_);
        return last_;
    }
    bool saw(std::string_view text) const { return last().find(text) != std::string::npos; }

private:
    mutable std::mutex mutex_;
    std::string last_;
    peer server_{[this](peer::tcp::socket& socket) {
        for (std::string text; !(text = peer::read_request(socket)).empty(); peer::write(socket, good)) {
            const std::lock_guard lock(mutex_);
            last_ = text;
        }
    }};
};

const credentials who{"id", "key"};

std::string fault(const client_options& options) {
    const auto made = client::make(who, options);
    const auto called = client{who, options}.call(abort_task);
    CHECK(made.has_value() == !called.has_error());
    if (made || called)
        return {};
    CHECK(to_string(made.error()) == to_string(called.error()));
    return made.error().message;
}

} // namespace

TEST_CASE("routes: another host travels in the Host field, for a call, for a client and by the rest of its name") {
    const recorder service;
    for (const bool blocks : {true, false}) {
        const auto host_sent = [&](std::vector<other_host> hosts, const std::string& own = {}) {
            const client cloud{who, {.endpoint = service.url(), .hosts = std::move(hosts)}};
            const auto done = call(blocks, cloud, abort_task, {.host = own});
            if (!done)
                FAIL_CHECK(to_string(done.error()));
            CHECK(service.saw("/vod/tc3_request, SignedHeaders=content-type;host;"));
            const std::size_t at = service.last().find("\r\nHost: ") + 8;
            return service.last().substr(at, service.last().find("\r\n", at) - at);
        };
        CHECK(host_sent({}) == "vod.intl.tencentcloudapi.com");
        CHECK(host_sent({{"vod.intl.tencentcloudapi.com", "vod.example"}}) == "vod.example");
        CHECK(host_sent({{"other.example", "no.example"}, {"*.intl.tencentcloudapi.com", "*.tencentcloudapi.com"}}) ==
              "vod.tencentcloudapi.com");
        CHECK(host_sent({{"*.tencentcloudapi.com", "no.example"}}) == "vod.intl.tencentcloudapi.com");
        CHECK(host_sent({{"*.intl.tencentcloudapi.com", "a.example"}}, "b.example:8443") == "b.example:8443");
        CHECK(host_sent({}, "http://c.example:80") == "c.example");
        CHECK(host_sent({}, "https://[::1]:7") == "[::1]:7");
    }
}

TEST_CASE(
    "routes: without an endpoint the other host is where the call goes, and connections are not shared by hosts") {
    const recorder one, other;
    for (const bool blocks : {true, false}) {
        const client cloud{who, {.hosts = {{"*.intl.tencentcloudapi.com", "http://127.0.0.1:" + one.port()}}}};
        for (int i = 0; i != 2; ++i) {
            CHECK(call(blocks, cloud, abort_task));
            CHECK(call(blocks, cloud, abort_task, {.host = "http://127.0.0.1:" + other.port() + "/base/"}));
            CHECK(one.saw("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + one.port()));
            CHECK(other.saw("POST /base/ HTTP/1.1\r\nHost: 127.0.0.1:" + other.port()));
        }
        if (blocks) {
            CHECK(one.connections() == 1);
            CHECK(other.connections() == 1);
        }
        CHECK(call(blocks, cloud, abort_task, {.host = "a b"}).error() == errc::validation);
    }
}

TEST_CASE("routes: a base path goes before the target, and is not signed") {
    const recorder service;
    CHECK(client{who, {.endpoint = service.url() + "/cloud/api/"}}.call(start_job));
    CHECK(service.last().starts_with("POST /cloud/api/?ClusterId=c&JobId=j HTTP/1.1\r\n"));
}

TEST_CASE("routes: fields of the user's own are sent beside the defaults, and may replace those") {
    const recorder service;
    for (const bool blocks : {true, false}) {
        CHECK(call(blocks, client{who, {.endpoint = service.url()}}, abort_task));
        CHECK(service.saw("\r\nUser-Agent: bindery/0.1.0\r\nAccept: application/json\r\n"));
        const client cloud{who,
                           {.endpoint = service.url(),
                            .headers = {{"X-Team", "video \xc3\xa4"}, {"user-agent", "mine/1"}, {"Accept", ""}}}};
        CHECK(call(blocks, cloud, start_job));
        CHECK(service.saw("\r\nX-Team: video \xc3\xa4\r\nuser-agent: mine/1\r\n"));
        CHECK_FALSE(service.saw("Accept:"));
        CHECK_FALSE(service.saw("bindery/"));
    }
}

TEST_CASE("routes: a call has fields of its own beside the client's, of which it replaces those of the same name") {
    const recorder service;
    client_options options{.endpoint = service.url(), .headers = {{"X-Team", "video"}, {"X-Trace", "none"}}};
    for (const bool conducted : {false, true}) {
        if (conducted)
            options.retries = retry_policy{};
        for (const bool blocks : {true, false}) {
            CAPTURE(conducted);
            CAPTURE(blocks);
            const client cloud{who, options};
            CHECK(call(blocks, cloud, abort_task, {.headers = {{"x-trace", "t-1"}, {"Accept", ""}, {"X-One", "1"}}}));
            CHECK(service.saw(
                "\r\nX-Team: video\r\nx-trace: t-1\r\nX-One: 1\r\nUser-Agent: bindery/0.1.0\r\nContent-Length: "));
            CHECK_FALSE(service.saw("X-Trace: none"));
            CHECK(call(blocks, cloud, abort_task));
            CHECK(service.saw("\r\nX-Team: video\r\nX-Trace: none\r\nUser-Agent: "));
            CHECK_FALSE(service.saw("X-One"));

            const auto refused = [&](const char* name, const char* value) {
                return to_string(call(blocks, cloud, abort_task, {.headers = {{name, value}}}).error());
            };
            const int connections = service.connections();
            CHECK(refused("Host", "a").find("call_options::headers: \"Host\" is the client's own") !=
                  std::string::npos);
            CHECK(refused("X-A", "a\r\nb").find("\"X-A\" has a control character") != std::string::npos);
            CHECK(refused("X-TC-New", "a").find("call_options::headers: \"X-TC-New\" is one of the fields that") !=
                  std::string::npos);
            CHECK(refused("Accept-Encoding", "br").find("is the client's own to send") != std::string::npos);
            CHECK(service.connections() == connections);
        }
        const client cloud{who, options};
        boost::asio::io_context context;
        auto passing = std::make_unique<call_options<vod::ManageTask>>();
        passing->headers = {{"X-Late", "a text that is too long for a small string"}};
        bool succeeded = false;
        cloud.async_call(abort_task, *passing,
                         boost::asio::bind_executor(context.get_executor(),
                                                    [&](const auto& done) { succeeded = done.has_value(); }));
        passing.reset();
        context.run();
        CHECK(succeeded);
        CHECK(service.saw("\r\nX-Late: a text that is too long for a small string\r\n"));
        CHECK(cloud.dump(abort_task, {.headers = {{"X-Token", "s3cret"}, {"X-Trace", "t-2"}}})
                  .value()
                  .ends_with(" --header 'X-Team: video' --header 'X-Token: ***' --header 'X-Trace: t-2' --header "
                             "'User-Agent: bindery/0.1.0' --header 'Accept: application/json' --data-raw "
                             R"('{"TaskId":"task-1","OperationType":"Abort"}')"));
    }
}

TEST_CASE("routes: no field can be smuggled in, and none of those that are signed or frame the message replaced") {
    const recorder service;
    const auto refused = [&](header bad) {
        return fault({.endpoint = service.url(), .headers = {{"X-Fine", "1"}, std::move(bad)}});
    };
    for (const char* name : {"Host", "host", "AUTHORIZATION", "Content-Length", "Transfer-Encoding", "Connection",
                             "Content-Type", "Expect", "Proxy-Authorization", "", "a b", "X-A:", "X\r\nY", "X\xc3\xa4"})
        CHECK(refused({name, "1"}).starts_with("client_options::headers: \""));
    for (const char* value : {"a\r\nHost: b", "a\nb", "a\rb", "a\x01", "\x7f"})
        CHECK(refused({"X-A", value}).ends_with("has a control character in its value"));
    CHECK(refused({"X-A", std::string("a\0b", 3)}).ends_with("has a control character in its value"));
    for (const bool blocks : {true, false}) {
        const auto own = [&](const char* name) {
            return client{who, {.endpoint = service.url(), .headers = {{name, "1"}}, .language = "en-US"}};
        };
        CHECK(call(blocks, own("x-tc-action"), abort_task).error() == errc::validation);
        CHECK(call(blocks, own("X-TC-New"), abort_task).error() == errc::validation);
        CHECK(call(blocks, own("X-ACS-new"), start_job).error() == errc::validation);
        CHECK(call(blocks, own("accept-language"), start_job).error() == errc::validation);
        CHECK(call(blocks, own("accept-language"), abort_task));
    }
    CHECK(service.connections() == 2);
}

TEST_CASE("routes: options that cannot be used are told when the client is made, by the option's name") {
    for (const char* bad : {"https://", "https://:443", "http://127.0.0.1:99999", "http://127.0.0.1:0", "127.0.0.1",
                            "https://h:", "ftp://h", "http://a b", "http://h/?q"})
        CHECK(fault({.endpoint = bad}).starts_with("client_options::endpoint: "));
    for (const other_host& bad : {other_host{"", "a"},
                                  {"*", "a"},
                                  {"a.*.b", "a"},
                                  {"*a.b", "a"},
                                  {"a.b", "*.c"},
                                  {"*.b", "*.*.c"},
                                  {"a.b", ""},
                                  {"a.b", "a:99999"},
                                  {"a.b", "a\r\nX: b"}})
        CHECK(fault({.hosts = {bad}}).starts_with("client_options::hosts: "));
    CHECK(client::make(who, {.endpoint = "http://127.0.0.1:1"}));
}

namespace {

/// A service that only a proxy knows the way to.
client_options behind(const signing::secret& proxy, std::string endpoint = {}) {
    return {.endpoint = std::move(endpoint),
            .hosts = {{"*.intl.tencentcloudapi.com", "http://service.example:8080"}},
            .timeout = 10s,
            .proxy = {.http = proxy}};
}

std::string with_user(const peer& server, std::string_view user) {
    return "http://" + std::string(user) + '@' + server.url().substr(7);
}

} // namespace

TEST_CASE("proxy: what goes over it in plain names all that is to be called") {
    std::string seen;
    peer proxy([&](peer::tcp::socket& socket) {
        while (!(seen = peer::read_request(socket)).empty())
            peer::write(socket, good);
    });
    for (const bool blocks : {true, false}) {
        // The second by a name, and it alone knows the service's.
        for (const auto& at : {with_user(proxy, "u:pw"), "http://localhost:" + std::to_string(proxy.port())})
            CHECK(call(blocks, client{who, behind(at)}, abort_task));
    }
    std::string first;
    peer once([&](peer::tcp::socket& socket) {
        first = peer::read_request(socket);
        peer::write(socket, good);
    });
    CHECK(client{who, behind(with_user(once, "u:pw"))}.call(abort_task, {.host = "http://other.example/base"}));
    CHECK(first.starts_with("POST http://other.example/base/ HTTP/1.1\r\nHost: other.example\r\n"));
    CHECK(first.find("\r\nProxy-Authorization: Basic dTpwdw==\r\n") != first.npos);
}

TEST_CASE(
    "proxy: where its own Host field would break the signature it is asked for a tunnel, which tells it nothing") {
    std::string asked, told;
    for (const bool blocks : {true, false}) {
        peer proxy([&](peer::tcp::socket& socket) {
            asked = peer::read_request(socket);
            for (const char& each :
                 std::string_view("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 Fine\r\nVia: x\r\n\r\n"))
                peer::write(socket, {&each, 1});
            for (std::string text; !(text = peer::read_request(socket)).empty(); peer::write(socket, good))
                told = text;
        });
        const client cloud{who, behind(with_user(proxy, "u:pw"), "http://[::1]:81")};
        CHECK(call(blocks, cloud, abort_task));
        if (blocks)
            CHECK(call(blocks, cloud, abort_task));
        CHECK(proxy.connections() == 1);
        CHECK(asked == "CONNECT [::1]:81 HTTP/1.1\r\nHost: [::1]:81\r\nUser-Agent: bindery/0.1.0\r\n"
                       "Proxy-Authorization: Basic dTpwdw==\r\n\r\n");
        CHECK(told.starts_with("POST / HTTP/1.1\r\nHost: service.example:8080\r\n"));
        CHECK(told.find("Proxy") == told.npos);
    }
}

TEST_CASE("proxy: whatever it answers instead is a failure of its own, at every byte, and holds no secret") {
    const std::string opens = "HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n";
    struct refusal {
        std::string answer;
        int status;
        std::string_view why;
    };
    std::vector<refusal> all{
        {"HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno", 407, "does not take the user"},
        {"HTTP/1.1 403 Forbidden\r\nContent-Length: 99\r\n\r\n", 403, "403"},
        {"HTTP/1.0 503 Down\r\n\r\n", 503, "503"},
        {"HTTP/1.1 301 Moved\r\nLocation: http://a/\r\n\r\n", 301, "301"},
        {"garbage\r\n\r\n", 0, "no HTTP"},
        {"HTTP/1.1 200 Fine\r\n\r\nmore", 0, "more than its answer"},
        {"HTTP/1.1 200 Fine\r\nX: " + std::string(40'000, 'x') + "\r\n\r\n", 0, "no HTTP within the limits"},
    };
    for (std::size_t cut = 0; cut != opens.size(); ++cut)
        all.push_back({opens.substr(0, cut), 0, "before it answered"});
    for (const bool blocks : {true, false})
        for (const refusal& each : all) {
            CAPTURE(blocks);
            CAPTURE(each.answer.substr(0, 60));
            peer proxy([&](peer::tcp::socket& socket) {
                peer::read_request(socket);
                peer::write(socket, each.answer);
            });
            const auto done =
                call(blocks, client{who, behind(with_user(proxy, "user:s3cret"), "http://h:81")}, abort_task);
            REQUIRE_FALSE(done);
            CHECK(done.error() == errc::proxy);
            CHECK(done.error().http_status == each.status);
            CHECK_FALSE(done.error().outcome_unknown);
            const std::string text = to_string(done.error());
            CHECK(text.find("the proxy 127.0.0.1:" + std::to_string(proxy.port())) != text.npos);
            CHECK_MESSAGE(text.find(each.why) != text.npos, text);
            CHECK(text.find("s3cret") == text.npos);
        }
}

TEST_CASE("proxy: one that refuses what it forwards, that is silent or not there is told apart from the service") {
    for (const bool blocks : {true, false}) {
        peer refuses([&](peer::tcp::socket& socket) {
            peer::read_request(socket);
            peer::write(socket, peer::http("<html>", "407 Proxy Authentication Required"));
        });
        const auto refused = call(blocks, client{who, behind(signing::secret(refuses.url()))}, abort_task);
        REQUIRE_FALSE(refused);
        CHECK(refused.error() == errc::proxy);
        CHECK(refused.error().http_status == 407);
        CHECK_FALSE(refused.error().outcome_unknown);
        CHECK(refused.error().message.find("asks for a user and password") != std::string::npos);

        std::promise<void> told;
        peer silent([&](peer::tcp::socket&) { told.get_future().wait(); });
        client_options hurried = behind(signing::secret(silent.url()), "http://h:81");
        hurried.connect_timeout = 50ms;
        const auto late = call(blocks, client{who, hurried}, abort_task);
        told.set_value();
        REQUIRE_FALSE(late);
        CHECK(late.error() == errc::timeout);
        CHECK(late.error().message.find("waiting for the proxy 127.0.0.1:") != std::string::npos);

        const auto missing = call(blocks, client{who, behind("http://u:s3cret@no-such-host.invalid:1")}, abort_task);
        REQUIRE_FALSE(missing);
        CHECK(missing.error() == errc::transport);
        CHECK(to_string(missing.error()).find("no-such-host.invalid") != std::string::npos);
        CHECK(to_string(missing.error()).find("s3cret") == std::string::npos);
    }
    CHECK(fault({.proxy = {.https = "http://u:s3cret@h:0"}}).starts_with("client_options::proxy: https "));
}

TEST_CASE("proxy: squid forwards and tunnels, with a user and without") {
    if (!tests::squid::is_installed()) {
        MESSAGE("skipped: squid is not installed");
        return;
    }
    std::string seen;
    const peer service([&](peer::tcp::socket& socket) {
        seen = peer::read_request(socket);
        peer::write(socket, peer::http(R"({"Response":{"RequestId":"r"}})", "200 OK", "Connection: close\r\n"));
    });
    const std::string here = service.url();
    for (const bool asks : {false, true}) {
        const tests::squid proxy(asks ? "user" : "", asks ? "pass%20word" : "");
        REQUIRE(proxy.is_ready());
        for (const bool blocks : {true, false})
            for (const bool tunnels : {true, false}) {
                CAPTURE(asks);
                CAPTURE(blocks);
                CAPTURE(tunnels);
                const auto outcome = [&](const std::string& user) {
                    client_options options{.timeout = 20s, .proxy = {.http = proxy.url(user)}};
                    if (tunnels)
                        options.endpoint = here;
                    else
                        options.hosts = {{"*.intl.tencentcloudapi.com", here}};
                    const client cloud{who, options};
                    const auto done = call(blocks, cloud, abort_task);
                    return done ? call(blocks, cloud, abort_task) : done;
                };
                const auto done = outcome(asks ? "user:pass%20word" : "");
                if (!done)
                    FAIL_CHECK(to_string(done.error()));
                CHECK(seen.find(tunnels ? "Host: vod.intl." : "\r\nVia: ") != seen.npos);
                CHECK(seen.find("Proxy-Authorization") == seen.npos);
                if (!asks)
                    continue;
                for (const char* wrong : {"", "user:s3cret"}) {
                    const auto refused = outcome(wrong);
                    REQUIRE_FALSE(refused);
                    CHECK(refused.error() == errc::proxy);
                    CHECK(refused.error().http_status == 407);
                }
            }
    }
}

TEST_CASE("transport: one of the user's own gets the signed request whole, and brings the answer, late or never") {
    protocol::request seen;
    std::function<result<protocol::response>(protocol::request)> act;
    const client cloud{who,
                       {.endpoint = "http://nowhere.invalid/base",
                        .headers = {{"X-Team", "video"}},
                        .timeout = 200ms,
                        .transport = [&](protocol::request what, std::chrono::steady_clock::time_point) {
                            seen.target = what.target;
                            seen.fields = what.fields;
                            seen.body.clear();
                            seen.body.append(what.body.view());
                            return act(std::move(what));
                        }}};
    const auto answering = [](std::string_view body, int status = 200) {
        return [body, status](const protocol::request&) {
            protocol::response answer;
            answer.status = status;
            answer.body.append(body);
            return result<protocol::response>(std::move(answer));
        };
    };
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        act = answering(R"({"Response":{"RequestId":"r-1"},"New":1})");
        call_details details;
        const auto done = call(blocks, cloud, abort_task, {.host = "a.example", .details = &details});
        if (!done)
            FAIL(to_string(done.error()));
        CHECK(done->RequestId == std::string("r-1"));
        CHECK(details.answer.status == 200);
        CHECK(seen.target == "/base/");
        CHECK(seen.fields["Host"] == "a.example");
        CHECK(seen.fields["X-Team"] == "video");
        CHECK(seen.fields["User-Agent"] == "bindery/0.1.0");
        CHECK(seen.fields["Authorization"].starts_with("TC3-HMAC-SHA256 "));
        CHECK(seen.body.view() == R"({"TaskId":"task-1","OperationType":"Abort"})");

        act = answering("<html>", 502);
        CHECK(call(blocks, cloud, abort_task).error() == errc::protocol);
        act = [](const protocol::request&) -> result<protocol::response> { return error{errc::transport, "gone"}; };
        const auto gone = call(blocks, cloud, abort_task);
        CHECK(gone.error().message == "gone");
        CHECK(gone.error().outcome_unknown);
        act = [](const protocol::request&) -> result<protocol::response> { throw std::runtime_error("thrown"); };
        CHECK(call(blocks, cloud, abort_task).error() == errc::transport);
        act = [](const protocol::request&) -> result<protocol::response> {
            FAIL_CHECK("called for a request that breaks a rule");
            return protocol::response{};
        };
        CHECK(call(blocks, cloud, vod::ManageTask{.TaskId = absent, .OperationType = "Abort"}).error() ==
              errc::validation);
    }
}

TEST_CASE("dump: the call is a command that sends what the client sends, but for what is secret") {
    const client cloud{credentials{"id", "s3cret", "t0ken"},
                       {.endpoint = "http://[::1]:81/base",
                        .headers = {{"X-Api-Token", "s3cret"}, {"X-Quote", "it's"}},
                        .proxy = {.http = "http://u:s3cret@p:3128"}}};
    const std::string text = cloud.dump(vod::ManageTask{.TaskId = "it's", .OperationType = "Abort"}).value();
    CHECK(text.starts_with(
        "curl --globoff --request 'POST' --url 'http://vod.intl.tencentcloudapi.com/base/' --connect-to "
        "'::[::1]:81' --proxy 'http://p:3128' --proxy-user '***' --proxytunnel --header 'Host: vod."));
    for (const char* part : {" --header 'Authorization: TC3-HMAC-SHA256 ***'", " --header 'X-TC-Token: ***'",
                             " --header 'X-Api-Token: ***'", " --header 'X-Quote: it'\\''s'",
                             R"( --data-raw '{"TaskId":"it'\''s","OperationType":"Abort"}')"})
        CHECK_MESSAGE(text.find(part) != text.npos, text);
    const std::string other = cloud.dump(start_job).value();
    CHECK(other.find(".aliyuncs.com/base/?ClusterId=c&JobId=j'") != other.npos);
    for (const std::string& each : {text, other})
        for (const char* secret : {"s3cret", "t0ken", "Signature="})
            CHECK(each.find(secret) == each.npos);
    CHECK(cloud.dump(vod::ManageTask{.TaskId = absent, .OperationType = "Abort"}).error() == errc::validation);

    const recorder service;
    if (std::system("curl --version >/dev/null 2>&1") != 0) {
        MESSAGE("skipped: curl is not installed");
        return;
    }
    REQUIRE(client{who, {.endpoint = service.url()}}.call(abort_task)); // and leaves
    const client direct{who, {.endpoint = service.url()}};
    const auto body = [&] { return service.last().substr(service.last().find("\r\n\r\n")); };
    const std::string sent = body();
    CHECK(std::system(
              (direct.dump(abort_task).value() + " --noproxy '*' --silent --output /dev/null --max-time 10").c_str()) ==
          0);
    CHECK(body() == sent);
    CHECK(service.last().starts_with("POST / HTTP/1.1\r\nHost: vod.intl.tencentcloudapi.com\r\n"));
    CHECK(service.saw("\r\nX-TC-Action: ManageTask\r\n"));
    CHECK(service.saw("\r\nUser-Agent: bindery/0.1.0\r\n"));
}

namespace {

/// Serves any number of connections at once, and counts them.
class crowd {
public:
    explicit crowd(std::function<void(const std::string&)> hold = {})
        : hold_(std::move(hold)), server_([this](peer::tcp::socket& socket) {
              const std::lock_guard lock(mutex_);
              sessions_.emplace_back([this, moved = std::make_shared<peer::tcp::socket>(std::move(socket))] {
                  const int open = ++open_;
                  for (int seen = most_; seen < open && !most_.compare_exchange_weak(seen, open);) {
                  }
                  for (std::string text; !(text = peer::read_request(*moved)).empty();) {
                      if (hold_)
                          hold_(text);
                      // One half of them are errors of the service, after which a connection is as good as before.
                      peer::write(*moved, ++served_ % 2 != 0 ? good
                                                             : peer::http(R"({"Response":{"Error":{"Code":"Failed",)"
                                                                          R"("Message":"m"},"RequestId":"r"}})"));
                  }
                  --open_;
              });
          }) {}
    ~crowd() {
        std::vector<std::thread> all;
        {
            const std::lock_guard lock(mutex_);
            all.swap(sessions_);
        }
        for (std::thread& each : all)
            each.join();
    }
    std::string url() const { return server_.url(); }
    int connections() const noexcept { return server_.connections(); }
    int most() const noexcept { return most_; }
    int served() const noexcept { return served_; }

private:
    std::function<void(const std::string&)> hold_;
    std::atomic<int> open_ = 0, most_ = 0, served_ = 0;
    std::mutex mutex_;
    std::vector<std::thread> sessions_;
    peer server_;
};

} // namespace

TEST_CASE("pool: there are never more connections than allowed, and every call gets its turn") {
    crowd service([](const std::string&) { std::this_thread::sleep_for(1ms); });
    {
        const client cloud{who, {.endpoint = service.url(), .timeout = 60s, .max_connections = 2}};
        std::vector<std::thread> callers;
        for (int i = 0; i != 6; ++i)
            callers.emplace_back([&] {
                for (int j = 0; j != 10; ++j)
                    static_cast<void>(cloud.call(abort_task));
            });
        for (std::thread& each : callers)
            each.join();
        CHECK(service.served() == 60);
        CHECK(service.connections() <= 2);

        boost::asio::thread_pool pool(2);
        std::atomic<int> ended = 0;
        for (int i = 0; i != 60; ++i)
            cloud.async_call(abort_task, boost::asio::bind_executor(pool.get_executor(), [&](auto) { ++ended; }));
        pool.join();
        CHECK(ended == 60);
        CHECK(service.served() == 120);
        CHECK(service.connections() <= 4);
        CHECK(service.most() <= 4);
    }
}

TEST_CASE("pool: calls wait in their order, within their time, and can be cancelled") {
    std::promise<void> go;
    const std::shared_future<void> gone = go.get_future().share();
    std::mutex mutex;
    std::string order;
    crowd service([&](const std::string& request) {
        {
            const std::lock_guard lock(mutex);
            order += request[request.find("\"TaskId\":\"") + 10];
        }
        gone.wait();
    });
    {
        const client cloud{who, {.endpoint = service.url(), .timeout = 60s, .max_connections = 1}};
        const auto task = [](char id) {
            return vod::ManageTask{.TaskId = std::string(1, id), .OperationType = "Abort"};
        };
        const auto saw = [&](std::size_t calls) {
            const std::lock_guard lock(mutex);
            return order.size() >= calls;
        };
        boost::asio::io_context context;
        boost::asio::cancellation_signal signal;
        std::map<char, std::optional<error>> ended;
        const auto begin = [&](char id, std::chrono::milliseconds timeout) {
            cloud.async_call(task(id), {.timeout = timeout},
                             boost::asio::bind_cancellation_slot(
                                 id == 'c' ? signal.slot() : boost::asio::cancellation_slot(),
                                 boost::asio::bind_executor(context.get_executor(), [&, id](const auto& done) {
                                     ended[id] = done ? std::nullopt : std::optional(done.error());
                                 })));
        };
        for (const char id : {'a', 'b', 'c', 'd', 'e'})
            begin(id, id == 'b' ? 50ms : 60'000ms);
        while (!saw(1) || !ended.contains('b'))
            context.run_one_for(5ms);
        CHECK(ended['b'].value() == errc::timeout);
        CHECK(ended['b']->message == "the time was up while waiting for a connection");
        signal.emit(boost::asio::cancellation_type::terminal);
        while (!ended.contains('c'))
            context.run_one_for(5ms);
        CHECK(ended['c'].value() == errc::cancelled);

        std::thread blocks([&] { static_cast<void>(cloud.call(task('x'))); });
        while (!saw(2))
            std::this_thread::sleep_for(1ms);
        CHECK(cloud.call(task('y'), {.timeout = 50ms}).error() == errc::timeout);
        go.set_value();
        blocks.join();
        context.run();
        {
            const std::lock_guard lock(mutex);
            CHECK(order == "axde");
        }
        CHECK(ended.size() == 5);
        CHECK(service.connections() == 2);
    }
}
