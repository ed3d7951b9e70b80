#ifndef BINDERY_PROTOCOL_PAGE_WALK_HPP
#define BINDERY_PROTOCOL_PAGE_WALK_HPP

#include <bindery/error.hpp>
#include <bindery/model/operation.hpp>
#include <bindery/reflect/shape.hpp>

#include <cstddef>
#include <string>
#include <unordered_set>

namespace bindery::protocol {

/// Goes from page to page of an answer: which input asks for the next one, and when there is none. Pages may change
/// while they are gone through, and services may be wrong, so it ends in any case: with an empty page (where tokens
/// lead from page to page, with an empty token; a page in between may be empty), with a token that came before, or at
/// `max_pages`. A total ends it when exactly so many items have been had; one that is exceeded is not believed.
class page_walk {
public:
    /// `rule` must outlive it. The first page is the one that the input asks for.
    page_walk(const paging_rule& rule, std::size_t max_pages) noexcept : rule_(&rule), max_pages_(max_pages) {}

    /// Whether all pages have been had.
    bool is_done() const noexcept { return state_ == state::done; }

    /// Whether a further page may be asked for. Fails with errc::protocol behind a token that came twice,
    /// errc::too_many_pages, and errc::validation when the input cannot say where the next page begins.
    result<void> may_go_on() const;

    /// Looks at a page, and has the input ask for the next.
    void take(const reflect::structure& output, const void* page, const reflect::structure& input, void* asked);

private:
    enum class state {
        going,
        done,
        repeated,  ///< a token came twice
        positioned ///< nowhere: the position does not fit the member
    };

    bool follow_token(std::string_view next, const reflect::structure& input, void* asked);
    bool follow_count(std::int64_t count, std::int64_t total, const reflect::structure& input, void* asked);

    const paging_rule* rule_;
    std::size_t max_pages_;
    std::size_t pages_ = 0;
    state state_ = state::going;
    std::int64_t before_ = 0; ///< items in front of the next page; negative: unknown
    std::unordered_set<std::string> tokens_;
};

} // namespace bindery::protocol

#ifndef BINDERY_COMPILED
#include <bindery/protocol/impl/page_walk.ipp>
#endif

#endif
