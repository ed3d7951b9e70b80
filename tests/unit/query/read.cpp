#include <bindery/query/impl/name_order.hpp>
#include <bindery/query/read.hpp>

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/mps/v20190612.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/json/read.hpp>
#include <bindery/json/write.hpp>

#include <support/random_values.hpp>
#include <support/structures.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

using namespace bindery;
using namespace std::string_literals;
using query::first_index;
using query::parameters;
using structures::everything;

namespace {

/// All members of the flattening vectors.
struct filter {
    optional<text<>> Name{};
    optional<list<text<>>> Values{};
};
BOOST_DESCRIBE_STRUCT(filter, (), (Name, Values))
struct innermost {
    optional<text<>> Q{};
};
BOOST_DESCRIBE_STRUCT(innermost, (), (Q))
struct middle {
    optional<innermost> P{};
};
BOOST_DESCRIBE_STRUCT(middle, (), (P))
struct flattened {
    optional<text<>> A{};
    optional<integer<>> N{};
    optional<boolean> B{};
    optional<number<>> F{};
    optional<list<text<>>> L{};
    optional<list<filter>> Filters{};
    optional<middle> O{};
    optional<list<list<text<>>>> LL{};
    optional<text<>> Nul{};
    optional<text<>> Empty{};
    optional<list<text<>>> EmptyList{};
    optional<innermost> EmptyObj{};
};
BOOST_DESCRIBE_STRUCT(flattened, (), (A, N, B, F, L, Filters, O, LL, Nul, Empty, EmptyList, EmptyObj))

parameters sorted(parameters values) {
    std::sort(values.begin(), values.end());
    return values;
}

everything good(const parameters& values, const query::read_options& options = {}) {
    auto value = query::read<everything>(values, options);
    if (!value)
        FAIL(to_string(value.error()));
    return *value;
}

std::string misfit(const parameters& values, const query::read_options& options = {}) {
    auto value = query::read<everything>(values, options);
    REQUIRE(value.has_error());
    CHECK(value.error() == errc::protocol);
    REQUIRE_MESSAGE(value.error().violations.size() == 1, to_string(value.error()));
    return std::string(name_of(value.error().violations[0].rule)) + ' ' + to_string(value.error().violations[0]);
}

} // namespace

