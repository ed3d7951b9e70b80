// Two pairs of braces take more than sixteen elements, and are counted as well.
// expect: list_has_more_elements_than_the_api_allows
#include <bindery/types.hpp>

using ids = bindery::list<bindery::integer<>, bindery::items<1, 17>>;

#ifdef BINDERY_MUST_NOT_COMPILE
const bindery::required<ids> all = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18}};
#else
const bindery::required<ids> all = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}};
#endif
