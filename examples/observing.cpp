// Who watches a client: a log for people, JSON lines, metrics, and an observer of one's own. On a sandbox within this
// program.

#include <bindery/client.hpp>
#include <bindery/observe/json_lines.hpp>
#include <bindery/observe/prometheus.hpp>
#include <bindery/observe/text_log.hpp>
#include <bindery/sandbox.hpp>

#include <atomic>
#include <iostream>

namespace vod = bindery::api::tencent::vod::v20180717;
using namespace std::chrono_literals;

/// Counts what was slow. Called by many threads.
class slow_calls final : public bindery::observer {
public:
    void call_ends(const bindery::observed_call&, const bindery::observed_end& end) noexcept override {
        if (end.duration > 10s)
            ++count;
    }
    std::atomic<int> count{0};
};

int main() {
    bindery::sandbox cloud;
    cloud.add_credentials({"AKIDexample", std::string_view("secret")});
    const auto served = cloud.serve({.over = bindery::sandbox_serve_settings::transport::plain}).value();

    const auto text = std::make_shared<bindery::observe::text_log>(bindery::observe::to_stream(std::cout));
    const auto json = std::make_shared<bindery::observe::json_lines>(bindery::observe::to_stream(std::cout));
    const auto metrics = std::make_shared<bindery::observe::prometheus>();
    const auto slow = std::make_shared<slow_calls>();
    const bindery::client client{{"AKIDexample", "secret"},
                                 {.endpoint = served.url(),
                                  .retries = bindery::retry_policy{.base_delay = 10ms},
                                  .ids = bindery::deduplication_ids::generated,
                                  .observers = {text, json, metrics, slow}}};

    cloud.fail_next(vod::ExecuteFunction::errc::InternalError); // the first attempt
    const vod::ExecuteFunction function{.FunctionName = "ExampleFunc", .FunctionArg = "hello"};
    if (const auto done = client.call(function); !done) {
        std::cerr << done.error() << '\n';
        return 1;
    }
    std::cout << metrics->scrape() << slow->count << " were slow\n";
}
