#ifndef BINDERY_CODEGEN_EMIT_SPELLING_HPP
#define BINDERY_CODEGEN_EMIT_SPELLING_HPP

// How the model's types, rules and facts are spelt in C++ and in the comments above it.

#include "emit/graph.hpp"
#include "emit/layout.hpp"
#include "model/model.hpp"
#include "naming/naming.hpp"

#include <string>

namespace bindery::codegen {

/// Where a name is spelt: what it is called and what might hide it.
struct scope {
    const version_names& names;             ///< of the service version
    name_set members;                       ///< identifiers that hide a structure of the same name
    std::string version;                    ///< the namespace that names such a structure all the same
    const structure_graph* graph = nullptr; ///< of the service version
    std::string_view owner = {};            ///< the structure that it is; empty within an operation
};

/// The type of a member, without `required` or `optional` around it.
term spell_type(const member& of, const scope& where);

/// What stands above a member: its description and the facts that its type does not show.
std::string describe(const member& of);

/// One of a member's rules by itself: `text<length<0, 50>>`, or "Default: `20`.".
std::string describe(const member& of, const rule& one);

/// "20 calls a second.", "6000 calls a minute."
std::string describe(const rate& of);

std::string describe(const region& of);

} // namespace bindery::codegen

#endif
