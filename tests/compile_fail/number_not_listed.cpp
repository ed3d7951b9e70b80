// The page lists 1, 2 and 4.
// expect: number_is_not_one_of_those_the_api_lists
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
bindery::optional<bindery::integer<bindery::one_of<"1", "2", "4">>> level = 3;
#else
bindery::optional<bindery::integer<bindery::one_of<"1", "2", "4">>> level = 4;
#endif
