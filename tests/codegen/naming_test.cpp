#include "naming/naming.hpp"

#include <doctest/doctest.h>

using namespace bindery::codegen;

TEST_SUITE_BEGIN("unit");

TEST_CASE("naming: taken names get an underscore, and no two names become one") {
    CHECK(member_identifier("TaskId", "ManageTask") == "TaskId");
    CHECK(member_identifier("class", "ManageTask") == "class_");
    CHECK(member_identifier("Output", "ManageTask") == "Output_");
    CHECK(member_identifier("ManageTask", "ManageTask") == "ManageTask_");
    CHECK(member_identifier("errc", "ManageTask") == "errc_");
    CHECK(member_identifier("text", "ManageTask") == "text_");
    CHECK(member_identifier("Output_", "ManageTask") == "Output__");
    CHECK(member_identifier("Ids.N", "ManageTask") == "Ids");
}

TEST_CASE("naming: structures give way to operations") {
    CHECK(structure_identifier("VideoInfo", {"ManageTask"}) == "VideoInfo");
    CHECK(structure_identifier("ManageTask", {"ManageTask"}) == "ManageTask_");
    CHECK(structure_identifier("Output", {}) == "Output_");
}

TEST_CASE("naming: enumerators stay apart") {
    CHECK(enumerators({"A.B", "A_B", "A.B.C", "new"}) == std::vector<std::string>{"A_B", "A_B_2", "A_B_C", "new_"});
}

TEST_CASE("naming: folders, namespaces and guards") {
    CHECK(folder_of({"tencent", "vod", "2018-07-17"}) == "tencent/vod/v20180717");
    CHECK(namespace_identifier("switch") == "switch_");
    CHECK(guard_of("bindery/api/tencent/vod/v20180717.hpp") == "BINDERY_API_TENCENT_VOD_V20180717_HPP");
}

TEST_SUITE_END();
