#ifndef BINDERY_CODEGEN_EMIT_EMIT_HPP
#define BINDERY_CODEGEN_EMIT_EMIT_HPP

// The last stage: the model becomes the text of headers. Nothing else in the generator knows C++. A model that
// `require_complete` has found no fault in is emitted without fail.

#include "model/model.hpp"

#include <functional>
#include <string>
#include <vector>

namespace bindery::codegen {

struct emitted_file {
    std::string path; ///< below the root of the generated headers
    std::string text;
    friend bool operator==(const emitted_file&, const emitted_file&) = default;
};

/// How a header names the page it came from, by the path the page was read from.
using page_name = std::function<std::string(const std::string& path)>;

/// Where the structures of a service version are: all in `types.hpp`, or each in a header of its own below `types/`, so
/// that an operation of a large service includes only what it needs.
enum class structure_layout {
    together,
    apart
};

/// A header per operation, the structures, and a header that includes them all; by path. With structures apart, headers
/// name each other by where they stand, so they may stand anywhere, and a CMake file makes a target of them.
std::vector<emitted_file> emit(const api& of, const page_name& name_page,
                               structure_layout layout = structure_layout::together);

} // namespace bindery::codegen

#endif
