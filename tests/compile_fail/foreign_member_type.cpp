// A described structure may hold bindery's types and described structures, nothing else.
// expect: this member is neither one of bindery's types nor a structure that is described with BOOST_DESCRIBE_STRUCT
#include <bindery/reflect.hpp>

#include <string>

struct mixed {
    bindery::optional<bindery::text<>> Name{};
#ifdef BINDERY_MUST_NOT_COMPILE
    bindery::optional<std::string> Note{};
#else
    bindery::optional<bindery::text<>> Note{};
#endif
};
BOOST_DESCRIBE_STRUCT(mixed, (), (Name, Note))

const bindery::reflect::structure& table = bindery::reflect::structure_of<mixed>;
