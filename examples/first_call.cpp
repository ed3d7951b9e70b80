#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/client.hpp>

#include <iostream>

namespace vod = bindery::api::tencent::vod::v20180717;

int main() {
    bindery::client cloud{bindery::credentials::from_environment()};
    auto done = cloud.call(vod::ManageTask{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort"});
    if (!done)
        std::cerr << done.error() << '\n'; // code, message, request id, violations
}
