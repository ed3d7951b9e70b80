// Makes one blocking call.

#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>
#include <bindery/client.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

bool run(const std::string& argument) {
    const bindery::client cloud{{"id", "key"}};
    return cloud.call(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = argument}).has_value();
}
