#include "naming/naming.hpp"

#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

// Keywords of C++20, and the macros that the standard headers may define.
constexpr std::string_view keywords[] = {
    "alignas",     "alignof",  "and",        "and_eq",    "asm",       "auto",         "bitand",
    "bitor",       "bool",     "break",      "case",      "catch",     "char",         "char16_t",
    "char32_t",    "char8_t",  "class",      "co_await",  "co_return", "co_yield",     "compl",
    "concept",     "const",    "const_cast", "consteval", "constexpr", "constinit",    "continue",
    "decltype",    "default",  "delete",     "do",        "double",    "dynamic_cast", "else",
    "enum",        "explicit", "export",     "extern",    "false",     "float",        "for",
    "friend",      "goto",     "if",         "inline",    "int",       "long",         "mutable",
    "namespace",   "new",      "noexcept",   "not",       "not_eq",    "nullptr",      "operator",
    "or",          "or_eq",    "private",    "protected", "public",    "register",     "reinterpret_cast",
    "requires",    "return",   "short",      "signed",    "sizeof",    "static",       "static_assert",
    "static_cast", "struct",   "switch",     "template",  "this",      "thread_local", "throw",
    "true",        "try",      "typedef",    "typeid",    "typename",  "union",        "unsigned",
    "using",       "virtual",  "void",       "volatile",  "wchar_t",   "while",        "xor",
    "xor_eq",      "NULL",     "EOF",        "assert",    "errno",     "linux",        "offsetof",
    "stderr",      "stdin",    "stdout",     "unix",
};

// What an emitted structure declares or calls by name; a member must not hide it.
constexpr std::string_view taken[] = {
    "Output",
    "about",
    "api",
    "api_error",
    "bindery",
    "boolean",
    "bytes",
    "declared_errors",
    "effect",
    "errc",
    "errors",
    "integer",
    "items",
    "length",
    "list",
    "no_maximum",
    "number",
    "no_minimum",
    "one_of",
    "operation",
    "optional",
    "pattern",
    "provider",
    "range",
    "region",
    "region_rule",
    "required",
    "std",
    "text",
    "timestamp",
    "unsigned_integer",
};

bool is_keyword(std::string_view name) {
    return std::ranges::find(keywords, name) != std::end(keywords);
}
bool is_taken(std::string_view name) {
    return std::ranges::find(taken, name) != std::end(taken);
}

std::string_view without_list_mark(std::string_view wire_name) {
    return wire_name.ends_with(".N") ? wire_name.substr(0, wire_name.size() - 2) : wire_name;
}

} // namespace

std::string member_identifier(std::string_view wire_name, std::string_view owner) {
    std::string name(without_list_mark(wire_name));
    if (is_keyword(name) || is_taken(name) || name == owner || name.ends_with('_'))
        name += '_';
    return name;
}

bool can_be_member(const member& of) {
    const bool marked = of.name.ends_with(".N");
    return is_identifier(without_list_mark(of.name)) && (!marked || of.type.lists > 0);
}

std::string structure_identifier(std::string_view name, const name_set& operations) {
    std::string identifier(name);
    if (is_keyword(name) || is_taken(name) || operations.contains(name) || name.ends_with('_'))
        identifier += '_';
    return identifier;
}

std::vector<std::string> enumerators(const std::vector<std::string>& codes) {
    std::vector<std::string> names;
    for (const auto& code : codes) {
        std::string name = code;
        std::ranges::replace(name, '.', '_');
        if (is_keyword(name))
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

std::string namespace_identifier(std::string_view name) {
    return std::string(name) + (is_keyword(name) || is_taken(name) ? "_" : "");
}

std::string folder_of(const home& of) {
    return of.provider.value_or("") + '/' + of.service.value_or("") + '/' + version_namespace(of.version.value_or(""));
}

std::string guard_of(std::string_view include_path) {
    std::string guard;
    for (const char c : include_path)
        guard += is_lower(c) ? static_cast<char>(c - 'a' + 'A') : is_word(c) ? c : '_';
    return guard;
}

} // namespace bindery::codegen
