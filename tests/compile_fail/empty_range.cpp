// Bounds that nothing can keep.
// expect: the smallest length is above the largest
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
bindery::text<bindery::length<2, 1>> name;
#else
bindery::text<bindery::length<1, 2>> name;
#endif
