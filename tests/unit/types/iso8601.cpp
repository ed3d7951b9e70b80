#include <bindery/types/iso8601.hpp>

#include <doctest/doctest.h>

#include <string_view>

using bindery::parse_timestamp;
using namespace std::string_view_literals;

static_assert(parse_timestamp("1970-01-01T00:00:00Z") == 0);
static_assert(parse_timestamp("2023-11-14T22:13:20Z") == 1'700'000'000);

TEST_CASE("iso8601: gives the seconds since 1970") {
    const struct {
        std::string_view text;
        std::int64_t seconds;
    } rows[] = {
        {"1969-12-31T23:59:59Z", -1},
        {"2000-01-01T00:00:00Z", 946'684'800},
        {"2000-02-29T00:00:00Z", 951'782'400}, // a leap day of a century
        {"2024-02-29T12:00:00Z", 1'709'208'000},
        {"2024-03-01T00:00:00Z", 1'709'251'200},
        {"2023-12-31T23:59:59Z", 1'704'067'199},
        {"2038-01-19T03:14:08Z", 2'147'483'648},
        {"9999-12-31T23:59:59Z", 253'402'300'799},
        {"0000-01-01T00:00:00Z", -62'167'219'200},
        {"2016-12-31T23:59:60Z", 1'483'228'800}, // a leap second
        {"2023-11-15T06:13:20+08:00", 1'700'000'000},
        {"2023-11-14T17:43:20-04:30", 1'700'000'000},
        {"2023-11-14T22:13:20-00:00", 1'700'000'000},
        {"2023-11-14T22:13:20.5Z", 1'700'000'000},
        {"2023-11-14T22:13:20.999999999Z", 1'700'000'000},
        {"2023-11-15T06:13:20.25+08:00", 1'700'000'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(parse_timestamp(row.text) == row.seconds);
    }
}

TEST_CASE("iso8601: refuses days and times that do not exist") {
    for (const std::string_view text :
         {"2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-02-30T00:00:00Z", "2023-04-31T00:00:00Z",
          "2023-13-01T00:00:00Z", "2023-00-01T00:00:00Z", "2023-01-00T00:00:00Z", "2023-01-32T00:00:00Z",
          "2023-01-01T24:00:00Z", "2023-01-01T00:60:00Z", "2023-01-01T00:00:61Z", "2023-01-01T00:00:00+24:00",
          "2023-01-01T00:00:00+00:60"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_timestamp(text));
    }
}

TEST_CASE("iso8601: refuses every other form") {
    for (const std::string_view text : {""sv,
                                        "Z"sv,
                                        "yesterday"sv,
                                        "1700000000"sv,
                                        "2023-11-14"sv,
                                        "2023-11-14T22:13Z"sv,
                                        "2023-11-14T22:13:20"sv,
                                        "2023-11-14 22:13:20Z"sv,
                                        "2023-11-14t22:13:20Z"sv,
                                        "2023-11-14T22:13:20z"sv,
                                        "2023-11-14T22:13:20.Z"sv,
                                        "2023-11-14T22:13:20,5Z"sv,
                                        "2023-11-14T22:13:20+0800"sv,
                                        "2023-11-14T22:13:20+08"sv,
                                        "2023-11-14T22:13:20+08:0"sv,
                                        "2023-11-14T22:13:20Z "sv,
                                        " 2023-11-14T22:13:20Z"sv,
                                        "2023-11-14T22:13:20ZZ"sv,
                                        "2023-11-14T22:13:20Z\0"sv,
                                        "20231114T221320Z"sv,
                                        "23-11-14T22:13:20Z"sv,
                                        "2023-1-14T22:13:20Z"sv,
                                        "+2023-11-14T22:13:20Z"sv,
                                        "2023-11-14T22:13:2xZ"sv,
                                        "-023-11-14T22:13:20Z"sv,
                                        "2023/11/14T22:13:20Z"sv,
                                        "2023-11-14T22:13:20+08:00Z"sv}) {
        CAPTURE(text);
        CHECK_FALSE(parse_timestamp(text));
    }
}

TEST_CASE("iso8601: refuses every beginning of a good text") {
    constexpr std::string_view whole = "2023-11-14T22:13:20.25+08:00";
    for (std::size_t size = 0; size != whole.size(); ++size)
        CHECK_FALSE(parse_timestamp(whole.substr(0, size)));
    CHECK(parse_timestamp(whole));
}
