#include <bindery/model/concepts.hpp>

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/mps/v20190612.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/error.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace bindery;
namespace live = api::alibaba::live::v20161101;
namespace mps = api::tencent::mps::v20190612;
namespace tiw = api::tencent::tiw::v20190919;
namespace vod = api::tencent::vod::v20180717;

namespace wrong {

struct without_about {
    struct Output {};
    enum class errc {
    };
    using provider = int;
    using region = int;
};
struct without_output {
    enum class errc {
    };
    using provider = int;
    using region = int;
    static constexpr operation about{};
};
struct not_an_aggregate : without_about {
    static constexpr operation about{};
    explicit not_an_aggregate(int) {}
};
enum class undeclared {
    a
};

} // namespace wrong

namespace {

template <class... Op>
void check_declared_errors() {
    const auto check = []<class One>(std::type_identity<One>) {
        CAPTURE(One::about.action);
        const auto declared = declared_errors(typename One::errc{});
        CHECK(declared.data() == One::about.errors.data());
        CHECK(declared.size() == One::about.errors.size());
        CHECK(&describe(typename One::errc{}) == &declared[0]);
    };
    (check(std::type_identity<Op>()), ...);
}

} // namespace

static_assert(operation_input<vod::ManageTask> && operation_input<vod::ExecuteFunction> &&
              operation_input<mps::ExecuteFunction>);
static_assert(operation_input<tiw::DescribeVideoGenerationTask> && operation_input<live::StartEdgeTranscodeJob>);
static_assert(!operation_input<vod::ManageTask::Output> && !operation_input<tiw::VideoInfo> && !operation_input<int>);
static_assert(!operation_input<wrong::without_about> && !operation_input<wrong::without_output> &&
              !operation_input<wrong::not_an_aggregate>);
static_assert(!operation_input<const vod::ManageTask&>);

static_assert(declared_errc<vod::ManageTask::errc> && declared_errc<live::StartEdgeTranscodeJob::errc>);
static_assert(!declared_errc<wrong::undeclared> && !declared_errc<int> && !declared_errc<vod::ManageTask> &&
              !declared_errc<errc>);

TEST_CASE("concepts: an enumerator stands for its declared error") {
    CHECK(describe(vod::ManageTask::errc::InvalidParameterValue_TaskId).code == "InvalidParameterValue.TaskId");
    CHECK(describe(vod::ManageTask::errc::FailedOperation).code == "FailedOperation");
    CHECK(describe(vod::ManageTask::errc::UnauthorizedOperation).code == "UnauthorizedOperation");
    CHECK(describe(live::StartEdgeTranscodeJob::errc::JobNotFound).http == 404);
    static_assert(describe(tiw::DescribeVideoGenerationTask::errc::AuthFailure).http == 200);
}

TEST_CASE("concepts: an operation and its enumeration declare the same errors") {
    check_declared_errors<vod::ManageTask, vod::ExecuteFunction, mps::ExecuteFunction, tiw::DescribeVideoGenerationTask,
                          live::StartEdgeTranscodeJob>();
}
