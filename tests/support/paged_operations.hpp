#ifndef BINDERY_TESTS_SUPPORT_PAGED_OPERATIONS_HPP
#define BINDERY_TESTS_SUPPORT_PAGED_OPERATIONS_HPP

// Operations whose answers come in pages, in each of the ways there are, as the generator writes them.

#include <bindery/model.hpp>
#include <bindery/reflect/describe.hpp>
#include <bindery/types.hpp>

namespace bindery::provider {
class tencent;
}

namespace paged {

using namespace bindery;

struct Cup {
    optional<integer<>> Id{};
    optional<text<>> Name{};
};
BOOST_DESCRIBE_STRUCT(Cup, (), (Id, Name))

/// What the three have in common: no errors, no region.
#define PAGED_OPERATION(name, ...)                                                                                     \
    enum class errc {                                                                                                  \
    };                                                                                                                 \
    static constexpr std::span<const api_error> errors{};                                                              \
    friend constexpr std::span<const api_error> declared_errors(errc) noexcept {                                       \
        return errors;                                                                                                 \
    }                                                                                                                  \
    using provider = bindery::provider::tencent;                                                                       \
    using region = text<>;                                                                                             \
    static constexpr operation about{.service = "kettle",                                                              \
                                     .action = #name,                                                                  \
                                     .version = "2024-02-29",                                                          \
                                     .host = "kettle.test",                                                            \
                                     .effect = effect::reads,                                                          \
                                     __VA_ARGS__};

struct ByOffset {
    optional<integer<range<0, 1000>>> Offset{};
    optional<integer<range<1, 100>>> Limit{};
    optional<text<>> Kind{};
    struct Output {
        optional<integer<>> Total{};
        optional<list<Cup>> Cups{};
    };
    PAGED_OPERATION(ByOffset, .pages = {.offset = "Offset", .limit = "Limit", .total = "/Total", .items = "/Cups"})
};
BOOST_DESCRIBE_STRUCT(ByOffset, (), (Offset, Limit, Kind))
BOOST_DESCRIBE_STRUCT(ByOffset::Output, (), (Total, Cups))

struct Shelf {
    optional<unsigned_integer<>> Total{};
    optional<list<text<>>> Names{};
};
BOOST_DESCRIBE_STRUCT(Shelf, (), (Total, Names))

struct ByNumber {
    optional<unsigned_integer<range<1, 50>>> PageNumber{};
    optional<integer<>> PageSize{};
    struct Output {
        optional<Shelf> Shelf_{};
    };
    PAGED_OPERATION(ByNumber,
                    .pages = {
                        .page = "PageNumber", .limit = "PageSize", .total = "/Shelf/Total", .items = "/Shelf/Names"})
};
BOOST_DESCRIBE_STRUCT(ByNumber, (), (PageNumber, PageSize))
BOOST_DESCRIBE_STRUCT(ByNumber::Output, (), (Shelf_))

struct ByToken {
    optional<text<length<0, 20>>> Cursor{};
    struct Output {
        optional<text<>> Next{};
        optional<list<Cup>> Cups{};
        optional<text<one_of<"OPEN", "CLOSED", "BROKEN">>> State{};
    };
    PAGED_OPERATION(ByToken, .pages = {.token = "Cursor", .from = "/Next", .items = "/Cups"},
                    .wait = {"/State", one_of<"CLOSED">::values, one_of<"BROKEN">::values})
};
BOOST_DESCRIBE_STRUCT(ByToken, (), (Cursor))
BOOST_DESCRIBE_STRUCT(ByToken::Output, (), (Next, Cups, State))

#undef PAGED_OPERATION

} // namespace paged

#endif
