// A floating-point number out of range in a request whose other values come at run time.
// expect: number_is_outside_of_what_the_api_allows
#include <bindery/reflect/describe.hpp>
#include <bindery/types.hpp>

#include <string>

struct place {
    bindery::required<bindery::text<>> Name;
    bindery::required<bindery::number<bindery::range<-90, 90>>> Latitude;
};
BOOST_DESCRIBE_STRUCT(place, (), (Name, Latitude))

place named(const std::string& name) {
#ifdef BINDERY_MUST_NOT_COMPILE
    return {.Name = name, .Latitude = 91.0};
#else
    return {.Name = name, .Latitude = 90.0};
#endif
}
