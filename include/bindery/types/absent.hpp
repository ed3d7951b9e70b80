#ifndef BINDERY_TYPES_ABSENT_HPP
#define BINDERY_TYPES_ABSENT_HPP

namespace bindery {

/// Spells out that a member has no value: `required<text<>>{absent}`. Readers and tests need it; `validate` reports it.
struct absent_t {
    explicit constexpr absent_t() = default;
};

inline constexpr absent_t absent{};

} // namespace bindery

#endif
