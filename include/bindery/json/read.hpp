#ifndef BINDERY_JSON_READ_HPP
#define BINDERY_JSON_READ_HPP

#include <bindery/error.hpp>
#include <bindery/reading.hpp>
#include <bindery/reflect/table.hpp>

#include <functional>

namespace bindery::json {

/// Bounds and manners of reading; the defaults are for text from outside.
struct read_options {
    read_limits limits{};
    strictness values = strictness::strict;
    bool refuse_unknown_members =
        false; ///< rule::known for a member that the structure does not have; otherwise it is skipped
    /// Asked every 64 KB; reading ends with errc::cancelled when it says true. Null: nobody is asked.
    const std::function<bool()>* stop = nullptr;
};

/// Where members go: an object and its table.
struct target {
    const reflect::structure* structure;
    void* object;
};

/// Reads the JSON object `json` in one pass, without a document in between. With an `envelope` the members are those of
/// the object under that name, and everything beside it is skipped. A member goes to the first target that has it; a
/// text that several have goes to all of them. Of members that come twice the last counts. null counts as absent and
/// changes nothing; among the elements of a list it leaves an empty one, so that the others keep their places. What
/// does not fit a member is left out and reported, all at once, as violations of an errc::protocol error; reading does
/// not validate. Integers are never rounded; a `number` is the nearest double. A byte order mark in front is skipped.
///
/// Beyond max_text or max_memory reading ends, with an errc::protocol error that says where and whose `cause` is
/// boost::system::errc::message_size. Thread-safe.
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
