#include <bindery/relaxation.hpp>

#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/validate.hpp>

#include <support/structures.hpp>

#include <doctest/doctest.h>

#include <limits>

using namespace bindery;
namespace vod = api::tencent::vod::v20180717;

namespace {

struct cup {
    optional<text<length<0, 3>>> Label{};
    optional<list<list<integer<range<0, 9>>>>> Rows{};
};
BOOST_DESCRIBE_STRUCT(cup, (), (Label, Rows))

struct tray {
    required<text<one_of<"round", "square">, length<0, 6>>> Form;
    optional<list<cup, items<0, 2>>> Cups{};
    optional<number<range<0, 1>>> Full{};
};
BOOST_DESCRIBE_STRUCT(tray, (), (Form, Cups, Full))

/// Breaks every rule of a tray.
tray broken_tray() {
    tray value{.Form = absent};
    value.Cups.emplace();
    for (int i = 0; i != 3; ++i)
        value.Cups->push_back({});
    (*value.Cups)[2].Label = std::string("large");
    (*value.Cups)[2].Rows.emplace().push_back({});
    (*(*value.Cups)[2].Rows)[0].push_back(run_time(10));
    value.Full = run_time(std::numeric_limits<double>::infinity());
    return value;
}

/// What stays broken, as "path rule".
std::string left(const std::vector<relaxation>& relaxed, std::string_view operation = "Carry") {
    violations broken = validate(broken_tray());
    relax(broken, operation, relaxed);
    std::string text;
    for (const violation& each : broken)
        ((((text += text.empty() ? "" : ", ") += each.path) += ' ')) += name_of(each.rule);
    return text;
}

constexpr std::string_view everything =
    "/Form required, /Cups items, /Cups/2/Label length, /Cups/2/Rows/0/0 range, /Full type";

} // namespace

TEST_CASE("relax: takes the one rule off the one member") {
    CHECK(left({}) == everything);
    CHECK(left({{"/Form", rule::required}}) == "/Cups items, /Cups/2/Label length, /Cups/2/Rows/0/0 range, /Full type");
    CHECK(left({{"/Form", rule::length}}) == everything);
    CHECK(left({{"/Cups", rule::items}, {"/Form", rule::required}}) ==
          "/Cups/2/Label length, /Cups/2/Rows/0/0 range, /Full type");
}

TEST_CASE("relax: a star stands for any element and for nothing else") {
    CHECK(left({{"/Cups/*/Label", rule::length}, {"/Cups/*/Rows/*/*", rule::range}}) ==
          "/Form required, /Cups items, /Full type");
    CHECK(left({{"/Cups/2/Label", rule::length}, {"/Cups/1/Rows/*/*", rule::range}}) ==
          "/Form required, /Cups items, /Cups/2/Rows/0/0 range, /Full type");
    for (const char* wrong : {"/*", "/*/2/Label", "/Cups/*/*", "/Cups/*", "/Cups/*/Label/x", "/Cups//Label", "", "/",
                              "Cups/2/Label", "//", "/Cups/*/Rows/*", "/Cups/*/Rows/*/*/*"})
        for (const auto which : {rule::required, rule::items, rule::length, rule::range})
            CHECK_MESSAGE(left({{wrong, which}}) == everything, wrong);
}

TEST_CASE("relax: the operation may be named") {
    CHECK(left({{"Carry/Form", rule::required}}) != everything);
    CHECK(left({{"Serve/Form", rule::required}}) == everything);
    CHECK(left({{"Carry/Form", rule::required}}, "Serve") == everything);
    CHECK(left({{"/Form", rule::required}}, "Serve") != everything);
}

TEST_CASE("relax: what cannot be written is never let through") {
    CHECK(left({{"/Full", rule::type}, {"/Full", rule::range}}) == everything);
    violations broken = validate(vod::ManageTask{.TaskId = std::string("\xFF"), .OperationType = "Abort"});
    REQUIRE(broken.size() == 1);
    const relaxation all[] = {{"/TaskId", rule::utf8}, {"/TaskId", rule::length}};
    relax(broken, "ManageTask", all);
    CHECK(broken.size() == 1);
}
