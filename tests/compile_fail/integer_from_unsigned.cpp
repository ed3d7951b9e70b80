// 64 unsigned bits may not fit into 64 signed ones.
// expect-gcc: could not convert '1' from 'uint64_t'
// expect-clang: no viable conversion from 'std::uint64_t' (aka 'unsigned long') to 'optional<integer<>>'
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>

#include <cstdint>

namespace vod = bindery::api::tencent::vod::v20180717;

#ifdef BINDERY_MUST_NOT_COMPILE
const vod::ManageTask task{
    .TaskId = "251000333-procedure-c27b", .OperationType = "Abort", .SubAppId = std::uint64_t{1}};
#else
const vod::ManageTask task{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort", .SubAppId = 1};
#endif
