// Answers that come coded, on every way that an answer can come.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>
#include <bindery/client/gzip.hpp>
#include <bindery/client/in_process.hpp>

#include <support/call.hpp>
#include <support/gzipped.hpp>
#include <support/peer.hpp>
#include <support/result.hpp>

#include <doctest/doctest.h>

#include "wire.hpp"

using namespace bindery;
using tests::call;
using tests::gzipped;
using tests::peer;
namespace live = api::alibaba::live::v20161101;
namespace vod = api::tencent::vod::v20180717;
using namespace std::chrono_literals;

namespace {

const vod::ManageTask abort_task{.TaskId = "task-1", .OperationType = "Abort"};
const live::StartEdgeTranscodeJob start_job{.ClusterId = "c", .JobId = "j"};
const credentials who{"id", "key"};
const std::string plain = R"({"Response":{"RequestId":"r-1"},"RequestId":"r-1"})";

/// Answers every request with the same, each on a connection of its own.
class answering {
public:
    explicit answering(std::string_view body, const std::string& fields = "Content-Encoding: gzip\r\n")
        : server_([this, answer = peer::http(body, "200 OK", fields + "Connection: close\r\n")](auto& socket) {
              seen_ = peer::read_request(socket);
              peer::write(socket, answer);
          }) {}
    client_options options(content_coding coding = gzip()) const {
        return {.endpoint = server_.url(), .coding = coding};
    }
    client_options behind_it() const {
        return {.hosts = {{"*.intl.tencentcloudapi.com", "http://service.example"}},
                .coding = gzip(),
                .proxy = {.http = server_.url()}};
    }
    const std::string& seen() const noexcept { return seen_; }

private:
    std::string seen_;
    peer server_;
};

} // namespace

TEST_CASE("gzip: a coded answer is asked for and read, straight, through a proxy and by a transport of one's own") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        for (const char* name : {"gzip", "GZip", "x-gzip"}) {
            const answering service(gzipped(plain), "content-encoding: " + std::string(name) + "\r\n");
            call_details details;
            CHECK(call(blocks, client{who, service.options()}, abort_task, {.details = &details}));
            CHECK(service.seen().find("\r\nAccept-Encoding: gzip\r\n") != std::string::npos);
            CHECK(details.answer.body.view() == plain);
            CHECK(call(blocks, client{who, service.options()}, start_job));
            CHECK(call(blocks, client{who, service.behind_it()}, abort_task));
        }
        CHECK(call(blocks, client{who, answering(plain, "").options()}, abort_task)); // it is the service's choice
        CHECK(call(blocks, client{who, answering(plain, "Content-Encoding: identity\r\n").options()}, abort_task));

        bool asked = false;
        const client carried{who, {.coding = gzip(), .transport = [&](const protocol::request& what, auto) {
                                       asked = what.fields["Accept-Encoding"] == "gzip";
                                       protocol::response answer;
                                       static_cast<void>(answer.fields.add("Content-Encoding", "gzip"));
                                       answer.body.append(gzipped(plain));
                                       return result<protocol::response>(std::move(answer));
                                   }}};
        CHECK(call(blocks, carried, abort_task));
        CHECK(asked);
    }
    CHECK(client{who, {.coding = gzip()}}.dump(abort_task).value().find(" --compressed ") != std::string::npos);
}

TEST_CASE("gzip: an answer that is too large, broken or coded otherwise is refused as such, with its place") {
    std::string garbled = gzipped(plain);
    garbled[garbled.size() - 6] ^= 1;
    const std::string bomb = gzipped(std::string(30'000'000, ' '));
    struct {
        std::string body, fields;
        content_coding coding;
        const char* told;
    } const cases[] = {
        {gzipped(plain).substr(0, 30), "Content-Encoding: gzip\r\n", gzip(), ": gzip, byte 30: ends too early"},
        {garbled, "Content-Encoding: gzip\r\n", gzip(), ": incorrect data check"},
        {plain, "Content-Encoding: gzip\r\n", gzip(), ": incorrect header check"},
        {bomb, "Content-Encoding: gzip\r\n", gzip(), ": makes more than 100 times as many bytes"},
        {bomb, "Content-Encoding: gzip\r\n", gzip({.max_ratio = 0}), ": makes more than 1000000 bytes"},
        {gzipped(plain), "Content-Encoding: br\r\n", gzip(), " is coded as \"br\", which was not asked for"},
        {gzipped(plain), "Content-Encoding: gzip\r\nContent-Encoding: br\r\n", gzip(),
         " is coded as \"gzip, br\", which"},
        {gzipped(plain), "Content-Encoding: gzip\r\nContent-Encoding: br\r\nContent-Encoding: gzip\r\n", gzip(),
         " is coded as \"gzip, br, gzip\", which"},
        {gzipped(plain), "Content-Encoding: gzip\r\n", {}, " is coded as \"gzip\", which was not asked for"},
    };
    for (const bool blocks : {true, false})
        for (const auto& each : cases) {
            CAPTURE(blocks);
            CAPTURE(each.told);
            const answering service(each.body, each.fields);
            client_options options = service.options(each.coding);
            options.max_response_body = 1'000'000;
            if (std::string(each.told).find("times") != std::string::npos)
                options.max_response_body = 64'000'000;
            const auto done = call(blocks, client{who, options}, abort_task);
            REQUIRE_FALSE(done);
            CHECK(done.error() == errc::protocol);
            CHECK_MESSAGE(done.error().message.find(each.told) != std::string::npos, done.error().message);
            CHECK(done.error().message.starts_with("the answer of 127.0.0.1:"));
            CHECK(done.error().outcome_unknown);
            CHECK(done.error().http_status == 200);
        }
}

TEST_CASE("gzip: what is asked for is beside what is signed, and a coding that cannot be asked for is told") {
    const server verifying = wire::serve();
    const client cloud{credentials{"AKIDalice", "alice's key"},
                       {.endpoint = "http://127.0.0.1:" + std::to_string(verifying.port()),
                        .coding = gzip(),
                        .clock = [] { return std::int64_t{world::start}; }}};
    for (const bool blocks : {true, false})
        CHECK(call(blocks, cloud, abort_task, {.headers = {{"X-Trace", "t"}}}));
    for (const content_coding& bad : {content_coding{"gzip", nullptr}, content_coding{"", gzip().decode},
                                      content_coding{"gzip\r\nX: y", gzip().decode}})
        CHECK(to_string(client::make(who, {.coding = bad}).error()).find("client_options::coding: ") !=
              std::string::npos);
}
