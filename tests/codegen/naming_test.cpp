#include "naming/naming.hpp"

#include <doctest/doctest.h>

using namespace bindery::codegen;

TEST_SUITE_BEGIN("unit");

namespace {

/// Members of these names, those that end in .N being lists.
std::vector<std::string> identifiers(const std::vector<std::string>& names, std::string_view owner = "ManageTask") {
    std::vector<member> members;
    for (const auto& each : names) {
        member next;
        next.name = each;
        next.type.lists = each.ends_with(".N");
        members.push_back(next);
    }
    std::vector<const member*> all;
    for (const auto& each : members)
        all.push_back(&each);
    return member_identifiers(all, owner);
}

using names = std::vector<std::string>;

} // namespace

TEST_CASE("naming: taken names get an underscore, and no two names become one") {
    CHECK(identifiers({"TaskId", "class", "Output", "ManageTask", "errc", "text", "Output_", "Ids.N"}) ==
          names{"TaskId", "class_", "Output_", "ManageTask_", "errc_", "text_", "Output__", "Ids"});
    CHECK(identifiers({"class", "class_", "class__"}) == names{"class_", "class__", "class_2"});
}

TEST_CASE("naming: macros get an underscore, those of Windows too") {
    CHECK(identifiers({"errno", "major", "EOF", "TRUE", "unix", "linux", "stdin", "NULL", "DELETE", "EINVAL"}) ==
          names{"errno_", "major_", "EOF_", "TRUE_", "unix_", "linux_", "stdin_", "NULL_", "DELETE_", "EINVAL_"});
    CHECK(operation_identifier("GetObject") == "GetObject_");
    CHECK(operation_identifier("SendMessage") == "SendMessage_");
    CHECK(operation_identifier("DescribeTasks") == "DescribeTasks");
    CHECK(structure_identifier("GetObject", {}) == "GetObject_");
}

TEST_CASE("naming: what no identifier can spell becomes one that is near") {
    CHECK(identifiers({"A.B", "X-Y", "2FA", "__context", "Filter.1.Key", "_Upper", "a b", "--", "A_B", "A-B"}) ==
          names{"A_B_2", "X_Y", "_2FA", "_context", "Filter_1_Key", "Upper", "a_b", "unnamed", "A_B", "A_B_3"});
    CHECK(identifiers({"Key", "key", "KEY"}) == names{"Key", "key", "KEY"});
    CHECK(identifiers({"\xE5\x90\x8D", "class."}) == names{"unnamed", "class_"});
    CHECK(is_regular("class_", "class"));
    CHECK(is_regular("Name", "Name"));
    CHECK_FALSE(is_regular("A_B", "A.B"));
    CHECK_FALSE(is_regular("class_", "class."));
    CHECK(namespace_identifier("dms-dg") == "dms_dg");
    CHECK(namespace_identifier("2048") == "_2048");
}

TEST_CASE("naming: structures give way to operations") {
    CHECK(structure_identifier("GetObject", {"GetObject"}) == "GetObject__"); // the operation is GetObject_
    CHECK(structure_identifier("v20180717", {}) == "v20180717_");             // the namespace that it is in
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
