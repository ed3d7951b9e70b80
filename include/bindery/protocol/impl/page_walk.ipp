#ifndef BINDERY_PROTOCOL_IMPL_PAGE_WALK_IPP
#define BINDERY_PROTOCOL_IMPL_PAGE_WALK_IPP

#include <bindery/protocol/page_walk.hpp>
#include <bindery/reflect/path.hpp>

#include <optional>

namespace bindery::protocol {

namespace detail {

/// A whole number as it stands in a member; what does not fit counts as none.
inline std::optional<std::int64_t> number_at(const reflect::place_of_member& where) noexcept {
    const void* const value = where.value();
    if (value == nullptr || (where.kind() != reflect::kind::integer && where.kind() != reflect::kind::unsigned_integer))
        return std::nullopt;
    const auto number = *static_cast<const std::int64_t*>(value);
    return where.kind() == reflect::kind::unsigned_integer && number < 0 ? std::nullopt : std::optional(number);
}

inline std::string_view text_at(const reflect::place_of_member& where) noexcept {
    const void* const value = where.value();
    return value == nullptr || where.kind() != reflect::kind::text ? std::string_view()
                                                                   : static_cast<const basic_text*>(value)->view();
}

inline std::int64_t size_at(const reflect::place_of_member& where) noexcept {
    const void* const value = where.value();
    return value == nullptr || where.kind() != reflect::kind::list
               ? 0
               : static_cast<std::int64_t>(where.which->how->shape->list->size(value));
}

/// The member of the input with that name.
inline reflect::place_of_member member_of(const reflect::structure& input, void* object, std::string_view name) {
    const reflect::member* const which = reflect::find(input, name, reflect::tag_of(name));
    return {which, which == nullptr ? nullptr : input.at(*which, object)};
}

/// Where a new value of the member goes; null when it is not of one of the kinds.
inline void* room_for(const reflect::place_of_member& where, reflect::kind kind, reflect::kind or_kind) {
    if (where.which == nullptr || (where.kind() != kind && where.kind() != or_kind))
        return nullptr;
    return where.which->how->emplace(const_cast<void*>(where.at)); // `member_of` was given it to be changed
}

} // namespace detail

BINDERY_DECL result<void> page_walk::may_go_on() const {
    if (state_ == state::repeated)
        return error{errc::protocol, "the token of page " + std::to_string(pages_ + 1) + " has come before"};
    if (state_ == state::positioned)
        return error{errc::validation, "the input cannot ask for page " + std::to_string(pages_ + 1)};
    if (pages_ >= max_pages_)
        return error{errc::too_many_pages, "there are more than " + std::to_string(max_pages_)};
    return {};
}

BINDERY_DECL void page_walk::take(const reflect::structure& output, const void* page, const reflect::structure& input,
                                  void* asked) {
    const bool is_first = ++pages_ == 1;
    bool goes_on;
    if (!rule_->token.empty()) {
        if (is_first)
            tokens_.emplace(detail::text_at(detail::member_of(input, asked, rule_->token)));
        goes_on = follow_token(detail::text_at(reflect::follow(output, page, rule_->from)), input, asked);
    } else {
        const auto total = detail::number_at(reflect::follow(output, page, rule_->total));
        goes_on = follow_count(detail::size_at(reflect::follow(output, page, rule_->items)), total.value_or(-1), input,
                               asked);
    }
    if (!goes_on && state_ == state::going)
        state_ = state::done;
}

BINDERY_DECL bool page_walk::follow_token(std::string_view next, const reflect::structure& input, void* asked) {
    if (next.empty())
        return false;
    void* const to =
        detail::room_for(detail::member_of(input, asked, rule_->token), reflect::kind::text, reflect::kind::text);
    if (to == nullptr) {
        state_ = state::positioned;
        return false;
    }
    static_cast<basic_text*>(to)->assign(next);
    if (!tokens_.emplace(next).second)
        state_ = state::repeated;
    return true;
}

BINDERY_DECL bool page_walk::follow_count(std::int64_t count, std::int64_t total, const reflect::structure& input,
                                          void* asked) {
    if (count == 0)
        return false;
    const bool by_offset = !rule_->offset.empty();
    const auto where = detail::member_of(input, asked, by_offset ? rule_->offset : rule_->page);
    const std::int64_t start = by_offset ? 0 : rule_->first;
    const std::int64_t here = detail::number_at(where).value_or(start);
    const std::int64_t step = by_offset ? count : 1;
    if (pages_ == 1 && here != start) { // the caller begins in the middle
        const auto size = by_offset ? 1 : detail::number_at(detail::member_of(input, asked, rule_->limit)).value_or(0);
        before_ = here > start && size > 0 && here - start <= no_maximum / size / 2 ? (here - start) * size : -1;
    }
    if (before_ >= 0)
        before_ += count;
    if (before_ >= 0 && before_ == total)
        return false;
    void* const to = detail::room_for(where, reflect::kind::integer, reflect::kind::unsigned_integer);
    if (to == nullptr || here > no_maximum - step) {
        state_ = state::positioned;
        return false;
    }
    *static_cast<std::int64_t*>(to) = here + step;
    return true;
}

} // namespace bindery::protocol

#endif
