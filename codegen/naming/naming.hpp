#ifndef BINDERY_CODEGEN_NAMING_NAMING_HPP
#define BINDERY_CODEGEN_NAMING_NAMING_HPP

// How wire names become identifiers. A name that C++, a common macro or the emitted header has taken gets one
// underscore at its end, which the library strips again; so a wire name that ends in an underscore gets one too, and no
// two names become one. What no identifier can spell (`Disk.Size`, `2FA`, `__context`) becomes one that is near, and
// the emitted structure lists it as an exception.

#include "model/model.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

using name_set = std::set<std::string, std::less<>>;

/// A member's name as it travels. A trailing `.N`, by which vendors mark a flattened list, is dropped.
std::string_view wire_name_of(const member& of);

/// The identifiers of the members of the structure `owner`, in their order, no two of them alike.
std::vector<std::string> member_identifiers(const std::vector<const member*>& members, std::string_view owner);

/// Whether the library makes the wire name of the identifier by its one rule.
bool is_regular(std::string_view identifier, std::string_view wire_name);

/// The name of a structure among the operations of its service version, whose names come first.
std::string structure_identifier(std::string_view name, const name_set& operations);

std::string operation_identifier(std::string_view name);

/// The enumerators for error codes, in their order: dots become underscores; a code that would repeat an enumerator
/// gets a number.
std::vector<std::string> enumerators(const std::vector<std::string>& codes);

/// `2018-07-17` gives `v20180717`.
std::string version_namespace(std::string_view version);

/// The identifier of a namespace.
std::string namespace_identifier(std::string_view name);

/// `tencent/vod/v20180717`: where the headers of a service version are, below the root of all.
std::string folder_of(const home& of);

/// The include guard of a header, named by its path below include/.
std::string guard_of(std::string_view include_path);

} // namespace bindery::codegen

#endif
