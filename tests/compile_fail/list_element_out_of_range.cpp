// The rules of a list's elements are the elements'.
// expect: number_is_outside_of_what_the_api_allows
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
const bindery::optional<bindery::list<bindery::integer<bindery::range<1, 5>>>> levels = {1, 2, 6};
#else
const bindery::optional<bindery::list<bindery::integer<bindery::range<1, 5>>>> levels = {1, 2, 5};
#endif
