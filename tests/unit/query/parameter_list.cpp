#include <bindery/query/parameter_list.hpp>
#include <bindery/query/parameters.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

using namespace bindery;

TEST_CASE("parameter list: sorted and encoded like parameters that are strings") {
    std::mt19937 random{5};
    const auto text = [&] {
        std::string made(random() % 4, ' ');
        for (char& c : made)
            c = "aB./-\xC3 "[random() % 7];
        return made;
    };
    query::parameter_list list;
    for (int i = 0; i != 200; ++i) {
        list.clear();
        query::parameters expected;
        for (std::size_t n = random() % 20; n != 0; --n) {
            expected.push_back({text(), text()});
            list.add(expected.back().name, expected.back().value);
        }
        std::sort(expected.begin(), expected.end());
        list.sort();
        REQUIRE(list.size() == expected.size());
        for (std::size_t k = 0; k != list.size(); ++k) {
            REQUIRE(list.name(k) == expected[k].name);
            REQUIRE(list.value(k) == expected[k].value);
            REQUIRE(list.has(expected[k].name));
        }
        CHECK_FALSE(list.has("absent"));
        buffer out;
        list.encode(out);
        CHECK(out.view() == query::encode(expected));
    }
}
