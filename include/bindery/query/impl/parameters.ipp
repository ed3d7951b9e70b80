#ifndef BINDERY_QUERY_IMPL_PARAMETERS_IPP
#define BINDERY_QUERY_IMPL_PARAMETERS_IPP

#include <bindery/detail/percent_encoding.hpp>
#include <bindery/query/parameters.hpp>

#include <algorithm>

namespace bindery::query {

BINDERY_DECL std::string encode(std::span<const parameter> values) {
    std::string text;
    for (const parameter& each : values) {
        if (&each != values.data())
            text += '&';
        bindery::detail::percent_encode(each.name, text);
        text += '=';
        bindery::detail::percent_encode(each.value, text);
    }
    return text;
}

BINDERY_DECL std::optional<parameters> decode(std::string_view text, std::size_t max_parameters) {
    std::string spaced;
    if (text.find('+') != text.npos) {
        spaced.assign(text);
        std::replace(spaced.begin(), spaced.end(), '+', ' ');
        text = spaced;
    }
    parameters values;
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix((std::min)(pair.size() + 1, text.size()));
        if (pair.empty())
            continue;
        if (values.size() == max_parameters)
            return std::nullopt;
        const std::size_t equals = (std::min)(pair.find('='), pair.size());
        parameter& next = values.emplace_back();
        if (!bindery::detail::percent_decode(pair.substr(0, equals), next.name) ||
            !bindery::detail::percent_decode(pair.substr((std::min)(equals + 1, pair.size())), next.value))
            return std::nullopt;
    }
    return values;
}

BINDERY_DECL const std::string* find(std::span<const parameter> values, std::string_view name) noexcept {
    for (const parameter& each : values)
        if (each.name == name)
            return &each.value;
    return nullptr;
}

} // namespace bindery::query

#endif
