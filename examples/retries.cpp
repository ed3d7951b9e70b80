// A client that copes: calls that are made again and carry an id, a circuit, turns. On a sandbox within this program.

#include <bindery/client.hpp>
#include <bindery/sandbox.hpp>

#include <iostream>

namespace vod = bindery::api::tencent::vod::v20180717;
using namespace std::chrono_literals;

int main() {
    bindery::sandbox cloud;
    cloud.add_credentials({"AKIDexample", std::string_view("secret")});
    auto served = cloud.serve({.over = bindery::sandbox_serve_settings::transport::plain}).value();

    const bindery::client client{{"AKIDexample", "secret"},
                                 {.endpoint = served.url(),
                                  .timeout = 10s,
                                  .phases = {.receive = 3s},
                                  .retries = bindery::retry_policy{.base_delay = 10ms},
                                  .ids = bindery::deduplication_ids::generated,
                                  .breaker = bindery::breaker_policy{.failures = 5},
                                  .concurrency = bindery::concurrency_limit{.calls = 8},
                                  .max_clock_skew = 1h}};
    const vod::ExecuteFunction function{.FunctionName = "ExampleFunc", .FunctionArg = "hello"};

    // The first attempt meets a fault. With its id the call may be made again.
    cloud.fail_next(vod::ExecuteFunction::errc::InternalError);
    bindery::call_details details;
    if (const auto done = client.call(function, {.details = &details}); !done) {
        std::cerr << done.error() << '\n';
        return 1;
    }
    std::cout << "executed, as " << details.deduplication_id << "; tasks: " << cloud.tasks().size() << '\n';

    // Nobody is there any more: three attempts each, and then the client does not even try.
    served.stop();
    for (int i = 0; i != 3; ++i)
        std::cout << client.call(function).error() << '\n';
}
