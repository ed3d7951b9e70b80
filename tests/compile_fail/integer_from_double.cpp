// A double would be cut or rounded.
// expect-gcc: from 'double' to 'bindery::optional<bindery::integer<> >'
// expect-clang: no viable conversion from 'double' to 'optional<integer<>>'
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

#ifdef BINDERY_MUST_NOT_COMPILE
const vod::ManageTask task{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort", .SubAppId = 1.0};
#else
const vod::ManageTask task{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort", .SubAppId = 1};
#endif
