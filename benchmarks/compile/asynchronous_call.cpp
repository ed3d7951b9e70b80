// Makes one asynchronous call.

#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>
#include <bindery/async_client.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

bool run(const std::string& argument) {
    boost::asio::io_context context;
    const bindery::client cloud{{"id", "key"}};
    bool good = false;
    cloud.async_call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = argument},
                     boost::asio::bind_executor(context, [&](const auto& done) { good = done.has_value(); }));
    context.run();
    return good;
}
