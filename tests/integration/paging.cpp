// Pages and waits over real sockets: a server with a paged operation in each way there is, right ones and broken ones.

#include "wire.hpp"

#include <bindery/async_paging.hpp>
#include <bindery/sandbox.hpp>

#include <support/paged_operations.hpp>
#include <support/peer.hpp>
#include <support/result.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

#include <functional>
#include <numeric>

using namespace bindery;
using namespace std::chrono_literals;

namespace {

client calling(const server& served, std::chrono::milliseconds timeout = 30s) {
    return client{credentials{world::alice.secret_id, "alice's key"},
                  {.endpoint = "http://127.0.0.1:" + std::to_string(served.port()), .timeout = timeout, .clock = [] {
                       return world::start;
                   }}};
}

list<paged::Cup> cups(std::int64_t from, std::int64_t to) {
    list<paged::Cup> some;
    for (auto id = from; id < to; ++id)
        some.push_back({.Id = id});
    return some;
}

/// Items 0 to 24, in each way; a broken server's part is changed in `by_offset` and `by_token`.
struct cupboard {
    using offset_answer = result<paged::ByOffset::Output>;
    using token_answer = result<paged::ByToken::Output>;

    std::int64_t all = 25;
    std::function<offset_answer(const paged::ByOffset&)> by_offset = [this](const auto& input) { return slice(input); };
    std::function<token_answer(const paged::ByToken&)> by_token = [](const auto& input) -> token_answer {
        const std::int64_t from = input.Cursor ? std::stoll(input.Cursor->str()) : 0;
        paged::ByToken::Output page{.Cups = cups(from, (std::min)(from + 10, std::int64_t{25}))};
        if (from + 10 < 25)
            page.Next = std::to_string(from + 10);
        return page;
    };
    std::atomic<int> calls{0};
    server served = wire::serve(
        {}, router{[this](const paged::ByOffset& input) {
                       ++calls;
                       return by_offset(input);
                   },
                   [this](const paged::ByNumber& input) -> result<paged::ByNumber::Output> {
                       ++calls;
                       const auto size = input.PageSize ? input.PageSize->value() : 10;
                       const auto from =
                           (static_cast<std::int64_t>(input.PageNumber ? input.PageNumber->value() : 1) - 1) * size;
                       paged::Shelf shelf{.Total = static_cast<std::uint64_t>(all), .Names = list<text<>>{}};
                       for (auto id = from; id < (std::min)(from + size, all); ++id)
                           shelf.Names->push_back(std::to_string(id));
                       return paged::ByNumber::Output{.Shelf_ = std::move(shelf)};
                   },
                   [this](const paged::ByToken& input) {
                       ++calls;
                       return by_token(input);
                   }});

    paged::ByOffset::Output slice(const paged::ByOffset& input) const {
        const std::int64_t from = input.Offset ? input.Offset->value() : 0;
        const std::int64_t size = input.Limit ? input.Limit->value() : 10;
        return {.Total = all, .Cups = cups((std::min)(from, all), (std::min)(from + size, all))};
    }
};

/// What a loop over the items sees: their ids, and the error that ended it.
struct seen {
    std::vector<std::int64_t> ids;
    std::optional<error> failure;

