#include <bindery/provider/tencent.hpp>

#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/json.hpp>
#include <bindery/validate.hpp>

#include <support/exchange.hpp>
#include <support/random_values.hpp>
#include <support/result.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <string>

using namespace bindery;
using namespace std::string_literals;
using namespace std::string_view_literals;
namespace tiw = api::tencent::tiw::v20190919;
namespace vod = api::tencent::vod::v20180717;

namespace {

const provider::tencent& cloud = provider::tencent::instance();
const provider::tencent_gateway& gate = provider::tencent_gateway::instance();
const vod::ManageTask abort_task{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort"};

protocol::request written(const vod::ManageTask& task = abort_task, const exchange::manner& how = {}) {
    protocol::request out;
    REQUIRE(exchange::write(cloud, task, how, out).has_value());
    return out;
}

error failure_of(std::string_view body, int status = 200) {
    const auto done = exchange::read<vod::ExecuteFunction::Output>(cloud, exchange::answered(body, status));
    REQUIRE(done.has_error());
    return done.error();
}

/// A GET request as other clients make it.
protocol::request get(std::string_view target) {
    protocol::request request;
    request.method = "GET";
    request.target = target;
    return request;
}

} // namespace

TEST_CASE("tencent: has a name and variables for credentials") {
    CHECK(cloud.name() == "tencent");
    CHECK(cloud.variables().secret_id == "TENCENTCLOUD_SECRET_ID");
    CHECK(cloud.variables().secret_key == "TENCENTCLOUD_SECRET_KEY");
    CHECK(cloud.variables().token == "TENCENTCLOUD_TOKEN");
}

TEST_CASE("tencent: a request is a signed POST of JSON") {
    const protocol::request request = written();
    CHECK(request.method == "POST");
    CHECK(request.target == "/");
    CHECK(request.body.view() == R"({"TaskId":"251000333-procedure-c27b","OperationType":"Abort"})");
    const std::string authorization(request.fields["Authorization"]);
    CHECK(exchange::fields_of(request.fields) == "Host: vod.intl.tencentcloudapi.com\n"
                                                 "Content-Type: application/json\n"
                                                 "X-TC-Action: ManageTask\n"
                                                 "X-TC-Version: 2018-07-17\n"
                                                 "X-TC-Timestamp: 1700000000\n"
                                                 "Authorization: " +
                                                     authorization + "\n");
    CHECK(authorization.starts_with("TC3-HMAC-SHA256 Credential=AKIDexample/2023-11-14/vod/tc3_request, "
                                    "SignedHeaders=content-type;host;x-tc-action;x-tc-version, Signature="));
    CHECK(authorization.find("hush") == authorization.npos);
}

TEST_CASE("tencent: region, language and token travel when they are given") {
    const protocol::request request = written(
        abort_task, {.region = "ap-singapore", .language = "en-US", .who = {"AKIDexample", "hush"sv, "session"sv}});
    CHECK(request.fields["X-TC-Region"] == "ap-singapore");
    CHECK(request.fields["X-TC-Language"] == "en-US");
    CHECK(request.fields["X-TC-Token"] == "session");
    CHECK(written().fields.find("X-TC-Region") == nullptr);
    CHECK(written().fields.find("X-TC-Language") == nullptr);
    CHECK(written().fields.find("X-TC-Token") == nullptr);
}

TEST_CASE("tencent: its server accepts what its client signs, with and without region and token") {
    for (const std::string_view region : {""sv, "ap-singapore"sv})
        for (const std::string_view token : {""sv, "Session+Token/="sv}) {
            exchange::verifying server{.owner = {"AKIDexample", "hush"sv, token}};
            const auto request = written(abort_task, {.region = region, .language = "zh-CN", .who = server.owner});
            CHECK(server(cloud, request) == signing::verdict::ok);
        }
    exchange::verifying another{.owner = {"AKIDexample", "another"sv}};
    CHECK(another(cloud, written()) == signing::verdict::mismatch);
    another.owner.secret_id = "AKIDother";
    CHECK(another(cloud, written()) == signing::verdict::unknown_secret_id);
    exchange::verifying late{.time = exchange::now + 301};
    CHECK(late(cloud, written()) == signing::verdict::expired);
}

TEST_CASE("tencent: what says who does what and where cannot be changed under the signature") {
    exchange::verifying server{.owner = {"AKIDexample", "hush"sv, "session"sv}};
    const auto request = written(abort_task, {.region = "ap-singapore", .who = server.owner});
    REQUIRE(server(cloud, request) == signing::verdict::ok);
    using signing::verdict;
    CHECK(server(cloud, exchange::tampered(request, "X-TC-Action", "DeleteMedia")) == verdict::mismatch);
    CHECK(server(cloud, exchange::tampered(request, "X-TC-Version", "2018-07-18")) == verdict::mismatch);
    CHECK(server(cloud, exchange::tampered(request, "X-TC-Region", "ap-guangzhou")) == verdict::mismatch);
    CHECK(server(cloud, exchange::tampered(request, "X-TC-Token", "another")) == verdict::mismatch);
    CHECK(server(cloud, exchange::tampered(request, "X-TC-Timestamp", "1700000001")) == verdict::mismatch);
    CHECK(server(cloud, exchange::tampered(request, "Host", "vod.tencentcloudapi.com")) == verdict::mismatch);
    CHECK(server(cloud, exchange::tampered(request, "Host", "mps.tencentcloudapi.com")) == verdict::wrong_scope);
    protocol::request body = exchange::tampered(request, "", "");
    CHECK(server(cloud, body) == verdict::ok);
    body.body.push_back(' ');
    CHECK(server(cloud, body) == verdict::mismatch);
}

TEST_CASE("tencent: no value can end its line in the header") {
    for (const std::string_view bad : {"a\r\nX-Injected: 1"sv, "a\nb"sv, "a\rb"sv, "a\0b"sv}) {
        const exchange::manner manners[] = {
            {.region = bad}, {.language = bad}, {.host = bad}, {.who = {"AKIDexample", "hush"sv, bad}}};
        for (const exchange::manner& how : manners) {
            protocol::request out;
            const auto done = exchange::write(cloud, abort_task, how, out);
            REQUIRE(done.has_error());
            CHECK(done.error() == errc::validation);
            CHECK(out.fields.find("Authorization") == nullptr);
            for (const auto& each : out.fields)
                CHECK(each.value.find_first_of("\r\n\0"sv) == each.value.npos);
        }
        protocol::request out;
        const auto done = exchange::write(cloud, abort_task, {.who = {std::string(bad), "hush"sv}}, out);
        REQUIRE(done.has_error());
        CHECK(done.error() == errc::signing);
    }
}

TEST_CASE("tencent: without a secret key nothing is written") {
    protocol::request out;
    const auto done = exchange::write(cloud, abort_task, {.who = {"AKIDexample", ""sv}}, out);
    REQUIRE(done.has_error());
    CHECK(done.error() == errc::signing);
}

TEST_CASE("tencent: a request larger than the service takes is not written") {
    const vod::ExecuteFunction large{.FunctionName = "f", .FunctionArg = std::string(provider::tencent::max_body, 'x')};
    protocol::request out;
    const auto done = exchange::write(cloud, large, {}, out);
    REQUIRE(done.has_error());
    CHECK(done.error() == errc::validation);
    CHECK(done.error().message.find("10485760") != std::string::npos);
}

TEST_CASE("tencent: a writer can be used again, nothing is left of the call before") {
    const auto writer = cloud.make_writer();
    protocol::request out;
    const signing::credentials who{"AKIDexample", "hush"sv, "session"sv}, other{"AKIDother", "hush"sv};
    const tiw::DescribeVideoGenerationTask query{.SdkAppId = 1, .TaskId = "t"};
    const protocol::call first{&query.about,   &reflect::structure_of<tiw::DescribeVideoGenerationTask>,
                               &query,         query.about.host,
                               "ap-singapore", "en-US"};
    REQUIRE(writer->write(first, who, {exchange::now, "1"}, out).has_value());
    const protocol::call second{
        &abort_task.about, &reflect::structure_of<vod::ManageTask>, &abort_task, abort_task.about.host, {}, {}};
    REQUIRE(writer->write(second, other, {exchange::now, "2"}, out).has_value());
    const protocol::request fresh = written(abort_task, {.who = other});
    CHECK(exchange::fields_of(out.fields) == exchange::fields_of(fresh.fields));
    CHECK(out.body.view() == fresh.body.view());
}

TEST_CASE("tencent: reads an output out of its envelope") {
    const auto done = exchange::read<vod::ExecuteFunction::Output>(
        cloud, exchange::answered(R"({"Response":{"Result":"XXX","RequestId":"id-1","New":{"a":[1]}},"x":1})"));
    REQUIRE(done.has_value());
    CHECK(done->Result->view() == "XXX");
    CHECK(done->RequestId->view() == "id-1");
    const auto null =
        exchange::read<vod::ExecuteFunction::Output>(cloud, exchange::answered(R"({"Response":{"Result":null}})"));
    REQUIRE(null.has_value());
    CHECK_FALSE(null->Result);
}

TEST_CASE("tencent: reads errors, whatever the status and whatever is beside them") {
    for (const int status : {200, 400, 500, 503}) {
        const error failure = failure_of(
            R"({"Response":{"Result":7,"Error":{"Extra":[],"Code":"InvalidParameterValue.FunctionName","Message":"no\u0000such"},"RequestId":"id-2"}})",
            status);
        CHECK(failure == errc::api);
        CHECK(failure == vod::ExecuteFunction::errc::InvalidParameterValue_FunctionName);
        CHECK(failure.remote_message == "no\0such"sv);
        CHECK(failure.message.empty());
        CHECK(failure.request_id == "id-2");
        CHECK(failure.http_status == status);
    }
    CHECK(failure_of(R"({"Response":{"Error":{"Code":"X"}}})").code == "X");
    CHECK(failure_of(R"({"Response":{"Error":{"Code":7}}})").code == "7");
    // However much beside it does not fit, and wherever it stands.
    std::string misfits;
    for (int i = 0; i != 100; ++i)
        misfits += R"("Result":[],)";
    CHECK(failure_of(R"({"Response":{)" + misfits + R"("Error":{"Code":"X"}}})").code == "X");
    CHECK(failure_of(R"({"Response":{)" + misfits + R"("Error":"text"}})") == errc::protocol);
}

TEST_CASE("tencent: an answer that is not one of the API is an error, never a success") {
    const struct {
        std::string_view body;
        int status;
    } rows[] = {
        {"", 200},
        {"[]", 200},
        {"{}", 200},
        {"null", 200},
        {"OK", 200},
        {"\"Response\"", 200},
        {"<html>502 Bad Gateway</html>", 502},
        {"<html>", 200},
        {R"({"Response":null})", 200},
        {R"({"Response":[]})", 200},
        {R"({"Response":{"Result":"XXX")", 200},
        {R"({"Response":{"Error":{}}})", 200},
        {R"({"Response":{"Error":{"Message":"m"}}})", 200},
        {R"({"Response":{"Error":"text"}})", 200},
        {R"({"Response":{"Error":{"Code":{}}}})", 200},
        {R"({"Response":{"Error":{"Code":[]},"Result":"XXX"}})", 200},
        {R"({"Response":{"Result":"XXX"}})", 500},
        {R"({"Response":{"Result":"\ud800"}})", 200},
        {R"({"code":4000,"message":"m"})", 200},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        const error failure = failure_of(row.body, row.status);
        CHECK(failure == errc::protocol);
        CHECK(failure.http_status == row.status);
        CHECK(failure.message.find("it begins with \"") != std::string::npos);
        CHECK(failure.code.empty());
    }
    CHECK(failure_of("<html>502 Bad Gateway</html>", 502)
              .message.ends_with("it begins with \"<html>502 Bad Gateway</html>\""));
}

namespace {

/// Reads an answer of DescribeVideoGenerationTask, which must succeed, and what it told.
struct told {
    explicit told(std::string_view body) {
        protocol::answer_options how;
        how.mismatches = &mismatches;
        auto done = exchange::read<tiw::DescribeVideoGenerationTask::Output>(cloud, exchange::answered(body), how);
        if (!done)
            FAIL(to_string(done.error()));
        output = *std::move(done);
    }
    tiw::DescribeVideoGenerationTask::Output output;
    violations mismatches;
};

} // namespace

TEST_CASE("tencent: a value that does not fit its member costs no other, and is told beside the output") {
    const told some(
        R"({"Response":{"TaskId":{},"Progress":"half","Status":"FINISHED","VideoInfoList":[{"VideoId":"a","Width":[]},7],"RequestId":"r"}})");
    CHECK_FALSE(some.output.TaskId);
    CHECK_FALSE(some.output.Progress);
    CHECK(some.output.Status == "FINISHED"s);
    REQUIRE(some.output.VideoInfoList->size() == 2);
    CHECK((*some.output.VideoInfoList)[0].VideoId == "a"s);
    CHECK(some.output.RequestId == "r"s);
    REQUIRE(some.mismatches.size() == 4);
    CHECK(to_string(some.mismatches[0]) == "/TaskId: expected text, found an object");
    CHECK(to_string(some.mismatches[1]) == "/Progress: expected an integer, found the text \"half\"");
    CHECK(to_string(some.mismatches[2]) == "/VideoInfoList/0/Width: expected an integer, found a list");
    CHECK(to_string(some.mismatches[3]) == "/VideoInfoList/1: expected an object, found the number 7");
    for (const violation& each : some.mismatches)
        CHECK(utf8::count(to_string(each)) != utf8::invalid);

    const auto body = exchange::answered(R"({"Response":{"Progress":"half","RequestId":"r"}})");
    CHECK(exchange::read<tiw::DescribeVideoGenerationTask::Output>(cloud, body).has_value()); // told to nobody
    const auto strict =
        exchange::read<tiw::DescribeVideoGenerationTask::Output>(cloud, body, {.values = strictness::strict});
    REQUIRE(strict.has_error());
    CHECK(strict.error() == errc::protocol);
    REQUIRE(strict.error().violations.size() == 1);
    CHECK(strict.error().violations[0].path == "/Progress");
    CHECK(strict.error().request_id == "r");
}

TEST_CASE("tencent: what a member can hold without loss is taken, and no mismatch") {
    const struct {
        std::string_view name; // of a file that shows the kind
        std::string_view body;
        void (*check)(const tiw::DescribeVideoGenerationTask::Output&);
    } rows[] = {
        {"09-null-row.json",
         R"({"Response":{"TaskId":"t","VideoInfoList":[{"VideoId":"a"},null,{"VideoId":"b"}],"RequestId":"r-1"}})",
         [](const auto& read) {
             REQUIRE(read.VideoInfoList->size() == 3);
             CHECK((*read.VideoInfoList)[0].VideoId == "a"s);
             CHECK_FALSE((*read.VideoInfoList)[1].VideoId);
             CHECK((*read.VideoInfoList)[2].VideoId == "b"s);
         }},
        {"10-integral-float.json", R"({"Response":{"TaskId":"t","TotalTime":1.5675E5,"RequestId":"r-1"}})",
         [](const auto& read) { CHECK(read.TotalTime == 156750); }},
        {"11-text-for-integer.json", R"({"Response":{"TaskId":"t","RoomId":"900822","GroupId":7,"RequestId":"r-1"}})",
         [](const auto& read) { CHECK(read.RoomId == 900822); }},
        {"12-exponent-in-unknown-member.json",
         R"({"Response":{"TaskId":"t","New":[1e99999999999],"RequestId":"r-1"},"Ratio":1e-00011111111111})",
         [](const auto&) {}},
        {"13-bom.json", "\xEF\xBB\xBF{\"Response\":{\"TaskId\":\"t\",\"RequestId\":\"r-1\"}}", [](const auto&) {}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        const auto check = [&](std::string_view body) {
            const told all(body);
            CHECK(all.mismatches.empty());
            CHECK(all.output.TaskId == "t"s);
            CHECK(all.output.RequestId == "r-1"s);
            row.check(all.output);
        };
        check(row.body);
        std::ifstream file(BINDERY_TESTS_DIR "/../../shared/cases/answers/" + std::string(row.name), std::ios::binary);
        if (file)
            check(std::string{std::istreambuf_iterator<char>(file), {}});
        else
            MESSAGE("not here: ../shared/cases/answers/", row.name);
    }
}

TEST_CASE("tencent: limits and a stop end the reading of an answer with an error of their own") {
    const auto body = exchange::answered(R"({"Response":{"VideoInfoList":[{},{},{}],"Error":{"Code":"X"}}})");
    using output = tiw::DescribeVideoGenerationTask::Output;
    const auto little = exchange::read<output>(cloud, body, {.limits = {.max_memory = 1}});
    REQUIRE(little.has_error());
    CHECK(little.error() == errc::protocol);
    CHECK(
        little.error().message.starts_with("what is read takes more than 1 bytes of memory, from /VideoInfoList/0 on"));
    const std::function<bool()> stop = [] { return true; };
    const auto large = exchange::answered(R"({"Response":{"x":")" + std::string(100'000, 'x') + "\"}}");
    const auto stopped = exchange::read<output>(cloud, large, {.stop = &stop});
    REQUIRE(stopped.has_error());
    CHECK(stopped.error() == errc::cancelled);
}

TEST_CASE("tencent: the request id is kept when the answer is no good") {
    CHECK(failure_of(R"({"Response":{"Result":{},"Error":"no","RequestId":"id-3"}})").request_id == "id-3");
    CHECK(failure_of(R"({"Response":{"Result":"x","RequestId":"id-3"}})", 500).request_id == "id-3");
    CHECK(failure_of(R"({"Response":{"Error":{},"RequestId":"id-3"}})").request_id == "id-3");
}

TEST_CASE("tencent: knows when calls come too fast") {
    const auto throttled = [](errc kind, const char* code) {
        error failure{kind};
        failure.code = code;
        return cloud.is_throttled(failure);
    };
    CHECK(throttled(errc::api, "RequestLimitExceeded"));
    CHECK(throttled(errc::api, "RequestLimitExceeded.UinLimitExceeded"));
    CHECK(throttled(errc::api, "RequestLimitExceeded.IPLimitExceeded"));
    CHECK_FALSE(throttled(errc::api, "RequestLimitExceededNot"));
    CHECK_FALSE(throttled(errc::api, "LimitExceeded"));
    CHECK_FALSE(throttled(errc::api, "RequestSizeLimitExceeded"));
    CHECK_FALSE(throttled(errc::protocol, "RequestLimitExceeded"));
}

TEST_CASE("tencent: a server knows which operation a request is for") {
    const auto request = written(abort_task, {.region = "ap-singapore"});
    const auto address = gate.identify(request); // views into the request
    REQUIRE(address.has_value());
    CHECK(address->service == "vod");
    CHECK(address->action == "ManageTask");
    CHECK(address->version == "2018-07-17");
    CHECK(address->region == "ap-singapore");
    CHECK_FALSE(gate.identify(protocol::request{}).has_value());
    CHECK_FALSE(gate.identify(get("/?Action=ManageTask&SecretId=a")).has_value());
    CHECK(gate.identify(get("/?SecretId=a&Signature=x")).has_value());

    // Under a name of its own the signature's scope tells.
    const auto local_request = written(abort_task, {.host = "127.0.0.1:8443"});
    const auto local = gate.identify(local_request);
    REQUIRE(local.has_value());
    CHECK(local->service == "vod");
    CHECK(exchange::verifying()(cloud, local_request) == signing::verdict::ok);
}

TEST_CASE("tencent: odd authorizations do no harm to a server on another host") {
    for (const std::string_view authorization :
         {""sv, "/"sv, "//"sv, "///"sv, "TC3-HMAC-SHA256"sv, "TC3-HMAC-SHA256 Credential=a/b/c"sv, "a/b"sv}) {
        const auto request =
            exchange::tampered(written(abort_task, {.host = "localhost"}), "Authorization", authorization);
        CHECK(gate.identify(request).has_value());
        CHECK(exchange::verifying()(cloud, request) != signing::verdict::ok);
    }
}

TEST_CASE("tencent: a server reads the input it was sent, as JSON and as a query") {
    random_values random(9);
    for (int round = 0; round != 50; ++round) {
        const auto input = random.make<vod::ExecuteFunction>();
        protocol::request request;
        REQUIRE(exchange::write(cloud, input, {}, request).has_value());
        const auto read = exchange::read_input<vod::ExecuteFunction>(cloud, request);
        REQUIRE(read.has_value());
        CHECK(json::write(*read) == json::write(input));
    }
    const auto query =
        exchange::read_input<vod::ManageTask>(cloud, get("/?TaskId=a%20b&OperationType=Abort&SubAppId=7"));
    REQUIRE(query.has_value());
    CHECK(query->TaskId->view() == "a b");
    CHECK(*query->SubAppId == 7);
    CHECK(exchange::read_input<vod::ManageTask>(cloud, get("/")).has_value());
    CHECK(exchange::read_input<vod::ManageTask>(cloud, get("/?TaskId=two+words%2B"))->TaskId->view() == "two words+");
}

TEST_CASE("tencent: a server refuses input that is not what it should be") {
    CHECK(exchange::read_input<vod::ManageTask>(cloud, get("/?TaskId=%")).has_error());
    const auto unknown = exchange::read_input<vod::ManageTask>(cloud, get("/?TaskID=a"));
    REQUIRE(unknown.has_error());
    CHECK(unknown.error().violations[0].rule == rule::known);
    for (const std::string_view body : {"", "[]", "{", R"({"TaskId":1})", R"({"TaskID":"a"})"}) {
        protocol::request request;
        request.body.append(body);
        CHECK(exchange::read_input<vod::ManageTask>(cloud, request).has_error());
    }
}

TEST_CASE("tencent: what its server answers, its client reads") {
    random_values random(10);
    for (int round = 0; round != 50; ++round) {
        auto output = random.make<tiw::DescribeVideoGenerationTask::Output>();
        protocol::response answer;
        gate.write_output(reflect::structure_of<tiw::DescribeVideoGenerationTask::Output>, &output, "id-4", answer);
        CHECK(answer.status == 200);
        const auto read = exchange::read<tiw::DescribeVideoGenerationTask::Output>(cloud, answer);
        REQUIRE(read.has_value());
        CHECK(read->RequestId->view() == "id-4");
        CHECK(json::write(*read) == json::write(output));
    }
}

TEST_CASE("tencent: an output without a member for the request id carries one all the same") {
    struct none {};
    const reflect::structure empty{.members = {}, .origin = nullptr};
    none nothing;
    protocol::response answer;
    gate.write_output(empty, &nothing, "id-\"5\"", answer);
    CHECK(answer.body.view() == R"({"Response":{"RequestId":"id-\"5\""}})");
}

