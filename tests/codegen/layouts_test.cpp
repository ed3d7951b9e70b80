// One invented operation, written in every layout: each must say the same.

#include "support/pages.hpp"

#include <doctest/doctest.h>

using namespace bindery::codegen;

namespace {

operation operation_of(const std::string& file, std::vector<std::string>* said = nullptr) {
    const auto path = std::string(BINDERY_CODEGEN_TESTS_DIR "/pages/") + file;
    const auto result = resolve_texts({{file, contents(path)}});
    INFO(result.lines());
    REQUIRE_FALSE(result.said.failed());
    if (said)
        *said = result.lines();
    return result.first();
}

struct row_of_request {
    std::string name;
    std::string type;
    bool required;
    bool operator==(const row_of_request&) const = default;
};

std::vector<row_of_request> request_of(const operation& from) {
    std::vector<row_of_request> rows;
    for (const auto& each : from.request)
        rows.push_back({each.name, each.type.words, each.required.value()});
    return rows;
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("layouts: every layout of the same page gives the same operation") {
    for (const std::string file : {"joined.txt", "spaced.txt", "cells.txt", "bars.md"}) {
        CAPTURE(file);
        const auto found = operation_of(file);
        CHECK(found.name == "BoilWater");
        CHECK(found.host == "kettle.intl.tencentcloudapi.com");
        CHECK(found.of.service == "kettle");
        CHECK(found.of.version == "2024-02-29");
        CHECK(found.rate == rate{5, 1});
        CHECK(found.region == region{false, {}});
        CHECK(found.description == "This API boils water in a kettle.");

        const std::vector<row_of_request> request = {
            {"Action", "String", true},         {"Version", "String", true},        {"Region", "String", false},
            {"Kettle", "String", true},         {"PageNo", "Integer", false},       {"IsNoNoisy", "Boolean", true},
            {"Leaves", "Array of Leaf", false}, {"Cups", "Array of String", false},
        };
        CHECK(request_of(found) == request);
        CHECK(found.request[2].common);
        CHECK_FALSE(found.request[3].common);
        CHECK(member_named(found.request, "Kettle").rules ==
              std::vector{rule{length_rule{{std::nullopt, 32}, length_unit::characters}}});
        CHECK(member_named(found.request, "Leaves").description == "Leaves to put in.");

        CHECK(names_of(found.response) == std::vector<std::string>{"State", "Degrees", "RequestId"});
        CHECK(found.response[1].type.words == "Float");

        REQUIRE(found.errors.size() == 4);
        CHECK(found.errors[0].code == "FailedOperation.DryKettle");
        CHECK(found.errors[0].description == "Dry kettle, nothing to boil.");
        CHECK(found.errors[1].code == "InternalError");
        CHECK(found.errors[2].code == "InvalidParameterValue.KettleName");
        CHECK(found.errors[2].description == "KettleName is unknown.");
        CHECK(found.errors[3].code == "AuthFailure");
        CHECK(found.errors[3].description.empty());

        REQUIRE(found.examples.size() == 1);
        CHECK(found.examples[0].title == "Boiling water");
        CHECK(*found.examples[0].input == boost::json::object{{"Kettle", "blue"}, {"PageNo", "1"}});
        CHECK(*found.examples[0].output ==
              boost::json::object{{"State", "BOILING"}, {"Degrees", 99.5}, {"RequestId", "b1"}});
    }
}

TEST_CASE("layouts: values listed below a description belong to it") {
    for (const std::string file : {"joined.txt", "spaced.txt", "cells.txt"}) {
        CAPTURE(file);
        const auto found = operation_of(file);
        CHECK(found.response[0].rules == std::vector{rule{one_of_rule{{"COLD", "BOILING"}}}});
    }
}

TEST_CASE("layouts: a row that has got into a list is a row, and a note says so") {
    std::vector<std::string> said;
    const auto found = operation_of("spaced.txt", &said);
    CHECK(member_named(found.request, "IsNoNoisy").description == "Whether it may whistle.\n• quiet: it may not");
    REQUIRE_FALSE(said.empty());
    CHECK(said[0] ==
          "spaced.txt:25:9: note: \"Leaves\" stands in a list but reads as a row of the table: taken for its next row");
}

TEST_CASE("layouts: joined rows part where only one reading has a type in its place") {
    const auto rows = [](const std::string& line) {
        const auto result = resolve_text("BoilWater\n\nParameter NameRequiredTypeDescription\n" + line +
                                         "\n\nParameter NameTypeDescription\nRequestIdStringThe request.\n");
        INFO(result.lines());
        REQUIRE_FALSE(result.said.failed());
        return result.first().request.at(0);
    };
    CHECK(rows("PageNoNoIntegerThe page.").name == "PageNo");
    CHECK(rows("NoNoStringNothing.").name == "No");
    CHECK(rows("YesNoYesStringEither.").name == "YesNo");
    CHECK(rows("StringTypeYesStringString type.").name == "StringType");
    CHECK(rows("FiltersNoArray of FilterFilter conditions.").type.words == "Array of Filter");
    CHECK(rows("FiltersNoArray of FilterFilter conditions.").description == "Filter conditions.");
    CHECK(rows("PlacementYesPlacementThe place.").type.words == "Placement");
    CHECK(rows("Ids.NNoArray of StringThe IDs.").name == "Ids.N");
    CHECK(rows("ClusterYesTaskInfoID of the cluster.").type.words == "TaskInfo");
}

TEST_CASE("layouts: a name the examples use settles where a joined row parts") {
    const auto result =
        resolve_text("BoilWater\n\nParameter NameRequiredTypeDescription\nKettleYesStringThe kettle.\n\n"
                     "Parameter NameTypeDescription\nLeafInfosLeafInfoDisused.\nRequestIdStringThe request.\n\n"
                     "Output Example\n{\"Response\": {\"LeafInfos\": {\"Kind\": \"green\"}, \"RequestId\": \"1\"}}\n");
    INFO(result.lines());
    REQUIRE_FALSE(result.said.failed());
    CHECK(result.first().response[0].name == "LeafInfos");
    CHECK(result.first().response[0].type.words == "LeafInfo");
    CHECK(result.first().response[0].description == "Disused.");
}

TEST_CASE("layouts: a table that is no parameter table is left alone") {
    const auto result = resolve_text(
        "BoilWater\nRAM authorization\n|\nAction |\nAccess level |\n|\nkettle:BoilWater |\n*Kettle\n|\n"
        "Request parameters\n| Parameter |\nType |\nRequired |\nDescription |\n| Kettle |\nstring |\nYes |\n"
        "The kettle. |\nResponse elements\n| Element |\nType |\nDescription |\n| RequestId |\nstring |\n"
        "The request. |\n");
    INFO(result.lines());
    REQUIRE_FALSE(result.said.failed());
    CHECK(result.first().of.service == "kettle");
    CHECK(names_of(result.first().request) == std::vector<std::string>{"Kettle"});
    CHECK(names_of(result.first().response) == std::vector<std::string>{"RequestId"});
}

TEST_CASE("layouts: a cell between bars may go over several lines and hold a shielded bar") {
    report said;
    const auto result = read_text(
        "## Input\n| Name | Type | Required | Description |\n|-|-|-|-|\n| A | String | No | one\ntwo \\| three |\n"
        "| B | String | No | four |\n",
        said);
    REQUIRE_FALSE(said.failed());
    const auto& rows = std::get<table>(result.blocks.back());
    REQUIRE(rows.rows.size() == 2);
    CHECK(rows.rows[0][3].text == "one\ntwo | three");
    CHECK(rows.rows[1][0].text == "B");
    CHECK(rows.rows[1][3].at == place{6, 21});
}

TEST_CASE("layouts: bars that open no row, a ruler above broken rows, columns in another order") {
    const std::string output =
        "\nResponse elements\n| Element |\nType |\nDescription |\n| RequestId |\nstring |\nThe request. |\n";
    const std::string pages[] = {
        "BoilWater\nRequest parameters\nParameter |\nType |\nRequired |\nDescription |\nKettle |\nstring |\nYes |\nThe kettle. |\n"
        "Cups |\ninteger |\nNo |\nHow many. |\n" +
            output,
        "BoilWater\n| Parameter | Type | Required | Description |\n|---|---|---|---|\n| Kettle |\nstring |\nYes |\nThe kettle. |\n"
        "| Cups |\ninteger |\nNo |\nHow many. |\n" +
            output,
        "BoilWater\n\nParameterTypeRequiredDescription\nKettlestringYesThe kettle.\nCupsintegerNoHow many.\n" + output,
        "BoilWater\n\nParameter Type Required Description\nKettle string Yes The kettle.\nCups integer No How many.\n" +
            output,
    };
    for (const auto& each : pages) {
        CAPTURE(each);
        const auto result = resolve_text(each);
        INFO(result.lines());
        REQUIRE_FALSE(result.said.failed());
        const auto& request = result.first().request;
        REQUIRE(names_of(request) == std::vector<std::string>{"Kettle", "Cups"});
        CHECK(request[0].type.words == "string");
        CHECK(request[0].required == true);
        CHECK(request[1].description == "How many.");
        CHECK(names_of(result.first().response) == std::vector<std::string>{"RequestId"});
    }
}

TEST_SUITE_END();
