#include <bindery/model/operation.hpp>

#include <doctest/doctest.h>

using namespace bindery;

TEST_CASE("operation: promises nothing that is not said") {
    constexpr operation plain{.service = "vod", .action = "A", .version = "2018-07-17", .host = "h"};
    CHECK(plain.region == region_rule::not_needed);
    CHECK(plain.rate.calls == 0);
    CHECK(plain.deduplication.member.empty());
    CHECK(plain.effect == effect::changes); // the cautious guess: not to be repeated
    CHECK(plain.errors.empty());
}
