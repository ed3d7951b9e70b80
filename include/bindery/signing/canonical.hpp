#ifndef BINDERY_SIGNING_CANONICAL_HPP
#define BINDERY_SIGNING_CANONICAL_HPP

#include <bindery/detail/config.hpp>
#include <bindery/signing/problem.hpp>
#include <bindery/signing/request.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::signing {

/// The six parts of a canonical request, in order.
enum class canonical_part {
    method,
    uri,
    query_string,
    headers,
    signed_headers,
    hashed_payload
};

/// Stage one of every scheme: the parts, joined by line feeds. Reused, it allocates nothing once it has grown.
class canonical_request {
public:
    /// Ends the part before and returns the text to append the next one to. Parts are opened in order; `method` starts
    /// anew.
    BINDERY_DECL std::string& open(canonical_part part);
    /// Goes back to a part that was ended, dropping what it and those behind it held. The ones before stay.
    BINDERY_DECL std::string& reopen(canonical_part part);
    /// Ends the last part.
    BINDERY_DECL void close();
    /// Forgets everything but the memory.
    BINDERY_DECL void clear() noexcept;

    const std::string& text() const noexcept { return text_; }

    /// A part of the closed request; `headers` comes with the line feed behind each header.
    BINDERY_DECL std::string_view part(canonical_part part) const noexcept;

private:
    struct extent {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    std::string text_;
    std::array<extent, 6> extents_{};
    std::size_t open_ = 0;
};

/// What happens to the letters of a canonical header's value.
enum class letter_case {
    as_sent,
    lower,
    lower_except_content_type
};

/// Whether names may stand for several headers, whose values are then joined.
enum class repeated_headers {
    refuse,
    join
};

/// Compares names of headers; letter case is that of ASCII.
BINDERY_DECL bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;
/// The value without blanks and tabs around it.
BINDERY_DECL std::string_view trim(std::string_view value) noexcept;
/// Whether `name` is a token of RFC 9110.
BINDERY_DECL bool is_header_name(std::string_view name) noexcept;
/// Whether `value` is free of CR, LF and NUL, which would end the header or the line it is signed as.
BINDERY_DECL bool is_header_value(std::string_view value) noexcept;
/// Whether `method` is 1 to 16 upper-case letters.
BINDERY_DECL bool is_method(std::string_view method) noexcept;
/// Whether `text` is free of blanks and control characters, as a request's target must be.
BINDERY_DECL bool is_target_text(std::string_view text) noexcept;
/// Whether `nonce` is 1 to `max_nonce_size` visible ASCII characters.
BINDERY_DECL bool is_nonce(std::string_view nonce) noexcept;
/// Whether the body is a form. The type's letter case does not matter, and parameters of its own may follow.
BINDERY_DECL bool is_form(std::span<const field> headers) noexcept;
/// Whether `text` can be a part of an Authorization header: 1 to `max_secret_id_size` visible ASCII characters other
/// than `,` and `/`.
BINDERY_DECL bool is_scope_text(std::string_view text) noexcept;

/// Appends the path with each segment decoded and encoded again, so that one path has one spelling. False when it does
/// not begin with a slash or has a malformed escape.
[[nodiscard]] BINDERY_DECL bool append_canonical_uri(std::string& out, std::string_view path);

/// Sorts the parameters by name, then value, as unsigned bytes, and appends `name=value` of each, percent-encoded,
/// joined with `&`.
BINDERY_DECL void append_canonical_query_string(std::string& out, std::span<parameter> parameters);

/// Takes a received query apart into its decoded parameters, which are views into `decoded`. A parameter without `=`
/// has an empty value, an empty one is skipped, a plus is a space as forms write it. False when an escape is malformed
/// or there are more than `max_parameters`.
[[nodiscard]] BINDERY_DECL bool split_query(std::string_view query, std::string& decoded, std::vector<parameter>& out);

/// Gathers the headers that `names` (`content-type;host`, any order and letter case) lists, sorted and with values
/// trimmed.
[[nodiscard]] BINDERY_DECL problem select_headers(std::string_view names, std::span<const field> headers,
                                                  repeated_headers repeated, std::vector<field>& selected);

/// Sorts selected headers by name, then value; refuses names and values that cannot be signed.
[[nodiscard]] BINDERY_DECL problem sort_headers(std::vector<field>& selected, repeated_headers repeated);

/// Appends `name:value` and a line feed for each of the sorted headers, names in lower case; values under one name are
/// joined with commas.
BINDERY_DECL void append_canonical_headers(std::string& out, std::span<const field> sorted, letter_case values);

/// Appends the names of the sorted headers, each once, in lower case, joined with `;`.
BINDERY_DECL void append_signed_headers(std::string& out, std::span<const field> sorted);

/// Writes `***` for the value of a token's header in a canonical request, to make it fit for a log.
BINDERY_DECL std::string mask_tokens(std::string_view canonical_request);

} // namespace bindery::signing

#ifndef BINDERY_COMPILED
#include <bindery/signing/impl/canonical.ipp>
#endif

#endif
