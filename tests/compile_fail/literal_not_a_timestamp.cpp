// A literal that is no point in time: there was no such day.
// expect: text_is_not_a_timestamp_of_iso_8601
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
const bindery::required<bindery::timestamp> when = "2023-02-29T00:00:00Z";
#else
const bindery::required<bindery::timestamp> when = "2024-02-29T00:00:00Z";
#endif
