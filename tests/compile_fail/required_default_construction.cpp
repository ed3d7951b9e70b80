// A required value cannot be made of nothing.
// expect: a_value_must_be_given_since_this_member_is_required
#include <bindery/types.hpp>

int main() {
#ifdef BINDERY_MUST_NOT_COMPILE
    bindery::required<bindery::text<>> nothing;
#else
    bindery::required<bindery::text<>> nothing = bindery::absent;
#endif
    return nothing.has_value();
}
