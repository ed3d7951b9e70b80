// One element where two are asked for.
// expect: list_has_fewer_elements_than_the_api_allows
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
const bindery::optional<bindery::list<bindery::integer<>, bindery::items<2, 3>>> ends = {1};
#else
const bindery::optional<bindery::list<bindery::integer<>, bindery::items<2, 3>>> ends = {1, 2};
#endif
