// A negative literal for an unsigned number: refused even where nothing else is a constant.
// expect: number_is_outside_of_what_the_api_allows
#include <bindery/types.hpp>

int main() {
#ifdef BINDERY_MUST_NOT_COMPILE
    const bindery::optional<bindery::unsigned_integer<>> size = -1;
#else
    const bindery::optional<bindery::unsigned_integer<>> size = 1;
#endif
    return static_cast<int>(size->value()) - 1;
}
