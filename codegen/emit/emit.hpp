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

/// A header per operation, one for the structures of a service version, and one that includes them all; by path.
std::vector<emitted_file> emit(const api& of, const page_name& name_page);

} // namespace bindery::codegen

#endif
