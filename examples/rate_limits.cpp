// Keeps to the page's rate of 20 calls a second with two clients that share a limiter. A sandbox counts, too.

#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/client.hpp>
#include <bindery/protocol/local_rate_limiter.hpp>
#include <bindery/sandbox.hpp>

#include <iostream>

namespace tiw = bindery::api::tencent::tiw::v20190919;

int main() {
    bindery::sandbox cloud;
    cloud.add_credentials({"id", std::string_view("key")});
    const auto server = cloud.serve({.over = bindery::sandbox_serve_settings::transport::plain}).value();

    const bindery::client_options options{
        .endpoint = server.url(),
        .region = "ap-singapore",
        .retries = bindery::retry_policy{}, // the network may still bring two calls together
        .rates = {.limiter = std::make_shared<bindery::local_rate_limiter>()},
    };
    const bindery::client one{bindery::credentials{"id", "key"}, options},
        other{bindery::credentials{"id", "key"}, options};
    const tiw::DescribeVideoGenerationTask op{.SdkAppId = 1, .TaskId = "none"};

    int throttled = 0, kept_back = 0;
    for (int i = 0; i != 25; ++i) {
        const auto done = (i % 2 == 0 ? one : other).call(op); // waits for its turn
        throttled += !done && done.error().code.starts_with("RequestLimitExceeded");
    }
    for (int i = 0; i != 25; ++i) {
        const auto done = one.call(op, {.over = bindery::over_rate::fail});
        kept_back += !done && done.error() == bindery::errc::rate_limited;
        if (!done && done.error() == bindery::errc::rate_limited && kept_back == 1)
            std::cout << done.error() << '\n'; // when there is room
    }
    std::cout << throttled << " throttled by the service, " << kept_back << " not sent\n";
    return throttled == 0 && kept_back != 0 ? 0 : 1;
}