TEST_CASE("tencent: an error its server answers, its client reads") {
    error failure{errc::api};
    failure.code = "FailedOperation";
    failure.remote_message = "no \"luck\"\n\0"s;
    protocol::response answer;
    answer.status = 500;
    gate.write_error(failure, "vod.intl.tencentcloudapi.com", "id-6", answer);
    CHECK(answer.status == 200);
    CHECK(answer.fields["Content-Type"] == "application/json");
    CHECK(answer.body.view() ==
          R"({"Response":{"Error":{"Code":"FailedOperation","Message":"no \"luck\"  "},"RequestId":"id-6"}})");
    const auto read = exchange::read<vod::ManageTask::Output>(cloud, answer);
    REQUIRE(read.has_error());
    CHECK(read.error() == vod::ManageTask::errc::FailedOperation);
    CHECK(read.error().remote_message == "no \"luck\"  "); // control characters are not passed on
    CHECK(read.error().request_id == "id-6");
}

TEST_CASE("tencent: refuses with the codes of the common table") {
    using protocol::refusal;
    const struct {
        refusal why;
        const char* code;
    } refusals[] = {
        {refusal::unknown_action, "InvalidAction"},         {refusal::unknown_version, "NoSuchVersion"},
        {refusal::unsupported_region, "UnsupportedRegion"}, {refusal::unsupported_method, "UnsupportedProtocol"},
        {refusal::too_large, "RequestSizeLimitExceeded"},   {refusal::throttled, "RequestLimitExceeded"},
        {refusal::unreadable, "InvalidParameter"},          {refusal::internal, "InternalError"},
        {refusal::missing_region, "MissingParameter"},
    };
    for (const auto& row : refusals) {
        const error failure = gate.refuse(row.why, "detail");
        CHECK(failure == errc::api);
        CHECK(failure.code == row.code);
        CHECK(failure.remote_message == "detail");
        CHECK(failure.http_status == 200);
    }
    CHECK(cloud.is_throttled(gate.refuse(refusal::throttled, "")));

    using signing::verdict;
    const struct {
        verdict why;
        const char* code;
    } verdicts[] = {
        {verdict::missing, "AuthFailure.InvalidAuthorization"},
        {verdict::other_scheme, "AuthFailure.InvalidAuthorization"},
        {verdict::malformed, "AuthFailure.InvalidAuthorization"},
        {verdict::unsigned_header, "AuthFailure.InvalidAuthorization"},
        {verdict::unsigned_payload, "AuthFailure.InvalidAuthorization"},
        {verdict::wrong_scope, "AuthFailure.SignatureFailure"},
        {verdict::expired, "AuthFailure.SignatureExpire"},
        {verdict::unknown_secret_id, "AuthFailure.SecretIdNotFound"},
        {verdict::payload_mismatch, "AuthFailure.SignatureFailure"},
        {verdict::mismatch, "AuthFailure.SignatureFailure"},
        {verdict::bad_token, "AuthFailure.TokenFailure"},
        {verdict::failed, "InternalError"},
    };
    for (const auto& row : verdicts) {
        CHECK(gate.refuse(row.why, {}).code == row.code);
        CHECK(gate.refuse(row.why, {}).remote_message.starts_with(describe(row.why)));
    }
}

