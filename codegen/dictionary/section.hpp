#ifndef BINDERY_CODEGEN_DICTIONARY_SECTION_HPP
#define BINDERY_CODEGEN_DICTIONARY_SECTION_HPP

// The headings of a page. A line is a heading when it is marked as one (`## Input`) or when it says, with or without a
// number in front, what a section of a reference page is called.

#include "model/model.hpp"

#include <optional>
#include <string_view>

namespace bindery::codegen {

enum class section {
    other,
    description,
    input,
    output,
    errors,
    example,
    example_input,
    example_output,
    structures,
    notes
};

struct heading_line {
    section about;
    std::string_view text; ///< without its mark or number
    int level = 0;         ///< how many `#` it is marked with; 0 without
};

/// What heading the line is, if it is one.
std::optional<heading_line> heading_of(std::string_view line);

/// Whether a heading names the part of a request that carries what is listed below it: "Path", "Query parameters",
/// "Body". Nothing where it names none, unstated where it leaves open which ("Parameter").
std::optional<position> part_of_request(std::string_view heading);

/// Where a member is sent whose cell under a header such as Location says so in these words.
position position_named(std::string_view cell);

/// The section that a text opens which is known to be a heading.
section section_named(std::string_view heading);

} // namespace bindery::codegen

#endif
