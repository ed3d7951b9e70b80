#ifndef BINDERY_QUERY_WRITE_HPP
#define BINDERY_QUERY_WRITE_HPP

#include <bindery/query/parameter_list.hpp>
#include <bindery/query/parameters.hpp>
#include <bindery/reflect/table.hpp>

namespace bindery::query {

/// The number that a list's first element carries in its name: `Tag.1.Key` or `Tag.0.Key`.
enum class first_index : unsigned char {
    zero = 0,
    one = 1
};

/// Appends the object's members as parameters, nested ones under dotted names, in the page's order. Absent members,
/// empty lists and empty objects give none; an empty text gives an empty value.
void write(parameters& out, const reflect::structure& structure, const void* value, first_index first);
void write(parameter_list& out, const reflect::structure& structure, const void* value, first_index first);

template <reflect::described T>
parameters write(const T& value, first_index first) {
    parameters out;
    write(out, reflect::structure_of<T>, &value, first);
    return out;
}

} // namespace bindery::query

#ifndef BINDERY_COMPILED
#include <bindery/query/impl/write.ipp>
#endif

#endif
