#include <bindery/protocol/page_walk.hpp>

#include <support/paged_operations.hpp>
#include <support/result.hpp>

#include <bindery/reflect/table.hpp>

using namespace bindery;

namespace {

/// Takes a page and tells whether there is more to ask for.
template <class Op>
bool goes_on(protocol::page_walk& walk, Op& asked, const typename Op::Output& page) {
    walk.take(reflect::structure_of<typename Op::Output>, &page, reflect::structure_of<Op>, &asked);
    return !walk.is_done();
}

paged::ByOffset::Output cups(std::size_t count, optional<integer<>> total = {}) {
    paged::ByOffset::Output page{.Total = total, .Cups = list<paged::Cup>{}};
    page.Cups->resize(count);
    return page;
}

paged::ByNumber::Output shelf(std::size_t names, std::uint64_t total) {
    paged::ByNumber::Output page{.Shelf_ = paged::Shelf{.Total = total, .Names = list<text<>>{}}};
    page.Shelf_->Names->resize(names);
    return page;
}

paged::ByToken::Output token(std::string_view next, std::size_t count = 1) {
    paged::ByToken::Output page{.Next = next, .Cups = list<paged::Cup>{}};
    page.Cups->resize(count);
    return page;
}

} // namespace

TEST_CASE("page walk: an offset grows by what came, until all of the total have been had") {
    paged::ByOffset asked{.Limit = 10};
    protocol::page_walk walk(paged::ByOffset::about.pages, 100);
    CHECK(goes_on(walk, asked, cups(10, 25)));
    CHECK(asked.Offset->value() == 10);
    CHECK(goes_on(walk, asked, cups(9, 25))); // a short page is not the last
    CHECK(asked.Offset->value() == 19);
    CHECK_FALSE(goes_on(walk, asked, cups(6, 25)));
    CHECK(asked.Limit.has_value());
}

TEST_CASE("page walk: begins in the middle where the input says so, and still knows the end") {
    paged::ByOffset asked{.Offset = 20};
    protocol::page_walk by_offset(paged::ByOffset::about.pages, 100);
    CHECK_FALSE(goes_on(by_offset, asked, cups(5, 25)));

    paged::ByNumber third{.PageNumber = 3, .PageSize = 10};
    protocol::page_walk by_number(paged::ByNumber::about.pages, 100);
    CHECK_FALSE(goes_on(by_number, third, shelf(5, 25)));

    paged::ByNumber unsized{.PageNumber = 3}; // how many there were before is not known
    protocol::page_walk to_the_empty(paged::ByNumber::about.pages, 100);
    CHECK(goes_on(to_the_empty, unsized, shelf(5, 5)));
    CHECK(unsized.PageNumber->value() == 4);
    CHECK_FALSE(goes_on(to_the_empty, unsized, shelf(0, 5)));
}

TEST_CASE("page walk: an empty page ends what is counted, whatever the total says") {
    for (const std::int64_t total : {-3, 0, 1000}) {
        CAPTURE(total);
        paged::ByOffset asked{};
        protocol::page_walk walk(paged::ByOffset::about.pages, 100);
        CHECK(goes_on(walk, asked, cups(10, total))); // a total of 0 beside ten items is not believed
        CHECK_FALSE(goes_on(walk, asked, cups(0, total)));
    }
    paged::ByOffset asked{};
    protocol::page_walk without(paged::ByOffset::about.pages, 100);
    CHECK(goes_on(without, asked, cups(10)));
    CHECK_FALSE(goes_on(without, asked, {}));
}

TEST_CASE("page walk: a total that changes on the way is the one of the page before the next") {
    paged::ByOffset asked{};
    protocol::page_walk walk(paged::ByOffset::about.pages, 100);
    CHECK(goes_on(walk, asked, cups(10, 20)));
    CHECK(goes_on(walk, asked, cups(10, 25))); // grown
    CHECK_FALSE(goes_on(walk, asked, cups(4, 24)));
}

TEST_CASE("page walk: pages are numbered from the first on") {
    paged::ByNumber asked{};
    protocol::page_walk walk(paged::ByNumber::about.pages, 100);
    CHECK(goes_on(walk, asked, shelf(2, 4)));
    CHECK(asked.PageNumber->value() == 2);
    CHECK_FALSE(goes_on(walk, asked, shelf(2, 4)));

    auto from_zero = paged::ByNumber::about.pages;
    from_zero.first = 0;
    paged::ByNumber zero{};
    protocol::page_walk walk_from_zero(from_zero, 100);
    CHECK(goes_on(walk_from_zero, zero, shelf(2, 4)));
    CHECK(zero.PageNumber->value() == 1);
}

TEST_CASE("page walk: a token leads to the next page, through empty ones, and none is the end") {
    paged::ByToken asked{};
    protocol::page_walk walk(paged::ByToken::about.pages, 100);
    CHECK(goes_on(walk, asked, token("a")));
    CHECK(asked.Cursor == std::string("a"));
    CHECK(goes_on(walk, asked, token("b", 0)));
    CHECK(asked.Cursor == std::string("b"));
    CHECK_FALSE(goes_on(walk, asked, token("")));
    CHECK(walk.may_go_on());
}

TEST_CASE("page walk: a token that came before is an error, once its page has been had") {
    paged::ByToken asked{.Cursor = "start"};
    protocol::page_walk walk(paged::ByToken::about.pages, 100);
    CHECK(goes_on(walk, asked, token("a")));
    CHECK(goes_on(walk, asked, token("b")));
    CHECK(walk.may_go_on());
    CHECK(goes_on(walk, asked, token("start")));
    REQUIRE_FALSE(walk.may_go_on());
    CHECK(walk.may_go_on().error() == errc::protocol);
}

TEST_CASE("page walk: ends with an error at the bound, and none when the bound is just enough") {
    paged::ByOffset asked{};
    protocol::page_walk walk(paged::ByOffset::about.pages, 2);
    CHECK(walk.may_go_on());
    CHECK(goes_on(walk, asked, cups(1, 2)));
    CHECK(walk.may_go_on());
    CHECK_FALSE(goes_on(walk, asked, cups(1, 2)));

    paged::ByOffset endless{};
    protocol::page_walk bounded(paged::ByOffset::about.pages, 2);
    CHECK(goes_on(bounded, endless, cups(1, 9)));
    CHECK(goes_on(bounded, endless, cups(1, 9)));
    REQUIRE_FALSE(bounded.may_go_on());
    CHECK(bounded.may_go_on().error() == errc::too_many_pages);
}

TEST_CASE("page walk: a position that no number can hold is an error and no overflow") {
    paged::ByOffset asked{.Offset = run_time(no_maximum - 3)};
    protocol::page_walk walk(paged::ByOffset::about.pages, 100);
    CHECK(goes_on(walk, asked, cups(10)));
    REQUIRE_FALSE(walk.may_go_on());
    CHECK(walk.may_go_on().error() == errc::validation);

    paged::ByNumber far{.PageNumber = run_time(~std::uint64_t{0}), .PageSize = no_maximum};
    protocol::page_walk numbered(paged::ByNumber::about.pages, 100);
    CHECK(goes_on(numbered, far, shelf(1, 9))); // what cannot be a position counts as none
}
