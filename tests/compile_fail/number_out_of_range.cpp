// A number out of range in a request that is a constant.
// expect: number_is_outside_of_what_the_api_allows
#include <bindery/reflect/describe.hpp>
#include <bindery/types.hpp>

struct page {
    bindery::required<bindery::integer<bindery::range<1, 100>>> Size;
    bindery::optional<bindery::number<bindery::range<0, 1>>> Share{};
};
BOOST_DESCRIBE_STRUCT(page, (), (Size, Share))

#ifdef BINDERY_MUST_NOT_COMPILE
constexpr page first{.Size = 101};
#else
constexpr page first{.Size = 100, .Share = 1.0};
#endif
