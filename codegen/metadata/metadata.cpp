#include "metadata/metadata.hpp"

#include "model/uses.hpp"
#include "paging/paging.hpp"
#include "text/file.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

/// The places below a folder that hold metadata, in the order of their paths; a place that does is not searched
/// further, and none is twice, for links may lead in circles.
void find_below(const fs::path& folder, std::vector<fs::path>& into, std::set<fs::path>& known, int depth) {
    constexpr int deepest = 6;
    if (!known.insert(settled(folder)).second)
        return;
    if (metadata_format_of(folder)) {
        into.push_back(folder);
        return;
    }
    if (depth == deepest)
        return;
    std::vector<fs::path> folders;
    std::error_code failure;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure))
        if (at->is_directory(failure))
            folders.push_back(at->path());
    std::ranges::sort(folders);
    for (const auto& each : folders)
        find_below(each, into, known, depth + 1);
}

} // namespace

const metadata_format* metadata_format_of(const fs::path& there) {
    for (const auto* each : {&tencent_api_json, &alibaba_openapi_meta})
        if (each->recognise(there))
            return each;
    return nullptr;
}

api read_metadata(const fs::path& there, const metadata_request& asked, report& said) {
    api all;
    const location where{there.generic_string(), {1, 1}};
    std::error_code failure;
    if (const auto other = other_than_file(there); !other.empty() && !fs::is_directory(there, failure)) {
        said.unexpected(where, other, "metadata", "check the path");
        return all;
    }
    std::vector<fs::path> places;
    std::set<fs::path> known;
    find_below(there, places, known, 0);
    if (places.empty()) {
        said.unexpected(where, "no metadata that is known",
                        "an api.json with actions and objects, or a folder with a JSON file for each operation",
                        document("metadata.md") + " says what can be read");
        return all;
    }
    // Of several services each is a step; one tells of its own steps.
    auto within = asked;
    if (places.size() > 1)
        within.progress = {};
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (asked.progress && places.size() > 1)
            asked.progress(i, places.size());
        metadata_format_of(places[i])->read(places[i], within, all, said);
    }
    for (const auto& name : asked.operations)
        if (std::ranges::find(all.operations, name, &operation::name) == all.operations.end())
            said.unexpected(where, "no operation " + name, "one that the metadata have",
                            "names are compared letter by letter");
    if (!asked.operations.empty())
        drop_unused(all);
    relax_rules_against_examples(all, said);
    infer_paging(all, said);
    return all;
}

void drop_unused(api& of) {
    const structure_index index(of);
    auto used = index.used_by(&operation::request);
    used.merge(index.used_by(&operation::response));
    std::erase_if(of.structures, [&](const homed_structure& each) { return !used.contains(&each.what); });
}

} // namespace bindery::codegen
