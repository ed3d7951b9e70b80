#include <bindery/provider/alibaba.hpp>

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/json.hpp>
#include <bindery/query.hpp>
#include <bindery/validate.hpp>

#include <support/exchange.hpp>
#include <support/random_values.hpp>
#include <support/result.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace bindery;
using namespace std::string_literals;
using namespace std::string_view_literals;
using start_job = api::alibaba::live::v20161101::StartEdgeTranscodeJob;

namespace {

const provider::alibaba& cloud = provider::alibaba::instance();
const provider::alibaba_gateway& gate = provider::alibaba_gateway::instance();
const start_job job{.ClusterId = "cn beijing", .JobId = "a/b&c"};

protocol::request written(const start_job& input = job, const exchange::manner& how = {}) {
    protocol::request out;
    REQUIRE(exchange::write(cloud, input, how, out).has_value());
    return out;
}

error failure_of(std::string_view body, int status) {
    const auto done = exchange::read<start_job::Output>(cloud, exchange::answered(body, status));
    REQUIRE(done.has_error());
    return done.error();
}

} // namespace

TEST_CASE("alibaba: has a name and variables for credentials") {
    CHECK(cloud.name() == "alibaba");
    CHECK(cloud.variables().secret_id == "ALIBABA_CLOUD_ACCESS_KEY_ID");
    CHECK(cloud.variables().secret_key == "ALIBABA_CLOUD_ACCESS_KEY_SECRET");
    CHECK(cloud.variables().token == "ALIBABA_CLOUD_SECURITY_TOKEN");
}

TEST_CASE("alibaba: a request is a signed POST with its parameters in the query") {
    const protocol::request request = written();
    CHECK(request.method == "POST");
    CHECK(request.target == "/?ClusterId=cn%20beijing&JobId=a%2Fb%26c");
    CHECK(request.body.view().empty());
    const std::string authorization(request.fields["Authorization"]);
    CHECK(exchange::fields_of(request.fields) ==
          "Host: live.aliyuncs.com\n"
          "x-acs-action: StartEdgeTranscodeJob\n"
          "x-acs-version: 2016-11-01\n"
          "x-acs-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
          "x-acs-date: 2023-11-14T22:13:20Z\n"
          "x-acs-signature-nonce: nonce-1\n"
          "Authorization: " +
              authorization + "\n");
    CHECK(authorization.starts_with(
        "ACS3-HMAC-SHA256 Credential=AKIDexample,SignedHeaders=host;x-acs-action;x-acs-content-sha256;"
        "x-acs-date;x-acs-signature-nonce;x-acs-version,Signature="));
    CHECK(authorization.find("hush") == authorization.npos);
}

TEST_CASE("alibaba: the region is a parameter, and the call's own wins over the client's") {
    CHECK(written(job, {.region = "cn-shanghai"}).target ==
          "/?ClusterId=cn%20beijing&JobId=a%2Fb%26c&RegionId=cn-shanghai");
    const start_job with_region{.RegionId = "cn-beijing", .ClusterId = "c", .JobId = "j"};
    CHECK(written(with_region, {.region = "cn-shanghai"}).target == "/?ClusterId=c&JobId=j&RegionId=cn-beijing");
    // An operation that has no such parameter gets none.
    protocol::request out;
    const api::tencent::vod::v20180717::ManageTask without{.TaskId = "t", .OperationType = "Abort"};
    REQUIRE(exchange::write(cloud, without, {.region = "cn-shanghai"}, out).has_value());
    CHECK(out.target.find("Region") == std::string::npos);
}

TEST_CASE("alibaba: language and token travel when they are given, and no input means no query") {
    const auto request = written(job, {.language = "en-US", .who = {"AKIDexample", "hush"sv, "session"sv}});
    CHECK(request.fields["Accept-Language"] == "en-US");
    CHECK(request.fields["x-acs-security-token"] == "session");
    CHECK(written().fields.find("Accept-Language") == nullptr);
    CHECK(written().fields.find("x-acs-security-token") == nullptr);
    CHECK(written(reflect::blank<start_job>()).target == "/");
}

TEST_CASE("alibaba: its server accepts what its client signs, once") {
    for (const std::string_view token : {""sv, "Session+Token/="sv}) {
        exchange::verifying server{.owner = {"AKIDexample", "hush"sv, token}};
        const auto request = written(job, {.region = "cn-shanghai", .language = "zh-CN", .who = server.owner});
        CHECK(server(cloud, request) == signing::verdict::ok);
        CHECK(server(cloud, request) == signing::verdict::replayed);
    }
    exchange::verifying another{.owner = {"AKIDexample", "another"sv}};
    CHECK(another(cloud, written()) == signing::verdict::mismatch);
    CHECK(another.nonces.empty());
    exchange::verifying late{.time = exchange::now + 901};
    CHECK(late(cloud, written()) == signing::verdict::expired);
}