    template <class Op>
    explicit seen(pager<Op>&& pages) {
        for (auto& each : pages)
            if (!each)
                failure = each.error();
            else if constexpr (std::same_as<typename pager<Op>::item, paged::Cup>)
                ids.push_back(each->Id->value());
            else
                ids.push_back(std::stoll(each->str()));
    }
};

std::vector<std::int64_t> up_to(std::int64_t end) {
    std::vector<std::int64_t> all(static_cast<std::size_t>(end));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

/// Runs a coroutine to its end.
template <class Coroutine>
void run(Coroutine what) {
    boost::asio::io_context context;
    boost::asio::co_spawn(context, std::move(what), [](std::exception_ptr failure) {
        if (failure)
            std::rethrow_exception(failure);
    });
    context.run();
}

} // namespace

TEST_CASE("paging: all items come, in order, in as few calls as there are pages, whichever way the service pages") {
    cupboard here;
    const client cloud = calling(here.served);
    CHECK(seen(cloud.pages(paged::ByOffset{.Limit = 10})).ids == up_to(25));
    CHECK(here.calls.exchange(0) == 3);
    CHECK(seen(cloud.pages(paged::ByNumber{.PageSize = 5})).ids == up_to(25));
    CHECK(here.calls.exchange(0) == 5);
    CHECK(seen(cloud.pages(paged::ByToken{})).ids == up_to(25));
    CHECK(here.calls.exchange(0) == 3);
}

TEST_CASE("paging: a page is asked for when it is needed and no sooner") {
    cupboard here;
    auto pages = calling(here.served).pages(paged::ByOffset{});
    CHECK(here.calls == 0);
    int items = 0;
    for (auto& each : pages) {
        REQUIRE(each);
        if (++items == 10)
            break;
    }
    CHECK(here.calls == 1);
    for (auto& each : pages) // goes on where it stopped
        items += each.has_value();
    CHECK(items == 25);
    CHECK(here.calls == 3);
    CHECK(pages.begin() == pages.end());
    CHECK(here.calls == 3);
}

TEST_CASE("paging: whole answers come page by page, and the awaitable twin gives the same") {
    cupboard here;
    const client cloud = calling(here.served);
    std::vector<std::size_t> sizes;
    auto pages = cloud.pages(paged::ByToken{});
    while (auto page = pages.next().value())
        sizes.push_back(page->Cups->size());
    CHECK(sizes == std::vector<std::size_t>{10, 10, 5});
    CHECK_FALSE(pages.next().value());

    std::vector<std::size_t> again;
    run([&]() -> boost::asio::awaitable<void> {
        auto pager = cloud.pages(paged::ByToken{});
        while (auto page = (co_await pager.async_next(boost::asio::use_awaitable)).value())
            again.push_back(page->Cups->size());
        CHECK_FALSE((co_await pager.async_next(boost::asio::use_awaitable)).value());
    });
    CHECK(again == sizes);
}

TEST_CASE("paging: an error is the last element, and the same page can be asked for again") {
    cupboard here;
    bool fails = true;
    here.by_offset = [&](const paged::ByOffset& input) -> cupboard::offset_answer {
        if (fails && input.Offset && input.Offset->value() == 20)
            return fail_with(api_error{"InternalError", 200, "page 3 is gone"});
        return here.slice(input);
    };
    auto pages = calling(here.served).pages(paged::ByOffset{});
    std::vector<std::int64_t> ids;
    std::optional<error> failure;
    for (int round = 0; round != 2; ++round, fails = false)
        for (auto& each : pages)
            each ? ids.push_back(each->Id->value()) : void(failure = each.error());
    REQUIRE(failure);
    CHECK(failure->code == "InternalError");
    CHECK(ids == up_to(25));
}

TEST_CASE("paging: ends with servers that count wrong, give empty pages and repeat tokens") {
    cupboard here;
    const client cloud = calling(here.served);
    for (const std::int64_t total : {0, 3, 24, 26, 1'000'000}) { // told, of 25
        CAPTURE(total);
        here.by_offset = [&](const paged::ByOffset& input) -> cupboard::offset_answer {
            auto page = here.slice(input);
            page.Total = total;
            return page;
        };
        const seen found(cloud.pages(paged::ByOffset{}));
        CHECK_FALSE(found.failure);
        CHECK(found.ids == up_to(25));
    }

    here.by_offset = [&](const paged::ByOffset& input) -> cupboard::offset_answer {
        return input.Offset ? paged::ByOffset::Output{.Total = 25} : here.slice(input);
    };
    CHECK(seen(cloud.pages(paged::ByOffset{})).ids == up_to(10));

    here.by_token = [](const paged::ByToken& input) -> cupboard::token_answer {
        const std::int64_t from = input.Cursor ? std::stoll(input.Cursor->str()) : 0;
        paged::ByToken::Output page{.Next = std::to_string(from + 1), .Cups = cups(from, from)};
        if (from == 2) // two empty pages, then one of items, then none is told
            page = {.Cups = cups(0, 3)};
        return page;
    };
    CHECK(seen(cloud.pages(paged::ByToken{})).ids == up_to(3));

    here.by_token = [](const paged::ByToken& input) -> cupboard::token_answer {
        return paged::ByToken::Output{.Next = std::string(input.Cursor == std::string("a") ? "b" : "a"),
                                      .Cups = cups(0, 1)};
    };
    const seen circle(cloud.pages(paged::ByToken{}));
    CHECK(circle.ids.size() == 3);
    REQUIRE(circle.failure);
    CHECK(*circle.failure == errc::protocol);
}

TEST_CASE("paging: the bound on pages is kept, and told as an error") {
    cupboard here;
    here.all = 1'000'000;
    const seen found(calling(here.served).pages(paged::ByOffset{.Limit = 1}, {.max_pages = 7}));
    CHECK(found.ids == up_to(7));
    REQUIRE(found.failure);
    CHECK(*found.failure == errc::too_many_pages);
    CHECK(here.calls == 7);
}

TEST_CASE("paging: no page is asked for that breaks a rule of the input") {
    cupboard here;
    here.all = 1'000'000;
    const seen far(calling(here.served).pages(paged::ByOffset{.Offset = 995}));
    CHECK(far.ids.size() == 10); // Offset is at most 1000
    REQUIRE(far.failure);
    CHECK(far.failure->violations.at(0).path == "/Offset");
    const seen large(calling(here.served).pages(paged::ByOffset{.Limit = run_time(101)}));
    REQUIRE(large.failure);
    CHECK(large.failure->violations.at(0).path == "/Limit");
    CHECK(here.calls == 1);
}

TEST_CASE("paging: the time for all pages and that for each are kept") {
    cupboard here;
    here.all = 1'000'000;
    here.by_offset = [&](const paged::ByOffset& input) -> cupboard::offset_answer {
        if (input.Offset)
            std::this_thread::sleep_for(80ms);
        return here.slice(input);
    };
    const client cloud = calling(here.served);
    const seen each(cloud.pages(paged::ByOffset{}, {.call = {.timeout = 20ms}}));
    REQUIRE(each.failure);
    CHECK(*each.failure == errc::timeout);
    CHECK(each.ids.size() == 10);
    const auto begin = std::chrono::steady_clock::now();
    const seen whole(cloud.pages(paged::ByOffset{}, {.timeout = 200ms}));
    CHECK(std::chrono::steady_clock::now() - begin < 2s);
    REQUIRE(whole.failure);
    CHECK(*whole.failure == errc::timeout);
    CHECK(whole.ids.size() <= 30);
}

TEST_CASE("paging: the awaitable twin is cancelled like a call") {
    tests::peer silent([](tests::peer::tcp::socket& socket) {
        tests::peer::read_request(socket);
        tests::peer::read_request(socket);
    });
    const client cloud{credentials{"id", "key"}, {.endpoint = silent.url()}};
    boost::asio::io_context context;
    boost::asio::cancellation_signal stop;
    auto pages = cloud.pages(paged::ByOffset{});
    std::optional<errc> kind;
    pages.async_next(boost::asio::bind_cancellation_slot(
        stop.slot(), boost::asio::bind_executor(context, [&](result<std::optional<paged::ByOffset::Output>> page) {
            kind = page.error().kind;
        })));
    boost::asio::post(context, [&] { stop.emit(boost::asio::cancellation_type::terminal); });
    context.run_for(10s);
    CHECK(kind == errc::cancelled);
}

namespace {

const wait_options<paged::ByToken> soon{.timeout = 10s, .interval = 1ms, .max_interval = 4ms};

/// A server whose state changes with the third look.
void changes_to(cupboard& here, const char* state) {
    here.by_token = [&here, state](const paged::ByToken&) -> cupboard::token_answer {
        paged::ByToken::Output answer;
        answer.State = here.calls < 3 ? std::string("OPEN") : std::string(state);
        return answer;
    };
}

} // namespace

TEST_CASE("wait: returns the answer with a final state, blocking or awaited") {
    cupboard here;
    const client cloud = calling(here.served);
    changes_to(here, "CLOSED");
    const auto done = cloud.wait(paged::ByToken{}, soon);
    REQUIRE(done);
    CHECK((done->State == "CLOSED"));
    CHECK(here.calls.exchange(0) == 3);
    run([&]() -> boost::asio::awaitable<void> {
        const auto again = co_await cloud.async_wait(paged::ByToken{}, soon, boost::asio::use_awaitable);
        REQUIRE(again);
        CHECK((again->State == "CLOSED"));
    });
    CHECK(here.calls == 3);
}

TEST_CASE("wait: a task of the sandbox is waited for to the state that its page calls final, blocking or awaited") {
    namespace tiw = bindery::api::tencent::tiw::v20190919;
    sandbox box({.waiting = 20ms, .processing = 20ms});
    box.add_credentials({"id", std::string_view("key")});
    for (const char* task : {"one", "other"})
        box.add_video_generation_task({.SdkAppId = 1400000001, .TaskId = task, .TotalTime = 156750});
    const auto served = box.serve({.over = sandbox_serve_settings::transport::plain}).value();
    const client cloud{{"id", "key"}, {.endpoint = served.url(), .region = "ap-singapore"}};
    const wait_options<tiw::DescribeVideoGenerationTask> often{.timeout = 10s, .interval = 5ms};
    const auto one = cloud.wait(tiw::DescribeVideoGenerationTask{.SdkAppId = 1400000001, .TaskId = "one"}, often);
    REQUIRE(one);
    CHECK((one->Status == "FINISHED"));
    CHECK(one->TotalTime->value() == 156750);
    run([&]() -> boost::asio::awaitable<void> {
        const auto other =
            co_await cloud.async_wait(tiw::DescribeVideoGenerationTask{.SdkAppId = 1400000001, .TaskId = "other"},
                                      often, boost::asio::use_awaitable);
        REQUIRE(other);
        CHECK((other->Status == "FINISHED"));
    });
}

TEST_CASE("wait: a failing state is an error of its own, and the answer can be had") {
    cupboard here;
    const client cloud = calling(here.served);
    changes_to(here, "BROKEN");
    paged::ByToken::Output last;
    auto options = soon;
    options.last = &last;
    const auto failed = cloud.wait(paged::ByToken{}, options);
    REQUIRE_FALSE(failed);
    CHECK(failed.error() == errc::task_failed);
    CHECK((last.State == "BROKEN"));
    run([&]() -> boost::asio::awaitable<void> {
        const auto again = co_await cloud.async_wait(paged::ByToken{}, options, boost::asio::use_awaitable);
        REQUIRE_FALSE(again);
        CHECK(again.error() == errc::task_failed);
    });
}

TEST_CASE("wait: ends in time, whether the state does not change or no answer comes") {
    cupboard here;
    const client cloud = calling(here.served);
    changes_to(here, "OPEN");
    paged::ByToken::Output last;
    const auto begin = std::chrono::steady_clock::now();
    const auto late = cloud.wait(paged::ByToken{}, {.timeout = 60ms, .interval = 5ms, .last = &last});
    REQUIRE_FALSE(late);
    CHECK(late.error() == errc::not_finished);
    CHECK((last.State == "OPEN"));

    here.by_token = [](const paged::ByToken&) -> cupboard::token_answer {
        std::this_thread::sleep_for(150ms);
        return paged::ByToken::Output{};
    };
    const auto stuck = cloud.wait(paged::ByToken{}, {.timeout = 50ms});
    REQUIRE_FALSE(stuck);
    CHECK(stuck.error() == errc::not_finished);
    const auto impatient = cloud.wait(paged::ByToken{}, {.call = {.timeout = 20ms}});
    REQUIRE_FALSE(impatient);
    CHECK(impatient.error() == errc::timeout); // the call's, not the wait's
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
}

TEST_CASE("wait: a call that fails ends it, and a condition of one's own may") {
    cupboard here;
    const client cloud = calling(here.served);
    here.by_token = [](const paged::ByToken&) -> cupboard::token_answer {
        return fail_with(api_error{"ResourceNotFound", 200, "no such cup"});
    };
    const auto gone = cloud.wait(paged::ByToken{}, soon);
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == "ResourceNotFound");

