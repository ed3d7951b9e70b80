// A regular expression of a richer kind is refused, not taken literally.
// expect: this is not a pattern that bindery understands
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
bindery::text<bindery::pattern<"(a|b){2}">> name;
#else
bindery::text<bindery::pattern<"[ab][ab]">> name;
#endif
