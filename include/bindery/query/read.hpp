#ifndef BINDERY_QUERY_READ_HPP
#define BINDERY_QUERY_READ_HPP

#include <bindery/error.hpp>
#include <bindery/query/write.hpp>
#include <bindery/reading.hpp>

namespace bindery::query {

struct read_options {
    first_index first = first_index::one;
    read_limits limits{};
    bool refuse_unknown_members =
        false; ///< rule::known for a name that the structure does not have; otherwise it is skipped
};

/// Reads parameters into the members that their dotted names stand for, in any order; elements of a list must be
/// numbered without a gap, and nothing comes twice (`L.1` and `L.01` are the same). What does not fit is reported all
/// at once as violations of an errc::protocol error; reading does not validate. Beyond max_text or
/// max_memory reading ends, with an errc::protocol error that says where and whose `cause` is
/// boost::system::errc::message_size.
result<void> read(std::span<const parameter> values, const reflect::structure& structure, void* out,
                  const read_options& options);

template <reflect::described T>
result<void> read(std::span<const parameter> values, T& out, const read_options& options = {}) {
    return read(values, reflect::structure_of<T>, &out, options);
}

template <reflect::described T>
result<T> read(std::span<const parameter> values, const read_options& options = {}) {
    T out = reflect::blank<T>();
    if (auto done = read(values, out, options); !done)
        return done.error();
    return out;
}

} // namespace bindery::query

#ifndef BINDERY_COMPILED
#include <bindery/query/impl/read.ipp>
#endif

#endif