    wait_options<paged::ByOffset> often{.interval = 1ms};
    here.calls = 0;
    const auto third = cloud.wait_until(
        paged::ByOffset{}, [&](const auto&) { return here.calls == 3; }, often);
    CHECK(third);
    const auto refused = cloud.wait_until(paged::ByOffset{}, [](const auto&) -> result<bool> {
        return error{errc::protocol, "I do not like it"};
    });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == "I do not like it");
}

TEST_CASE("wait: is cancelled while it pauses") {
    cupboard here;
    changes_to(here, "OPEN");
    here.calls = -1000;
    const client cloud = calling(here.served);
    boost::asio::io_context context;
    boost::asio::cancellation_signal stop;
    std::optional<errc> kind;
    cloud.async_wait(paged::ByToken{}, {.interval = 60s},
                     boost::asio::bind_cancellation_slot(
                         stop.slot(), boost::asio::bind_executor(context, [&](result<paged::ByToken::Output> answer) {
                             kind = answer.error().kind;
                         })));
    std::thread canceller([&] {
        CHECK(wire::eventually([&] { return here.calls == -999; }));
        std::this_thread::sleep_for(20ms); // it pauses, or is about to
        boost::asio::post(context, [&] { stop.emit(boost::asio::cancellation_type::terminal); });
    });
    context.run_for(10s);
    canceller.join();
    CHECK(kind == errc::cancelled);
}
