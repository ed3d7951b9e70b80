#include "metadata/http_example.hpp"

#include "text/scan.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace bindery::codegen {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::optional<object> parsed(std::string_view text) {
    boost::json::error_code failure;
    auto found = boost::json::parse(trimmed(text), failure);
    if (failure || !found.is_object())
        return std::nullopt;
    return std::move(found.get_object());
}

std::string unescaped(std::string_view text) {
    const auto digit = [](char c) { return is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10; };
    const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    return out;
}

/// Puts a value where a dotted name leads; false when something else is there already.
bool put(value& into, std::string_view name, value what, int depth = 0) {
    constexpr int deepest = 32;
    constexpr std::size_t longest = 10000;
    if (depth > deepest)
        return false;
    if (name.empty()) {
        into = std::move(what);
        return true;
    }
    const auto part = name.substr(0, name.find('.'));
    const auto rest = name.substr(std::min(part.size() + 1, name.size()));
    std::size_t index = 0;
    const auto [end, failure] = std::from_chars(part.data(), part.data() + part.size(), index);
    const bool numbered = failure == std::errc{} && end == part.data() + part.size();
    if (into.is_null() && numbered)
        into = array();
    else if (into.is_null())
        into = object();
    if (auto* list = into.if_array(); list && numbered) {
        if (index > list->size() || index > longest)
            return false;
        if (index == list->size())
            list->push_back(nullptr);
        return put((*list)[index], rest, std::move(what), depth + 1);
    }
    if (auto* members = into.if_object())
        return put((*members)[part], rest, std::move(what), depth + 1);
    return false;
}

/// What routes and signs a request is no part of its input.
bool is_common(std::string_view name) {
    return name == "Action" || name == "Version" || name == "Region";
}

std::optional<object> query_in(std::string_view text) {
    value sent = object();
    const auto start = text.find('?');
    text.remove_prefix(start == std::string_view::npos ? 0 : start + 1);
    while (!text.empty()) {
        auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        pair = trimmed(pair);
        const auto equals = pair.find('=');
        if (pair.empty() || equals == std::string_view::npos || pair.starts_with('<'))
            continue;
        const auto name = unescaped(trimmed(pair.substr(0, equals)));
        if (is_common(name))
            continue;
        if (!put(sent, name, value(unescaped(trimmed(pair.substr(equals + 1))))))
            return std::nullopt;
    }
    return std::move(sent.get_object());
}

} // namespace

std::optional<object> sent_in(std::string_view text) {
    text = trimmed(text);
    const auto line = text.substr(0, text.find('\n'));
    if (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("GET "))
        return query_in(text);
    const auto body = text.find('{');
    if (body == std::string_view::npos) {
        // A request without members has no body.
        if (line.find("HTTP/") != std::string_view::npos)
            return object();
        return std::nullopt;
    }
    return parsed(text.substr(body));
}

std::optional<object> answer_in(std::string_view text) {
    auto whole = parsed(text);
    if (!whole)
        return std::nullopt;
    const auto* inner = whole->if_contains("Response");
    if (!inner)
        return whole;
    if (!inner->is_object())
        return std::nullopt;
    return inner->get_object();
}

} // namespace bindery::codegen
