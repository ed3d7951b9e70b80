#include <bindery/reflect/shape.hpp>

#include <doctest/doctest.h>

using namespace bindery::reflect;

TEST_CASE("shape: every kind has a name for messages") {
    CHECK(name_of(kind::text) == "text");
    CHECK(name_of(kind::integer) == "an integer");
    CHECK(name_of(kind::unsigned_integer) == "an unsigned integer");
    CHECK(name_of(kind::number) == "a number");
    CHECK(name_of(kind::boolean) == "true or false");
    CHECK(name_of(kind::list) == "a list");
    CHECK(name_of(kind::structure) == "an object");
}
