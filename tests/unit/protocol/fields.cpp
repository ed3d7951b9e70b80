#include <bindery/protocol/serialize.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

using namespace bindery;
using namespace std::string_view_literals;

namespace {

std::string text_of(const protocol::fields& fields) {
    std::string text;
    for (const auto& each : fields)
        text.append(each.name).append(": ").append(each.value).append("\r\n");
    return text;
}

} // namespace

TEST_CASE("fields: stay where they are found while more are added") {
    protocol::fields fields;
    std::string expected;
    for (int i = 0; i != 200; ++i) {
        const std::string name = "X-" + std::to_string(i), value(static_cast<std::size_t>(i % 60), 'v');
        REQUIRE(fields.add(name, value));
        expected += name + ": " + value + "\r\n";
        REQUIRE(text_of(fields) == expected);
        REQUIRE(fields.lines() == expected);
    }
    CHECK(fields.size() == 200);
    CHECK(fields.views().size() == 200);
    CHECK(fields["x-59"] == std::string(59, 'v'));
    CHECK(fields.find("x-200") == nullptr);
    fields.clear();
    CHECK(fields.size() == 0);
    CHECK(fields.lines().empty());
    CHECK(fields["x-59"].empty());
}

TEST_CASE("fields: a copy stands on its own, what was moved is whole") {
    protocol::fields copy;
    REQUIRE(copy.add("A", "before"));
    {
        protocol::fields original;
        REQUIRE(original.add("Host", "a"));
        REQUIRE(original.add("Empty", ""));
        copy = original;
        REQUIRE(original.add("More", "b"));
        const protocol::fields& self = copy;
        copy = self;
    }
    CHECK(copy.lines() == "Host: a\r\nEmpty: \r\n");
    CHECK(text_of(copy) == copy.lines());
    const protocol::fields second(copy);
    protocol::fields moved(std::move(copy));
    CHECK(text_of(moved) == "Host: a\r\nEmpty: \r\n");
    CHECK(text_of(second) == text_of(moved));
    REQUIRE(moved.add("More", "b"));
    CHECK(text_of(moved) == moved.lines());
    moved = {};
    CHECK(moved.size() == 0);
    CHECK(moved.lines().empty());
}

TEST_CASE("fields: nothing that could end its line gets in") {
    protocol::fields fields;
    for (const std::string_view bad : {"a\r\nb"sv, "a\n"sv, "\r"sv, "\0"sv})
        CHECK_FALSE(fields.add("Name", bad));
    for (const std::string_view bad : {""sv, "a b"sv, "a:"sv, "a\r"sv, "\xC3\xA4"sv})
        CHECK_FALSE(fields.add(bad, "value"));
    CHECK(fields.size() == 0);
    CHECK(fields.lines().empty());
}

TEST_CASE("serialize: a request as it travels") {
    protocol::request request;
    buffer out;
    protocol::serialize(request, out);
    CHECK(out.view() == "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
    request.target = "/a?b=c";
    REQUIRE(request.fields.add("Host", "a.example"));
    request.body.append("{}");
    protocol::serialize(request, out);
    CHECK(out.view().substr(38) == "POST /a?b=c HTTP/1.1\r\nHost: a.example\r\nContent-Length: 2\r\n\r\n{}");
    request.clear();
    request.method = "GET";
    out.clear();
    protocol::serialize(request, out);
    CHECK(out.view() == "GET / HTTP/1.1\r\n\r\n");
}
