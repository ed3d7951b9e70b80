// A second source file of the same headers: header-only must not mean defined twice.
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/client.hpp>
#include <bindery/validate.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

bool other_agrees(const vod::ManageTask& request) {
    return bindery::validate(request).size() == 1;
}
