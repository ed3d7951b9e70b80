// A required member cannot be left out, and the compiler says which one.
// expect: a_value_must_be_given_since_this_member_is_required
// expect-clang: in implicit initialization of field 'TaskId' with omitted initializer
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

const vod::ManageTask abort_task{
#ifndef BINDERY_MUST_NOT_COMPILE
    .TaskId = "251000333-procedure-c27b",
#endif
    .OperationType = "Abort",
};
