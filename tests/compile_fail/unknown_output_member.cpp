// A member that the operation's output does not have.
// expect-gcc: has no member named
// expect-clang: no member named 'Rezult'
// expect: Rezult
#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>
#include <bindery/error.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

bool has_output(const bindery::result<vod::ExecuteFunction::Output>& done) {
#ifdef BINDERY_MUST_NOT_COMPILE
    return done->Rezult.has_value();
#else
    return done->Result.has_value();
#endif
}
