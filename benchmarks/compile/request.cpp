// Builds and validates one request.

#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>
#include <bindery/validate.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

bool is_fine(const std::string& argument) {
    return bindery::validate(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = argument}).empty();
}
