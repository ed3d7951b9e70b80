// Does not compile, and the message says why: the page lists one value for OperationType.
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

vod::ManageTask refused() {
    return {.TaskId = "251000333-procedure-c27b", .OperationType = "Stop"};
}
