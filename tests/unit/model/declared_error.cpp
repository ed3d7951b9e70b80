#include <bindery/model/declared_error.hpp>

#include <doctest/doctest.h>

using namespace bindery;

TEST_CASE("declared_error: a code is declared by itself or by its nearest family") {
    constexpr api_error declared[] = {{"A", 400, ""}, {"A.B", 401, ""}, {"C.D", 402, ""}};
    const auto http = [&](std::string_view code) {
        const api_error* const found = detail::declared_error(code, declared);
        return found != nullptr ? found->http : 0;
    };
    CHECK(http("A") == 400);
    CHECK(http("A.B") == 401);
    CHECK(http("A.B.C.D") == 401);
    CHECK(http("A.X") == 400);
    CHECK(http("C") == 0);
    CHECK(http("C.D.") == 402);
    CHECK(http("AB") == 0);
    CHECK(http("") == 0);
}
