#ifndef BINDERY_CODEGEN_EMIT_WRITERS_HPP
#define BINDERY_CODEGEN_EMIT_WRITERS_HPP

// The writers behind `emit`, a kind of header each.

#include "emit/emit.hpp"
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
};

inline const std::string root_folder = "bindery/api/";

/// The frame of a generated header: where it came from, its guard, its includes, its namespaces.
std::string framed(const std::string& origin, const std::string& include_path, const std::vector<std::string>& includes,
                   const std::string& body);
std::string declared_provider(const home& of); ///< only declared: whoever calls includes it
std::string opened(const home& of);
std::string closed(const home& of);

/// The members of a structure, each below its comment; all of them optional when `what` are the members of an output.
enum class member_side {
    input,
    output
};
std::string write_members(const std::vector<const member*>& members, member_side side, std::size_t indent,
                          std::string_view owner, const scope& where);

std::string write_describe(const std::string& structure, const std::vector<const member*>& members,
                           std::string_view owner);

std::string write_operation(const service_version& in, const operation& of);
std::string write_structures(const service_version& in);

} // namespace bindery::codegen

#endif
