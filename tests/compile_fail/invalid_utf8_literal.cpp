// A literal that is not UTF-8: here a surrogate, as some old encoders write them.
// expect: text_is_not_valid_utf8
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

#ifdef BINDERY_MUST_NOT_COMPILE
const vod::ManageTask task{.TaskId = "\xED\xA0\x80", .OperationType = "Abort"};
#else
const vod::ManageTask task{.TaskId = "\xED\x9F\xBF", .OperationType = "Abort"};
#endif
