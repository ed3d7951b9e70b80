// Comparing with a value that the page does not list can only be a mistake.
// expect: value_is_not_one_of_those_the_api_lists
#include <bindery/api/tencent/tiw/v20190919/DescribeVideoGenerationTask.hpp>

namespace tiw = bindery::api::tencent::tiw::v20190919;

bool has_finished(const tiw::DescribeVideoGenerationTask::Output& task) {
#ifdef BINDERY_MUST_NOT_COMPILE
    return task.Status == "Finished";
#else
    return task.Status == "FINISHED";
#endif
}
