#include "input.hpp"

#include "metadata/metadata.hpp"
#include "output/output.hpp"
#include "read/read.hpp"
#include "resolve/resolve.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

bool has_json_only(const fs::path& folder) {
    bool json = false;
    std::error_code failure;
    for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
        if (at->path().extension() == ".md")
            return false;
        json = json || at->path().extension() == ".json";
    }
    return json;
}

} // namespace

bool is_metadata(const fs::path& there) {
    return metadata_format_of(there) || (fs::is_directory(there) && has_json_only(there));
}

input read_any(const fs::path& from, report& said) {
    const bool folder = fs::is_directory(from);
    if (is_metadata(from))
        return {origin::metadata, read_metadata(from, {}, said)};
    auto files = folder ? pages_below(from, said) : std::vector{from};
    const auto beside = from.parent_path() / "types.md";
    if (!folder && from.filename() != "types.md" && fs::exists(beside))
        files.push_back(beside);
    std::vector<page> pages;
    for (const auto& each : files)
        if (const auto text = load(each, said))
            pages.push_back(read(*text, said));
    return {folder ? origin::pages : origin::page, resolve(pages, said)};
}

api read_all_of(const std::vector<fs::path>& from, report& said) {
    api all;
    std::set<std::pair<home, std::string>> known; // a types.md stands beside several pages
    for (const auto& each : from) {
        auto one = read_any(each, said).model;
        std::ranges::move(one.operations, std::back_inserter(all.operations));
        for (auto& structure : one.structures)
            if (known.emplace(structure.of, structure.what.name).second)
                all.structures.push_back(std::move(structure));
    }
    return all;
}

} // namespace bindery::codegen
