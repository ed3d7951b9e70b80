// Three structures in braces where two are allowed.
// expect-gcc: items<0, 2>
// expect-clang: list_has_more_elements_than_the_api_allows
#include <bindery/types.hpp>

struct tag {
    bindery::required<bindery::text<>> Key;
    bindery::optional<bindery::text<>> Value{};
};

struct tagged {
    bindery::required<bindery::list<tag, bindery::items<0, 2>>> Tags;
};

#ifdef BINDERY_MUST_NOT_COMPILE
const tagged with{.Tags = {{.Key = "a"}, {.Key = "b"}, {.Key = "c"}}};
#else
const tagged with{.Tags = {{.Key = "a"}, {.Key = "b", .Value = "c"}}};
#endif
