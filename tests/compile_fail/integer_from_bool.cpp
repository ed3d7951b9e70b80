// true is not a number.
// expect-gcc: could not convert 'true' from 'bool' to 'bindery::optional<bindery::integer<> >'
// expect-clang: no viable conversion from 'bool' to 'optional<integer<>>'
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

#ifdef BINDERY_MUST_NOT_COMPILE
const vod::ManageTask task{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort", .SubAppId = true};
#else
const vod::ManageTask task{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort", .SubAppId = 1};
#endif
