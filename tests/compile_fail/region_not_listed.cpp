// The page of this operation lists ap-singapore only.
// expect: value_is_not_one_of_those_the_api_lists
#include <bindery/api/tencent/tiw/v20190919/DescribeVideoGenerationTask.hpp>
#include <bindery/client/options.hpp>

namespace tiw = bindery::api::tencent::tiw::v20190919;

#ifdef BINDERY_MUST_NOT_COMPILE
const bindery::call_options<tiw::DescribeVideoGenerationTask> options{.region = "eu-west"};
#else
const bindery::call_options<tiw::DescribeVideoGenerationTask> options{.region = "ap-singapore"};
#endif
