// Four elements where three are allowed, all of them run-time values.
// expect: list_has_more_elements_than_the_api_allows
#include <bindery/types.hpp>

#include <string>

struct tagged {
    bindery::optional<bindery::list<bindery::text<>, bindery::items<0, 3>>> Tags{};
};

tagged with(const std::string& tag) {
#ifdef BINDERY_MUST_NOT_COMPILE
    return {.Tags = {tag, tag, tag, tag}};
#else
    return {.Tags = {tag, tag, tag}};
#endif
}
