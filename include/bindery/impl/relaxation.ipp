#ifndef BINDERY_IMPL_RELAXATION_IPP
#define BINDERY_IMPL_RELAXATION_IPP

#include <bindery/relaxation.hpp>

#include <algorithm>

namespace bindery {

namespace detail {

/// Takes the text up to the next slash off `pointer`.
inline std::string_view next_part(std::string_view& pointer) noexcept {
    const std::string_view part = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix((std::min)(part.size() + 1, pointer.size()));
    return part;
}

inline bool is_index(std::string_view part) noexcept {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whether `path`, of a broken rule of the operation, is one that `wanted` stands for.
inline bool leads_to(std::string_view wanted, std::string_view operation, std::string_view path) noexcept {
    const std::string_view only = next_part(wanted);
    if (!only.empty() && only != operation)
        return false;
    next_part(path); // what stands before the first slash: nothing
    while (!wanted.empty() && !path.empty()) {
        const std::string_view pattern = next_part(wanted), part = next_part(path);
        if (pattern != part && !(pattern == "*" && is_index(part)))
            return false;
    }
    return wanted.empty() && path.empty();
}

} // namespace detail

BINDERY_DECL void relax(violations& broken, std::string_view operation, std::span<const relaxation> relaxed) {
    std::erase_if(broken, [&](const violation& each) {
        return each.rule != rule::utf8 && each.rule != rule::type &&
               std::any_of(relaxed.begin(), relaxed.end(), [&](const relaxation& excused) {
                   return excused.rule == each.rule && detail::leads_to(excused.member, operation, each.path);
               });
    });
}

} // namespace bindery

#endif
