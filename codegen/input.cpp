#include "input.hpp"

#include "metadata/metadata.hpp"
#include "output/output.hpp"
#include "read/read.hpp"
#include "resolve/resolve.hpp"
#include "text/file.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

bool has_json_only(const fs::path& folder) {
    std::error_code failure;
    return files_below(folder, ".md", failure).empty() && !files_below(folder, ".json", failure).empty();
}

} // namespace

bool is_metadata(const fs::path& there) {
    std::error_code failure;
    return metadata_format_of(there) || (fs::is_directory(there, failure) && has_json_only(there));
}

std::vector<fs::path> pages_of(const std::vector<fs::path>& given, report& said) {
    std::vector<fs::path> all;
    std::vector<fs::path> beside; // behind the pages, which are told about in the order in which they are given
    std::error_code failure;
    const auto add = [](std::vector<fs::path>& to, const fs::path& file) {
        if (std::ranges::find(to, file) == to.end())
            to.push_back(file);
    };
    for (const auto& each : given) {
        if (fs::is_directory(each, failure)) {
            for (const auto& file : pages_below(each, said))
                add(all, file);
            continue;
        }
        add(all, each);
        if (const auto types = each.parent_path() / "types.md"; fs::exists(types, failure))
            add(beside, types);
    }
    for (const auto& each : beside)
        add(all, each);
    return all;
}

page_name names_for(std::vector<fs::path> pages) {
    for (auto& each : pages)
        each = settled(each);
    // Real paths cost a system call each, and many headers come from one file.
    return [pages = std::move(pages), known = std::map<std::string, std::string>()](const std::string& path) mutable {
        auto& name = known[path];
        const auto file = settled(path);
        for (const auto& each : pages) {
            std::error_code failure;
            const bool folder = fs::is_directory(each, failure);
            const auto below = file.lexically_relative(folder ? each : each.parent_path());
            const bool is_page = file.extension() != ".json" && !below.empty() && *below.begin() != "..";
            if (name.empty() && is_page && (folder || below == below.filename()))
                name = ((folder ? each.filename() : fs::path()) / below).generic_string();
        }
        if (name.empty())
            name = short_name(path);
        return name;
    };
}

std::vector<page> read_pages(const std::vector<fs::path>& files, report& said) {
    std::vector<page> pages;
    for (const auto& each : files)
        if (const auto text = load(each, said))
            pages.push_back(read(*text, said));
    return pages;
}

api read_model(const std::vector<fs::path>& files, report& said) {
    auto model = resolve(read_pages(files, said), said);
    relax_rules_against_examples(model, said);
    return model;
}

api read_together(const std::vector<fs::path>& from, report& said) {
    std::vector<fs::path> pages;
    api of_metadata;
    for (const auto& each : from) {
        if (!is_metadata(each)) {
            pages.push_back(each);
            continue;
        }
        auto one = read_metadata(each, {}, said);
        std::ranges::move(one.operations, std::back_inserter(of_metadata.operations));
        std::ranges::move(one.structures, std::back_inserter(of_metadata.structures));
    }
    auto all = pages.empty() ? api{} : read_model(pages_of(pages, said), said);
    std::ranges::move(of_metadata.operations, std::back_inserter(all.operations));
    std::ranges::move(of_metadata.structures, std::back_inserter(all.structures));
    return all;
}

input read_any(const fs::path& from, report& said) {
    if (is_metadata(from))
        return {origin::metadata, read_metadata(from, {}, said)};
    std::error_code failure;
    return {fs::is_directory(from, failure) ? origin::pages : origin::page, read_model(pages_of({from}, said), said)};
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
