#ifndef BINDERY_TESTS_SUPPORT_RESULT_HPP
#define BINDERY_TESTS_SUPPORT_RESULT_HPP

// doctest and results: Boost's operator<< for them takes any value, printable or not, so doctest must be told how.

#include <bindery/error.hpp>

#include <doctest/doctest.h>

namespace doctest {

template <class T>
struct StringMaker<boost::system::result<T, bindery::error>> {
    static String convert(const boost::system::result<T, bindery::error>& shown) {
        return shown ? String("a value") : String(bindery::to_string(shown.error()).c_str());
    }
};

} // namespace doctest

#endif
