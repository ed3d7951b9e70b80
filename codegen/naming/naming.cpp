#include "naming/naming.hpp"

#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <algorithm>
#include <cstdint>

namespace bindery::codegen {
namespace {

bool is_keyword(std::string_view name) {
    return taken(name) == taken_by::language;
}

/// What a version's namespace is called; a structure of that name would hide it.
bool is_version(std::string_view name) {
    return name.size() == 9 && name.front() == 'v' && std::ranges::all_of(name.substr(1), is_digit);
}

bool is_macro(std::string_view name) {
    return taken(name) == taken_by::macro;
}

bool is_reserved(std::string_view name) {
    return taken(name).value_or(taken_by::rare_macro) != taken_by::rare_macro || is_version(name);
}

/// Names that C++ keeps for itself wherever they stand.
bool is_the_compilers(std::string_view name) {
    return name.find("__") != std::string_view::npos || (name.size() > 1 && name[0] == '_' && is_upper(name[1]));
}

std::string escaped(std::string_view name) {
    return std::string(name) + (is_reserved(name) ? "_" : "");
}

/// The nearest identifier to a name that is none: what is no letter, digit or underscore parts words.
std::string nearest_identifier(std::string_view name) {
    std::string near;
    for (const char c : name)
        if (is_word(c) && c != '_')
            near += c;
        else if (!near.ends_with('_'))
            near += '_';
    while (near.ends_with('_'))
        near.pop_back();
    if (near.starts_with('_') && near.size() > 1 && !is_lower(near[1]))
        near.erase(0, 1);
    if (near.empty())
        near = "unnamed";
    return is_digit(near.front()) ? '_' + near : near;
}

/// A name that ends in an underscore could need a second one, and two are the compiler's.
bool can_be_identifier(std::string_view name) {
    return is_identifier(name) && !is_the_compilers(name) && !name.ends_with('_');
}

/// What tells paths apart whose guards would be alike; FNV-1a.
std::string number_of(std::string_view path) {
    std::uint32_t hash = 2166136261u;
    for (const char c : path)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return std::to_string(hash);
}

} // namespace

std::optional<taken_by> taken(std::string_view name) {
    static const word_table<taken_by> all{
#include "naming/taken.inc"
    };
    return all.find(name);
}

std::string_view wire_name_of(const member& of) {
    const std::string_view name = of.name;
    return name.ends_with(".N") && of.type.lists > 0 ? name.substr(0, name.size() - 2) : name;
}

std::vector<std::string> member_identifiers(const std::vector<const member*>& members, std::string_view owner) {
    std::vector<std::string> identifiers(members.size());
    name_set used;
    // Those that can be spelt as they are come first: they keep their names whatever else there is.
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto name = wire_name_of(*members[i]);
        if (!can_be_identifier(name))
            continue;
        identifiers[i] = name == owner ? std::string(name) + '_' : escaped(name);
        used.insert(identifiers[i]);
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!identifiers[i].empty())
            continue;
        const auto near = nearest_identifier(wire_name_of(*members[i]));
        auto name = near == owner ? near + '_' : escaped(near);
        for (int n = 2; used.contains(name); ++n)
            name = near + '_' + std::to_string(n);
        used.insert(name);
        identifiers[i] = std::move(name);
    }
    return identifiers;
}

bool is_regular(std::string_view identifier, std::string_view wire_name) {
    if (identifier.size() > 1 && identifier.ends_with('_'))
        identifier.remove_suffix(1);
    return identifier == wire_name;
}

std::string outer_identifier(std::string_view name) {
    if (can_be_outer_identifier(name))
        return escaped(name);
    auto near = nearest_identifier(name);
    if (near.starts_with('_'))
        near.erase(0, 1);
    return escaped(is_digit(near.front()) ? 'n' + near : near);
}

bool can_be_outer_identifier(std::string_view name) {
    return can_be_identifier(name) && !name.starts_with('_');
}

std::vector<std::string> enumerators(const std::vector<std::string>& codes) {
    std::vector<std::string> names;
    for (const auto& code : codes) {
        std::string name = code;
        std::ranges::replace(name, '.', '_');
        if (!can_be_identifier(name))
            name = nearest_identifier(name);
        if (is_keyword(name) || is_macro(name))
            name += '_';
        const std::string base = name;
        for (int n = 2; std::ranges::count(names, name) > 0; ++n)
            name = base + '_' + std::to_string(n);
        names.push_back(std::move(name));
    }
    return names;
}

std::string version_namespace(std::string_view version) {
    std::string name = "v";
    std::ranges::copy_if(version, std::back_inserter(name), is_digit);
    return name;
}

std::string folder_of(const home& of) {
    return of.provider.value_or("") + '/' + of.service.value_or("") + '/' + version_namespace(of.version.value_or(""));
}

bool is_device(std::string_view name) {
    const auto lower = lowered(name);
    if (is_among(lower, "con, prn, aux, nul"))
        return true;
    return lower.size() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")) && is_digit(lower[3]);
}

std::string guard_of(std::string_view include_path) {
    std::string guard;
    for (const char c : include_path)
        if (is_word(c) && c != '_')
            guard += is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
        else if (!guard.ends_with('_'))
            guard += '_';
    // Underscores look like what parts a path.
    return include_path.find_first_of("_-") == std::string_view::npos ? guard : guard + '_' + number_of(include_path);
}

version_names::version_names(const std::vector<std::string_view>& operations,
                             const std::vector<std::string_view>& structures) {
    add(operations, operations_);
    add(structures, structures_);
}

std::string version_names::structure(std::string_view name) const {
    const auto known = structures_.find(name);
    return known == structures_.end() ? outer_identifier(name) : known->second;
}

void version_names::add(const std::vector<std::string_view>& all, names& into) {
    for (const bool spelt_as_it_is : {true, false})
        for (const auto name : all) {
            if (can_be_outer_identifier(name) != spelt_as_it_is)
                continue;
            auto identifier = outer_identifier(name);
            auto stem = identifier;
            if (!stem.ends_with('_') && used_.contains(identifier))
                identifier += '_';
            while (stem.ends_with('_'))
                stem.pop_back();
            for (int n = 2; used_.contains(identifier); ++n)
                identifier = stem + '_' + std::to_string(n);
            if (into.emplace(name, identifier).second)
                used_.insert(std::move(identifier));
        }
}

} // namespace bindery::codegen
