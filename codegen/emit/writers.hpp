#ifndef BINDERY_CODEGEN_EMIT_WRITERS_HPP
#define BINDERY_CODEGEN_EMIT_WRITERS_HPP

// The writers behind `emit`, a kind of header each.

#include "emit/emit.hpp"
#include "emit/graph.hpp"
#include "emit/spelling.hpp"

#include <string>
#include <vector>

namespace bindery::codegen {

/// All that one service version has.
struct service_version {
    home of;
    std::vector<const operation*> operations;
    std::vector<const structure*> structures;
    name_set operation_names;
    structure_graph graph;
};

inline const std::string root_folder = "bindery/api/";

/// The frame of a generated header: where it came from, its guard, its includes, its namespaces. An include that begins
/// with a quotation mark is of a header beside it.
std::string framed(const std::string& origin, const std::string& include_path, const std::vector<std::string>& includes,
                   const std::string& body);
std::string declared_provider(const home& of); ///< only declared: whoever calls includes it
std::string opened(const home& of);
std::string closed(const home& of);

/// A member and what it is called in C++.
struct named_member {
    const member* what;
    std::string identifier;
};

/// The members of a structure, less the common ones, which the library adds.
std::vector<named_member> named_members(const std::vector<member>& all, std::string_view owner);
name_set identifiers_of(const std::vector<named_member>& members);

/// The members of a structure, each below its comment, and the exceptions to how they are called on the wire; all of
/// them optional when they are the members of an output.
enum class member_side {
    input,
    output
};
std::string write_members(const std::vector<named_member>& members, member_side side, std::size_t indent,
                          const scope& where);

std::string write_describe(const std::string& structure, const std::vector<named_member>& members);

std::string write_operation(const service_version& in, const operation& of);

/// All structures in one text, or those of a knot.
std::string write_structures(const service_version& in);
std::string write_knot(const service_version& in, const knot& of);

/// A CMake target of a service version's headers.
std::string write_target(const std::string& origin, const home& of);

} // namespace bindery::codegen

#endif