TEST_CASE("alibaba: odd values are signed as they are sent") {
    random_values random(11);
    exchange::verifying server;
    for (int round = 0; round != 50; ++round) {
        const std::string nonce = "n" + std::to_string(round);
        CHECK(server(cloud, written(random.make<start_job>(), {.when = {exchange::now, nonce}})) ==
              signing::verdict::ok);
    }
}

TEST_CASE("alibaba: what says who does what cannot be changed under the signature") {
    exchange::verifying server{.owner = {"AKIDexample", "hush"sv, "session"sv}};
    const auto request = written(job, {.who = server.owner});
    using signing::verdict;
    for (const std::string_view name :
         {"x-acs-action"sv, "x-acs-version"sv, "x-acs-security-token"sv, "x-acs-signature-nonce"sv, "Host"sv})
        CHECK(server(cloud, exchange::tampered(request, name, "other")) == verdict::mismatch);
    CHECK(server(cloud, exchange::tampered(request, "x-acs-date", "2023-11-14T22:13:21Z")) == verdict::mismatch);
    protocol::request target = exchange::tampered(request, "", "");
    target.target += "&RegionId=x";
    CHECK(server(cloud, target) == verdict::mismatch);
    protocol::request body = exchange::tampered(request, "", "");
    body.body.push_back(' ');
    CHECK(server(cloud, body) == verdict::payload_mismatch);
    CHECK(server(cloud, request) == verdict::ok);
}

TEST_CASE("alibaba: no value can end its line in the header") {
    for (const std::string_view bad : {"a\r\nX-Injected: 1"sv, "a\nb"sv, "a\rb"sv, "a\0b"sv}) {
        const exchange::manner manners[] = {{.language = bad},
                                            {.host = bad},
                                            {.who = {"AKIDexample", "hush"sv, bad}},
                                            {.who = {std::string(bad), "hush"sv}},
                                            {.when = {exchange::now, bad}}};
        for (const exchange::manner& how : manners) {
            protocol::request out;
            const auto done = exchange::write(cloud, job, how, out);
            REQUIRE(done.has_error());
            CHECK((done.error() == errc::validation || done.error() == errc::signing));
            CHECK(out.fields.find("Authorization") == nullptr);
            for (const auto& each : out.fields)
                CHECK(each.value.find_first_of("\r\n\0"sv) == each.value.npos);
        }
        // The region travels percent-encoded.
        const auto request = written(job, {.region = bad});
        CHECK(request.target.find_first_of("\r\n\0"sv) == std::string::npos);
        CHECK(exchange::verifying()(cloud, request) == signing::verdict::ok);
    }
}

TEST_CASE("alibaba: reads a flat output") {
    const auto done =
        exchange::read<start_job::Output>(cloud, exchange::answered(R"({"JobId":"j","RequestId":"id-1","New":[{}]})"));
    REQUIRE(done.has_value());
    CHECK(done->JobId->view() == "j");
    CHECK(done->RequestId->view() == "id-1");
    CHECK(exchange::read<start_job::Output>(cloud, exchange::answered("{}", 202)).has_value());
}

TEST_CASE("alibaba: a value that does not fit its member costs no other, and is told beside the output") {
    const auto body = exchange::answered(R"({"JobId":{"a":1},"RequestId":7})");
    violations mismatches;
    protocol::answer_options how;
    how.mismatches = &mismatches;
    const auto done = exchange::read<start_job::Output>(cloud, body, how);
    REQUIRE(done.has_value());
    CHECK_FALSE(done->JobId);
    CHECK(done->RequestId == "7"s);
    REQUIRE(mismatches.size() == 1);
    CHECK(to_string(mismatches[0]) == "/JobId: expected text, found an object");
    const auto strict = exchange::read<start_job::Output>(cloud, body, {.values = strictness::strict});
    REQUIRE(strict.has_error());
    CHECK(strict.error() == errc::protocol);
    CHECK(strict.error().violations.size() == 2);
    CHECK(failure_of(R"({"Code":7,"Message":{}})", 400).code == "7");
}

TEST_CASE("alibaba: reads errors by status, with whatever else is in them") {
    const error failure = failure_of(
        R"({"RequestId":"id-2","HostId":"live.aliyuncs.com","Code":"JobNotFound","Message":"j, please check","Recommend":"https://x","AccessDeniedDetail":{"a":1}})",
        404);
    CHECK(failure == errc::api);
    CHECK(failure == start_job::errc::JobNotFound);
    CHECK(failure.remote_message == "j, please check");
    CHECK(failure.request_id == "id-2");
    CHECK(failure.http_status == 404);
    CHECK(failure_of(R"({"Code":"X"})", 500).code == "X");
}

