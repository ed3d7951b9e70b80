#ifndef BINDERY_JSON_WRITE_HPP
#define BINDERY_JSON_WRITE_HPP

#include <bindery/detail/buffer.hpp>
#include <bindery/reflect/table.hpp>

namespace bindery::json {

/// Appends the object at `value` as JSON: members in the page's order, absent ones left out, no whitespace. Text is
/// written as it is but for what JSON must escape; it should be valid UTF-8, which `validate` checks.
void write(buffer& out, const reflect::structure& structure, const void* value);

/// Appends `text` in quotes, escaped.
void write_text(buffer& out, std::string_view text);

template <reflect::described T>
void write(buffer& out, const T& value) {
    write(out, reflect::structure_of<T>, &value);
}

/// The same as a string of its own.
template <reflect::described T>
std::string write(const T& value) {
    buffer out;
    write(out, value);
    return std::string(out.view());
}

} // namespace bindery::json

#ifndef BINDERY_COMPILED
#include <bindery/json/impl/write.ipp>
#endif

#endif
