#include <bindery/validate.hpp>

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/mps/v20190612.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>

#include <support/allocations.hpp>
#include <support/random_values.hpp>
#include <support/structures.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace bindery;
using namespace std::string_literals;
namespace vod = api::tencent::vod::v20180717;
namespace tiw = api::tencent::tiw::v20190919;
using structures::everything;

namespace {

struct odd_names {
    optional<text<length<0, 1>>> Plain{};
    optional<list<list<text<length<0, 1>>>>> Rows{};
};
BOOST_DESCRIBE_STRUCT(odd_names, (), (Plain, Rows))

struct oddly_named {
    optional<text<length<0, 1>>> Name{};
    static constexpr wire_exception wire_exceptions[] = {{"Name", "a/b~c~1"}};
};
BOOST_DESCRIBE_STRUCT(oddly_named, (), (Name))

struct strict {
    required<text<length<2, 3>, pattern<"[a-z]+">, one_of<"ab", "abc">>> Name;
};
BOOST_DESCRIBE_STRUCT(strict, (), (Name))

/// The one violation of `value`.
template <class T>
violation only_violation(const T& value) {
    const violations broken = validate(value);
    REQUIRE(broken.size() == 1);
    return broken[0];
}

void check_only(const everything& value, std::string_view path, rule which, std::string_view expected,
                std::string_view found) {
    const violation broken = only_violation(value);
    CHECK(broken.path == path);
    CHECK(broken.rule == which);
    CHECK(broken.expected == expected);
    CHECK(broken.found == found);
    CHECK_FALSE(is_valid(value));
}

} // namespace

