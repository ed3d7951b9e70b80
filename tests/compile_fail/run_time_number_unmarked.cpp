// A run-time number for a member with rules has to say that it is one.
// expect: is not a constant expression
// expect: days
#include <bindery/types.hpp>

bindery::required<bindery::integer<bindery::range<1, 14>>> kept_for(int days) {
#ifdef BINDERY_MUST_NOT_COMPILE
    return days;
#else
    return bindery::run_time(days);
#endif
}
