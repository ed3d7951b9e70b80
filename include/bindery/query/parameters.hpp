#ifndef BINDERY_QUERY_PARAMETERS_HPP
#define BINDERY_QUERY_PARAMETERS_HPP

#include <bindery/detail/config.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::query {

/// A name and its value, neither percent-encoded.
struct parameter {
    std::string name;
    std::string value;

    friend auto operator<=>(const parameter&, const parameter&) = default;
};

using parameters = std::vector<parameter>;

/// `a=1&b=%20` with names and values percent-encoded by RFC 3986 (a space is %20), in the given order.
std::string encode(std::span<const parameter> values);

/// Takes a query string or form body apart, as forms are encoded: a `+` is a space, a plus is `%2B`. Nothing when an
/// escape is malformed or there are more than `max_parameters`; a parameter without `=` has an empty value.
std::optional<parameters> decode(std::string_view text, std::size_t max_parameters = 4096);

/// The value of the first parameter of that name, or null.
const std::string* find(std::span<const parameter> values, std::string_view name) noexcept;

} // namespace bindery::query

#ifndef BINDERY_COMPILED
#include <bindery/query/impl/parameters.ipp>
#endif

#endif
