#ifndef BINDERY_TESTS_CODEGEN_SUPPORT_PAGES_HPP
#define BINDERY_TESTS_CODEGEN_SUPPORT_PAGES_HPP

// Takes a page given as text through the stages, and keeps what was said about it.

#include "read/read.hpp"
#include "resolve/resolve.hpp"

#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bindery::codegen {

struct resolved {
    api model;
    report said;

    const operation& first() const { return model.operations.at(0); }

    /// The diagnostics as they are printed, a line each, without their hints.
    std::vector<std::string> lines() const {
        std::vector<std::string> all;
        for (const auto& each : said.said())
            all.push_back(to_string(diagnostic{each.level, each.where, each.message, {}}));
        return all;
    }
};

inline resolved resolve_texts(const std::vector<std::pair<std::string, std::string>>& texts) {
    resolved result;
    std::vector<page> pages;
    for (const auto& [path, text] : texts)
        if (const auto lines = make_source(path, text, result.said))
            pages.push_back(read(*lines, result.said));
    result.model = resolve(pages, result.said);
    return result;
}

inline resolved resolve_text(const std::string& text) {
    return resolve_texts({{"page", text}});
}

/// Only what reading makes of it.
inline page read_text(const std::string& text, report& said) {
    const auto lines = make_source("page", text, said);
    return lines ? read(*lines, said) : page{};
}

inline std::string contents(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<std::string> names_of(const std::vector<member>& members) {
    std::vector<std::string> names;
    for (const auto& each : members)
        names.push_back(each.name);
    return names;
}

inline const member& member_named(const std::vector<member>& members, const std::string& name) {
    for (const auto& each : members)
        if (each.name == name)
            return each;
    throw std::out_of_range("no member " + name);
}

} // namespace bindery::codegen

// So that doctest shows what it compares.
namespace std {
inline ostream& operator<<(ostream& to, const vector<string>& lines) {
    for (const auto& each : lines)
        to << "\n  " << each;
    return to;
}
} // namespace std

#endif