TEST_CASE("query: flattening vectors, both ways and with both first indices") {
    std::ifstream file(BINDERY_TESTS_DIR "/vectors/flattening.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const boost::json::value vectors = boost::json::parse(text);
    REQUIRE(vectors.as_array().size() >= 6);
    for (const boost::json::value& each : vectors.as_array()) {
        const auto given = boost::json::serialize(each.at("value"));
        CAPTURE(std::string(given));
        const auto value =
            json::read<flattened>(std::string_view(given.data(), given.size()), {.refuse_unknown_members = true});
        REQUIRE(value.has_value());
        for (const first_index first : {first_index::zero, first_index::one}) {
            parameters expected;
            for (const auto& pair : each.at(first == first_index::zero ? "zero_based" : "one_based").as_object())
                expected.push_back(
                    {std::string(pair.key().data(), pair.key().size()), pair.value().as_string().c_str()});
            const parameters written = query::write(*value, first);
            CHECK(sorted(written) == sorted(expected));

            const auto read = query::read<flattened>(expected, {.first = first, .refuse_unknown_members = true});
            REQUIRE(read.has_value());
            CHECK(sorted(query::write(*read, first)) == sorted(expected));
        }
    }
}

TEST_CASE("query read: each kind of value") {
    const everything value = good({{"Text", "a"},
                                   {"Integer", "-9223372036854775808"},
                                   {"Unsigned", "18446744073709551615"},
                                   {"Number", "-1.5e3"},
                                   {"Flag", "true"},
                                   {"Inner.Name", "n"},
                                   {"Texts.1", "x"},
                                   {"Texts.2", "y"},
                                   {"Inners.1.Name", "p"},
                                   {"Inners.1.Count", "1"},
                                   {"Grid.1.1", "1"},
                                   {"Grid.1.2", "2"},
                                   {"Holes.1", "h"}});
    CHECK(value.Text->view() == "a");
    CHECK(*value.Integer == std::numeric_limits<std::int64_t>::min());
    CHECK(*value.Unsigned == std::numeric_limits<std::uint64_t>::max());
    CHECK(*value.Number == -1500);
    CHECK(value.Flag->value());
    CHECK(value.Inner->Name->view() == "n");
    CHECK((*value.Texts)[1].view() == "y");
    CHECK(*(*value.Inners)[0].Count == 1);
    CHECK((*value.Grid)[0][1] == 2);
    CHECK((*value.Holes)[0]->view() == "h");
    CHECK_FALSE(good({{"Flag", "false"}}).Flag->value());
    CHECK(good({{"Text", ""}}).Text.has_value());
    CHECK(good({{"Text", "\0a\xFF"s}}).Text->view() == "\0a\xFF"s); // validate judges UTF-8
}

TEST_CASE("query read: elements may come in any order, ten before two") {
    parameters values;
    for (const int i : {10, 2, 1, 12, 3, 11, 9, 4, 8, 5, 7, 6})
        values.push_back({"Texts." + std::to_string(i), std::to_string(i)});
    const everything value = good(values);
    REQUIRE(value.Texts->size() == 12);
    for (std::size_t i = 0; i != 12; ++i)
        CHECK((*value.Texts)[i].view() == std::to_string(i + 1));
}

TEST_CASE("query read: parameters of one element may be apart") {
    const everything value = good({{"Inners.2.Name", "q"},
                                   {"Text", "t"},
                                   {"Inners.1.Count", "1"},
                                   {"Inners.2.Count", "2"},
                                   {"Inners.1.Name", "p"}});
    REQUIRE(value.Inners->size() == 2);
    CHECK((*value.Inners)[0].Name->view() == "p");
    CHECK(*(*value.Inners)[0].Count == 1);
    CHECK((*value.Inners)[1].Name->view() == "q");
    CHECK(*(*value.Inners)[1].Count == 2);
}

TEST_CASE("query read: lists begin where the provider counts from, without a gap") {
    CHECK(good({{"Texts.0", "a"}, {"Texts.1", "b"}}, {.first = first_index::zero}).Texts->size() == 2);
    const auto expected = "elements numbered from 1 without a gap, found "s;
    CHECK(misfit({{"Texts.0", "a"}}) == "type /Texts/0: expected " + expected + "\"0\"");
    CHECK(misfit({{"Texts.2", "a"}}) == "type /Texts/2: expected " + expected + "\"2\"");
    CHECK(misfit({{"Texts.1", "a"}, {"Texts.3", "a"}}) == "type /Texts/3: expected " + expected + "\"3\"");
    CHECK(misfit({{"Texts.x", "a"}}) == "type /Texts/x: expected " + expected + "\"x\"");
    CHECK(misfit({{"Texts.-1", "a"}}) == "type /Texts/-1: expected " + expected + "\"-1\"");
    CHECK(misfit({{"Texts.+1", "a"}}) == "type /Texts/+1: expected " + expected + "\"+1\"");
    CHECK(misfit({{"Texts.18446744073709551615", "a"}}) ==
          "type /Texts/18446744073709551615: expected " + expected + "\"18446744073709551615\"");
    CHECK(misfit({{"Texts.18446744073709551617", "a"}}) ==
          "type /Texts/18446744073709551617: expected " + expected + "\"18446744073709551617\"");
    CHECK(misfit({{"Texts.1", "a"}}, {.first = first_index::zero})
              .starts_with("type /Texts/1: expected elements numbered from 0"));
}

TEST_CASE("query read: a parameter that comes twice is refused by name, however it is spelt") {
    const std::string twice = ": expected a parameter that is given once, found another one of this name";
    CHECK(misfit({{"Text", "a"}, {"Text", "b"}}) == "type /Text" + twice);
    CHECK(misfit({{"Text", "a"}, {"Texts.1", "x"}, {"Text", "a"}}) == "type /Text" + twice);
    CHECK(misfit({{"Texts.1", "a"}, {"Texts.1", "b"}}) == "type /Texts/1" + twice);
    CHECK(misfit({{"Texts.1", "a"}, {"Texts.01", "b"}}) == "type /Texts/01" + twice);
    CHECK(misfit({{"Unknown", "a"}, {"Unknown", "b"}}) == "type /Unknown" + twice);
}

TEST_CASE("query read: reports a value of another kind, with its place") {
    CHECK(misfit({{"Integer", "x"}}) == "type /Integer: expected an integer, found the text \"x\"");
    for (const std::string_view wrong : {"", " 1", "1 ", "+1", "1.0", "0x1", "9223372036854775808", "1e2", "--1"})
        CHECK(misfit({{"Integer", std::string(wrong)}})
                  .starts_with("type /Integer: expected an integer, found the text "));
    CHECK(misfit({{"Unsigned", "-1"}}) == "type /Unsigned: expected an unsigned integer, found the text \"-1\"");
    for (const std::string_view wrong : {"nan", "inf", "-inf", "1e999", "", "1,5", "0x1p3", "infinity"})
        CHECK(misfit({{"Number", std::string(wrong)}}).starts_with("type /Number: expected a number, found the text "));
    for (const std::string_view wrong : {"1", "True", "yes", ""})
        CHECK(
            misfit({{"Flag", std::string(wrong)}}).starts_with("type /Flag: expected true or false, found the text "));
    CHECK(misfit({{"Inner", "x"}}) == "type /Inner: expected an object, found the text \"x\"");
    CHECK(misfit({{"Texts", "x"}}) == "type /Texts: expected a list, found the text \"x\"");
    CHECK(misfit({{"Text.1", "x"}}) == "type /Text/1: expected text, found members under it");
    CHECK(misfit({{"Grid.1.1.1", "1"}}) == "type /Grid/1/1/1: expected an integer, found members under it");
    CHECK(misfit({{"Inners.1", "x"}}) == "type /Inners/1: expected an object, found the text \"x\"");
}

TEST_CASE("query read: skips unknown names, or refuses them on demand") {
    const parameters unknown{{"New", "1"},  {"Inner.New", "2"}, {"", "3"},     {".", "4"},
                             {"text", "5"}, {"Text.", "6"},     {".Text", "7"}};
    const everything value = good(unknown);
    CHECK_FALSE(value.Text);
    const auto refused = query::read<everything>(unknown, {.refuse_unknown_members = true});
    REQUIRE(refused.has_error());
    CHECK(refused.error().violations.size() == unknown.size());
    for (const violation& broken : refused.error().violations)
        CHECK(broken.rule == rule::known);
    CHECK(misfit({{"Inner.a/b~", "1"}}, {.refuse_unknown_members = true}) ==
          "known /Inner/a~1b~0: expected only members that the operation has, found \"Inner.a/b~\"");
}

TEST_CASE("query read: depth, reports and names in them are bounded") {
    std::string deep = "Children.1";
    for (int i = 0; i != 100000; ++i)
        deep += ".Children.1";
    const parameters values{{deep + ".Name", "x"}};
    CHECK(query::read<structures::tree>(values).has_error());
    CHECK(query::read<structures::tree>(parameters{{"Children.1.Children.1.Name", "x"}}, {.limits = {.max_depth = 5}})
              .has_value());
    CHECK(query::read<structures::tree>(parameters{{"Children.1.Children.1.Name", "x"}}, {.limits = {.max_depth = 4}})
              .has_error());

    parameters many(1000, {"Integer", "x"});
    const auto reports = [&](const query::read_options& options) {
        return query::read<everything>(many, options).error().violations.size();
    };
    CHECK(reports({}) == 32);
    CHECK(reports({.limits = {.max_violations = 3}}) == 3);
    CHECK(reports({.limits = {.max_violations = 0}}) == 1);
    const auto long_name =
        query::read<everything>(parameters{{std::string(100000, 'n'), ""}}, {.refuse_unknown_members = true});
    CHECK(long_name.error().violations[0].path.size() < 2000);
}

TEST_CASE("query read: the memory for what is made is bounded, and the size of a text") {
    parameters values;
    for (int i = 1; i <= 1000; ++i)
        values.push_back({"Inners." + std::to_string(i) + ".Name", "12345"});
    const std::size_t takes = 1000 * (sizeof(structures::inner) + 5);
    CHECK(query::read<everything>(values, {.limits = {.max_memory = takes}}).has_value());
    const auto refused = query::read<everything>(values, {.limits = {.max_memory = takes - 1}});
    REQUIRE(refused.has_error());
    CHECK(refused.error() == errc::protocol);
    CHECK(refused.error().cause == boost::system::errc::message_size);
    CHECK(refused.error().message ==
          "what is read takes more than " + std::to_string(takes - 1) + " bytes of memory, from /Inners/1000/Name on");
    const auto text = query::read<everything>(parameters{{"Text", "12345"}}, {.limits = {.max_text = 4}});
    REQUIRE(text.has_error());
    CHECK(text.error().message == "the text /Text has more than 4 bytes");
    CHECK(text.error().cause == boost::system::errc::message_size);
    CHECK(query::read<everything>(parameters{{"New", "12345"}}, {.limits = {.max_text = 4, .max_memory = 0}})
              .has_value());
}

TEST_CASE("query read: reports are valid UTF-8, whatever the names are") {
    for (const std::string& name :
         {"\xFF"s, "Inner.\xC0\x80"s, "Texts.\xED\xA0\x80"s, "a\0b"s, std::string(5000, '\xE4')}) {
        const auto refused = query::read<everything>(parameters{{name, "\xFF"}}, {.refuse_unknown_members = true});
        REQUIRE(refused.has_error());
        CHECK(utf8::count(to_string(refused.error())) != utf8::invalid);
        CHECK(to_string(refused.error()).size() < 2000);
    }
}

TEST_CASE("query read: names are put in a strict order, numbers or not") {
    // Were "2" < "10" < "1a" < "2", sorting them would not be defined.
    parameters names;
    for (const char* part : {"2", "10", "1a", "01", "1", "", "a", "b", "18446744073709551616", "-1"})
        for (const char* next : {"", ".", ".2", ".10", ".1a", ".x"})
            names.push_back({std::string("L.") + part + next, ""});
    const auto less = [](const query::parameter& a, const query::parameter& b) {
        return query::detail::in_order(&a, &b);
    };
    const auto same = [&](const query::parameter& a, const query::parameter& b) { return !less(a, b) && !less(b, a); };
    for (const auto& a : names) {
        CHECK_FALSE(less(a, a));
        for (const auto& b : names) {
            if (less(a, b) && less(b, a))
                FAIL(a.name, " ", b.name);
            for (const auto& c : names)
                if ((less(a, b) && less(b, c) && !less(a, c)) || (same(a, b) && same(b, c) && !same(a, c)))
                    FAIL(a.name, " ", b.name, " ", c.name);
        }
    }
    CHECK(less({"L.2", ""}, {"L.10", ""}));
    CHECK(less({"L.2.Name", ""}, {"L.10.Count", ""}));
}

TEST_CASE("query read: what was written is read back the same") {
    random_values random(7);
    const auto check = [&]<class T>(std::type_identity<T>) {
        for (int round = 0; round != 300; ++round) {
            const T value = random.make<T>();
            for (const first_index first : {first_index::zero, first_index::one}) {
                parameters values = query::write(value, first);
                const auto decoded = query::decode(query::encode(values));
                REQUIRE(decoded.has_value());
                CHECK(*decoded == values);
                std::shuffle(values.begin(), values.end(), std::mt19937(static_cast<unsigned>(round)));
                const auto read = query::read<T>(values, {.first = first, .refuse_unknown_members = true});
                if (!read)
                    FAIL(to_string(read.error()));
                if (query::write(*read, first) != query::write(value, first))
                    FAIL(query::encode(values));
            }
        }
    };
    check(std::type_identity<api::tencent::vod::v20180717::ManageTask>());
    check(std::type_identity<api::tencent::vod::v20180717::ExecuteFunction>());
    check(std::type_identity<api::tencent::mps::v20190612::ExecuteFunction>());
    check(std::type_identity<api::tencent::tiw::v20190919::DescribeVideoGenerationTask>());
    check(std::type_identity<api::alibaba::live::v20161101::StartEdgeTranscodeJob>());
    check(std::type_identity<structures::wide>());
}

TEST_CASE("query read: what was written is read back the same, lists and structures too") {
    random_values random(8);
    random.without_empty();
    for (int round = 0; round != 300; ++round) {
        auto value = random.make<everything>();
        // An object without members writes nothing, so an element that is one leaves a gap.
        if (value.Inners)
            for (auto& each : *value.Inners)
                if (!each.Name)
                    each.Name = "n"s;
        const parameters values = query::write(value, first_index::one);
        const auto read = query::read<everything>(values);
        if (!read)
            FAIL(to_string(read.error()));
        if (query::write(*read, first_index::one) != values)
            FAIL(query::encode(values));
    }
}

namespace {

struct dotted {
    optional<text<>> Disk{};
    optional<integer<>> Disk_Size{};
    optional<list<structures::inner>> Disk_Tags{};
    static constexpr wire_exception wire_exceptions[] = {{"Disk_Size", "Disk.Size"}, {"Disk_Tags", "Disk.Tags"}};
};
BOOST_DESCRIBE_STRUCT(dotted, (), (Disk, Disk_Size, Disk_Tags))

} // namespace

TEST_CASE("query read: a member whose own name has dots is found, beside one that is its beginning") {
    const parameters values{{"Disk", "d"}, {"Disk.Size", "7"}, {"Disk.Tags.1.Name", "n"}};
    const auto read = query::read<dotted>(values);
    REQUIRE(read.has_value());
    CHECK(read->Disk == "d"s);
    CHECK(read->Disk_Size == 7);
    CHECK(query::write(*read, first_index::one) == values);
    CHECK_FALSE(query::read<dotted>(parameters{{"Disk.Sizes", "7"}}, {.refuse_unknown_members = true}).has_value());
}
