#include "observed.hpp"

#include <bindery/observe/json_lines.hpp>

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

using namespace observed;

TEST_CASE("json_lines: an object for each attempt and each call, with OpenTelemetry's names") {
    lines to;
    observe::json_lines log(to.sink(), [] { return std::int64_t{1'764'440'000'007}; });
    tell(log);
    REQUIRE(to.held.size() == 4);
    CHECK(to.held[0] ==
          R"({"timestamp":"2025-11-29T18:13:20.007Z","event.name":"http.client.request","bindery.call":7,)"
          R"("rpc.system.name":"tencent","rpc.method":"vod/ManageTask","bindery.api.version":"2018-07-17",)"
          R"("http.request.method":"POST","url.scheme":"https","server.address":"vod.example.com","server.port":443,)"
          R"("http.request.size":412,"http.response.size":130,"error.type":"InternalError",)"
          R"("bindery.error.phase":"reading","bindery.outcome_unknown":true,"http.response.status_code":500,)"
          R"("bindery.request_id":"r-1","bindery.pause":0.031,"duration":0.00521,"bindery.spent.connecting":3e-04,)"
          R"("bindery.spent.sending":0.00011,"bindery.spent.receiving":0.0048})");
    CHECK(to.held[1] ==
          R"({"timestamp":"2025-11-29T18:13:20.007Z","event.name":"http.client.request","bindery.call":7,)"
          R"("rpc.system.name":"tencent","rpc.method":"vod/ManageTask","bindery.api.version":"2018-07-17",)"
          R"("http.request.method":"POST","url.scheme":"http","server.address":"vod.example.com","server.port":80,)"
          R"("bindery.endpoint":"127.0.0.1:8080","http.request.resend_count":1,"http.request.size":412,)"
          R"("http.response.size":99,"bindery.connection.reused":true,"http.response.status_code":200,)"
          R"("bindery.request_id":"r-2","duration":0.006,"bindery.spent.receiving":0.006})");
    CHECK(to.held[2] ==
          R"({"timestamp":"2025-11-29T18:13:20.007Z","event.name":"rpc.client.call","bindery.call":7,)"
          R"("rpc.system.name":"tencent","rpc.method":"vod/ManageTask","bindery.api.version":"2018-07-17",)"
          R"("server.address":"vod.example.com","bindery.attempts":2,"http.response.status_code":200,)"
          R"("bindery.request_id":"r-2","duration":0.04221,"bindery.spent.connecting":3e-04,)"
          R"("bindery.spent.sending":0.00011,"bindery.spent.receiving":0.0108,"bindery.spent.pausing":0.031})");
    CHECK(to.held[3] ==
          R"({"timestamp":"2025-11-29T18:13:20.007Z","event.name":"rpc.client.call","bindery.call":7,)"
          R"("rpc.system.name":"tencent","rpc.method":"vod/ManageTask","bindery.api.version":"2018-07-17",)"
          R"("server.address":"vod.example.com","bindery.attempts":0,"error.type":"rate_limited",)"
          R"("bindery.error.phase":"preparing","duration":1e-05})");
}

TEST_CASE("json_lines: whatever a service sends, a line is JSON") {
    lines to;
    observe::json_lines log(to.sink());
    log.call_ends(call, {.outcome = hostile});
    const auto read = boost::json::parse(to.held.at(0)).as_object();
    CHECK(read.at("error.type").as_string() == "a\"\\  [31m\xEF\xBF\xBD");
    CHECK(read.at("bindery.request_id").as_string() == "  evil");
    CHECK(read.at("timestamp").as_string().size() == 24);
}
