#include "cloud.hpp"

#include <doctest/doctest.h>

using namespace sandboxed;

namespace {

vod::ExecuteFunction example() {
    return {.FunctionName = "ExampleFunc", .FunctionArg = "XXX"};
}

vod::ExecuteFunction with_session(std::string_view id) {
    vod::ExecuteFunction call = example();
    call.SessionId = id;
    return call;
}

} // namespace

TEST_CASE("sandbox: ExecuteFunction gives the function's result") {
    cloud here;
    const auto answer = here.ask(example());
    REQUIRE(answer.has_value());
    CHECK(answer->Result->view() == "XXX");
    CHECK(answer->RequestId->size() == 36);
    CHECK(here.ask(mps::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "YYY"})->Result->view() == "YYY");
}

TEST_CASE("sandbox: functions are registered by name, for each service its own") {
    cloud here;
    here.box.add_function("Count", [](const std::string& text) { return std::to_string(text.size()); });
    CHECK(here.ask(vod::ExecuteFunction{.FunctionName = "Count", .FunctionArg = "12345"})->Result->view() == "5");
    CHECK(code(here.ask(mps::ExecuteFunction{.FunctionName = "Count", .FunctionArg = "12345"})) ==
          "InvalidParameterValue.FunctionName");
    here.box.add_mps_function("Count", [](std::string_view) { return std::string("mps"); });
    CHECK(here.ask(mps::ExecuteFunction{.FunctionName = "Count", .FunctionArg = "12345"})->Result->view() == "mps");
    here.box.add_function("Count", [](const std::string&) { return std::string("another"); });
    CHECK(here.ask(vod::ExecuteFunction{.FunctionName = "Count", .FunctionArg = "12345"})->Result->view() == "another");
}

TEST_CASE("sandbox: an unknown function and an argument that a function does not take are told by name") {
    cloud here;
    const auto unknown = here.ask(vod::ExecuteFunction{.FunctionName = "Nothing", .FunctionArg = "a"});
    CHECK(unknown.error() == vod::ExecuteFunction::errc::InvalidParameterValue_FunctionName);
    CHECK(unknown.error().remote_message.find("Nothing") != std::string::npos);
    const auto refused = here.ask(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = ""});
    CHECK(refused.error() == vod::ExecuteFunction::errc::InvalidParameterValue_FunctionArg);
    CHECK(here.ask(mps::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = ""}).error() ==
          mps::ExecuteFunction::errc::InvalidParameterValue_FunctionArg);
}

TEST_CASE("sandbox: a function may answer with an error of the page, and what it throws stays inside") {
    cloud here;
    here.box.add_function("Refuse", [](const std::string&) -> bindery::result<std::string> {
        return bindery::fail_with(vod::ExecuteFunction::errc::UnauthorizedOperation);
    });
    here.box.add_function("Throw",
                          [](const std::string&) -> bindery::result<std::string> { throw std::runtime_error("x"); });
    here.box.add_function("Garble", [](const std::string&) { return std::string("\xff"); });
    CHECK(code(here.ask(vod::ExecuteFunction{.FunctionName = "Refuse", .FunctionArg = "a"})) ==
          "UnauthorizedOperation");
    CHECK(code(here.ask(vod::ExecuteFunction{.FunctionName = "Throw", .FunctionArg = "a"})) == "InternalError");
    CHECK(code(here.ask(vod::ExecuteFunction{.FunctionName = "Garble", .FunctionArg = "a"})) == "InternalError");
}

TEST_CASE("sandbox: a SessionId seen within the last seven days is refused, to the millisecond") {
    cloud here;
    CHECK(code(here.ask(with_session("s"))) == "ok");
    const auto again = here.ask(with_session("s"));
    CHECK(again.error() == vod::ExecuteFunction::errc::FailedOperation);
    CHECK(again.error().remote_message.find("SessionId") != std::string::npos);
    CHECK(again.error().remote_message.find("7 days") != std::string::npos);
    CHECK(code(here.ask(with_session("t"))) == "ok");
    *here.time += 7 * day - 1;
    CHECK(code(here.ask(with_session("s"))) == "FailedOperation");
    *here.time += 1;
    CHECK(code(here.ask(with_session("s"))) == "ok");
    CHECK(code(here.ask(with_session("s"))) == "FailedOperation");
}

TEST_CASE("sandbox: a blank SessionId is not checked") {
    cloud here;
    for (const char* blank : {"", " ", "\t \n"}) {
        CHECK(code(here.ask(with_session(blank))) == "ok");
        CHECK(code(here.ask(with_session(blank))) == "ok");
    }
    CHECK(code(here.ask(example())) == "ok");
    CHECK(code(here.ask(example())) == "ok");
}

TEST_CASE("sandbox: a SessionId is used up by a call that came to something only, and for its account only") {
    cloud here;
    vod::ExecuteFunction wrong = with_session("s");
    wrong.FunctionArg = "";
    CHECK(code(here.ask(wrong)) == "InvalidParameterValue.FunctionArg");
    wrong.FunctionName = "Nothing";
    CHECK(code(here.ask(wrong)) == "InvalidParameterValue.FunctionName");
    here.box.add_function("Throw", [](const std::string&) -> bindery::result<std::string> { throw 7; });
    wrong.FunctionName = "Throw";
    CHECK(code(here.ask(wrong)) == "InternalError");
    here.box.fail_next(vod::ExecuteFunction::errc::InternalError);
    CHECK(code(here.ask(with_session("s"))) == "InternalError");
    CHECK(code(here.ask(with_session("s"))) == "ok");

    const world::signing::credentials bob{"AKIDbob", std::string_view("bob's key")};
    here.box.add_credentials(bob);
    CHECK(code(here.ask(with_session("s"), {.who = &bob})) == "ok");
    CHECK(code(here.ask(with_session("s"))) == "FailedOperation");
}

TEST_CASE("sandbox: SessionContext holds 1,000 characters, not bytes, and SessionId 50") {
    cloud here;
    const auto text = [](int characters) {
        std::string made;
        for (int i = 0; i != characters; ++i)
            made += "\xe6\xbc\xa2";
        return made;
    };
    vod::ExecuteFunction call = example();
    call.SessionContext = text(1000);
    CHECK(code(here.ask(call)) == "ok");
    call.SessionContext = text(1001);
    CHECK(here.ask(call).error() == vod::ExecuteFunction::errc::InvalidParameterValue_SessionContextTooLong);
    CHECK(code(here.ask(with_session(text(50)))) == "ok");
    CHECK(code(here.ask(with_session(text(51)))) == "InvalidParameterValue");
}

TEST_CASE("sandbox: the page's rate is kept") {
    cloud here;
    for (int i = 0; i != 100; ++i)
        REQUIRE(code(here.ask(example())) == "ok");
    CHECK(code(here.ask(example())) == "RequestLimitExceeded");
    *here.time += second;
    CHECK(code(here.ask(example())) == "ok");
}

TEST_CASE("sandbox: the signature is checked") {
    cloud here;
    const world::signing::credentials stranger{"AKIDnobody", std::string_view("x")};
    const world::signing::credentials guesser{"AKIDalice", std::string_view("x")};
    CHECK(code(here.ask(example(), {.who = &stranger})) == "AuthFailure.SecretIdNotFound");
    CHECK(code(here.ask(example(), {.who = &guesser})) == "AuthFailure.SignatureFailure");
    bindery::protocol::request late;
    world::write(example(), {.milliseconds = world::start - 301 * second}, late);
    CHECK(code(world::read<vod::ExecuteFunction>(here.box.answer(std::move(late)))) == "AuthFailure.SignatureExpire");
}
