#ifndef BINDERY_TESTS_SUPPORT_STRUCTURES_HPP
#define BINDERY_TESTS_SUPPORT_STRUCTURES_HPP

// Structures that hold what no page of ours has: every kind of member, every rule, recursion, more members than fit.

#include <bindery/reflect/describe.hpp>
#include <bindery/types.hpp>

namespace structures {

using namespace bindery;

struct inner {
    required<text<length<1, 5>>> Name;
    optional<integer<>> Count{};
};
BOOST_DESCRIBE_STRUCT(inner, (), (Name, Count))

struct everything {
    optional<text<>> Text{};
    optional<text<length<2, 4>>> Short{};
    optional<text<one_of<"red", "green">>> Listed{};
    optional<text<pattern<"[a-z]+-[0-9]*">>> Formed{};
    optional<text<bytes<1, 4>>> Sized{};
    optional<timestamp> When{};
    optional<integer<>> Integer{};
    optional<integer<range<-5, 5>>> Ranged{};
    optional<integer<one_of<"1", "2", "4">>> Choice{};
    optional<unsigned_integer<>> Unsigned{};
    optional<number<>> Number{};
    optional<number<range<0, 1>>> Share{};
    optional<boolean> Flag{};
    optional<inner> Inner{};
    optional<list<text<>>> Texts{};
    optional<list<inner, items<1, 2>>> Inners{};
    optional<list<list<integer<>>>> Grid{};
    optional<list<optional<text<length<0, 3>>>>> Holes{};
};
BOOST_DESCRIBE_STRUCT(everything, (),
                      (Text, Short, Listed, Formed, Sized, When, Integer, Ranged, Choice, Unsigned, Number, Share, Flag,
                       Inner, Texts, Inners, Grid, Holes))

/// Members without a wrapper, and a structure within itself.
struct tree {
    text<> Name{};
    list<tree> Children{};
};
BOOST_DESCRIBE_STRUCT(tree, (), (Name, Children))

struct needs_all {
    required<text<length<1, 3>>> Text;
    required<integer<range<1, 9>>> Integer;
    required<list<text<>>> Texts;
    required<inner> Inner;
};
BOOST_DESCRIBE_STRUCT(needs_all, (), (Text, Integer, Texts, Inner))

/// 60 members: more than one description takes, so it is split as the generator splits.
struct wide_first {
    optional<integer<>> A0{}, A1{}, A2{}, A3{}, A4{}, A5{}, A6{}, A7{}, A8{}, A9{}, B0{}, B1{}, B2{}, B3{}, B4{}, B5{},
        B6{}, B7{}, B8{}, B9{}, C0{}, C1{}, C2{}, C3{}, C4{}, C5{}, C6{}, C7{}, C8{}, C9{};
};
BOOST_DESCRIBE_STRUCT(wide_first, (),
                      (A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, C0, C1, C2, C3,
                       C4, C5, C6, C7, C8, C9))

struct wide : wide_first {
    optional<text<length<0, 2>>> D0{}, D1{}, D2{}, D3{}, D4{}, D5{}, D6{}, D7{}, D8{}, D9{};
    optional<text<>> E0{}, E1{}, E2{}, E3{}, E4{}, E5{}, E6{}, E7{}, E8{}, E9{}, F0{}, F1{}, F2{}, F3{}, F4{}, F5{},
        F6{}, F7{}, F8{};
    required<text<>> F9;
};
BOOST_DESCRIBE_STRUCT(wide, (wide_first),
                      (D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, E0, E1, E2, E3, E4, E5, E6, E7, E8, E9, F0, F1, F2, F3,
                       F4, F5, F6, F7, F8, F9))

} // namespace structures

#endif
