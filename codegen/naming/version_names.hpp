#ifndef BINDERY_CODEGEN_NAMING_VERSION_NAMES_HPP
#define BINDERY_CODEGEN_NAMING_VERSION_NAMES_HPP

// What the operations and structures of a service version are called in C++. They share a namespace, so names that are
// apart on the wire (`Box`, `_Box`, an operation Box) must not meet there.

#include "naming/naming.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

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
