// A literal that does not have the form that the page describes.
// expect: text_does_not_have_the_form_the_api_asks_for
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
const bindery::required<bindery::text<bindery::pattern<"[a-z]+-[0-9]+">>> id = "job_7";
#else
const bindery::required<bindery::text<bindery::pattern<"[a-z]+-[0-9]+">>> id = "job-7";
#endif
