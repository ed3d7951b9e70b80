#include "emit/emit.hpp"

#include "emit/writers.hpp"

#include <algorithm>
#include <map>

namespace bindery::codegen {
namespace {

std::map<home, service_version> by_home(const api& of) {
    std::map<home, service_version> all;
    for (const auto& each : of.operations) {
        auto& in = all[each.of];
        in.of = each.of;
        in.operations.push_back(&each);
        in.operation_names.insert(each.name);
    }
    for (const auto& each : of.structures) {
        auto& in = all[each.of];
        in.of = each.of;
        in.structures.push_back(&each.what);
    }
    return all;
}

bool uses_structures(const operation& of) {
    const auto is_structure = [](const member& each) { return each.type.kind == type_kind::structure; };
    return std::ranges::any_of(of.request, is_structure) || std::ranges::any_of(of.response, is_structure);
}

/// The pages a service version's structures come from, as one text.
std::string pages_of(const std::vector<const structure*>& structures, const page_name& name_page) {
    name_set names;
    for (const auto* each : structures)
        names.insert(name_page(each->where.path));
    std::string text;
    for (const auto& each : names)
        text += (text.empty() ? "" : ", ") + each;
    return text;
}

std::string folder_of_page(const std::string& page) {
    return page.substr(0, page.rfind('/'));
}

} // namespace

std::vector<emitted_file> emit(const api& of, const page_name& name_page) {
    std::vector<emitted_file> files;
    for (const auto& [home_of_all, in] : by_home(of)) {
        const std::string folder = folder_of(home_of_all);
        std::vector<std::string> headers;
        const auto add = [&](const std::string& name, const std::string& origin, std::vector<std::string> includes,
                             const std::string& body, const std::string& ahead = {}) {
            const std::string path = folder + '/' + name + ".hpp";
            headers.push_back(root_folder + path);
            files.push_back(
                {path, framed(origin, root_folder + path, includes, ahead + opened(in.of) + body + closed(in.of))});
        };
        if (!in.structures.empty())
            add("types", pages_of(in.structures, name_page), {"bindery/reflect/describe.hpp", "bindery/types.hpp"},
                write_structures(in));
        for (const auto* each : in.operations) {
            std::vector<std::string> includes = {"bindery/model.hpp", "bindery/reflect/describe.hpp",
                                                 "bindery/types.hpp"};
            if (uses_structures(*each))
                includes.push_back(root_folder + folder + "/types.hpp");
            add(each->name, name_page(each->where.path), includes, write_operation(in, *each),
                declared_provider(in.of));
        }
        const auto origin = in.operations.empty() ? pages_of(in.structures, name_page)
                                                  : folder_of_page(name_page(in.operations.front()->where.path));
        files.push_back({folder + ".hpp", framed(origin, root_folder + folder + ".hpp", headers, {})});
    }
    std::ranges::sort(files, {}, &emitted_file::path);
    return files;
}

} // namespace bindery::codegen
