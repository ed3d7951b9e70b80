#ifndef BINDERY_CODEGEN_RESOLVE_ROWS_HPP
#define BINDERY_CODEGEN_RESOLVE_ROWS_HPP

// What the rows of tables tell: members, and all that stands in the cells beside their names, and errors.

#include "model/model.hpp"
#include "read/page.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// The members of some tables, in their order. A vendor's may name one twice, where nested members stand behind each
/// other; nest_members finds out. `sent_in` tells of some tables where their members are sent.
std::vector<member> resolve_members(const page& from, const std::vector<const table*>& tables,
                                    const std::map<const table*, position>& sent_in, report& said);

/// What the cell of a name tells: the name, how deep it is nested, and on some pages whether the member is required.
struct told_name {
    std::string name;
    int depth = 0; ///< the number of marks and blanks in front; only more or less matters
    bool starred = false;
    std::optional<bool> required; ///< "Name (required)"
};
told_name read_name(const cell& from);

/// What may travel as a name: more than identifiers, of which specs are made.
bool is_wire_name(std::string_view text);

/// Whether members are required, from wherever their table says so: a column of answers, or else a mark beside the
/// name, the type or at the start of the description.
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

/// Adds to a vendor's member, which has its type and description, the rules that these and columns of their own tell.
/// What such a column says and no rule can hold is kept with the description.
void take_rules(const table& rows, const row& in, member& into);

/// `shared_status` is what all of the errors answer with, if the page says so above the table.
std::vector<api_error> resolve_errors(const page& from, const table& rows, std::optional<int> shared_status,
                                      report& said);

/// The first HTTP status that a text names.
std::optional<int> status_in(std::string_view text);

/// Whether no cell of the row holds anything.
bool is_empty(const row& of);

} // namespace bindery::codegen

#endif
