#include "world.hpp"

#include <bindery/api/alibaba/live/v20161101/StartEdgeTranscodeJob.hpp>
#include <bindery/api/tencent/mps/v20190612/ExecuteFunction.hpp>
#include <bindery/api/tencent/tiw/v20190919/DescribeVideoGenerationTask.hpp>
#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/server/environment.hpp>
#include <bindery/store/memory.hpp>
#include <bindery/types/utf8.hpp>

#include <doctest/doctest.h>

namespace vod = bindery::api::tencent::vod::v20180717;
namespace mps = bindery::api::tencent::mps::v20190612;
namespace tiw = bindery::api::tencent::tiw::v20190919;
namespace live = bindery::api::alibaba::live::v20161101;

using bindery::protocol::call_context;
using bindery::protocol::dispatcher;
using bindery::protocol::incoming_call;
using bindery::protocol::make_handler;
using world::ask;

namespace {

const vod::ManageTask abort_task{.TaskId = "251-procedure-1", .OperationType = "Abort"};
const live::StartEdgeTranscodeJob start_job{.ClusterId = "c", .JobId = "j"};

bindery::result<live::StartEdgeTranscodeJob::Output> start(const live::StartEdgeTranscodeJob& input) {
    return live::StartEdgeTranscodeJob::Output{.JobId = input.JobId->view()};
}

struct server {
    std::shared_ptr<world::environment> around = std::make_shared<world::environment>();
    int managed = 0;
    std::string seen_region;
    call_context seen{};
    std::string seen_secret_id, seen_request_id;
    dispatcher desk{
        around,
        {make_handler([this](const vod::ManageTask&, const call_context& context) {
             ++managed;
             seen = context;
             seen_secret_id = context.secret_id;
             seen_request_id = context.request_id;
             return vod::ManageTask::Output{};
         }),
         make_handler([](const vod::ExecuteFunction& input) -> bindery::result<vod::ExecuteFunction::Output> {
             return vod::ExecuteFunction::Output{.Result = input.FunctionArg->view()};
         }),
         make_handler([](const mps::ExecuteFunction&) -> bindery::result<mps::ExecuteFunction::Output> {
             return mps::ExecuteFunction::Output{.Result = "mps"};
         }),
         make_handler([this](const tiw::DescribeVideoGenerationTask&,
                             const call_context& context) -> bindery::result<tiw::DescribeVideoGenerationTask::Output> {
             seen_region = context.region;
             return tiw::DescribeVideoGenerationTask::Output{.Status = "QUEUED"};
         }),
         make_handler(start)}};

    template <class Edit>
    bindery::protocol::response raw(Edit edit) {
        incoming_call call;
        world::write(abort_task, {}, call.received);
        edit(call.received);
        desk.dispatch(call);
        REQUIRE(call.is_answered());
        return std::move(call.answer);
    }
    template <class Edit>
    std::string code(Edit edit) {
        const auto answer = world::read<vod::ManageTask>(raw(edit));
        REQUIRE(answer.has_error());
        return answer.error().code;
    }
};

} // namespace

TEST_CASE("dispatcher: a signed call reaches its handler and is answered with a request id") {
    server here;
    const auto answer = ask(here.desk, abort_task);
    REQUIRE(answer.has_value());
    CHECK(here.managed == 1);
    CHECK(here.seen_secret_id == "AKIDalice");
    CHECK(here.seen.about == &vod::ManageTask::about);
    CHECK(here.seen.now == world::start);
    REQUIRE(answer->RequestId.has_value());
    CHECK(answer->RequestId->view() == here.seen_request_id);
    CHECK(here.seen_request_id.size() == 36);
}

TEST_CASE("dispatcher: every provider is answered in its own manner") {
    server here;
    const auto answer = ask(here.desk, start_job);
    REQUIRE(answer.has_value());
    CHECK(answer->JobId->view() == "j");
    CHECK(answer->RequestId.has_value());
}

TEST_CASE("dispatcher: operations of one name are told apart by service and version") {
    server here;
    CHECK(ask(here.desk, mps::ExecuteFunction{.FunctionName = "f", .FunctionArg = "a"})->Result->view() == "mps");
    CHECK(ask(here.desk, vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = "a"})->Result->view() == "a");
    // A local server is reached under any name; the signature's scope tells the service.
    CHECK(ask(here.desk, mps::ExecuteFunction{.FunctionName = "f", .FunctionArg = "a"}, {.host = "localhost"})
              ->Result->view() == "mps");
}

