// Both targets are what they are called, and link what they need.
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/json.hpp>
#include <bindery/signing/digest.hpp>
#include <bindery/validate.hpp>
#include <bindery/version.hpp>

#include <iostream>

#if defined(BINDERY_COMPILED) != defined(EXPECT_COMPILED)
#error "bindery::bindery and bindery::compiled are mixed up"
#endif

namespace vod = bindery::api::tencent::vod::v20180717;

int main() {
    vod::ManageTask request{.TaskId = "1", .OperationType = "Abort"};
    std::cout << "bindery " << BINDERY_VERSION_STRING << '\n';
    return bindery::json::read(R"({"TaskId": "2", "OperationType": "Abort"})", request) &&
                   bindery::validate(request).empty() && bindery::signing::equal_in_constant_time("a", "a")
               ? 0
               : 1;
}
