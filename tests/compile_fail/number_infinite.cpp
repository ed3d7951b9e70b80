// Infinity, which no range excludes and JSON cannot say, in a request whose other values come at run time.
// expect: number_is_outside_of_what_the_api_allows
#include <bindery/reflect/describe.hpp>
#include <bindery/types.hpp>

#include <limits>
#include <string>

struct item {
    bindery::required<bindery::text<>> Name;
    bindery::required<bindery::number<bindery::range<0, bindery::no_maximum>>> Price;
};
BOOST_DESCRIBE_STRUCT(item, (), (Name, Price))

item named(const std::string& name) {
#ifdef BINDERY_MUST_NOT_COMPILE
    return {.Name = name, .Price = std::numeric_limits<double>::infinity()};
#else
    return {.Name = name, .Price = std::numeric_limits<double>::max()};
#endif
}
