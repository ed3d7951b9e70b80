#include "resolve/stages.hpp"

#include <optional>
#include <set>
#include <string>

namespace bindery::codegen {
namespace {

/// Blocks from a heading to the next of its level.
struct chapter {
    std::size_t first;
    std::size_t behind;
    std::string operation; ///< empty: it describes none
};

/// Whether sections of parameters stand below the heading.
bool has_parameters(const page& from, const chapter& in, int level) {
    bool section_below = false;
    for (std::size_t i = in.first + 1; i < in.behind; ++i) {
        if (const auto* below = std::get_if<heading>(&from.blocks[i]))
            section_below |= (below->level == 0 || below->level > level) &&
                             (below->about == section::input || below->about == section::output);
        if (std::holds_alternative<table>(from.blocks[i]) && section_below)
            return true;
    }
    return false;
}

std::vector<chapter> chapters_of(const page& from, int level) {
    std::vector<chapter> found;
    for (std::size_t i = 0; i < from.blocks.size(); ++i)
        if (const auto* here = std::get_if<heading>(&from.blocks[i]); here && here->level > 0 && here->level <= level) {
            if (!found.empty())
                found.back().behind = i;
            const auto name =
                here->level == level && here->about == section::other ? operation_in_title(here->text) : std::nullopt;
            found.push_back({i, from.blocks.size(), name.value_or("")});
        }
    for (auto& each : found)
        if (!each.operation.empty() && !has_parameters(from, each, level))
            each.operation.clear();
    return found;
}

std::size_t count_of_operations(const std::vector<chapter>& in) {
    std::set<std::string> names;
    for (const auto& each : in)
        if (!each.operation.empty())
            names.insert(each.operation);
    return names.size();
}

void split(const page& from, const std::vector<chapter>& chapters, std::vector<page>& into) {
    for (const auto& each : chapters) {
        if (each.operation.empty())
            continue;
        page part{from.path, {}, from.end, from.whom};
        const auto add = [&](std::size_t first, std::size_t behind, bool headings) {
            for (auto i = first; i < behind; ++i)
                if (headings || std::holds_alternative<paragraph>(from.blocks[i]))
                    part.blocks.push_back(from.blocks[i]);
        };
        add(each.first, each.behind, true);
        add(0, chapters.front().first, false);
        for (const auto& other : chapters)
            if (other.operation.empty()) {
                const bool of_errors = std::get<heading>(from.blocks[other.first]).about == section::errors;
                add(of_errors ? other.first : other.first + 1, other.behind, of_errors);
            }
        into.push_back(std::move(part));
    }
}

} // namespace

std::vector<page> split_operations(const std::vector<page>& pages, report& said) {
    constexpr int deepest = 4;
    std::vector<page> all;
    for (const auto& each : pages) {
        const bool is_spec = each.whom == written_by::us;
        bool done = false;
        for (int level = 1; level <= deepest && !is_spec && !done; ++level) {
            const auto chapters = chapters_of(each, level);
            if (const auto count = count_of_operations(chapters); count > 1) {
                said.note({each.path, {1, 1}},
                          "the page describes " + std::to_string(count) + " operations: each is read");
                split(each, chapters, all);
                done = true;
            }
        }
        if (!done)
            all.push_back(each);
    }
    return all;
}

} // namespace bindery::codegen
