// A member that the page does not have.
// expect: TaskID
// expect-gcc: has no non-static data member named
// expect-clang: does not refer to any field
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

#ifdef BINDERY_MUST_NOT_COMPILE
const vod::ManageTask task{.TaskID = "251000333-procedure-c27b", .OperationType = "Abort"};
#else
const vod::ManageTask task{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort"};
#endif
