#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/protocol/deduplication_id.hpp>
#include <bindery/reflect/table.hpp>

#include <doctest/doctest.h>

#include <array>

using namespace bindery;
using vod = api::tencent::vod::v20180717::ExecuteFunction;

TEST_CASE("deduplication_id: is the text of the member that the page names, unless it is blank") {
    const auto id = [](const auto& input) {
        using op = std::decay_t<decltype(input)>;
        return protocol::deduplication_id(op::about, reflect::structure_of<op>, &input);
    };
    CHECK(id(vod{.FunctionName = "f", .FunctionArg = "a", .SessionId = "s"}) == "s");
    CHECK(id(vod{.FunctionName = "f", .FunctionArg = "a", .SessionId = " \t"}).empty());
    CHECK(id(vod{.FunctionName = "f", .FunctionArg = "a"}).empty());
    CHECK(id(api::tencent::vod::v20180717::ManageTask{.TaskId = "t", .OperationType = "Abort"}).empty());
}

TEST_CASE("deduplication_id: one that is made keeps the member's rules, or there is none") {
    constexpr std::array<unsigned char, 16> random{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xff};
    constexpr std::string_view whole = "0123456789abcdefff00000000000000";
    const auto made = [&](std::vector<constraint> rules) { return protocol::make_deduplication_id(rules, random); };
    CHECK(made({}) == whole);
    CHECK(made({{rule::length, 0, 50}}) == whole);
    CHECK(made({{rule::length, 0, 20}, {rule::bytes, 0, 18}}) == whole.substr(0, 18));
    CHECK(made({{rule::length, 1, 16}}) == whole.substr(0, 16));
    CHECK(made({{rule::length, 1, 15}}).empty());
    CHECK(made({{rule::length, 33, 64}}).empty());
    constexpr std::string_view listed[] = {"a", "b"}, digits[] = {"[0-9]+"};
    CHECK(made({{rule::one_of, no_minimum, no_maximum, listed}}).empty());
    CHECK(made({{rule::pattern, no_minimum, no_maximum, digits}}).empty());
}
