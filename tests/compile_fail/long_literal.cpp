// A literal of one character over the maximum: 50 are allowed.
// expect: text_is_longer_than_the_api_allows
#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

#define TEN "0123456789"
#ifdef BINDERY_MUST_NOT_COMPILE
#define SESSION_ID TEN TEN TEN TEN TEN "x"
#else
#define SESSION_ID TEN TEN TEN TEN TEN
#endif

const vod::ExecuteFunction call{.FunctionName = "ExampleFunc", .FunctionArg = "", .SessionId = SESSION_ID};
