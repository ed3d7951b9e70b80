#ifndef BINDERY_READING_HPP
#define BINDERY_READING_HPP

#include <cstddef>

namespace bindery {

/// Bounds of what is made of text from outside. Time follows from them: reading takes as long as the text and what is
/// made of it are large.
struct read_limits {
    std::size_t max_depth = 32;              ///< of nested objects and lists, or parts of a name; 255 at most
    std::size_t max_text = 16 * 1024 * 1024; ///< bytes of one text
    /// Bytes of all that is made: texts, elements of lists, structures kept elsewhere. Counted before it is made, and
    /// what a later value replaces still counts. A list that grows takes twice its part for a moment.
    std::size_t max_memory = 256 * 1024 * 1024;
    std::size_t max_violations = 32; ///< reported, one at least; further ones are not
};

/// What is taken for a value of a member's type.
enum class strictness : unsigned char {
    strict,   ///< values of that type
    tolerant, ///< and what it can hold without loss: "12" or 12.0 for 12, 12 for "12", null for an empty element
};

} // namespace bindery

#endif
