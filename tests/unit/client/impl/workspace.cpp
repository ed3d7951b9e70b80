#include <bindery/client/impl/workspace.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

using bindery::detail::workspace;

TEST_CASE("workspace: every nonce is another one, of 32 digits, in every workspace") {
    std::set<std::string> seen;
    workspace one, two;
    for (int i = 0; i != 100; ++i) {
        for (workspace* each : {&one, &two}) {
            const std::string_view nonce = each->next_nonce();
            CHECK(nonce.size() == 32);
            CHECK(nonce.find_first_not_of("0123456789abcdef") == nonce.npos);
            CHECK(seen.emplace(nonce).second);
        }
    }
}

TEST_CASE("workspace: reads more at once while reads fill the room, and gives the room back") {
    workspace on;
    const std::size_t first = on.input_room().size();
    on.received(first);
    CHECK(on.input.size() == first);
    on.input.consume(first);
    CHECK(on.input_room().size() > first);

    on.rest();
    CHECK(on.input.space() == 0);
    CHECK(on.input_room().size() == first);
    on.received(1);
    CHECK(on.input_room().size() == first);
}

TEST_CASE("workspace: keeps the memory of usual calls, not that of large ones") {
    workspace on;
    on.response.body.room(1'000'000);
    on.request.body.append("a usual one");
    on.request.body.clear();
    on.rest();
    CHECK(on.response.body.space() == 0);
    CHECK(on.request.body.space() != 0);
}
