#ifndef BINDERY_MODEL_OPERATION_HPP
#define BINDERY_MODEL_OPERATION_HPP

#include <cstdint>
#include <span>
#include <string_view>

namespace bindery {

/// Whether a call must say which region it is for.
enum class region_rule : std::uint8_t {
    not_needed,
    required
};

/// What a call does to the service's state. A call that only reads may be repeated at will.
enum class effect : std::uint8_t {
    changes,
    reads
};

/// At most so many calls within so many seconds, per account; 0 calls: the page states no limit.
struct rate_limit {
    std::uint32_t calls = 0;
    std::uint32_t seconds = 1;
};

/// A member whose value the service refuses to see twice within the window; an absent or blank value is not checked.
struct deduplication_rule {
    std::string_view member = {}; ///< empty: the operation has none
    std::int64_t seconds = 0;
};

/// How an answer comes page by page, in the words of the fact Pages. One of the first three names the member of the
/// input that says which page is asked for. What the page does not state is empty; an operation whose `items` are empty
/// is not paged.
struct paging_rule {
    std::string_view token = {};  ///< a text that the answer before gave
    std::string_view offset = {}; ///< how many items come before the page
    std::string_view page = {};   ///< the page's number
    std::string_view limit = {};  ///< the member of the input that says how many items a page holds at most
    std::string_view from = {};   ///< JSON pointer of the answer's next token; none behind the last page
    std::string_view total = {};  ///< JSON pointer of how many items there are in all
    std::string_view items = {};  ///< JSON pointer of the list of items
    std::int64_t first = 1;       ///< number of the first page
};

/// When what an operation tells of has come to its end: one of these states, as text or decimal number.
struct waiting_rule {
    std::string_view state = {}; ///< JSON pointer of the answer's state; empty: nothing to wait for
    std::span<const std::string_view> done = {};
    std::span<const std::string_view> failed = {};
};

/// Which part of a request carries a member of an operation that has a path of its own.
enum class place : std::uint8_t {
    query,
    body,
    form,
    path,
    header,
    host
};

struct member_place {
    std::string_view member; ///< its wire name
    bindery::place place;
};

/// An error that the page declares.
struct api_error {
    std::string_view code;
    int http;                 ///< HTTP status of the answer
    std::string_view message; ///< may contain `%s`, which the service fills in
};

/// What a page says of an operation besides its members.
struct operation {
    std::string_view service; ///< e.g. "vod"
    std::string_view action;
    std::string_view version; ///< e.g. "2018-07-17"
    std::string_view host;
    region_rule region = region_rule::not_needed;
    rate_limit rate = {};
    deduplication_rule deduplication = {};
    bindery::effect effect = bindery::effect::changes;
    std::span<const api_error> errors = {};
    std::string_view method = {}; ///< of HTTP, of an operation with a path of its own
    std::string_view path = {};   ///< e.g. "/clusters/[ClusterId]"; empty: the operation is named by its action
    std::span<const member_place> places = {};
    paging_rule pages = {};
    waiting_rule wait = {};
};

} // namespace bindery

#endif
