// Judges a request that is known only at run time, without sending it: no account, no network, and no header of either.
//
//   bindery-request-only 251000333-procedure-c27b Abort
//   bindery-request-only 251000333-procedure-c27b Pause

#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/validate.hpp>

#include <iostream>
#include <string>

namespace vod = bindery::api::tencent::vod::v20180717;

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: bindery-request-only <TaskId> <OperationType>\n";
        return 2;
    }
    const vod::ManageTask request{.TaskId = std::string(argv[1]), .OperationType = std::string(argv[2])};
    const auto broken = bindery::validate(request);
    for (const auto& violation : broken)
        std::cout << violation << '\n';
    return broken.empty() ? 0 : 1;
}
