// A literal of few characters and too many bytes.
// expect: text_has_more_bytes_than_the_api_allows
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
const bindery::optional<bindery::text<bindery::bytes<0, 4>>> name = "\u4e2d\u6587";
#else
const bindery::optional<bindery::text<bindery::bytes<0, 4>>> name = "\u4e2d";
#endif
