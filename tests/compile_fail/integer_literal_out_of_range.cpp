// A number over the maximum, in a member and with no other constant around it.
// expect: number_is_outside_of_what_the_api_allows
#include <bindery/types.hpp>

int main(int argc, char**) {
    bindery::optional<bindery::integer<bindery::range<1, 14>>> days = 14;
    days = bindery::run_time(argc);
#ifdef BINDERY_MUST_NOT_COMPILE
    days = 15;
#endif
    return days.has_value() ? 0 : 1;
}
