// Whoever makes a call includes the provider: generated headers only declare it.
// expect: the operation's provider is only declared here: include <bindery/provider/all.hpp> or its own header
#define BINDERY_COMPILED // declarations are all this needs
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/client/core.hpp>
#ifndef BINDERY_MUST_NOT_COMPILE
#include <bindery/provider/tencent.hpp>
#endif

namespace vod = bindery::api::tencent::vod::v20180717;

bindery::result<void> call(const std::shared_ptr<bindery::detail::core>& core, const vod::ManageTask& task,
                           vod::ManageTask::Output& output) {
    auto what = bindery::detail::erase(task);
    what.out = &output;
    return bindery::detail::call(core, what);
}