TEST_CASE("dispatcher: unknown actions and unknown versions are told apart") {
    server here;
    CHECK(ask(here.desk, abort_task, {.action = "ManageTasks"}).error().code == "InvalidAction");
    CHECK(ask(here.desk, abort_task, {.version = "2018-07-18"}).error().code == "NoSuchVersion");
    CHECK(ask(here.desk, start_job, {.nonce = "1", .action = "StopEdgeTranscodeJob"}).error().http_status == 404);
    CHECK(ask(here.desk, start_job, {.nonce = "2", .version = "2016-11-02"}).error().code == "InvalidVersion");
    CHECK(here.managed == 0);
}

TEST_CASE("dispatcher: only signatures of known callers in time are taken") {
    server here;
    const world::signing::credentials mallory{"AKIDmallory", std::string_view("x")};
    const world::signing::credentials guesser{"AKIDalice", std::string_view("x")};
    CHECK(ask(here.desk, abort_task, {.who = &mallory}).error().code == "AuthFailure.SecretIdNotFound");
    CHECK(ask(here.desk, abort_task, {.who = &guesser}).error().code == "AuthFailure.SignatureFailure");
    CHECK(ask(here.desk, abort_task, {.milliseconds = world::start - 300'000}).has_value());
    CHECK(ask(here.desk, abort_task, {.milliseconds = world::start - 301'000}).error().code ==
          "AuthFailure.SignatureExpire");
    CHECK(ask(here.desk, abort_task, {.milliseconds = world::start + 301'000}).error().code ==
          "AuthFailure.SignatureExpire");
    CHECK(ask(here.desk, start_job, {.milliseconds = world::start - 900'000}).has_value());
    CHECK(ask(here.desk, start_job, {.milliseconds = world::start - 901'000}).error().code ==
          "InvalidTimeStamp.Expired");
    CHECK(here.managed == 1);
}

TEST_CASE("dispatcher: a throttled call leaves no nonce behind, and a replayed one is refused") {
    server here;
    CHECK(ask(here.desk, start_job).has_value());
    CHECK(here.around->claimed.size() == 1);
    here.around->taken.begin()->second = 6000;
    CHECK(ask(here.desk, start_job, {.nonce = "nonce-2"}).error().code == "Throttling.User");
    CHECK(here.around->claimed.size() == 1);
    here.around->taken.clear();
    CHECK(ask(here.desk, start_job, {.nonce = "nonce-2"}).has_value());
    CHECK(ask(here.desk, start_job, {.nonce = "nonce-2"}).error().code == "SignatureNonceUsed");
    // What asks for nothing that is here leaves none either.
    CHECK(ask(here.desk, start_job, {.nonce = "nonce-3", .action = "Stop"}).has_error());
    CHECK(here.around->claimed.size() == 2);
}

TEST_CASE("dispatcher: what there is no room to remember is refused and told to the environment") {
    server here;
    here.around->full = true;
    const auto throttled = ask(here.desk, abort_task);
    CHECK(throttled.error().code == "RequestLimitExceeded");
    CHECK(throttled.error().remote_message == "Calls cannot be counted now. Try again later.");
    CHECK(ask(here.desk, start_job).error().code == "Throttling.User");
    CHECK(here.managed == 0);
    CHECK(here.around->reported == std::vector<std::string>(2, "there is no room to count the caller's calls"));

    // The same operation without a rate: its nonce is what there is no room for.
    static bindery::operation unlimited = live::StartEdgeTranscodeJob::about;
    unlimited.rate = {};
    class never final : public bindery::protocol::operation_handler {
    public:
        never() : operation_handler(live::StartEdgeTranscodeJob::provider::gateway::instance(), unlimited, {}) {}
        void answer(incoming_call& call) const override {
            auto input = bindery::reflect::blank<live::StartEdgeTranscodeJob>();
            if (call.read(bindery::reflect::structure_of<live::StartEdgeTranscodeJob>, &input))
                call.fail_internally("called");
        }
    };
    const dispatcher desk(here.around, {std::make_shared<never>()});
    CHECK(ask(desk, start_job).error().code == "InternalError");
    CHECK(here.around->reported.back() == "there is no room to remember the caller's nonce");
}

TEST_CASE("dispatcher: a flood of nonces of one account costs no other its own") {
    const auto around = std::make_shared<bindery::stored_environment<bindery::store::memory>>(
        std::make_shared<bindery::store::memory>(64 * 1024), [] { return world::start; });
    const world::signing::credentials bob{"AKIDbob", std::string_view("bob's key")};
    around->add(world::alice);
    around->add(bob);
    const dispatcher desk(around, {make_handler(start)});
    int taken = 0;
    while (ask(desk, start_job, {.nonce = "alice" + std::to_string(taken)}).has_error() == false)
        ++taken;
    CHECK(taken > 10);
    CHECK(ask(desk, start_job, {.nonce = "one-more"}).error().code == "InternalError");
    CHECK(ask(desk, start_job, {.nonce = "alice0"}).error().code == "SignatureNonceUsed");
    CHECK(ask(desk, start_job, {.who = &bob, .nonce = "bob0"}).has_value());
    CHECK(ask(desk, start_job, {.who = &bob, .nonce = "bob0"}).error().code == "SignatureNonceUsed");
}

TEST_CASE("dispatcher: a server that wants to takes a signature once where the scheme has no nonce") {
    server here;
    CHECK(ask(here.desk, abort_task).has_value());
    CHECK(ask(here.desk, abort_task).has_value());
    CHECK(here.around->claimed.empty());

    const auto done = [](const vod::ManageTask&) { return vod::ManageTask::Output{}; };
    const dispatcher strict(here.around, {make_handler(done)}, {.refuse_repeated_signatures = true});
    CHECK(ask(strict, abort_task).has_value());
    const auto again = ask(strict, abort_task);
    CHECK(again.error().code == "AuthFailure.SignatureFailure");
    CHECK(again.error().remote_message == describe(world::signing::verdict::replayed));
    CHECK(ask(strict, abort_task, {.milliseconds = world::start + 1000}).has_value());
}

TEST_CASE("dispatcher: a server that wants to takes no payload that is not signed") {
    server here;
    const auto done = [](const vod::ManageTask&) { return vod::ManageTask::Output{}; };
    const dispatcher strict(here.around, {make_handler(done)}, {.refuse_unsigned_payloads = true});
    const auto ask_unsigned = [](const dispatcher& desk) {
        incoming_call call;
        world::write(abort_task, {}, call.received);
        auto& fields = call.received.fields;
        const std::string body(call.received.body.view());
        fields.clear();
        for (const auto& [name, value] : {std::pair<std::string_view, std::string>{"Host", vod::ManageTask::about.host},
                                          {"Content-Type", "application/json"},
                                          {"X-TC-Action", "ManageTask"},
                                          {"X-TC-Version", "2018-07-17"},
                                          {"X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"},
                                          {"X-TC-Timestamp", std::to_string(world::start / 1000)}})
            REQUIRE(fields.add(name, value));
        const world::signing::tc3::request what{.headers = fields.views(),
                                                .payload = body,
                                                .service = "vod",
                                                .payload_signed = world::signing::tc3::payload_signing::none};
        REQUIRE(fields.add("Authorization",
                           world::signing::tc3::sign(what, world::alice, world::start / 1000).value().authorization));
        desk.dispatch(call);
        return world::read<vod::ManageTask>(call.answer);
    };
    CHECK(ask_unsigned(here.desk).has_value());
    CHECK(ask_unsigned(strict).error().code == "AuthFailure.InvalidAuthorization");
    CHECK(ask_unsigned(strict).error().remote_message == "the payload must be signed");
    CHECK(ask(strict, abort_task).has_value());
}

TEST_CASE("dispatcher: who signs in a scheme that is not spoken here is told so as the provider does") {
    server here;
    const struct {
        const char* method;
        const char* target;
        const char* authorization; ///< null: none
        const char* form;
        const char* host;
        const char* expected; ///< in the answer
        const char* named;    ///< so is the scheme
    } rows[] = {
        {"GET", "/?Action=ManageTask&Nonce=1&SecretId=AKID&Signature=x%3D&Timestamp=1&Version=2018-07-17", nullptr, "",
         "localhost", "AuthFailure.InvalidAuthorization", "HmacSHA1"},
        {"POST", "/", nullptr, "Action=ManageTask&SecretId=AKID&Signature=x&SignatureMethod=HmacSHA256", "localhost",
         "AuthFailure.InvalidAuthorization", "HmacSHA256"},
        {"POST", "/", "TC3-HMAC-SHA1 Credential=a", "", "vod.tencentcloudapi.com", "AuthFailure.InvalidAuthorization",
         "TC3-HMAC-SHA1"},
        {"POST", "/", "AWS4-HMAC-SHA256 Credential=a", "", "vod.tencentcloudapi.com",
         "AuthFailure.InvalidAuthorization", "AWS4-HMAC-SHA256"},
        {"GET",
         "/?AccessKeyId=k&Action=StartEdgeTranscodeJob&Signature=x%3D&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0",
         nullptr, "", "localhost", "InvalidSignatureMethod", "HMAC-SHA1"},
        {"POST", "/", nullptr, "AccessKeyId=k&Signature=x%3D&SignatureMethod=HMAC-SHA256&SignatureVersion=2.0",
         "localhost", "InvalidSignatureMethod", "HMAC-SHA256 2.0"},
        {"POST", "/", "acs k:x", "", "live.aliyuncs.com", "InvalidSignatureMethod", "acs HMAC-SHA1 1.0"},
        {"POST", "/", "ACS3-RSA-SHA256 Credential=a,SignedHeaders=host,Signature=00", "", "localhost",
         "InvalidSignatureMethod", "ACS3-RSA-SHA256"},
        {"POST", "/", "ACS4-HMAC-SHA256 Credential=a", "", "live.aliyuncs.com", "InvalidSignatureMethod",
         "ACS4-HMAC-SHA256"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.target);
        const auto answer = here.raw([&](auto& request) {
            request.clear();
            request.method = row.method;
            request.target = row.target;
            REQUIRE(request.fields.add("Host", row.host));
            REQUIRE(request.fields.add("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
            if (row.authorization != nullptr)
                REQUIRE(request.fields.add("Authorization", row.authorization));
            REQUIRE(request.fields.add("x-acs-signature-method", "HMAC-SHA1"));
            REQUIRE(request.fields.add("x-acs-signature-version", "1.0"));
            request.body.append(row.form);
        });
        const std::string_view body = answer.body.view();
        CHECK(body.find(std::string("\"Code\":\"") + row.expected) != body.npos);
        CHECK(body.find(std::string("another signing scheme, \\\"") + row.named + "\\\"; this server takes ") !=
              body.npos);
    }

    // Where there is one provider only, whoever signs at all means it.
    const dispatcher alone(here.around, {make_handler(start)});
    incoming_call call;
    REQUIRE(call.received.fields.add("Authorization", "AWS4-HMAC-SHA256 Credential=a"));
    alone.dispatch(call);
    CHECK(call.answer.body.view().find("InvalidSignatureMethod") != std::string_view::npos);
    call.received.clear();
    alone.dispatch(call);
    CHECK(call.answer.status == 404);
}

TEST_CASE("dispatcher: whatever a request holds, its answer is valid UTF-8 and steers nothing") {
    server here;
    const std::string bad = "a\xff\xfe"
                            "\xe2\x80\xae"
                            "b\xc2\x85\x1b[2J\xf0\x9f\x92";
    const auto check = [](const bindery::protocol::response& answer) {
        const std::string_view body = answer.body.view();
        CAPTURE(body);
        CHECK(bindery::utf8::count(body) != bindery::utf8::invalid);
        for (const std::string_view steering : {"\x1b", "\\u001b", "\xe2\x80\xae", "\xc2\x85"})
            CHECK(body.find(steering) == body.npos);
    };
    const auto echo = [&](auto write, std::string_view name) {
        incoming_call call;
        write(call);
        bindery::protocol::fields edited;
        for (const auto& field : call.received.fields)
            REQUIRE(edited.add(field.name, field.name == name ? std::string_view(bad) : field.value));
        call.received.fields = edited;
        here.desk.dispatch(call);
        check(call.answer);
    };
    for (const char* name : {"Host", "X-TC-Action", "X-TC-Version", "X-TC-Region", "Authorization"})
        echo([](incoming_call& call) { world::write(abort_task, {}, call.received); }, name);
    for (const char* name : {"Host", "x-acs-action", "x-acs-version", "Authorization"})
        echo([](incoming_call& call) { world::write(start_job, {}, call.received); }, name);
    // Signed, so that what is asked for is looked up and read.
    for (const world::manner& how : {world::manner{.action = bad}, {.version = bad}, {.host = bad}, {.region = bad}}) {
        incoming_call call;
        world::write(abort_task, how, call.received);
        here.desk.dispatch(call);
        check(call.answer);
        world::write(tiw::DescribeVideoGenerationTask{.SdkAppId = 1, .TaskId = "t"}, how, call.received);
        here.desk.dispatch(call);
        check(call.answer);
        world::write(start_job, how, call.received);
        here.desk.dispatch(call);
        check(call.answer);
    }
}

TEST_CASE("dispatcher: an output or a handler's error that is not valid UTF-8 is never sent as it is") {
    const auto around = std::make_shared<world::environment>();
    const dispatcher desk(around, {make_handler([](const vod::ExecuteFunction&) {
                                       return vod::ExecuteFunction::Output{.Result = std::string("\xff")};
                                   }),
                                   make_handler([](const vod::ManageTask&) -> bindery::result<vod::ManageTask::Output> {
                                       return bindery::fail_with(vod::ManageTask::errc::InvalidParameterValue_TaskId,
                                                                 "task \xff");
                                   })});
    CHECK(ask(desk, vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = "a"}).error().code == "InternalError");
    CHECK(around->reported == std::vector<std::string>{"the output holds text that is not valid UTF-8"});
    CHECK(ask(desk, abort_task).error().remote_message.ends_with("task \xEF\xBF\xBD"));
}

TEST_CASE("dispatcher: a nonce is taken once") {
    server here;
    CHECK(ask(here.desk, start_job).has_value());
    CHECK(ask(here.desk, start_job).error().code == "SignatureNonceUsed");
    CHECK(ask(here.desk, start_job, {.nonce = "nonce-2"}).has_value());
}

TEST_CASE("dispatcher: a nonce is remembered for as long as its request is in time, however slow the server is") {
    class slow final : public bindery::stored_environment<bindery::store::memory> {
    public:
        slow() : stored_environment(std::make_shared<bindery::store::memory>(), [this] { return time; }) {
            add(world::alice);
        }
        void admit(const bindery::admission_wish& what, bindery::protocol::store_step done) override {
            bindery::admission_wish late = what;
            late.now += delay; // since the request was found to be in time
            stored_environment::admit(late, std::move(done));
        }
        std::int64_t time = world::start, delay = 0;
    };
    const auto around = std::make_shared<slow>();
    const dispatcher desk(around, {make_handler(start)});
    REQUIRE(ask(desk, start_job).has_value());
    around->time = world::start + 900'000; // the last moment
    around->delay = 5'000;
    CHECK(ask(desk, start_job).error().code == "SignatureNonceUsed");
    around->time = world::start + 901'000;
    CHECK(ask(desk, start_job).error().code == "InvalidTimeStamp.Expired");
}

TEST_CASE("dispatcher: a changed body is noticed") {
    server here;
    CHECK(here.code([](auto& request) { request.body.append(" "); }) == "AuthFailure.SignatureFailure");
}

TEST_CASE("dispatcher: methods other than POST and GET are refused") {
    server here;
    for (const char* method : {"HEAD", "PUT", "DELETE", "OPTIONS", "QUERY"})
        CHECK(here.code([&](auto& request) { request.method = method; }) == "UnsupportedProtocol");
}

TEST_CASE("dispatcher: a body above the limit is refused as the provider does") {
    server here;
    CHECK(here.code([](auto& request) { request.body.append(std::string(10 * 1024 * 1024, ' ')); }) ==
          "RequestSizeLimitExceeded");
}

TEST_CASE("dispatcher: an input that would take more memory than allowed is refused as the provider refuses a size") {
    const auto served = [](const bindery::protocol::dispatch_limits& limits) {
        return dispatcher{
            std::make_shared<world::environment>(),
            {make_handler([](const vod::ManageTask&) { return vod::ManageTask::Output{}; }), make_handler(start)},
            limits};
    };
    const dispatcher small(served({.input = {.max_memory = 10}}));
    const auto refused = ask(small, abort_task);
    REQUIRE(refused.has_error());
    CHECK(refused.error().code == "RequestSizeLimitExceeded");
    CHECK(
        refused.error().remote_message.starts_with("what is read takes more than 10 bytes of memory, from /TaskId on"));
    CHECK(ask(dispatcher(served({.input = {.max_text = 14}})), abort_task).error().code == "RequestSizeLimitExceeded");
    CHECK(ask(dispatcher(served({.input = {.max_memory = 1}})), start_job).error().code == "InvalidParameter");
    CHECK(ask(dispatcher(served({.input = {.max_text = 15, .max_memory = 20}})), abort_task).has_value());
}

TEST_CASE("dispatcher: a region is asked for only where the page does, and must be a listed one") {
    server here;
    const tiw::DescribeVideoGenerationTask describe{.SdkAppId = 1, .TaskId = "t"};
    CHECK(ask(here.desk, describe).error().code == "MissingParameter");
    CHECK(ask(here.desk, describe).error().remote_message.find("needs a region") != std::string::npos);
    CHECK(ask(here.desk, describe, {.region = "ap-tokyo"}).error().code == "UnsupportedRegion");
    CHECK(ask(here.desk, describe, {.region = "\xff"}).error().code == "UnsupportedRegion");
    CHECK(ask(here.desk, describe, {.region = "ap-singapore"}).has_value());
    CHECK(here.seen_region == "ap-singapore");
    CHECK(ask(here.desk, abort_task, {.region = "anywhere"}).has_value());
}

TEST_CASE("dispatcher: the page's rate is kept per caller and operation") {
    server here;
    const world::signing::credentials bob{"AKIDbob", std::string_view("bob's key")};
    here.around->known[bob.secret_id] = std::make_shared<world::signing::credentials>(bob);
    for (int i = 0; i != 20; ++i)
        CHECK(ask(here.desk, abort_task).has_value());
    const auto throttled = ask(here.desk, abort_task);
    REQUIRE(throttled.has_error());
    CHECK(throttled.error().code == "RequestLimitExceeded");
    CHECK(throttled.error().remote_message == "At most 20 calls are allowed within 1 second.");
    CHECK(ask(here.desk, abort_task, {.who = &bob}).has_value());
    CHECK(ask(here.desk, vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = "a"}).has_value());
    CHECK(here.managed == 21);
}

TEST_CASE("dispatcher: unreadable, ill-typed, unknown and missing parameters are refused by name") {
    server here;
    const auto body = [&](std::string_view text) {
        // Signed by the client half, whatever the body is.
        incoming_call call;
        world::write(abort_task, {}, call.received);
        call.received.fields.clear();
        call.received.body.clear();
        call.received.body.append(text);
        REQUIRE(call.received.fields.add("Host", vod::ManageTask::about.host));
        REQUIRE(call.received.fields.add("Content-Type", "application/json"));
        REQUIRE(call.received.fields.add("X-TC-Action", "ManageTask"));
        REQUIRE(call.received.fields.add("X-TC-Version", "2018-07-17"));
        REQUIRE(call.received.fields.add("X-TC-Timestamp", std::to_string(world::start / 1000)));
        const world::signing::tc3::request what{.headers = call.received.fields.views(),
                                                .payload = text,
                                                .service = "vod",
                                                .signed_headers = "content-type;host"};
        REQUIRE(call.received.fields.add(
            "Authorization", world::signing::tc3::sign(what, world::alice, world::start / 1000).value().authorization));
        here.desk.dispatch(call);
        const auto answer = world::read<vod::ManageTask>(call.answer);
        REQUIRE(answer.has_error());
        return answer.error();
    };
    CHECK(body("{").code == "InvalidParameter");
    CHECK(body("[]").code == "InvalidParameter");
    CHECK(body("").code == "InvalidParameter");
    CHECK(body("{}").code == "MissingParameter");
    CHECK(body("{}").remote_message.find("/TaskId") != std::string::npos);
    CHECK(body(R"({"TaskId":"t"})").remote_message.find("/OperationType") != std::string::npos);
    CHECK(body(R"({"TaskId":1,"OperationType":"Abort"})").code == "InvalidParameter");
    CHECK(body(R"({"TaskId":"t","OperationType":"Abort","TaskID":"t"})").code == "UnknownParameter");
    CHECK(body(R"({"TaskId":"t","OperationType":"Pause"})").code == "InvalidParameterValue.InvalidOperationType");
    CHECK(here.managed == 0);
}

TEST_CASE("dispatcher: a request that is no provider's is told what was expected") {
    server here;
    const auto answer = here.raw([](auto& request) { request.clear(); });
    CHECK(answer.status == 404);
    CHECK(answer.fields["Content-Type"].starts_with("text/plain"));
    CHECK(answer.body.view().find("Expected a signed API call") != std::string_view::npos);
    CHECK(answer.body.view().find("vod ManageTask 2018-07-17") != std::string_view::npos);
}

TEST_CASE("dispatcher: what a handler throws is reported to the environment and hidden from the caller") {
    const auto around = std::make_shared<world::environment>();
    const dispatcher desk(
        around,
        {make_handler([](const vod::ManageTask&) -> bindery::result<vod::ManageTask::Output> {
             throw std::runtime_error("database password is 1234");
         }),
         make_handler([](const live::StartEdgeTranscodeJob&) -> bindery::result<live::StartEdgeTranscodeJob::Output> {
             throw 7;
         })});
    const auto answer = ask(desk, abort_task);
    REQUIRE(answer.has_error());
    CHECK(answer.error().code == "InternalError");
    CHECK(answer.error().remote_message.find("1234") == std::string::npos);
    CHECK(answer.error().request_id.size() == 36);
    CHECK(ask(desk, start_job).error().http_status == 500);
    REQUIRE(around->reported.size() == 2);
    CHECK(around->reported[0] == "database password is 1234");
}

TEST_CASE("dispatcher: only errors of the API are told to the caller") {
    const auto around = std::make_shared<world::environment>();
    bindery::error why{bindery::errc::transport, "10.0.0.7 is down"};
    const dispatcher desk(
        around,
        {make_handler([&](const vod::ManageTask&) -> bindery::result<vod::ManageTask::Output> { return why; }),
         make_handler([&](const live::StartEdgeTranscodeJob&) -> bindery::result<live::StartEdgeTranscodeJob::Output> {
             return why;
         })});
    CHECK(ask(desk, abort_task).error().code == "InternalError");
    CHECK(around->reported.size() == 1);

    why = bindery::fail_with(vod::ManageTask::errc::InvalidParameterValue_TaskId, "there is no task x");
    CHECK(ask(desk, abort_task).error() == vod::ManageTask::errc::InvalidParameterValue_TaskId);
    CHECK(ask(desk, abort_task).error().remote_message.find("there is no task x") != std::string::npos);

    // The page's HTTP status goes with a code, a family's with its members, the provider's own for server faults with
    // any other.
    why = bindery::error{bindery::errc::api};
    int nonce = 100;
    const auto status = [&](const char* code) {
        why.code = code;
        return ask(desk, start_job, {.nonce = std::to_string(++nonce)}).error().http_status;
    };
    CHECK(status("JobNotFound") == 404);
    CHECK(status("Forbidden.Tuesday") == 403);
    CHECK(status("Surprise") == 500);
}

TEST_CASE("dispatcher: an environment that fails is answered plainly") {
    server here;
    here.around->broken = true;
    CHECK(here.raw([](auto&) {}).status == 500);
}

TEST_CASE("dispatcher: a service that the host cannot tell is needed only when several have the operation") {
    const auto around = std::make_shared<world::environment>();
    // The same operation under another service.
    static bindery::operation twin_about = live::StartEdgeTranscodeJob::about;
    twin_about.service = "vod";
    class twin final : public bindery::protocol::operation_handler {
    public:
        twin() : operation_handler(live::StartEdgeTranscodeJob::provider::gateway::instance(), twin_about, {}) {}
        void answer(incoming_call& call) const override { call.fail_internally("never called"); }
    };
    const dispatcher desk(around, {make_handler(start), std::make_shared<twin>()});
    CHECK(ask(desk, start_job).has_value());
    CHECK(ask(desk, start_job, {.host = "localhost", .nonce = "2"}).error().code == "InvalidAction.NotFound");
    const dispatcher alone(around, {make_handler(start)});
    CHECK(ask(alone, start_job, {.host = "localhost", .nonce = "3"}).has_value());
}

TEST_CASE("dispatcher: a call is used for one request after another, of any provider and dispatcher") {
    server here, there;
    incoming_call call;
    for (int i = 0; i != 3; ++i) {
        call.received.clear();
        world::write(abort_task, {}, call.received);
        here.desk.dispatch(call);
        CHECK(world::read<vod::ManageTask>(call.answer).has_value());
        call.received.clear();
        world::write(start_job, {.nonce = std::to_string(i)}, call.received);
        here.desk.dispatch(call);
        CHECK(world::read<live::StartEdgeTranscodeJob>(call.answer).has_value());
        there.desk.dispatch(call);
        CHECK(world::read<live::StartEdgeTranscodeJob>(call.answer).has_value());
    }
}