TEST_CASE("tencent: answers broken rules with the operation's own errors where it has fitting ones") {
    const auto code_for = [](const auto& input) { return gate.refuse(validate(input), input.about).code; };
    CHECK(code_for(vod::ManageTask{.TaskId = absent, .OperationType = "Abort"}) == "MissingParameter");
    CHECK(code_for(vod::ManageTask{.TaskId = "\xFF"s, .OperationType = "Abort"}) == "InvalidParameterValue.TaskId");
    CHECK(code_for(vod::ManageTask{.TaskId = "t", .OperationType = "Stop"s}) ==
          "InvalidParameterValue.InvalidOperationType");
    const auto execute = [](std::string context, std::string id) {
        return vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = "", .SessionContext = context, .SessionId = id};
    };
    CHECK(code_for(execute(std::string(1001, 'c'), "")) == "InvalidParameterValue.SessionContextTooLong");
    CHECK(code_for(execute("", std::string(51, 'i'))) == "InvalidParameterValue");
    CHECK(code_for(tiw::DescribeVideoGenerationTask{.SdkAppId = absent, .TaskId = "t"}) == "MissingParameter");

    const auto unreadable = [](std::string_view body, const operation& about, auto input) {
        const auto done = json::read(body, input, {.refuse_unknown_members = true});
        REQUIRE(done.has_error());
        return gate.refuse(done.error().violations, about).code;
    };
    const auto query = reflect::blank<tiw::DescribeVideoGenerationTask>();
    CHECK(unreadable(R"({"SdkAppId":"x"})", query.about, query) == "InvalidParameter.BodyParameterTypeUnmatched");
    CHECK(unreadable(R"({"SdkAppId":1.5})", query.about, query) == "InvalidParameter.BodyParameterTypeUnmatched");
    CHECK(unreadable(R"({"SdkAppId":9223372036854775808})", query.about, query) == "InvalidParameterValue");
    CHECK(unreadable(R"({"TaskId":1})", abort_task.about, abort_task) == "InvalidParameter");
    CHECK(unreadable(R"({"New":1})", query.about, query) == "UnknownParameter");

    const error failure = gate.refuse(validate(execute(std::string(1001, 'c'), "")), vod::ExecuteFunction::about);
    CHECK(failure.remote_message.starts_with("/SessionContext: expected at most 1000 characters, found 1001: "));
    CHECK(failure.http_status == 200);
}
