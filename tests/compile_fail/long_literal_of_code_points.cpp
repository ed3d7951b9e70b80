// Characters are code points: 1,000 of four bytes each are allowed, 1,001 are not, however few bytes the last one has.
// expect: text_is_longer_than_the_api_allows
#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>

namespace vod = bindery::api::tencent::vod::v20180717;

#define TEN "\U0001F600\U0001F601\U0001F602\U0001F603\U0001F604\U0001F605\U0001F606\U0001F607\U0001F608\U0001F609"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define THOUSAND HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED
#ifdef BINDERY_MUST_NOT_COMPILE
#define CONTEXT THOUSAND "x"
#else
#define CONTEXT THOUSAND
#endif
static_assert(sizeof THOUSAND == 4 * 1000 + 1);

const vod::ExecuteFunction call{.FunctionName = "ExampleFunc", .FunctionArg = "", .SessionContext = CONTEXT};
