#ifndef BINDERY_TYPES_WIRE_EXCEPTION_HPP
#define BINDERY_TYPES_WIRE_EXCEPTION_HPP

#include <string_view>

namespace bindery {

/// A member whose name on the wire is none that C++ can spell. A structure that has such members lists them:
///     static constexpr wire_exception wire_exceptions[] = {{"SystemDisk_Size", "SystemDisk.Size"}};
struct wire_exception {
    std::string_view identifier;
    std::string_view wire_name;
};

} // namespace bindery

#endif
