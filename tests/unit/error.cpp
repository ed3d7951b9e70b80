#include <bindery/error.hpp>

#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>

#include <boost/system/errc.hpp>

#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <string>

using namespace bindery;
using namespace std::string_literals;
using manage = api::tencent::vod::v20180717::ManageTask;
using execute = api::tencent::vod::v20180717::ExecuteFunction;
using describe_task = api::tencent::tiw::v20190919::DescribeVideoGenerationTask;

namespace {

error answered(std::string code) {
    error failure{errc::api};
    failure.code = std::move(code);
    return failure;
}

result<int> failing() {
    error failure{errc::api, "ours"};
    failure.code = "FailedOperation";
    failure.remote_message = "theirs";
    failure.request_id = "id-1";
    return failure;
}

} // namespace

TEST_CASE("error: every code has a text of its own") {
    std::set<std::string> texts;
    for (int i = 0; i <= static_cast<int>(errc::api); ++i)
        texts.insert(error_category().message(i));
    CHECK(texts.size() == static_cast<std::size_t>(errc::api) + 1);
    CHECK(error_category().message(1000) == "unknown");
    CHECK(error_category().message(-1) == "unknown");
    CHECK(error_category().name() == "bindery"s);
    const boost::system::error_code code = errc::timeout;
    CHECK(code.category() == error_category());
    CHECK(code.message() == "the call took too long");
}

TEST_CASE("error: compares with declared errors and with our own codes, without strings") {
    const error failure = answered("InvalidParameterValue.TaskId");
    CHECK(failure == manage::errc::InvalidParameterValue_TaskId);
    CHECK(failure != manage::errc::InvalidParameterValue);
    CHECK(failure != manage::errc::FailedOperation);
    CHECK(failure == errc::api);
    CHECK(failure != errc::protocol);
    error ours{errc::validation};
    ours.code = "InvalidParameterValue.TaskId"; // cannot happen, and would not count
    CHECK(ours != manage::errc::InvalidParameterValue_TaskId);
}

TEST_CASE("error: becomes a declared error, also from a code newer than the page") {
    CHECK(answered("FailedOperation.InvalidVodUser").as<manage::errc>() ==
          manage::errc::FailedOperation_InvalidVodUser);
    CHECK(answered("FailedOperation.New").as<manage::errc>() == manage::errc::FailedOperation);
    CHECK(answered("InvalidParameterValue.TaskId.New.Newer").as<manage::errc>() ==
          manage::errc::InvalidParameterValue_TaskId);
    CHECK(answered("InvalidParameterValue.New").as<manage::errc>() == manage::errc::InvalidParameterValue);
    CHECK(answered("AuthFailure.SignatureExpire").as<describe_task::errc>() == describe_task::errc::AuthFailure);
}

TEST_CASE("error: does not become a declared error that it is not") {
    CHECK_FALSE(answered("New").as<manage::errc>());
    CHECK_FALSE(answered("").as<manage::errc>());
    CHECK_FALSE(answered(".").as<manage::errc>());
    CHECK_FALSE(answered("FailedOperationNew").as<manage::errc>());
    CHECK_FALSE(answered("failedoperation").as<manage::errc>());
    CHECK_FALSE(answered("InvalidParameterValue").as<execute::errc>()); // only its parts are declared there
    error ours{errc::timeout};
    ours.code = "FailedOperation";
    CHECK_FALSE(ours.as<manage::errc>());
}

TEST_CASE("error: says what happened, keeping ours and theirs apart") {
    error theirs = answered("FailedOperation.X");
    theirs.message = "ours";
    theirs.remote_message = "No such task";
    theirs.request_id = "510f4d68";
    theirs.http_status = 200;
    CHECK(to_string(theirs) == "FailedOperation.X: No such task [request 510f4d68]");
    theirs.http_status = 404;
    CHECK(to_string(theirs) == "FailedOperation.X: No such task [HTTP 404] [request 510f4d68]");

    error ours{errc::transport, "connecting to a host"};
    ours.remote_message = "not shown";
    ours.cause = make_error_code(boost::system::errc::connection_refused);
    CHECK(to_string(ours) == "the network failed: connecting to a host (" + ours.cause.message() + ")");

    error broken{errc::validation};
    broken.violations = {{"/A", rule::required, "a value", ""}, {"/B/0", rule::range, "1 to 2", "3"}};
    CHECK(to_string(broken) ==
          "the request breaks a rule of the API\n  /A: expected a value\n  /B/0: expected 1 to 2, found 3");

    error page{errc::protocol, "not JSON"};
    page.http_status = 200;
    CHECK(to_string(page) == "the answer is not one of this API: not JSON [HTTP 200]");
}

TEST_CASE("error: text from outside can neither steer a terminal nor add lines") {
    error failure = answered("Co\x1b[31mde");
    failure.remote_message = "one\ntwo\r\n  /Fake: expected trust\x07\0end\x7F\u009b31m"s;
    failure.request_id = "a\nb";
    failure.violations = {{"/A\n", rule::known, "x", "y\n"}};
    const std::string text = to_string(failure);
    CHECK(text == "Co [31mde: one two    /Fake: expected trust  end   31m [request a b]\n  /A : expected x, found y ");
    std::ostringstream out;
    out << failure;
    CHECK(out.str() == text);
}

TEST_CASE("error: text in any language is left as it is") {
    error failure = answered("X");
    failure.remote_message = "\u4efb\u52a1\u4e0d\u5b58\u5728 \u00a0\u00e9 \U0001F600";
    CHECK(to_string(failure) == "X: " + failure.remote_message);
}

TEST_CASE("result: value() throws an exception that carries the same error") {
    result<int> good = 7;
    CHECK(good.value() == 7);
    CHECK(good.has_value());
    const result<int> bad = failing();
    REQUIRE(bad.has_error());
    CHECK(bad.error().code == "FailedOperation");
    try {
        (void)bad.value();
        FAIL("value() returned");
    } catch (const exception& thrown) {
        CHECK(thrown.error().code == "FailedOperation");
        CHECK(thrown.error().request_id == "id-1");
        CHECK(thrown.error() == manage::errc::FailedOperation);
        CHECK(thrown.what() == "FailedOperation: theirs [request id-1]"s);
    }
    CHECK_THROWS_AS((void)failing().value(), std::runtime_error);
    const result<void> nothing = error{errc::cancelled};
    CHECK_THROWS_AS(nothing.value(), exception);
}
