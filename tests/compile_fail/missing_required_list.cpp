// Neither can a required list, though {} would make an empty one.
// expect: a_value_must_be_given_since_this_member_is_required
#include <bindery/reflect/describe.hpp>
#include <bindery/types.hpp>

struct tagged {
    bindery::required<bindery::list<bindery::text<>>> Tags;
    bindery::optional<bindery::text<>> Name{};
};
BOOST_DESCRIBE_STRUCT(tagged, (), (Tags, Name))

const tagged named{
#ifndef BINDERY_MUST_NOT_COMPILE
    .Tags = bindery::list<bindery::text<>>{},
#endif
    .Name = "name",
};
