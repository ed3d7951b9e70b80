#ifndef BINDERY_CLIENT_PAGER_HPP
#define BINDERY_CLIENT_PAGER_HPP

#include <bindery/client.hpp>
#include <bindery/detail/finite_time.hpp>
#include <bindery/protocol/page_walk.hpp>
#include <bindery/reflect/path.hpp>

#include <cstddef>
#include <iterator>
#include <optional>

namespace bindery {

/// Settings of going through pages.
template <operation_input Op>
struct page_options {
    call_options<Op> call{};              ///< of the call for each page
    std::chrono::milliseconds timeout{0}; ///< for all pages together, from the first call on; 0: no limit
    std::size_t max_pages = 10'000;       ///< whoever has more is told so with errc::too_many_pages
};

namespace detail {

/// Time that is left of a whole to its parts.
class remaining_time {
public:
    /// Begins with the first look; 0: there is no end.
    explicit remaining_time(std::chrono::milliseconds whole) noexcept : whole_(whole) {}

    /// For the next part, at most `wanted`; nothing is left when it is 0.
    std::chrono::milliseconds part(std::chrono::milliseconds wanted) {
        if (whole_.count() == 0)
            return wanted;
        const auto now = std::chrono::steady_clock::now();
        if (!until_)
            until_ = now + finite_time(whole_);
        const auto left = std::chrono::floor<std::chrono::milliseconds>(*until_ - now);
        return (std::min)((std::max)(left, std::chrono::milliseconds(0)), wanted);
    }

private:
    std::chrono::milliseconds whole_;
    std::optional<std::chrono::steady_clock::time_point> until_;
};

template <class Op>
struct next_page;

template <class Op>
struct items_pointer {
    static constexpr std::string_view value = Op::about.pages.items;
};

} // namespace detail

/// An answer that comes in pages. Either page by page, `next()`, or as an input range over all items that asks for a
/// page when the one before is used up:
///
///     for (auto& item : cloud.pages(op)) {
///         if (!item)
///             return item.error();          // the range ends with it
///         use(*item);                       // or item.value(), which throws
///     }
///
/// An element is a `result<Item>`, since any of them may have taken a call: whoever wants the item has the error in
/// hand. Items can be moved out of it.
///
/// Services are not trusted to come to an end, see `protocol::page_walk`. Pages that were not complete when they were
/// made may tell an item twice or never while the items change: that is how the service counts. Not thread-safe; stays
/// where it is while it is iterated over or a page is on its way.
template <paged_operation Op>
class pager {
public:
    using output = typename Op::Output;
    using item = typename reflect::type_at<output, detail::items_pointer<Op>>::value_type;

    pager(client cloud, Op input, page_options<Op> options)
        : cloud_(std::move(cloud)), input_(std::move(input)), options_(std::move(options)), time_(options_.timeout),
          walk_(Op::about.pages, options_.max_pages) {}
    pager(pager&&) = default;
    pager& operator=(pager&&) = default;

    /// Asks for the next page; nothing behind the last one. Fails as `client::call` does, and may then be asked for the
    /// same page again; and with errc::timeout, too_many_pages, and protocol when a token comes twice.
    result<std::optional<output>> next() {
        if (auto known = settle())
            return std::move(*known);
        return take(cloud_.call(input_, next_call_));
    }

    /// The same without waiting: include <bindery/async_paging.hpp>. The completion signature is
    /// `void(result<std::optional<Output>>)`. Everything else is as with `client::async_call`; one at a time.
    template <class Token>
    auto async_next(Token&& token);

    /// What asks for the next page: whoever keeps it can go on from there another time.
    const Op& input() const noexcept { return input_; }

    class iterator {
    public:
        using value_type = result<item>;
        using difference_type = std::ptrdiff_t;

        result<item>& operator*() const noexcept { return *of_->current_; }
        result<item>* operator->() const noexcept { return &*of_->current_; }
        iterator& operator++() {
            of_->advance();
            return *this;
        }
        void operator++(int) { of_->advance(); }
        bool operator==(std::default_sentinel_t) const noexcept { return !of_->current_; }

    private:
        friend class pager;
        explicit iterator(pager* of) noexcept : of_(of) {}
        pager* of_;
    };

    /// Goes on behind the last item that was had; behind an error it asks again.
    iterator begin() {
        current_.reset();
        advance();
        return iterator(this);
    }
    std::default_sentinel_t end() const noexcept { return {}; }

private:
    friend struct detail::next_page<Op>;

    /// What there is to say without a call: the end, or an error. Else `next_call_` holds the options of one.
    std::optional<result<std::optional<output>>> settle() {
        if (walk_.is_done())
            return result<std::optional<output>>(std::nullopt);
        if (auto may = walk_.may_go_on(); !may)
            return result<std::optional<output>>(std::move(may).error());
        next_call_ = options_.call;
        next_call_.timeout = time_.part(options_.call.timeout);
        if (next_call_.timeout.count() == 0)
            return result<std::optional<output>>(error{errc::timeout, "no time is left for the next page"});
        return std::nullopt;
    }

    result<std::optional<output>> take(result<output> page) {
        if (!page)
            return std::move(page).error();
        walk_.take(reflect::structure_of<output>, &*page, reflect::structure_of<Op>, &input_);
        return std::optional<output>(std::move(*page));
    }

    /// The items of a page; null when it has none.
    static auto* items_of(output& page) {
        using list = reflect::type_at<output, detail::items_pointer<Op>>;
        const void* const value = reflect::follow(reflect::structure_of<output>, &page, Op::about.pages.items).value();
        return static_cast<list*>(const_cast<void*>(value)); // the page is ours
    }

    void advance() {
        if (current_ && !*current_) { // an error is the last
            current_.reset();
            return;
        }
        for (;;) {
            if (auto* const items = page_ ? items_of(*page_) : nullptr; items != nullptr && used_ != items->size()) {
                current_.emplace(std::move((*items)[used_++]));
                return;
            }
            auto page = next();
            page_.reset();
            used_ = 0;
            current_.reset();
            if (!page)
                current_.emplace(std::move(page).error());
            else if (*page)
                page_ = std::move(**page);
            if (!page_)
                return;
        }
    }

    client cloud_;
    Op input_;
    page_options<Op> options_;
    detail::remaining_time time_;
    protocol::page_walk walk_;
    call_options<Op> next_call_{};
    std::optional<output> page_{}; ///< that is iterated over
    std::size_t used_ = 0;         ///< items of it
    std::optional<result<item>> current_{};
};

template <paged_operation Op>
pager<Op> client::pages(Op input, page_options<Op> options) const {
    options.call.timeout = detail::timeout_of(core_, options.call.timeout);
    return pager<Op>(*this, std::move(input), std::move(options));
}
template <paged_operation Op>
pager<Op> client::pages(Op input) const {
    return pages(std::move(input), page_options<Op>{});
}

} // namespace bindery

#endif
