#include <bindery/json/write.hpp>

#include <bindery/api/tencent/vod/v20180717.hpp>

#include <support/random_values.hpp>
#include <support/structures.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <concepts>
#include <limits>
#include <string>

using namespace bindery;
using namespace std::string_literals;
using namespace std::string_view_literals;
using structures::everything;

namespace {

std::string quoted(std::string_view text) {
    buffer out;
    json::write_text(out, text);
    return std::string(out.view());
}

std::string number_written(double value) {
    return json::write(everything{.Number = value});
}

} // namespace

TEST_CASE("json write: members in the page's order, absent ones left out, no whitespace") {
    namespace vod = api::tencent::vod::v20180717;
    CHECK(json::write(vod::ManageTask{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort", .SubAppId = 7}) ==
          R"({"TaskId":"251000333-procedure-c27b","OperationType":"Abort","SubAppId":7})");
    CHECK(json::write(vod::ManageTask{.TaskId = absent, .OperationType = "Abort"}) == R"({"OperationType":"Abort"})");
    CHECK(json::write(everything{}) == "{}");
}

TEST_CASE("json write: every kind of value") {
    const everything value{.Text = "a",
                           .Integer = -1,
                           .Unsigned = 1u,
                           .Number = 1.5,
                           .Flag = true,
                           .Inner = structures::inner{.Name = "n", .Count = 2},
                           .Texts = {"x", "y"},
                           .Inners = {{.Name = "p"}, {.Name = "q"}},
                           .Grid = {{1, 2}, {}, {3}},
                           .Holes = {absent, "z"}};
    CHECK(json::write(value) ==
          R"({"Text":"a","Integer":-1,"Unsigned":1,"Number":1.5,"Flag":true,"Inner":{"Name":"n","Count":2},)"
          R"("Texts":["x","y"],"Inners":[{"Name":"p"},{"Name":"q"}],"Grid":[[1,2],[],[3]],"Holes":[null,"z"]})");
    CHECK(json::write(everything{.Flag = false, .Texts = list<text<>>{}}) == R"({"Flag":false,"Texts":[]})");
    CHECK(json::write(structures::tree{.Name = "a", .Children = {{.Name = "b"}}}) ==
          R"({"Name":"a","Children":[{"Name":"b","Children":[]}]})");
}

TEST_CASE("json write: appends to what is there") {
    buffer out;
    out.append("x");
    json::write(out, everything{.Integer = 1});
    json::write(out, everything{});
    CHECK(out.view() == "x{\"Integer\":1}{}");
}

TEST_CASE("json write: escapes what JSON must escape, and nothing else") {
    CHECK(quoted("") == "\"\"");
    CHECK(quoted("\"\\/\b\f\n\r\t") == R"("\"\\/\b\f\n\r\t")");
    CHECK(quoted("\0\x01\x1f\x7F"sv) == "\"\\u0000\\u0001\\u001f\x7F\"");
    CHECK(quoted("<>&'+=\u2028\u2029\u00e9\u4e2d\U0001F600") == "\"<>&'+=\u2028\u2029\u00e9\u4e2d\U0001F600\"");
    for (int c = 0; c != 0x20; ++c) {
        const std::string text = quoted(std::string(1, static_cast<char>(c)));
        CAPTURE(text);
        CHECK(boost::json::parse(text).as_string() == std::string(1, static_cast<char>(c)));
        CHECK(text[1] == '\\');
    }
}

TEST_CASE("json write: finds what to escape wherever it stands among the bytes read at once") {
    for (const char special : {'"', '\\', '\n', '\0', '\x1f'})
        for (std::size_t before = 0; before != 35; ++before)
            for (const std::size_t after : {0, 1, 15, 16, 33}) {
                std::string text = std::string(before, 'a') + special + std::string(after, '\x80');
                std::string plain = std::string(before, ' ') + std::string(after, '\xFF');
                const std::string written = quoted(text);
                CHECK(written.substr(0, before + 2) == '"' + std::string(before, 'a') + '\\');
                CHECK(written.ends_with(std::string(after, '\x80') + '"'));
                CHECK(quoted(plain) == '"' + plain + '"');
            }
}

TEST_CASE("json write: integers exactly, to the last digit") {
    CHECK(json::write(everything{.Integer = std::numeric_limits<std::int64_t>::min()}) ==
          R"({"Integer":-9223372036854775808})");
    CHECK(json::write(everything{.Integer = std::numeric_limits<std::int64_t>::max()}) ==
          R"({"Integer":9223372036854775807})");
    CHECK(json::write(everything{.Unsigned = std::numeric_limits<std::uint64_t>::max()}) ==
          R"({"Unsigned":18446744073709551615})");
    CHECK(json::write(everything{.Integer = 0}) == R"({"Integer":0})");
}

TEST_CASE("json write: doubles in the shortest form that reads back the same") {
    CHECK(number_written(0.1) == R"({"Number":0.1})");
    CHECK(number_written(5) == R"({"Number":5})");
    CHECK(number_written(-0.0) == R"({"Number":-0})");
    CHECK(number_written(5e-324) == R"({"Number":5e-324})");
    CHECK(number_written(std::numeric_limits<double>::max()) == R"({"Number":1.7976931348623157e+308})");
    CHECK(number_written(1e22) == R"({"Number":1e+22})");
}

TEST_CASE("json write: a number that JSON has no word for is null, never other text") {
    CHECK(number_written(std::numeric_limits<double>::quiet_NaN()) == R"({"Number":null})");
    CHECK(number_written(-std::numeric_limits<double>::infinity()) == R"({"Number":null})");
}

TEST_CASE("json write: members of bases come first") {
    auto value = reflect::blank<structures::wide>();
    value.F9 = "z";
    value.A0 = 1;
    value.D0 = "m";
    CHECK(json::write(value) == R"({"A0":1,"D0":"m","F9":"z"})");
}

namespace {

/// Compares a member with what Boost.JSON made of it.
struct comparison {
    const boost::json::value& seen;

    template <class T>
    bool operator()(const optional<T>& value) const {
        return value ? (*this)(*value) : seen.is_null();
    }
    template <class T>
    bool operator()(const required<T>& value) const {
        return value ? (*this)(*value) : seen.is_null();
    }
    template <class T, class... Rules>
    bool operator()(const list<T, Rules...>& value) const {
        const auto* array = seen.if_array();
        if (array == nullptr || array->size() != value.size())
            return false;
        for (std::size_t i = 0; i != value.size(); ++i)
            if (!comparison{(*array)[i]}(value[i]))
                return false;
        return true;
    }
    template <reflect::described T>
    bool operator()(const T& value) const {
        const auto* object = seen.if_object();
        if (object == nullptr)
            return false;
        bool same = true;
        std::size_t present = 0;
        reflect::for_each_member(value, [&]<class Member>(std::string_view name, const Member& member) {
            const boost::json::value* found = object->if_contains(boost::json::string_view(name.data(), name.size()));
            if (found != nullptr)
                ++present;
            const boost::json::value none;
            same = same && comparison{found != nullptr ? *found : none}(member);
        });
        return same && present == object->size();
    }
    template <class T>
        requires is_text<T>
    bool operator()(const T& value) const {
        return seen.is_string() && std::string_view(seen.get_string().data(), seen.get_string().size()) == value.view();
    }
    template <class T>
        requires(!is_text<T> && !reflect::described<T>)
    bool operator()(const T& value) const {
        if constexpr (std::same_as<T, boolean>)
            return seen.is_bool() && seen.get_bool() == value.value();
        else if constexpr (reflect::detail::is_number<T>) {
            // Within the last bit: this parser is not exact.
            return seen.is_number() &&
                   std::abs(seen.to_number<double>() - value.value()) <= std::abs(value.value()) * 1e-15;
        } else {
            boost::json::error_code failure;
            const auto number = seen.to_number<decltype(value.value())>(failure);
            return !failure && number == value.value();
        }
    }
};

} // namespace

TEST_CASE("json write: another parser sees the same values") {
    random_values random(2);
    for (int round = 0; round != 500; ++round) {
        const auto value = random.make<everything>();
        const std::string text = json::write(value);
        if (!comparison{boost::json::parse(text)}(value))
            FAIL("round ", round, ": ", text);
        const auto tree = random.make<structures::tree>();
        if (!comparison{boost::json::parse(json::write(tree))}(tree))
            FAIL("round ", round);
    }
}
