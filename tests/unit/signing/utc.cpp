#include <bindery/signing/utc.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

using namespace bindery::signing;

static_assert(utc_date(0)->view() == "1970-01-01");
static_assert(parse_utc_time("2000-02-29T23:59:59Z") == 951'868'799);

namespace {

std::string date_of(std::int64_t seconds) {
    return std::string(utc_date(seconds).value().view());
}
std::string time_of(std::int64_t seconds) {
    return std::string(utc_time(seconds).value().view());
}

} // namespace

TEST_CASE("utc: known moments are written") {
    CHECK(time_of(0) == "1970-01-01T00:00:00Z");
    CHECK(time_of(-1) == "1969-12-31T23:59:59Z");
    CHECK(time_of(1'700'000'000) == "2023-11-14T22:13:20Z");
    CHECK(date_of(1'551'113'065) == "2019-02-25");
    CHECK(time_of(4'102'444'800) == "2100-01-01T00:00:00Z");
}

TEST_CASE("utc: a day changes at midnight, also before a leap day and after it") {
    CHECK(date_of(1'709'164'799) == "2024-02-28");
    CHECK(date_of(1'709'164'800) == "2024-02-29");
    CHECK(date_of(1'709'251'199) == "2024-02-29");
    CHECK(date_of(1'709'251'200) == "2024-03-01");
    CHECK(utc_day(1'709'164'800) == utc_day(1'709'164'799) + 1);
    CHECK(utc_day(0) == 0);
    CHECK(utc_day(-1) == -1);
    CHECK(utc_day(-86'400) == -1);
    CHECK(utc_day(-86'401) == -2);
}

TEST_CASE("utc: years 0000 to 9999 and no others") {
    CHECK(time_of(first_utc_second) == "0000-01-01T00:00:00Z");
    CHECK(time_of(last_utc_second) == "9999-12-31T23:59:59Z");
    for (const std::int64_t outside :
         {first_utc_second - 1, last_utc_second + 1, std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max()}) {
        CAPTURE(outside);
        CHECK_FALSE(utc_date(outside));
        CHECK_FALSE(utc_time(outside));
    }
}

TEST_CASE("utc: each day of 10,000 years is one after the day before, and is read back") {
    std::string previous;
    bool good = true;
    for (std::int64_t second = first_utc_second + 12'345; second <= last_utc_second; second += 86'400) {
        const auto text = utc_time(second);
        good = good && text && text->view() > previous && parse_utc_time(text->view()) == second &&
               utc_date(second)->view() == text->view().substr(0, 10);
        if (!good) {
            FAIL_CHECK("at second ", second);
            break;
        }
        previous = text->view();
    }
    CHECK(previous == "9999-12-31T03:25:45Z");
}

TEST_CASE("utc: days the calendar does not have are refused") {
    for (const char* text : {"2023-02-29T00:00:00Z", "2023-02-30T00:00:00Z", "1900-02-29T00:00:00Z",
                             "2100-02-29T00:00:00Z", "2023-04-31T00:00:00Z", "2023-00-01T00:00:00Z",
                             "2023-13-01T00:00:00Z", "2023-01-00T00:00:00Z", "2023-01-32T00:00:00Z"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_utc_time(text));
    }
    CHECK(parse_utc_time("2000-02-29T00:00:00Z"));
    CHECK(parse_utc_time("0000-02-29T00:00:00Z"));
}

TEST_CASE("utc: hours the day does not have are refused") {
    for (const char* text : {"2023-01-01T24:00:00Z", "2023-01-01T00:60:00Z", "2016-12-31T23:59:60Z"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_utc_time(text));
    }
}

TEST_CASE("utc: other forms are refused") {
    for (const char* text :
         {"", "2023-11-14", "2023-11-14T22:13:20", "2023-11-14T22:13:20z", "2023-11-14 22:13:20Z",
          "2023-11-14t22:13:20Z", "2023-11-14T22:13:20+00:00", "2023-11-14T22:13:20.0Z", " 2023-11-14T22:13:20Z",
          "2023-11-14T22:13:20Z ", "+023-11-14T22:13:20Z", "2023-1a-14T22:13:20Z", "2023-11--4T22:13:20Z",
          "2023/11/14T22:13:20Z", "20231-1-14T22:13:20Z", "10000-01-01T00:00:0Z"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_utc_time(text));
    }
}