TEST_CASE("alibaba: the request id of the header serves when the body has none") {
    protocol::response answer = exchange::answered(R"({"Code":"X"})", 500);
    REQUIRE(answer.fields.add("X-Acs-Request-Id", "id-3"));
    CHECK(exchange::read<start_job::Output>(cloud, answer).error().request_id == "id-3");
}

TEST_CASE("alibaba: an answer that is not one of the API is an error, never a success") {
    const struct {
        std::string_view body;
        int status;
    } rows[] = {
        {"", 200},
        {"[]", 200},
        {"null", 200},
        {"OK", 200},
        {"<html>", 200},
        {R"({"JobId":)", 200},
        {"{} {}", 200},
        {"", 500},
        {"[]", 400},
        {"{}", 404},
        {"<html>502 Bad Gateway</html>", 502},
        {R"({"Message":"m"})", 400},
        {R"({"Code":{}})", 400},
        {R"({"JobId":"j"})", 302},
        {"<Error><Code>X</Code></Error>", 400},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        CAPTURE(row.status);
        const error failure = failure_of(row.body, row.status);
        CHECK(failure == errc::protocol);
        CHECK(failure.http_status == row.status);
        CHECK(failure.message.find("it begins with \"") != std::string::npos);
    }
}

TEST_CASE("alibaba: knows when calls come too fast") {
    const auto throttled = [](errc kind, const char* code) {
        error failure{kind};
        failure.code = code;
        return cloud.is_throttled(failure);
    };
    CHECK(throttled(errc::api, "Throttling"));
    CHECK(throttled(errc::api, "Throttling.User"));
    CHECK(throttled(errc::api, "Throttling.Api"));
    CHECK_FALSE(throttled(errc::api, "ThrottlingNot"));
    CHECK_FALSE(throttled(errc::api, "UserQuotaExceed"));
    CHECK_FALSE(throttled(errc::transport, "Throttling.User"));
}

TEST_CASE("alibaba: a server knows which operation a request is for") {
    const auto request = written();
    const auto address = gate.identify(request); // views into the request
    REQUIRE(address.has_value());
    CHECK(address->service == "live");
    CHECK(address->action == "StartEdgeTranscodeJob");
    CHECK(address->version == "2016-11-01");
    for (const std::string_view host : {"live.ap-southeast-1.aliyuncs.com", "live-vpc.cn-shanghai.aliyuncs.com"}) {
        const auto regional = written(job, {.host = host});
        CHECK(gate.identify(regional)->service == "live");
    }
    CHECK(gate.identify(written(job, {.host = "127.0.0.1:8443"}))->service.empty());
    CHECK_FALSE(gate.identify(protocol::request{}).has_value());
}

TEST_CASE("alibaba: a server reads the input it was sent, from query and form") {
    random_values random(12);
    for (int round = 0; round != 50; ++round) {
        const auto input = random.make<start_job>();
        const auto request = written(input);
        const auto read = exchange::read_input<start_job>(cloud, request);
        REQUIRE(read.has_value());
        CHECK(json::write(*read) == json::write(input));
    }
    protocol::request form;
    REQUIRE(form.fields.add("content-type", "application/x-www-form-urlencoded; charset=utf-8"));
    form.target = "/?RegionId=r";
    form.body.append("ClusterId=a+b&JobId=%2B&Other=x");
    const auto read = exchange::read_input<start_job>(cloud, form);
    REQUIRE(read.has_value());
    CHECK(read->RegionId->view() == "r");
    CHECK(read->ClusterId->view() == "a b");
    CHECK(read->JobId->view() == "+");

    // A plus is a space in the query, too, and a name that comes twice is refused: its order is not signed.
    protocol::request query;
    query.target = "/?ClusterId=two+words&JobId=%2B";
    CHECK(exchange::read_input<start_job>(cloud, query)->ClusterId->view() == "two words");
    query.target += "&ClusterId=x";
    CHECK(exchange::read_input<start_job>(cloud, query).error().violations[0].path == "/ClusterId");
    protocol::request both = exchange::tampered(form, "", "");
    both.target = "/?ClusterId=x";
    CHECK(exchange::read_input<start_job>(cloud, both).error().violations[0].path == "/ClusterId");

    form.body.append("&x=%");
    CHECK(exchange::read_input<start_job>(cloud, form).has_error());
    form.target = "/?a=%zz";
    form.body.clear();
    CHECK(exchange::read_input<start_job>(cloud, form).has_error());
}

