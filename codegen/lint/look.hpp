#ifndef BINDERY_CODEGEN_LINT_LOOK_HPP
#define BINDERY_CODEGEN_LINT_LOOK_HPP

// The parts of lint, each of which looks at one thing and adds what it finds.

#include "lint/lint.hpp"

namespace bindery::codegen {

class finding_list {
public:
    void say(const location& where, std::string rule, std::string message) {
        found_.push_back({where, std::move(rule), std::move(message)});
    }

    std::vector<finding> take() && { return std::move(found_); }

private:
    std::vector<finding> found_;
};

/// Names, descriptions and rules of the members of one owner. `sent`: in requests, which rules are for.
void look_at_members(finding_list& into, const std::string& owner, const std::vector<member>& members, bool sent,
                     origin from);

/// The examples of an operation against its tables.
void look_at_examples(finding_list& into, const api& all, const operation& of);

} // namespace bindery::codegen

#endif
