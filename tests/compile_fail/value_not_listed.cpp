// The page lists "Abort" only.
// expect: value_is_not_one_of_those_the_api_lists
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

#ifdef BINDERY_MUST_NOT_COMPILE
const vod::ManageTask task{.TaskId = "251000333-procedure-c27b", .OperationType = "Stop"};
#else
const vod::ManageTask task{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort"};
const vod::ManageTask newer{.TaskId = "251000333-procedure-c27b", .OperationType = bindery::unlisted("Stop")};
#endif
