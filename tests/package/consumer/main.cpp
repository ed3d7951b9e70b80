#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/client.hpp>
#include <bindery/validate.hpp>

#include <string>

namespace vod = bindery::api::tencent::vod::v20180717;

bool other_agrees(const vod::ManageTask& request);
bindery::error other_calls(const bindery::client& cloud, const vod::ManageTask& request);
const boost::system::error_category& other_category();

// Reaches everything that must link, and never the network: a request that breaks a rule is not sent.
int main() {
    const vod::ManageTask wrong{.TaskId = "251000333-procedure-c27b", .OperationType = std::string{"Pause"}};
    const bindery::client cloud{bindery::credentials{"id", "key"}};
    const auto done = cloud.call(wrong);
    const auto again = other_calls(cloud, wrong);
    return !done && done.error() == bindery::errc::validation && other_agrees(wrong) &&
                   again == bindery::errc::validation && to_string(again) == to_string(done.error()) &&
                   other_category() == bindery::error_category()
               ? 0
               : 1;
}