TEST_CASE("alibaba: what its server answers, its client reads") {
    random_values random(13);
    for (int round = 0; round != 50; ++round) {
        auto output = random.make<start_job::Output>();
        protocol::response answer;
        gate.write_output(reflect::structure_of<start_job::Output>, &output, "id-4", answer);
        CHECK(answer.status == 200);
        CHECK(answer.fields["x-acs-request-id"] == "id-4");
        const auto read = exchange::read<start_job::Output>(cloud, answer);
        REQUIRE(read.has_value());
        CHECK(read->RequestId->view() == "id-4");
        CHECK(json::write(*read) == json::write(output));
    }
}

TEST_CASE("alibaba: an error its server answers, its client reads") {
    error failure{errc::api};
    failure.code = "JobNotFound";
    failure.remote_message = "no \"luck\"\n\0"s;
    failure.http_status = 404;
    protocol::response answer;
    gate.write_error(failure, "live.aliyuncs.com", "id-5", answer);
    CHECK(answer.status == 404);
    CHECK(answer.fields["x-acs-request-id"] == "id-5");
    CHECK(answer.body.view() ==
          R"({"RequestId":"id-5","HostId":"live.aliyuncs.com","Code":"JobNotFound","Message":"no \"luck\"  "})");
    const auto read = exchange::read<start_job::Output>(cloud, answer);
    REQUIRE(read.has_error());
    CHECK(read.error() == start_job::errc::JobNotFound);
    CHECK(read.error().remote_message == "no \"luck\"  "); // control characters are not passed on
    CHECK(read.error().request_id == "id-5");
}

TEST_CASE("alibaba: an error without a status of its own does not look like success") {
    for (const int status : {-1, 0, 100, 200, 204, 304, 600}) {
        error failure{errc::api};
        failure.code = "X";
        failure.http_status = status;
        protocol::response answer;
        gate.write_error(failure, "live.aliyuncs.com", "id", answer);
        CHECK(answer.status == 500);
        CHECK(exchange::read<start_job::Output>(cloud, answer).has_error());
    }
}

TEST_CASE("alibaba: refuses with the codes and statuses of the gateway") {
    using protocol::refusal;
    const struct {
        refusal why;
        const char* code;
        int status;
    } refusals[] = {
        {refusal::unknown_action, "InvalidAction.NotFound", 404},
        {refusal::unknown_version, "InvalidVersion", 400},
        {refusal::missing_region, "MissingRegionId", 400},
        {refusal::unsupported_region, "InvalidRegionId.NotFound", 404},
        {refusal::unsupported_method, "UnsupportedHTTPMethod", 400},
        {refusal::too_large, "InvalidParameter", 400},
        {refusal::throttled, "Throttling.User", 400},
        {refusal::unreadable, "InvalidParameter", 400},
        {refusal::internal, "InternalError", 500},
    };
    for (const auto& row : refusals) {
        const error failure = gate.refuse(row.why, "detail");
        CHECK(failure == errc::api);
        CHECK(failure.code == row.code);
        CHECK(failure.http_status == row.status);
        CHECK(failure.remote_message == "detail");
    }
    CHECK(cloud.is_throttled(gate.refuse(refusal::throttled, "")));

    using signing::verdict;
    const struct {
        verdict why;
        const char* code;
        int status;
    } verdicts[] = {
        {verdict::missing, "IncompleteSignature", 400},
        {verdict::malformed, "IncompleteSignature", 400},
        {verdict::unsigned_header, "IncompleteSignature", 400},
        {verdict::unsigned_payload, "IncompleteSignature", 400},
        {verdict::other_scheme, "InvalidSignatureMethod", 400},
        {verdict::expired, "InvalidTimeStamp.Expired", 400},
        {verdict::unknown_secret_id, "InvalidAccessKeyId.NotFound", 404},
        {verdict::payload_mismatch, "ContentMD5NotMatched", 400},
        {verdict::mismatch, "SignatureDoesNotMatch", 400},
        {verdict::bad_token, "InvalidSecurityToken.MismatchWithAccessKey", 400},
        {verdict::replayed, "SignatureNonceUsed", 400},
        {verdict::failed, "InternalError", 500},
    };
    for (const auto& row : verdicts) {
        CHECK(gate.refuse(row.why, {}).code == row.code);
        CHECK(gate.refuse(row.why, {}).http_status == row.status);
    }
}

TEST_CASE("alibaba: answers broken rules with the page's own code, status and message") {
    const error missing = gate.refuse(validate(start_job{.ClusterId = absent, .JobId = "j"}), start_job::about);
    CHECK(missing.code == "MissingParameter");
    CHECK(missing.http_status == 400);
    CHECK(missing.remote_message == "/ClusterId: expected a value, since the member is required.");
    const error wrong = gate.refuse(validate(start_job{.ClusterId = "\xFF"s, .JobId = "j"}), start_job::about);
    CHECK(wrong.code == "InvalidParameter");
    CHECK(wrong.http_status == 400);
    CHECK(wrong.remote_message == "/ClusterId: expected valid UTF-8, found \"\\xff\"");
}
