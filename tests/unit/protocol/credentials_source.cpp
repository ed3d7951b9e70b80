#include <bindery/protocol/credentials_source.hpp>

#include <doctest/doctest.h>
#include <support/result.hpp>
#include <support/surroundings.hpp>

using namespace bindery;
using namespace bindery::protocol;
using tests::answered;

namespace {

credentials_source without(std::string why) {
    return {"a", [why](surroundings&) { return credentials_step(no_credentials{why}); }};
}
credentials_source broken(std::string why) {
    return {"a", [why](surroundings&) { return result<credentials_step>(error{errc::credentials, why}); }};
}
/// Asks twice; then it has what the second answer says.
credentials_source asking() {
    return {"a", [](surroundings&) -> result<credentials_step> {
                errand first{.url = "http://a", .host = "a", .request = {}, .timeout = {}, .then = {}};
                first.then = [](const result<response>& answer, surroundings&) -> result<credentials_step> {
                    if (!answer)
                        return credentials_step(no_credentials{"nobody answers"});
                    errand second{.url = "http://b", .host = "b", .request = {}, .timeout = {}, .then = {}};
                    second.then = [](const result<response>& then, surroundings&) {
                        return credentials_step(found_credentials{{std::string(then->body.view()), "key"}, 5});
                    };
                    return credentials_step(std::move(second));
                };
                return credentials_step(std::move(first));
            }};
}
const credentials_source keys = fixed_credentials({"id", std::string_view("key")}, "a");

} // namespace

TEST_CASE("chain: the first source that has credentials counts") {
    tests::surroundings world;
    CHECK(world.tell(chain({keys, broken("x")})) == "id key ");
    CHECK(world.tell(chain({without("x"), keys})) == "id key ");
    CHECK(world.tell(chain({without("x"), asking(), keys}), [](const errand&) { return answered("asked"); }) ==
          "asked key  5");
    CHECK(world.tell(chain({asking(), without("x"), keys})) == "id key ");
    CHECK(chain({keys}).cloud == "a");
}

TEST_CASE("chain: when none has any, it says why of each") {
    tests::surroundings world;
    CHECK(world.tell(chain({without("no variables"), asking(), chain({without("no file")})})) ==
          "none: no variables; nobody answers; no file");
    CHECK(world.tell(chain({})) == "none: the chain has no sources");
}

TEST_CASE("chain: credentials that are there and cannot be used end it, since the next are somebody else's") {
    tests::surroundings world;
    const std::string told = world.tell(chain({without("no variables"), broken("a malformed file"), keys}));
    CHECK(told.find("a malformed file (before that: no variables)") != told.npos);
}

TEST_CASE("with_credentials: goes on behind errands, and only with credentials") {
    tests::surroundings world;
    const auto twice = [](credentials_source by) {
        return credentials_source{
            "a", [by](surroundings& around) {
                return with_credentials(by.begin(around), around, [](const signing::credentials& who, surroundings&) {
                    return credentials_step(found_credentials{{who.secret_id + who.secret_id, "role"}, 7});
                });
            }};
    };
    CHECK(world.tell(twice(keys)) == "idid role  7");
    CHECK(world.tell(twice(asking()), [](const errand&) { return answered("x"); }) == "xx role  7");
    CHECK(world.tell(twice(without("why"))) == "none: why");
    CHECK(world.tell(twice(broken("why"))).find("why") != std::string::npos);
}
