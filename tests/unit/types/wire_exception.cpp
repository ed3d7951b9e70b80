#include <bindery/types/wire_exception.hpp>

#include <bindery/reflect.hpp>
#include <bindery/types.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace bindery;

namespace {

struct disk {
    optional<text<>> Disk_Size{};
    optional<text<>> Disk{};
    optional<text<>> class_{};
    static constexpr wire_exception wire_exceptions[] = {{"Disk_Size", "Disk.Size"}};
};
BOOST_DESCRIBE_STRUCT(disk, (), (Disk_Size, Disk, class_))

} // namespace

TEST_CASE("wire_exception: gives a member the name that no identifier can be, and leaves the others alone") {
    static_assert(reflect::wire_name_in<disk>("Disk_Size") == "Disk.Size");
    static_assert(reflect::wire_name_in<disk>("class_") == "class");
    const auto& members = reflect::structure_of<disk>.members;
    REQUIRE(members.size() == 3);
    CHECK(members[0].name == "Disk.Size");
    CHECK(members[1].name == "Disk");
    CHECK(members[2].name == "class");
    std::vector<std::string> names;
    reflect::for_each_member(disk{}, [&](std::string_view name, const auto&) { names.emplace_back(name); });
    CHECK(names == std::vector<std::string>{"Disk.Size", "Disk", "class"});
}
