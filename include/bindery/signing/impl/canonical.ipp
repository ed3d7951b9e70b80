#ifndef BINDERY_SIGNING_IMPL_CANONICAL_IPP
#define BINDERY_SIGNING_IMPL_CANONICAL_IPP

#include <bindery/detail/percent_encoding.hpp>
#include <bindery/signing/canonical.hpp>

#include <algorithm>
#include <cstddef>

namespace bindery::signing {

namespace detail {

constexpr char to_lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Order of names as lower-case ASCII; std::string_view compares the remaining bytes unsigned.
inline int compare_ignoring_case(std::string_view a, std::string_view b) noexcept {
    const std::size_t shared = (std::min)(a.size(), b.size());
    for (std::size_t i = 0; i != shared; ++i) {
        const auto x = static_cast<unsigned char>(to_lower(a[i]));
        const auto y = static_cast<unsigned char>(to_lower(b[i]));
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

inline void append_lower(std::string& out, std::string_view text) {
    const std::size_t before = out.size();
    out.append(text);
    std::transform(text.begin(), text.end(), out.begin() + static_cast<std::ptrdiff_t>(before), to_lower);
}

/// Cuts `text` at the first separator and returns what stood before it.
inline std::string_view take_until(std::string_view& text, char separator) noexcept {
    const std::size_t end = (std::min)(text.find(separator), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix((std::min)(end + 1, text.size()));
    return taken;
}

} // namespace detail

BINDERY_DECL std::string& canonical_request::open(canonical_part part) {
    const auto index = static_cast<std::size_t>(part);
    if (part == canonical_part::method) {
        clear();
    } else {
        close();
        text_.push_back('\n');
    }
    extents_[index] = {text_.size(), text_.size()};
    open_ = index;
    return text_;
}

BINDERY_DECL std::string& canonical_request::reopen(canonical_part part) {
    open_ = static_cast<std::size_t>(part);
    text_.resize(extents_[open_].begin);
    return text_;
}

BINDERY_DECL void canonical_request::close() {
    extents_[open_].end = text_.size();
}

BINDERY_DECL void canonical_request::clear() noexcept {
    text_.clear();
    extents_ = {};
    open_ = 0;
}

BINDERY_DECL std::string_view canonical_request::part(canonical_part part) const noexcept {
    const extent& where = extents_[static_cast<std::size_t>(part)];
    return std::string_view(text_).substr(where.begin, where.end - where.begin);
}

BINDERY_DECL bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && detail::compare_ignoring_case(a, b) == 0;
}

BINDERY_DECL std::string_view trim(std::string_view value) noexcept {
    const std::size_t begin = (std::min)(value.find_first_not_of(" \t"), value.size());
    value.remove_prefix(begin);
    return value.substr(0, value.find_last_not_of(" \t") + 1);
}

namespace detail {

/// Characters by number: one look instead of a row of comparisons, for the checks that every header goes through.
struct character_set {
    bool holds[256] = {};

    constexpr explicit character_set(std::string_view ranges, std::string_view singles) {
        for (std::size_t i = 0; i != ranges.size(); i += 2)
            for (int c = ranges[i]; c <= ranges[i + 1]; ++c)
                holds[c] = true;
        for (const char c : singles)
            holds[static_cast<unsigned char>(c)] = true;
    }
    constexpr bool holds_all_of(std::string_view text) const noexcept {
        bool all = true;
        for (const char c : text)
            all &= holds[static_cast<unsigned char>(c)];
        return all;
    }
};

inline constexpr character_set token_characters("azAZ09", "!#$%&'*+-.^_`|~");

/// Whether no character is a blank or a control character. There is no way out of the loop and bytes stay bytes, so
/// that the compiler looks at sixteen at once.
inline bool is_visible_or_beyond_ascii(std::string_view text) noexcept {
    unsigned char bad = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        bad |= static_cast<unsigned char>((byte <= ' ') | (byte == 0x7f));
    }
    return bad == 0;
}

} // namespace detail

BINDERY_DECL bool is_header_name(std::string_view name) noexcept {
    return !name.empty() && detail::token_characters.holds_all_of(name);
}

BINDERY_DECL bool is_header_value(std::string_view value) noexcept {
    const auto has = [&](char c) { return value.find(c) != std::string_view::npos; }; // memchr: many bytes at once
    return !has('\r') && !has('\n') && !has('\0');
}

BINDERY_DECL bool is_method(std::string_view method) noexcept {
    return !method.empty() && method.size() <= 16 &&
           std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

BINDERY_DECL bool is_target_text(std::string_view text) noexcept {
    return detail::is_visible_or_beyond_ascii(text);
}

BINDERY_DECL bool is_nonce(std::string_view nonce) noexcept {
    unsigned char bad = 0; // no way out of the loop: sixteen characters at once
    for (const char c : nonce) {
        const auto byte = static_cast<unsigned char>(c);
        bad |= static_cast<unsigned char>((byte <= ' ') | (byte >= 0x7f));
    }
    return bad == 0 && !nonce.empty() && nonce.size() <= max_nonce_size;
}

BINDERY_DECL bool is_form(std::span<const field> headers) noexcept {
    constexpr std::string_view form = "application/x-www-form-urlencoded";
    for (const field& each : headers)
        if (equal_ignoring_case(each.name, "content-type"))
            return equal_ignoring_case(each.value.substr(0, form.size()), form);
    return false;
}

BINDERY_DECL bool is_scope_text(std::string_view text) noexcept {
    return !text.empty() && text.size() <= max_secret_id_size &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f && c != ',' && c != '/'; });
}

BINDERY_DECL bool append_canonical_uri(std::string& out, std::string_view path) {
    if (path.empty() || path.front() != '/' || !bindery::detail::is_percent_encoded(path))
        return false;
    // A byte that is escaped and one that is not are written alike; a slash ends a segment only where it is not
    // escaped.
    for (std::size_t i = 0; i != path.size(); ++i) {
        if (path[i] == '/') {
            out.push_back('/');
            continue;
        }
        char byte = path[i];
        if (byte == '%') {
            byte = static_cast<char>(bindery::detail::hex_value(path[i + 1]) * 16 +
                                     bindery::detail::hex_value(path[i + 2]));
            i += 2;
        }
        bindery::detail::percent_encode({&byte, 1}, out);
    }
    return true;
}

BINDERY_DECL void append_canonical_query_string(std::string& out, std::span<parameter> parameters) {
    std::sort(parameters.begin(), parameters.end(), [](const parameter& a, const parameter& b) {
        const int order = a.name.compare(b.name);
        return order != 0 ? order < 0 : a.value < b.value;
    });
    bool first = true;
    for (const parameter& each : parameters) {
        if (!first)
            out.push_back('&');
        first = false;
        bindery::detail::percent_encode(each.name, out);
        out.push_back('=');
        bindery::detail::percent_encode(each.value, out);
    }
}

BINDERY_DECL bool split_query(std::string_view query, std::string& decoded, std::vector<parameter>& out) {
    decoded.clear();
    decoded.reserve(query.size()); // decoding never lengthens, so the views below stay valid
    out.clear();
    const auto decode = [&](std::string_view text, std::string_view& view) {
        const std::size_t begin = decoded.size();
        if (!bindery::detail::percent_decode(text, decoded))
            return false;
        view = std::string_view(decoded).substr(begin);
        return true;
    };
    std::string spaced;
    if (query.find('+') != query.npos) {
        spaced.assign(query);
        std::replace(spaced.begin(), spaced.end(), '+', ' ');
        query = spaced;
    }
    while (!query.empty()) {
        std::string_view value = detail::take_until(query, '&');
        if (value.empty())
            continue;
        if (out.size() == max_parameters)
            return false;
        const std::string_view name = detail::take_until(value, '=');
        parameter& added = out.emplace_back();
        if (!decode(name, added.name) || !decode(value, added.value))
            return false;
    }
    return true;
}

BINDERY_DECL problem select_headers(std::string_view names, std::span<const field> headers, repeated_headers repeated,
                                    std::vector<field>& selected) {
    selected.clear();
    if (headers.size() > max_headers)
        return problem::too_many_headers;
    std::size_t count = 0;
    while (!names.empty()) {
        const std::string_view name = detail::take_until(names, ';');
        if (!is_header_name(name))
            return problem::bad_header_name;
        if (equal_ignoring_case(name, "authorization"))
            return problem::header_reserved;
        if (++count > max_signed_headers)
            return problem::too_many_headers;
        const auto named = [&](const field& header) { return equal_ignoring_case(header.name, name); };
        if (std::any_of(selected.begin(), selected.end(), named))
            return problem::header_repeated;
        const std::size_t before = selected.size();
        for (const field& header : headers) {
            if (named(header))
                selected.push_back({header.name, trim(header.value)});
        }
        if (selected.size() == before)
            return problem::header_not_sent;
    }
    return sort_headers(selected, repeated);
}

BINDERY_DECL problem sort_headers(std::vector<field>& selected, repeated_headers repeated) {
    for (const field& header : selected) {
        if (!is_header_name(header.name))
            return problem::bad_header_name;
        if (!is_header_value(header.value))
            return problem::bad_header_value;
    }
    std::sort(selected.begin(), selected.end(), [](const field& a, const field& b) {
        const int order = detail::compare_ignoring_case(a.name, b.name);
        return order != 0 ? order < 0 : a.value < b.value;
    });
    const auto same_name = [](const field& a, const field& b) { return equal_ignoring_case(a.name, b.name); };
    if (repeated == repeated_headers::refuse &&
        std::adjacent_find(selected.begin(), selected.end(), same_name) != selected.end()) {
        return problem::header_repeated;
    }
    return problem::none;
}

BINDERY_DECL void append_canonical_headers(std::string& out, std::span<const field> sorted, letter_case values) {
    for (std::size_t i = 0; i != sorted.size(); ++i) {
        const field& header = sorted[i];
        if (i != 0 && equal_ignoring_case(header.name, sorted[i - 1].name)) {
            out.back() = ','; // in place of the line feed
        } else {
            detail::append_lower(out, header.name);
            out.push_back(':');
        }
        if (values == letter_case::as_sent ||
            (values == letter_case::lower_except_content_type && equal_ignoring_case(header.name, "content-type"))) {
            out.append(header.value);
        } else {
            detail::append_lower(out, header.value);
        }
        out.push_back('\n');
    }
}

BINDERY_DECL void append_signed_headers(std::string& out, std::span<const field> sorted) {
    for (std::size_t i = 0; i != sorted.size(); ++i) {
        if (i != 0 && equal_ignoring_case(sorted[i].name, sorted[i - 1].name))
            continue;
        if (i != 0)
            out.push_back(';');
        detail::append_lower(out, sorted[i].name);
    }
}

BINDERY_DECL std::string mask_tokens(std::string_view canonical_request) {
    std::string masked;
    while (!canonical_request.empty()) {
        const std::size_t end = (std::min)(canonical_request.find('\n') + 1, canonical_request.size());
        std::string_view line = canonical_request.substr(0, end == 0 ? canonical_request.size() : end);
        canonical_request.remove_prefix(line.size());
        for (const std::string_view name : {"x-acs-security-token:", "x-tc-token:"}) {
            if (line.substr(0, name.size()) != name)
                continue;
            masked.append(name).append("***\n");
            line = {};
        }
        masked.append(line);
    }
    return masked;
}

} // namespace bindery::signing

#endif
