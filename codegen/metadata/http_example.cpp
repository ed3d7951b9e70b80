#include "metadata/http_example.hpp"

#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
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
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool may_be_code = text[i] == '%' && i + 2 < text.size();
        const auto code = may_be_code ? number_in<unsigned char>(text.substr(i + 1, 2), 16) : std::nullopt;
        out += code ? static_cast<char>(*code) : text[i];
        i += code ? 2 : 0;
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
    const auto index = number_in<std::size_t>(part);
    if (into.is_null() && index)
        into = array();
    else if (into.is_null())
        into = object();
    if (auto* list = into.if_array(); list && index) {
        if (*index > list->size() || *index > longest)
            return false;
        if (*index == list->size())
            list->push_back(nullptr);
        return put((*list)[*index], rest, std::move(what), depth + 1);
    }
    if (auto* members = into.if_object())
        return put((*members)[part], rest, std::move(what), depth + 1);
    return false;
}

/// Each list of a query has its elements numbered.
std::optional<object> nested(const object& query) {
    value sent = object();
    for (const auto& [name, each] : query)
        if (!put(sent, name, each))
            return std::nullopt;
    return std::move(sent.get_object());
}

} // namespace

object query_in(std::string_view text) {
    if (const auto question = text.find('?'); question != std::string_view::npos)
        text.remove_prefix(question + 1);
    else if (text.starts_with("http"))
        text.remove_prefix(std::min(text.find('&'), text.size()));
    object members;
    while (!text.empty()) {
        const auto pair = trimmed(text.substr(0, text.find('&')));
        text.remove_prefix(std::min(text.find('&'), text.size() - 1) + 1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0 || pair.starts_with('<'))
            continue;
        const auto name = unescaped(trimmed(pair.substr(0, equals)));
        if (!is_among(name, "Action, Version, Region"))
            members.insert_or_assign(name, unescaped(pair.substr(equals + 1)));
    }
    return members;
}

std::optional<object> sent_in(std::string_view text) {
    text = trimmed(text);
    const auto line = text.substr(0, text.find('\n'));
    if (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("GET "))
        return nested(query_in(text));
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