static_assert(is_valid(vod::ManageTask{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort"}));
static_assert(!is_valid(vod::ManageTask{.TaskId = absent, .OperationType = "Abort"}));
static_assert(is_valid(vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = "", .SessionId = ""}));
static_assert(is_valid(tiw::DescribeVideoGenerationTask{.SdkAppId = 1400000001, .TaskId = "t"}));
static_assert(is_valid(everything{}));
static_assert(is_valid(everything{
    .Short = "abcd", .Ranged = 5, .Share = 0.5, .Inner = structures::inner{.Name = "a"}}));
static_assert(!is_valid(everything{.Inner = structures::inner{.Name = absent}}));
static_assert(!is_valid(everything{.Ranged = run_time(6)}));
static_assert(!is_valid(everything{.Choice = run_time(3)}));
static_assert(is_valid(everything{.Inner = {{.Name = "a"}},
                                  .Texts = {"a", "b"},
                                  .Inners = {{.Name = "a"}, {.Name = "b", .Count = 2}},
                                  .Grid = {{1, 2}, {3}},
                                  .Holes = {absent, "abc"}}));
static_assert(is_valid(structures::tree{.Name = "a", .Children = {{.Name = "b"}, {.Name = "c"}}}));
static_assert(is_valid(structures::needs_all{.Text = "a", .Integer = 9, .Texts = {"a"}, .Inner = {{.Name = "b"}}}));
static_assert(!is_valid(everything{.Inners = {{.Name = "a"}, {.Name = absent}}}));
static_assert(!is_valid(everything{.Inners = std::vector<structures::inner>{}}));

TEST_CASE("validate: a valid request breaks nothing") {
    CHECK(validate(vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}).empty());
    CHECK(validate(everything{}).empty());
    CHECK(validate(everything{.Short = "\U0001F600\U0001F600"s,
                              .Listed = "green"s,
                              .Formed = "abc-1"s,
                              .Sized = "\u4e2d"s,
                              .When = "2024-02-29T00:00:00Z"s,
                              .Ranged = -5,
                              .Choice = 4,
                              .Inners = {{.Name = "a"s}, {.Name = "b"s}},
                              .Holes = {absent, "abc"s}})
              .empty());
}

TEST_CASE("validate: says which rule is broken, what was expected and what was found") {
    check_only({.Short = "a"s}, "/Short", rule::length, "2 to 4 characters", "1: \"a\"");
    check_only({.Short = "\u00e9\u00e9\u00e9\u00e9\u00e9"s}, "/Short", rule::length, "2 to 4 characters",
               "5: \"\u00e9\u00e9\u00e9\u00e9\u00e9\"");
    check_only({.Listed = "blue"s}, "/Listed", rule::one_of, "one of \"red\", \"green\"", "\"blue\"");
    check_only({.Formed = "abc_1"s}, "/Formed", rule::pattern, "the form [a-z]+-[0-9]*", "\"abc_1\"");
    check_only({.Sized = ""s}, "/Sized", rule::bytes, "1 to 4 bytes", "0: \"\"");
    check_only({.Sized = "\u4e2d\u4e2d"s}, "/Sized", rule::bytes, "1 to 4 bytes", "6: \"\u4e2d\u4e2d\"");
    check_only({.When = "soon"s}, "/When", rule::timestamp, "a point in time such as 2023-11-14T22:13:20Z", "\"soon\"");
    volatile int six = 6;
    check_only({.Ranged = run_time(int{six})}, "/Ranged", rule::range, "-5 to 5", "6");
    check_only({.Choice = run_time(int{six})}, "/Choice", rule::one_of, "one of \"1\", \"2\", \"4\"", "6");
    volatile double more = 1.25;
    check_only({.Share = run_time(double{more})}, "/Share", rule::range, "0 to 1", "1.25");
    check_only({.Inner = structures::inner{.Name = absent}}, "/Inner/Name", rule::required,
               "a value, since the member is required", "");
    check_only({.Text = "a\xFF"s}, "/Text", rule::utf8, "valid UTF-8", "\"a\\xff\"");
    check_only({.Inners = list<structures::inner>{}.values()}, "/Inners", rule::items, "1 to 2 elements", "0");
}

TEST_CASE("validate: text that is not UTF-8 breaks that rule alone, wherever it is") {
    check_only({.Short = "far too long \x80"s}, "/Short", rule::utf8, "valid UTF-8", "\"far too long \\x80\"");
    check_only({.Texts = {"fine"s, "\xED\xA0\x80"s}}, "/Texts/1", rule::utf8, "valid UTF-8", "\"\\xed\\xa0\\x80\"");
}

TEST_CASE("validate: numbers that JSON cannot hold break a rule of their own") {
    volatile double zero = 0;
    const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = 1 / zero;
    check_only({.Number = nan}, "/Number", rule::type, "a finite number", "nan");
    check_only({.Share = run_time(infinity)}, "/Share", rule::type, "a finite number", "inf");
    check_only({.Number = -infinity}, "/Number", rule::type, "a finite number", "-inf");
}

TEST_CASE("validate: a large number is shown shortly") {
    volatile double large = 1e300;
    check_only({.Share = run_time(double{large})}, "/Share", rule::range, "0 to 1", "1e+300");
}

TEST_CASE("validate: an unlisted value passes, but keeps its other rules") {
    CHECK(validate(vod::ManageTask{.TaskId = "t", .OperationType = unlisted("Pause")}).empty());
    CHECK(only_violation(vod::ManageTask{.TaskId = "t", .OperationType = "Pause"s}).rule == rule::one_of);
    CHECK(only_violation(vod::ManageTask{.TaskId = "t", .OperationType = unlisted("\xFF")}).rule == rule::utf8);
}

TEST_CASE("validate: reports everything at once, in the page's order") {
    const vod::ExecuteFunction wrong{.FunctionName = absent,
                                     .FunctionArg = "\x80"s,
                                     .SessionContext = std::string(1001, 'c'),
                                     .SessionId = std::string(51, 'i')};
    const violations broken = validate(wrong);
    REQUIRE(broken.size() == 4);
    CHECK(to_string(broken[0]) == "/FunctionName: expected a value, since the member is required");
    CHECK(to_string(broken[1]) == "/FunctionArg: expected valid UTF-8, found \"\\x80\"");
    CHECK(to_string(broken[2]) ==
          "/SessionContext: expected at most 1000 characters, found 1001: \"" + std::string(40, 'c') + "...\"");
    CHECK(to_string(broken[3]) ==
          "/SessionId: expected at most 50 characters, found 51: \"" + std::string(40, 'i') + "...\"");
}

TEST_CASE("validate: one text can break several rules") {
    const violations broken = validate(strict{.Name = "A"s});
    REQUIRE(broken.size() == 3);
    CHECK(broken[0].rule == rule::length);
    CHECK(broken[1].rule == rule::pattern);
    CHECK(broken[2].rule == rule::one_of);

    const strict newer{.Name = unlisted("A")}; // excused from the list only
    CHECK(validate(newer).size() == 2);
    CHECK_FALSE(is_valid(newer));
}

TEST_CASE("validate: points into lists, and lists of lists, by index") {
    const odd_names wrong{.Rows = {{"a"s}, {"a"s, "ok"s, "ok"s}}};
    const violations broken = validate(wrong);
    REQUIRE(broken.size() == 2);
    CHECK(broken[0].path == "/Rows/1/1");
    CHECK(broken[1].path == "/Rows/1/2");
    everything many;
    many.Texts.emplace();
    for (int i = 0; i != 12; ++i)
        many.Texts->push_back(i < 11 ? "x"s : "\xFF"s);
    CHECK(only_violation(many).path == "/Texts/11");
}

TEST_CASE("validate: escapes names in pointers by RFC 6901") {
    const violations broken = validate(oddly_named{.Name = "long"s});
    REQUIRE(broken.size() == 1);
    CHECK(broken[0].path == "/a~1b~0c~01");
}

TEST_CASE("validate: reaches every level of a structure within itself") {
    structures::tree root{.Name = "a"s};
    structures::tree* at = &root;
    for (int i = 0; i != 20; ++i)
        at = &at->Children.push_back({.Name = "b"s});
    at->Name = "\xFF"s;
    std::string path;
    for (int i = 0; i != 20; ++i)
        path += "/Children/0";
    CHECK(only_violation(root).path == path + "/Name");
}

TEST_CASE("validate: judges members of bases too") {
    auto value = reflect::blank<structures::wide>();
    value.D3 = "long"s;
    const violations broken = validate(value);
    REQUIRE(broken.size() == 2);
    CHECK(broken[0].path == "/D3");
    CHECK(broken[1].path == "/F9");
    value.D3 = "ok"s;
    value.F9 = ""s;
    CHECK(validate(value).empty());
}

TEST_CASE("expectation: is said in words, with one and many") {
    CHECK(expectation(length<0, 1>::value) == "at most 1 character");
    CHECK(expectation(length<0, 50>::value) == "at most 50 characters");
    CHECK(expectation(length<1, no_maximum>::value) == "at least 1 character");
    CHECK(expectation(length<3, 3>::value) == "exactly 3 characters");
    CHECK(expectation(length<1, 1>::value) == "exactly 1 character");
    CHECK(expectation(bytes<0, 1>::value) == "at most 1 byte");
    CHECK(expectation(items<2, 10>::value) == "2 to 10 elements");
    CHECK(expectation(range<0, 10>::value) == "0 to 10");
    CHECK(expectation(range<-5, no_maximum>::value) == "at least -5");
    CHECK(expectation(range<no_minimum, -1>::value) == "at most -1");
    CHECK(expectation(one_of<"Abort">::value) == "\"Abort\"");
    CHECK(expectation(one_of<"a", "b">::value) == "one of \"a\", \"b\"");
    CHECK(expectation({.rule = rule::required}) == "required");
}

TEST_CASE("shortened: shows forty bytes at most and never cuts a code point") {
    CHECK(shortened("abc") == "\"abc\"");
    CHECK(shortened("") == "\"\"");
    CHECK(shortened(std::string(40, 'a')) == '"' + std::string(40, 'a') + '"');
    CHECK(shortened(std::string(41, 'a')) == '"' + std::string(40, 'a') + "...\"");
    for (std::size_t before = 0; before != 4; ++before) {
        std::string value(before, 'a');
        for (int i = 0; i != 20; ++i)
            value += "\U0001F600";
        const std::string text = shortened(value);
        CHECK(utf8::count(text) != utf8::invalid);
        CHECK(text.ends_with("\U0001F600...\""));
        CHECK(text.size() <= 40 + 5);
    }
}

TEST_CASE("shortened: escapes what a terminal or a log could misread") {
    CHECK(shortened("a\"b\\c") == "\"a\\\"b\\\\c\"");
    CHECK(shortened("a\nb\x1b\x7F\0"s) == "\"a\\x0ab\\x1b\\x7f\\x00\"");
    CHECK(shortened("\xC3") == "\"\\xc3\"");
    CHECK(shortened(std::string(100, '\x80')).size() <= 1 + 40 * 4 + 4);
    CHECK(shortened(std::string(100, '\x80')).size() > 100);
}

TEST_CASE("is_valid: agrees with validate, and both with the rules, on random values") {
    random_values random(1);
    random.with_bad_text();
    std::size_t valid = 0, invalid = 0;
    const auto check = [&]<class T>(std::type_identity<T>) {
        for (int round = 0; round != 400; ++round) {
            const T value = random.make<T>();
            const bool judged = validate(value).empty();
            (judged ? valid : invalid) += 1;
            if (is_valid(value) != judged)
                FAIL("they disagree in round ", round, ": ", validate(value).size());
        }
    };
    check(std::type_identity<everything>());
    check(std::type_identity<structures::needs_all>());
    check(std::type_identity<structures::wide>());
    check(std::type_identity<structures::tree>());
    check(std::type_identity<vod::ManageTask>());
    check(std::type_identity<vod::ExecuteFunction>());
    check(std::type_identity<api::tencent::mps::v20190612::ExecuteFunction>());
    check(std::type_identity<tiw::DescribeVideoGenerationTask>());
    check(std::type_identity<tiw::DescribeVideoGenerationTask::Output>());
    check(std::type_identity<api::alibaba::live::v20161101::StartEdgeTranscodeJob>());
    CHECK(valid > 300);
    CHECK(invalid > 300);
}

TEST_CASE("validate: allocates nothing when there is nothing to report") {
    const vod::ExecuteFunction request{.FunctionName = std::string(30, 'f'),
                                       .FunctionArg = std::string(3000, 'a'),
                                       .SessionContext = std::string(1000, 'c'),
                                       .SessionId = std::string(50, 'i')};
    const everything value{.Listed = "red"s, .Ranged = 1, .Inners = {{.Name = "a"s}}, .Grid = {{1, 2}, {3}}};
    bool good = true;
    CHECK(allocations::of([&] { good = validate(request).empty() && validate(value).empty() && is_valid(value); }) ==
          0);
    CHECK(good);
#if BINDERY_COUNTS_ALLOCATIONS
    CHECK(allocations::of(
              [&] { good = validate(vod::ManageTask{.TaskId = absent, .OperationType = "Abort"}).empty(); }) > 0);
#endif
}

TEST_CASE("validate: reports no more than it is asked for") {
    odd_names value;
    auto& rows = value.Rows.emplace();
    for (int row = 0; row != 3; ++row) {
        auto& cells = rows.push_back({});
        for (int cell = 0; cell != 30; ++cell)
            cells.push_back(std::string("long"));
    }
    CHECK(validate(value).size() == 90);
    violations broken;
    detail::validate(reflect::structure_of<odd_names>, &value, broken, 32);
    CHECK(broken.size() == 32);
    CHECK(broken[31].path == "/Rows/1/1");
}
