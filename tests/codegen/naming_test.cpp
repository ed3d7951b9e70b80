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
          names{"TaskId", "class_", "Output_", "ManageTask_", "errc_", "text_", "Output_2", "Ids"});
    CHECK(identifiers({"class", "class_", "class__"}) == names{"class_", "class_2", "class_3"});
    CHECK(identifiers({"class_", "Name_", "_"}) == names{"class_", "Name", "unnamed"});
    CHECK_FALSE(is_regular("Name", "Name_"));
}

TEST_CASE("naming: macros get an underscore, those of Windows too") {
    CHECK(identifiers({"errno", "major", "EOF", "TRUE", "unix", "linux", "stdin", "NULL", "DELETE", "EINVAL"}) ==
          names{"errno_", "major_", "EOF_", "TRUE_", "unix_", "linux_", "stdin_", "NULL_", "DELETE_", "EINVAL_"});
    CHECK(identifiers({"min", "max", "minimum"}) == names{"min_", "max_", "minimum"});
    CHECK(outer_identifier("GetObject") == "GetObject_");
    CHECK(outer_identifier("SendMessage") == "SendMessage_");
    CHECK(outer_identifier("DescribeTasks") == "DescribeTasks");
}

TEST_CASE("naming: macros of nearly every program are renamed, those of X11 and rare ones set aside") {
    CHECK(identifiers({"sa_handler", "si_pid", "alloca", "small", "near", "far", "ERROR", "interface"}) ==
          names{"sa_handler_", "si_pid_", "alloca_", "small_", "near_", "far_", "ERROR_", "interface_"});
    const names left{"Status", "None", "Bool", "True", "False", "Success", "Always", "p_class", "CreateFontIndirect"};
    CHECK(identifiers(left) == left);
    for (const auto& each : left)
        CHECK(taken(each) == taken_by::rare_macro);
    CHECK_FALSE(taken("Statuses"));
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
    CHECK(outer_identifier("dms-dg") == "dms_dg");
    CHECK(outer_identifier("2048") == "n2048");
}

TEST_CASE("naming: structures give way to operations") {
    const version_names names({"GetObject", "ManageTask"},
                              {"GetObject", "v20180717", "VideoInfo", "ManageTask", "Output"});
    CHECK(names.operation("GetObject") == "GetObject_");
    CHECK(names.structure("GetObject") == "GetObject_2");
    CHECK(names.structure("v20180717") == "v20180717_"); // the namespace that it is in
    CHECK(names.structure("VideoInfo") == "VideoInfo");
    CHECK(names.structure("ManageTask") == "ManageTask_");
    CHECK(names.structure("Output") == "Output_");
}

TEST_CASE("naming: what is two names on the wire is two in C++, whichever comes first") {
    const version_names names({"Do-It", "DoIt", "Do_It"}, {"_Box", "Box", "Box_", "__Box", "_box", "2FA"});
    CHECK(names.operation("Do_It") == "Do_It");
    CHECK(names.operation("Do-It") == "Do_It_");
    CHECK(names.structure("Box") == "Box");
    CHECK(names.structure("_Box") == "Box_");
    CHECK(names.structure("Box_") == "Box_2");
    CHECK(names.structure("__Box") == "Box_3");
    CHECK(names.structure("_box") == "box"); // what begins with an underscore is the compiler's in a namespace
    CHECK(names.structure("2FA") == "n2FA");
}

TEST_CASE("naming: enumerators stay apart") {
    CHECK(enumerators({"A.B", "A_B", "A.B.C", "new"}) == std::vector<std::string>{"A_B", "A_B_2", "A_B_C", "new_"});
    CHECK(enumerators({"A._B", "A_", "A_", "_A.B"}) == std::vector<std::string>{"A_B", "A", "A_2", "A_B_2"});
}

TEST_CASE("naming: folders, namespaces and guards") {
    CHECK(folder_of({"tencent", "vod", "2018-07-17"}) == "tencent/vod/v20180717");
    CHECK(outer_identifier("switch") == "switch_");
    CHECK(guard_of("bindery/api/tencent/vod/v20180717.hpp") == "BINDERY_API_TENCENT_VOD_V20180717_HPP");
    for (const auto* other :
         {"a/b_c/v1/D.hpp", "a_b/c/v1/D.hpp", "a/b/c/v1/D.hpp", "a/b__c/v1/D.hpp", "a/b-c/v1/D.hpp"}) {
        const auto guard = guard_of(other);
        CHECK(guard.find("__") == std::string::npos);
        CHECK((guard == guard_of("a/b/c/v1/D.hpp")) == (std::string_view(other) == "a/b/c/v1/D.hpp"));
    }
    CHECK(is_device("Aux"));
    CHECK(is_device("COM1"));
    CHECK_FALSE(is_device("Auxiliary"));
}

TEST_SUITE_END();
