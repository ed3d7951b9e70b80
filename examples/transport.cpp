// The same call at another host over TLS, and without a socket; then as a command to look at.

#include <bindery/client.hpp>
#include <bindery/client/in_process.hpp>
#include <bindery/sandbox.hpp>

#include <iostream>

namespace vod = bindery::api::tencent::vod::v20180717;

int main() {
    bindery::sandbox cloud;
    cloud.add_credentials({"id", std::string_view("key")});
    const auto served = cloud.serve().value();

    const bindery::credentials who{"id", "key"};
    const bindery::client over_tls{who,
                                   {.endpoint = served.url(),
                                    .hosts = {{"*.intl.tencentcloudapi.com", "*.tencentcloudapi.com"}},
                                    .headers = {{"X-Team", "video"}},
                                    .tls = {.ca_pem = served.certificate_pem()}}};
    const bindery::client inside{who, {.transport = bindery::in_process(cloud.dispatcher())}};

    const vod::ExecuteFunction execute{.FunctionName = "ExampleFunc", .FunctionArg = "hello"};
    for (const bindery::client& each : {over_tls, inside}) {
        const auto done = each.call(execute);
        if (!done) {
            std::cerr << done.error() << '\n';
            return 1;
        }
        std::cout << done->Result->view() << '\n';
    }
    std::cout << over_tls.dump(execute).value() << '\n';
}
