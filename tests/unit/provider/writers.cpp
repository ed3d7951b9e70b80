#include <bindery/provider/all.hpp>

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/protocol/serialize.hpp>

#include <support/allocations.hpp>
#include <support/exchange.hpp>

#include <doctest/doctest.h>

#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>

// A writer keeps what calls have in common. None of it may show in a call that has it not in common.

using namespace bindery;
using namespace std::string_view_literals;
namespace live = api::alibaba::live::v20161101;
namespace tiw = api::tencent::tiw::v20190919;
namespace vod = api::tencent::vod::v20180717;

namespace {

std::mt19937 random_source{11};

/// Chooses anew, but mostly as before, and mostly the first.
template <class T>
void choose(T& chosen, std::initializer_list<std::type_identity_t<T>> from) {
    if (random_source() % 6 == 0)
        chosen = from.begin()[random_source() % 3 == 0 ? random_source() % from.size() : 0];
}

template <class Op>
protocol::call call_of(const Op& input, const exchange::manner& how) {
    return {&Op::about,  &reflect::structure_of<Op>, &input, how.host.empty() ? Op::about.host : how.host, how.region,
            how.language};
}

struct outcome {
    bool good = false;
    std::string text;

    friend bool operator==(const outcome&, const outcome&) = default;
};

outcome write(protocol::request_writer& with, const protocol::call& call, const exchange::manner& how,
              protocol::request& out) {
    const auto done = with.write(call, how.who, how.when, out);
    if (!done)
        return {false, done.error().message};
    buffer text;
    protocol::serialize(out, text);
    return {true, std::string(text.view())};
}

template <class First, class Second>
void compare_with_fresh(const protocol::provider& cloud, const First& first, const Second& second) {
    const auto kept = cloud.make_writer();
    protocol::request into;
    exchange::manner how;
    bool other = false;
    int written = 0;
    for (int i = 0; i != 2000; ++i) {
        CAPTURE(i);
        choose(other, {false, true});
        choose(how.region, {""sv, "ap-singapore"sv, "a\nb"sv});
        choose(how.language, {""sv, "en-US"sv, "a\nb"sv});
        choose(how.host, {""sv, "b.example.com"sv, "a\rb"sv});
        choose(how.who.secret_id, {std::string("AKIDexample"), std::string("AKIDother"), std::string()});
        choose(how.who.secret_key, {"hush"sv, "hash"sv, ""sv});
        choose(how.who.token, {""sv, "session"sv, "s"sv, "a\nb"sv});
        choose(how.when.seconds, {exchange::now, exchange::now + 1, exchange::now + 86'400});
        choose(how.when.nonce, {"nonce-1"sv, "nonce-2"sv, "n"sv, ""sv});
        const auto call = other ? call_of(second, how) : call_of(first, how);
        protocol::request fresh;
        const outcome expected = write(*cloud.make_writer(), call, how, fresh);
        REQUIRE(write(*kept, call, how, into) == expected);
        written += expected.good;
    }
    CHECK(written > 500);
}

const vod::ManageTask abort_task{.TaskId = "t", .OperationType = "Abort"};
const live::StartEdgeTranscodeJob job{.ClusterId = "cluster/edge 7", .JobId = "a-name-longer-than-a-short-string"};

} // namespace

TEST_CASE("writers: one that has written writes like a new one") {
    compare_with_fresh(provider::tencent::instance(), abort_task,
                       tiw::DescribeVideoGenerationTask{.SdkAppId = 1, .TaskId = "t"});
    compare_with_fresh(provider::alibaba::instance(), job, live::StartEdgeTranscodeJob{.ClusterId = "", .JobId = "&="});
}

TEST_CASE("writers: allocate nothing once warm") {
    const auto own = [](const protocol::provider& cloud, const auto& input) {
        const exchange::manner how{.region = "ap-singapore", .who = {"AKIDexample", "hush"sv, "session"sv}};
        const auto writer = cloud.make_writer();
        const auto call = call_of(input, how);
        protocol::request request;
        buffer text;
        std::size_t failures = 0;
        const auto once = [&](std::int64_t seconds, std::string_view nonce) {
            failures += !writer->write(call, how.who, {seconds, nonce}, request).has_value();
            text.clear();
            protocol::serialize(request, text);
        };
        once(exchange::now, "nonce-1");
        const std::size_t made = allocations::of([&] {
            for (int i = 0; i != 10; ++i)
                once(exchange::now + i / 3, i % 2 == 0 ? "nonce-2" : "nonce-3");
        });
        CHECK(failures == 0);
        return made;
    };
    CHECK(own(provider::tencent::instance(), abort_task) == 0);
    CHECK(own(provider::alibaba::instance(), job) == 0);
}
