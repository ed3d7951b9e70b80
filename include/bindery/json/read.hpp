#ifndef BINDERY_JSON_READ_HPP
#define BINDERY_JSON_READ_HPP

#include <bindery/error.hpp>
#include <bindery/reflect/table.hpp>

namespace bindery::json {

/// Bounds and manners of reading; the defaults are for text from outside.
struct read_options {
    std::size_t max_depth = 32;              ///< of nested objects and lists
    std::size_t max_text = 16 * 1024 * 1024; ///< bytes of one text
    std::size_t max_violations = 32;         ///< reported, one at least; further ones are not
    bool refuse_unknown_members =
        false; ///< rule::known for a member that the structure does not have; otherwise it is skipped
    bool lenient_scalars = false; ///< takes "12" for a number, 12 for a text, "true" for true
};

/// Where members go: an object and its table.
struct target {
    const reflect::structure* structure;
    void* object;
};

/// Reads the JSON object `json` in one pass, without a document in between. With an `envelope` the members are those of
/// the object under that name, and everything beside it is skipped. A member goes to the first target that has it; a
/// text that several have goes to all of them. Of members that come twice the last counts. null counts as absent and
/// changes nothing. What does not fit a member is left out and reported, all at once, as violations of an
/// errc::protocol error; reading does not validate. Integers are never rounded. Thread-safe.
result<void> read(std::string_view json, std::string_view envelope, std::span<const target> targets,
                  const read_options& options);

/// Reads a structure; `out` keeps what could be read even when an error is returned.
template <reflect::described T>
result<void> read(std::string_view json, T& out, const read_options& options = {}) {
    const target only{&reflect::structure_of<T>, &out};
    return read(json, {}, {&only, 1}, options);
}

/// The same as a value.
template <reflect::described T>
result<T> read(std::string_view json, const read_options& options = {}) {
    T out = reflect::blank<T>();
    if (auto done = read(json, out, options); !done)
        return done.error();
    return out;
}

} // namespace bindery::json

#ifndef BINDERY_COMPILED
#include <bindery/json/impl/read.ipp>
#endif

#endif
