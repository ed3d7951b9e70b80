#ifndef BINDERY_PROVIDER_DETAIL_MULTIPART_HPP
#define BINDERY_PROVIDER_DETAIL_MULTIPART_HPP

#include <bindery/signing/canonical.hpp>
#include <bindery/signing/request.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::provider::detail {

/// A part of a multipart/form-data body: views into it.
struct form_part {
    std::string_view name;
    std::string_view type; ///< empty: text
    std::string_view content;
};

/// Takes a parameter off the front of a field's value, `; name="value"`. False when there is none, or it is malformed.
inline bool take_field_parameter(std::string_view& rest, std::string_view& name, std::string_view& value) noexcept {
    const auto skip_blanks = [&] { rest.remove_prefix((std::min)(rest.find_first_not_of(" \t"), rest.size())); };
    skip_blanks();
    if (!rest.starts_with(';'))
        return false;
    rest.remove_prefix(1);
    skip_blanks();
    const std::size_t equals = rest.find('=');
    if (equals == rest.npos)
        return false;
    name = rest.substr(0, equals);
    rest.remove_prefix(equals + 1);
    const bool quoted = rest.starts_with('"');
    rest.remove_prefix(quoted ? 1 : 0);
    const std::size_t end = quoted ? rest.find('"') : (std::min)(rest.find(';'), rest.size());
    if (end == rest.npos)
        return false;
    value = rest.substr(0, end);
    rest.remove_prefix(end + (quoted ? 1 : 0));
    return value.find('\\') == value.npos && signing::is_header_name(name);
}

/// The parameter of this name of a field's value, which begins with a word of its own; empty when there is none.
inline std::string_view field_parameter(std::string_view field, std::string_view wanted) noexcept {
    field.remove_prefix((std::min)(field.find(';'), field.size()));
    for (std::string_view name, value; take_field_parameter(field, name, value);)
        if (signing::equal_ignoring_case(name, wanted))
            return value;
    return {};
}

/// Takes one part's header apart. False when it has no name.
inline bool read_part_header(std::string_view header, form_part& out) noexcept {
    while (!header.empty()) {
        const std::string_view line = header.substr(0, header.find("\r\n"));
        header.remove_prefix((std::min)(line.size() + 2, header.size()));
        const std::size_t colon = (std::min)(line.find(':'), line.size());
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = signing::trim(line.substr((std::min)(colon + 1, line.size())));
        if (signing::equal_ignoring_case(name, "Content-Disposition"))
            out.name = field_parameter(value, "name");
        else if (signing::equal_ignoring_case(name, "Content-Type"))
            out.type = value;
    }
    return !out.name.empty();
}

/// Takes a body apart, up to `signing::max_parameters` parts; nothing when it is not of its form. The type is that of
/// the whole body, which names the boundary.
inline std::optional<std::vector<form_part>> split_multipart(std::string_view body, std::string_view type) {
    const std::string_view boundary = field_parameter(type, "boundary");
    if (boundary.empty() || boundary.size() > 70)
        return std::nullopt;
    const std::string delimiter = std::string("\r\n--").append(boundary);
    if (!body.starts_with(std::string_view(delimiter).substr(2)))
        return std::nullopt;
    body.remove_prefix(delimiter.size() - 2);
    std::vector<form_part> parts;
    while (!body.starts_with("--")) {
        const std::size_t header_end = body.find("\r\n\r\n");
        if (!body.starts_with("\r\n") || header_end == 0 || header_end == body.npos ||
            parts.size() == signing::max_parameters)
            return std::nullopt;
        const std::size_t content_end = body.find(delimiter, header_end + 2);
        form_part next;
        if (content_end == body.npos || content_end < header_end + 4 ||
            !read_part_header(body.substr(2, header_end - 2), next))
            return std::nullopt;
        next.content = body.substr(header_end + 4, content_end - header_end - 4);
        parts.push_back(next);
        body.remove_prefix(content_end + delimiter.size());
    }
    return body == "--" || body == "--\r\n" ? std::optional(std::move(parts)) : std::nullopt;
}

/// Whether brackets and quotes let the text be one JSON value, and no more than that: it goes into a larger text.
inline bool may_be_one_value(std::string_view json) noexcept {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i != json.size(); ++i) {
        const char c = json[i];
        if (quoted) {
            if (c == '\\' && i + 1 != json.size())
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth-- == 0)
                return false;
        } else if (depth == 0 && (c == ',' || c == ':')) {
            return false;
        }
    }
    return depth == 0 && !quoted;
}

} // namespace bindery::provider::detail

#endif
