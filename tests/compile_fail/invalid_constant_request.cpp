// What spans members is judged too when a request is a constant.
// expect-gcc: static assertion failed
// expect-clang: static assertion failed
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/validate.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

#ifdef BINDERY_MUST_NOT_COMPILE
constexpr vod::ManageTask task{.TaskId = bindery::absent, .OperationType = "Abort"};
#else
constexpr vod::ManageTask task{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort"};
#endif
static_assert(bindery::is_valid(task));
