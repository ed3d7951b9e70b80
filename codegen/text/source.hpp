#ifndef BINDERY_CODEGEN_TEXT_SOURCE_HPP
#define BINDERY_CODEGEN_TEXT_SOURCE_HPP

// A page as lines whose places can be named. Only UTF-8 text gets this far; anything else is refused here, so that no
// reader needs to fear it.

#include "text/diagnostic.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// A page is read whole and by people; what has more bytes is something else.
inline constexpr std::size_t largest_page = 32u << 20;

struct source {
    std::string path;
    std::vector<std::string> lines; ///< without their ends; a byte order mark is dropped
    bool html = false;              ///< the page is an HTML document, not text

    /// The place of `inside`, which must be a view into line `index` (counted from 0).
    location at(std::size_t index, std::string_view inside) const;

    /// The place of the first character of line `index` that is no blank.
    location at(std::size_t index) const;

    /// The first line from this one on that is not blank, or the number of lines.
    std::size_t next_said(std::size_t index) const;

    /// Just behind the last character of the page.
    location end() const;
};

/// The lines of a page, or nothing after saying why the text cannot be one.
std::optional<source> make_source(std::string path, std::string_view text, report& said);

} // namespace bindery::codegen

#endif
