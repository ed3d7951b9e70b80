#ifndef BINDERY_RELAXATION_HPP
#define BINDERY_RELAXATION_HPP

#include <bindery/violation.hpp>

#include <span>

namespace bindery {

/// Takes one rule off one member of requests, for a service that has come to accept what its page still refuses:
///     cloud.call(request, {.relaxed = {{"/SessionContext", rule::length}}});
/// The compiler keeps judging literals; give such a value as a `std::string`. Nothing can relax rule::utf8 and
/// rule::type, which hold for all that travels. Answers are never judged, so there is nothing to relax in them.
struct relaxation {
    /// JSON pointer of the member, `*` for any element: "/Filters/*/Name". The operation that is meant may stand before
    /// it: "ManageTask/OperationType"; otherwise it is meant in every operation that has it. The region is "/Region".
    std::string member;
    bindery::rule rule;
};

/// Takes away what is relaxed for this operation.
void relax(violations& broken, std::string_view operation, std::span<const relaxation> relaxed);

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/impl/relaxation.ipp>
#endif

#endif
