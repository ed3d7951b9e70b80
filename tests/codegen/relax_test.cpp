#include "relax/relax.hpp"

#include "emit/spelling.hpp"

#include <doctest/doctest.h>

using namespace bindery::codegen;

namespace {

member text_member(std::string name, std::vector<rule> rules, bool required = false) {
    member one;
    one.name = std::move(name);
    one.type.words = "String";
    one.required = required;
    one.rules = std::move(rules);
    return one;
}

const rule at_most_50{length_rule{{std::nullopt, 50}, length_unit::characters}};
const rule listed{one_of_rule{{"Abort"}}};

api kettle() {
    api model;
    model.operations.emplace_back();
    model.operations[0].name = "BoilWater";
    model.operations[0].request = {text_member("Token", {at_most_50, rule{nullable_rule{}}}),
                                   text_member("Mode", {listed}, true)};
    model.operations[0].response = {text_member("Token", {at_most_50})};
    model.structures.push_back({{}, {"Cup", {}, {text_member("Label", {at_most_50})}, {}, false}});
    return model;
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("relax: the rule wished for, of requests and structures, and no other") {
    auto model = kettle();
    report said;
    relax(model, {"BoilWater/Token:length", "Cup/Label:length", "BoilWater/Mode:required"}, said);
    CHECK_FALSE(said.failed());
    const auto& request = model.operations[0].request;
    CHECK(request[0].rules[0].relaxed);
    CHECK_FALSE(request[0].rules[1].relaxed);
    CHECK_FALSE(request[1].rules[0].relaxed);
    CHECK(request[1].required == false);
    CHECK(model.structures[0].what.members[0].rules[0].relaxed);
    CHECK_FALSE(model.operations[0].response[0].rules[0].relaxed);
    CHECK(describe(request[0]) == "Not enforced: at most 50 characters. May be null.");
}

TEST_CASE("relax: a relaxed list of values is told, since the type does not hold it any more") {
    auto model = kettle();
    report said;
    relax(model, {"BoilWater/Mode:one_of"}, said);
    CHECK_FALSE(said.failed());
    CHECK(describe(model.operations[0].request[1]) == "Not enforced: one of `Abort`.");
}

TEST_CASE("relax: a wish that fits nothing is an error that says what would") {
    for (const char* wrong :
         {"BoilWater/Token:range", "BoilWater/Tokn:length", "BoilWater/Token:", "BoilWater/Token:nullable"}) {
        auto model = kettle();
        report said;
        relax(model, {wrong}, said);
        REQUIRE(said.said().size() == 1);
        CHECK(said.said()[0].message == "saw \"" + std::string(wrong) +
                                            "\", expected one of BoilWater/Token:length, BoilWater/Mode:required, "
                                            "BoilWater/Mode:one_of");
    }
    for (const char* wrong : {"", "BoilWater", "BoilWater/Token", "Token:length", "Boil:a/b", "Pour/Token:length"}) {
        auto model = kettle();
        report said;
        relax(model, {wrong}, said);
        REQUIRE(said.said().size() == 1);
        CHECK(said.said()[0].message.ends_with(
            "expected Operation/Member:rule, such as ManageTask/OperationType:one_of"));
    }
}

TEST_SUITE_END();
