#ifndef BINDERY_CODEGEN_PAGING_PAGING_HPP
#define BINDERY_CODEGEN_PAGING_PAGING_HPP

// Which members give an answer page by page, and which state of an answer is a final one.

#include "model/model.hpp"

#include <string>
#include <string_view>

namespace bindery::codegen {

/// What a member is for, and what it may hold: the words of facts, headers and JSON. In the order of headers; one of
/// the first three says which page is asked for.
struct page_role {
    std::string_view name;
    std::string_view holds;
    bool of_answer = false;
};
inline constexpr page_role page_roles[] = {
    {"token", "a text"},         {"offset", "a whole number"}, {"page", "a whole number"},
    {"limit", "a whole number"}, {"from", "a text", true},     {"total", "a whole number", true},
    {"items", "a list", true},
};

/// As a fact states it: "offset `Offset` limit `Limit`", "until `/Status` is `FINISHED`".
std::string in_words(const std::optional<paging>& of);
std::string in_words(const std::optional<waiting>& of);

/// The number of an operation's first page, where the default or the least value of the page's member tells; nothing
/// where it does not, or where pages are not asked for by number.
std::optional<std::int64_t> first_page(const operation& of);

/// Tells at the facts Pages and Wait what is wrong with them, and names the list of items where there is one only.
void settle_paging(api& all, report& said);

/// Finds how operations are paged that have no such fact, where names, kinds, descriptions and an only list leave no
/// doubt.
void infer_paging(api& all, report& said);

} // namespace bindery::codegen

#endif
