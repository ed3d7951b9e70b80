#ifndef BINDERY_CODEGEN_READ_SAMPLE_READER_HPP
#define BINDERY_CODEGEN_READ_SAMPLE_READER_HPP

// Finds the examples of a page: fenced blocks, JSON that stands free between the lines, and request URLs broken over
// lines.

#include "read/page.hpp"
#include "text/source.hpp"

#include <cstddef>
#include <optional>

namespace bindery::codegen {

struct found_sample {
    std::optional<sample> what; ///< empty for a fenced block in a language of no interest
    std::size_t next;           ///< the line behind it
};

/// The sample that begins at the line, if one does.
std::optional<found_sample> read_sample(const source& text, std::size_t line, report& said);

} // namespace bindery::codegen

#endif
