// Where calls go, by what name, and what is sent along.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>

#include <support/peer.hpp>
#include <support/result.hpp>

#include <boost/asio/bind_executor.hpp>
#include <doctest/doctest.h>

using namespace bindery;
using tests::peer;
namespace vod = bindery::api::tencent::vod::v20180717;
namespace live = bindery::api::alibaba::live::v20161101;
using namespace std::chrono_literals;

namespace {

const std::string good = peer::http(R"({"Response":{"RequestId":"r-1"},"RequestId":"r-1"})");
const vod::ManageTask abort_task{.TaskId = "task-1", .OperationType = "Abort"};
const live::StartEdgeTranscodeJob start_job{.ClusterId = "c", .JobId = "j"};

template <class Op>
result<typename Op::Output> call(bool blocks, const client& cloud, const Op& input, const call_options<Op>& how = {}) {
    if (blocks)
        return cloud.call(input, how);
    boost::asio::io_context context;
    std::optional<result<typename Op::Output>> outcome;
    cloud.async_call(input, how,
                     boost::asio::bind_executor(context.get_executor(), [&](result<typename Op::Output> done) {
                         outcome.emplace(std::move(done));
                     }));
    context.run();
    return std::move(outcome.value());
}

/// Answers every request, and keeps it.
class recorder {
public:
    recorder()
        : server_([this](peer::tcp::socket& socket) {
              for (std::string text; !(text = peer::read_request(socket)).empty(); peer::write(socket, good))
                  last_ = text;
          }) {}
    std::string url() const { return server_.url(); }
    std::string port() const { return std::to_string(server_.port()); }
    int connections() const noexcept { return server_.connections(); }
    /// When no call is under way.
    const std::string& last() const noexcept { return last_; }
    bool saw(std::string_view text) const { return last_.find(text) != last_.npos; }

private:
    std::string last_;
    peer server_;
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

TEST_CASE("routes: no field can be smuggled in, and none of those that are signed or frame the message replaced") {
    const recorder service;
    const auto refused = [&](header bad) {
        return fault({.endpoint = service.url(), .headers = {{"X-Fine", "1"}, std::move(bad)}});
    };
    for (const char* name : {"Host", "host", "AUTHORIZATION", "Content-Length", "Transfer-Encoding", "Connection",
                             "Content-Type", "Expect", "Proxy-Authorization", "", "a b", "X-A:", "X\r\nY", "X\xc3\xa4"})
        CHECK(refused({name, "1"}).starts_with("client_options::headers: \""));
    for (const std::string value : {"a\r\nHost: b", "a\nb", "a\rb", "a\x01", "\x7f", std::string("a\0b", 3).c_str()})
        if (value != "a")
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
