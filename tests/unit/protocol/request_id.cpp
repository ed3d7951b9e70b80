#include <bindery/protocol/request_id.hpp>

#include <doctest/doctest.h>

using bindery::protocol::request_id;

TEST_CASE("request id: is the text of a version 4 UUID") {
    CHECK(request_id(0, 0).view() == "00000000-0000-4000-8000-000000000000");
    CHECK(request_id(~0ull, ~0ull).view() == "ffffffff-ffff-4fff-bfff-ffffffffffff");
    CHECK(request_id(0x0123456789abcdef, 0x0123456789abcdef).view() == "01234567-89ab-4def-8123-456789abcdef");
}

TEST_CASE("request id: can be made by the compiler") {
    constexpr request_id id(1, 2);
    static_assert(id.view().size() == 36);
    CHECK(id.view() == "00000000-0000-4001-8000-000000000002");
}
