#ifndef BINDERY_CODEGEN_RESOLVE_ANSWERS_HPP
#define BINDERY_CODEGEN_RESOLVE_ANSWERS_HPP

// Whether members are required, from wherever their table says so: a column of answers, or else a mark beside the
// name, the type or at the start of the description.

#include "read/page.hpp"
#include "resolve/member_name.hpp"
#include "resolve/members.hpp"

#include <optional>

namespace bindery::codegen {

class answers {
public:
    answers(const page& from, const table& rows, report& said);

    std::optional<bool> of(const row& in, const told_name& name);

private:
    std::optional<bool> in_column(const cell& answer);
    std::optional<bool> beside(const row& in, const told_name& name) const;

    const page& from_;
    const table& rows_;
    report& said_;
    bool ticks_ = false; ///< its answers are marks where they say yes, and nothing where they say no
    bool stars_ = false; ///< a star behind a name marks it as required
};

} // namespace bindery::codegen

#endif
