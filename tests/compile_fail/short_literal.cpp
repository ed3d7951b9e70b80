// A literal below the minimum.
// expect: text_is_shorter_than_the_api_allows
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
const bindery::optional<bindery::text<bindery::length<2, 5>>> name = "a";
#else
const bindery::optional<bindery::text<bindery::length<2, 5>>> name = "ab";
#endif
