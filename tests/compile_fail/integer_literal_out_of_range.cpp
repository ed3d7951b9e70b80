// An integer constant below the minimum, without a wrapper around it.
// expect: number_is_outside_of_what_the_api_allows
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
constexpr bindery::integer<bindery::range<-5, 5>> level = -6;
#else
constexpr bindery::integer<bindery::range<-5, 5>> level = -5;
#endif
