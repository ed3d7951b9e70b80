// Little of the library, and yet Boost.JSON and OpenSSL must be found and linked.
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/json.hpp>
#include <bindery/signing/digest.hpp>
#include <bindery/validate.hpp>
#include <bindery/version.hpp>

#include <iostream>

namespace vod = bindery::api::tencent::vod::v20180717;

static_assert(BINDERY_VERSION >= 100);

int main() {
    vod::ManageTask wrong{.TaskId = "251000333-procedure-c27b", .OperationType = std::string{"Pause"}};
    const bool read = bindery::json::read(R"({"TaskId": "1", "OperationType": "Stop"})", wrong).has_value();
    std::cout << BINDERY_VERSION_STRING << '\n';
    return read && bindery::validate(wrong).size() == 1 && bindery::signing::equal_in_constant_time("a", "a") ? 0 : 1;
}
