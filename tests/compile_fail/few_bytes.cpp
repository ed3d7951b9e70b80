// A literal of too few bytes.
// expect: text_has_fewer_bytes_than_the_api_allows
#include <bindery/types.hpp>

#ifdef BINDERY_MUST_NOT_COMPILE
const bindery::optional<bindery::text<bindery::bytes<3, 8>>> name = "ab";
#else
const bindery::optional<bindery::text<bindery::bytes<3, 8>>> name = "\u4e2d";
#endif
