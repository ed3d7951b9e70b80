// Builds and validates a request and does nothing else: what this reads is what such a program costs.
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/validate.hpp>

#include <string>

namespace vod = bindery::api::tencent::vod::v20180717;

constexpr vod::ManageTask right{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort"};
static_assert(bindery::is_valid(right));

int main() {
    const vod::ManageTask wrong{.TaskId = "251000333-procedure-c27b", .OperationType = std::string{"Pause"}};
    return bindery::validate(right).empty() && bindery::validate(wrong).size() == 1 ? 0 : 1;
}
