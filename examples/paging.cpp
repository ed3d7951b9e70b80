// What takes more calls than one: waits for a task of the sandbox to end, and goes through an answer that comes in
// pages. Needs no account and no network.

#include <bindery/paging.hpp>
#include <bindery/sandbox.hpp>
#include <bindery/server.hpp>

#include <iostream>

namespace tiw = bindery::api::tencent::tiw::v20190919;
using namespace std::chrono_literals;

namespace kettle {

/// An operation of one's own, as `bindery-gen` writes it for a page with the fact Pages.
struct ListCups {
    bindery::optional<bindery::integer<>> Offset{};
    bindery::optional<bindery::integer<bindery::range<1, 100>>> Limit{};

    struct Output {
        bindery::optional<bindery::integer<>> Total{};
        bindery::optional<bindery::list<bindery::text<>>> Cups{};
    };

    enum class errc {
    };
    static constexpr std::span<const bindery::api_error> errors{};
    friend constexpr std::span<const bindery::api_error> declared_errors(errc) noexcept { return errors; }
    using provider = bindery::provider::tencent;
    using region = bindery::text<>;

    static constexpr bindery::operation about{
        .service = "kettle",
        .action = "ListCups",
        .version = "2024-02-29",
        .host = "kettle.test",
        .effect = bindery::effect::reads,
        .pages = {.offset = "Offset", .limit = "Limit", .total = "/Total", .items = "/Cups"},
    };
};
BOOST_DESCRIBE_STRUCT(ListCups, (), (Offset, Limit))
BOOST_DESCRIBE_STRUCT(ListCups::Output, (), (Total, Cups))

} // namespace kettle

namespace {

using kettle::ListCups;

ListCups::Output list_cups(const ListCups& input) {
    constexpr std::int64_t all = 7;
    const std::int64_t from = input.Offset ? input.Offset->value() : 0;
    const std::int64_t size = input.Limit ? input.Limit->value() : 20;
    ListCups::Output page{.Total = all, .Cups = bindery::list<bindery::text<>>{}};
    for (auto i = from; i < all && i < from + size; ++i)
        page.Cups->push_back("cup " + std::to_string(i));
    return page;
}

int fail(const bindery::error& why) {
    std::cerr << why << '\n';
    return 1;
}

} // namespace

int main() {
    const bindery::signing::credentials account{"id", std::string_view("key")};
    bindery::sandbox box{{.waiting = 20ms, .processing = 20ms}};
    box.add_credentials(account);
    box.add_video_generation_task({.SdkAppId = 1400000001, .TaskId = "video", .TotalTime = 156750});
    const auto cloud = box.serve();
    if (!cloud)
        return fail(cloud.error());
    const bindery::client whiteboard{
        bindery::credentials{"id", "key"},
        {.endpoint = cloud->url(), .region = "ap-singapore", .tls = {.ca_pem = cloud->certificate_pem()}}};

    const auto video = whiteboard.wait(tiw::DescribeVideoGenerationTask{.SdkAppId = 1400000001, .TaskId = "video"},
                                       {.interval = 10ms});
    if (!video)
        return fail(video.error());
    std::cout << "a video of " << video->TotalTime->value() << " ms is " << video->Status->view() << '\n';

    const auto world = std::make_shared<bindery::stored_environment<bindery::store::memory>>();
    world->add(account);
    const auto kettle = bindery::server::start(bindery::router{list_cups}, world);
    if (!kettle)
        return fail(kettle.error());
    const bindery::client kitchen{bindery::credentials{"id", "key"},
                                  {.endpoint = "http://127.0.0.1:" + std::to_string(kettle->port())}};
    for (auto& cup : kitchen.pages(ListCups{.Limit = 3})) {
        if (!cup)
            return fail(cup.error());
        std::cout << cup->view() << '\n';
    }
}
