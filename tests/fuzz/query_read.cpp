// Query strings and forms into structures, and back.

#include "target.hpp"

#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/query.hpp>
#include <bindery/types/utf8.hpp>
#include <bindery/validate.hpp>

#include <support/structures.hpp>

namespace {

using namespace bindery;

query::parameters listed(const query::parameter_list& from) {
    query::parameters all;
    for (std::size_t i = 0; i != from.size(); ++i)
        all.push_back({std::string(from.name(i)), std::string(from.value(i))});
    return all;
}

template <class T>
void read_and_write_back(std::span<const query::parameter> given, const query::read_options& options) {
    T first = reflect::blank<T>();
    if (const auto read = query::read(given, first, options); !read) {
        const error& why = read.error();
        fuzz::require(utf8::count(to_string(why)) != utf8::invalid, "what is told is UTF-8");
        fuzz::require(why.violations.size() <= options.limits.max_violations, "so much is told and no more");
        return;
    }
    const bool is_valid = validate(first).empty();
    query::parameter_list written;
    query::write(written, reflect::structure_of<T>, &first, query::first_index::one);
    T second = reflect::blank<T>();
    // Parameters cannot tell of an element that has nothing in it.
    if (const auto read = query::read(listed(written), second); !read) {
        fuzz::require(!is_valid, "what was valid and written can be read");
        return;
    }
    query::parameter_list twice;
    query::write(twice, reflect::structure_of<T>, &second, query::first_index::one);
    fuzz::require(listed(written) == listed(twice), "what was written comes back the same");
}

} // namespace

BINDERY_FUZZ_TARGET(query_read) {
    const auto which = input.steer();
    const auto given = query::decode(input.text());
    if (!given)
        return;
    const auto again = query::decode(query::encode(*given));
    fuzz::require(again && *again == *given, "what was encoded can be decoded");
    const query::read_options options{.limits = {.max_memory = 1 << 20}, .refuse_unknown_members = (which & 0x40) != 0};
    switch (which & 0x03) {
    case 0:
        return read_and_write_back<structures::everything>(*given, options);
    case 1:
        return read_and_write_back<structures::tree>(*given, options);
    case 2:
        return read_and_write_back<structures::wide>(*given, options);
    default:
        return read_and_write_back<api::tencent::vod::v20180717::ManageTask>(*given, options);
    }
}
