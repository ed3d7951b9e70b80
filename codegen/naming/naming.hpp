#ifndef BINDERY_CODEGEN_NAMING_NAMING_HPP
#define BINDERY_CODEGEN_NAMING_NAMING_HPP

// How wire names become identifiers. A name that C++, a common macro or the emitted header has taken gets one
// underscore at its end, which the library strips again. What no identifier can spell (`Disk.Size`, `2FA`), and what
// C++ keeps for itself or would with an underscore more (`__context`, `class_`), becomes one that is near, and the
// emitted structure lists it as an exception. No two names become one.

#include "model/model.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

using name_set = std::set<std::string, std::less<>>;

/// Who has taken a name; taken.inc has the names. One of the first three gets an underscore at its end.
enum class taken_by {
    language,
    header,    ///< an emitted structure
    macro,     ///< of headers that nearly every program includes
    rare_macro ///< of X11 (`Status`, `None`), and others: the name stays, and the header takes the macro away while it
               ///< is read; whoever includes those is used to undoing them, and everybody else looks for the page's
               ///< names
};

std::optional<taken_by> taken(std::string_view name);

/// A member's name as it travels. A trailing `.N`, by which vendors mark a flattened list, is dropped.
std::string_view wire_name_of(const member& of);

/// The identifiers of the members of the structure `owner`, in their order, no two of them alike.
std::vector<std::string> member_identifiers(const std::vector<const member*>& members, std::string_view owner);

/// Whether the library makes the wire name of the identifier by its one rule.
bool is_regular(std::string_view identifier, std::string_view wire_name);

/// The identifier of an operation, a structure or a namespace by itself: none that begins with an underscore.
std::string outer_identifier(std::string_view name);

/// Whether that identifier is the name itself, or the name and an underscore.
bool can_be_outer_identifier(std::string_view name);

/// The enumerators for error codes, in their order: dots become underscores; a code that would repeat an enumerator
/// gets a number.
std::vector<std::string> enumerators(const std::vector<std::string>& codes);

/// `2018-07-17` gives `v20180717`.
std::string version_namespace(std::string_view version);

/// `tencent/vod/v20180717`: where the headers of a service version are, below the root of all.
std::string folder_of(const home& of);

/// Whether some file system takes the name for a device, whatever comes behind a dot: `aux`, `COM1`.
bool is_device(std::string_view name);

/// The include guard of a header, named by its path below include/; paths that differ have guards that differ.
std::string guard_of(std::string_view include_path);

/// What the operations and structures of a service version are called in C++. They share a namespace, so names that are
/// apart on the wire (`Box`, `_Box`, an operation Box) must not meet there.
class version_names {
public:
    version_names() = default;

    /// Operations come first, and names that need no change before those that do. A structure gives way with an
    /// underscore at its end, what is taken even then gets a number.
    version_names(const std::vector<std::string_view>& operations, const std::vector<std::string_view>& structures);

    const std::string& operation(std::string_view name) const { return operations_.find(name)->second; }

    /// Of a structure that is not of the version, what it would be called alone.
    std::string structure(std::string_view name) const;

private:
    using names = std::map<std::string, std::string, std::less<>>;

    void add(const std::vector<std::string_view>& all, names& into);

    names operations_;
    names structures_;
    name_set used_;
};

} // namespace bindery::codegen

#endif
