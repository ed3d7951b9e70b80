// A second source file of the same headers: header-only must not mean defined twice. In the program "mixed" this half
// is header-only and main.cpp is not, and they hand each other what the library is made of.
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/client.hpp>
#include <bindery/validate.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

bool other_agrees(const vod::ManageTask& request) {
    return bindery::validate(request).size() == 1;
}

bindery::error other_calls(const bindery::client& cloud, const vod::ManageTask& request) {
    return cloud.call(request).error();
}

const boost::system::error_category& other_category() {
    return bindery::error_category();
}
