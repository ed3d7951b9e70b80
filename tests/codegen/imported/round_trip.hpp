#ifndef BINDERY_TESTS_CODEGEN_IMPORTED_ROUND_TRIP_HPP
#define BINDERY_TESTS_CODEGEN_IMPORTED_ROUND_TRIP_HPP

#include <bindery/json/read.hpp>
#include <bindery/json/write.hpp>
#include <bindery/validate.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace round_trip {

struct result {
    std::string written;              ///< what the structure became
    std::vector<std::string> misfits; ///< where the text did not fit the structure
    std::vector<std::string> broken;  ///< rules that the structure breaks
};

template <class T>
result through(std::string_view json, bool lenient) {
    result out;
    T value = bindery::reflect::blank<T>();
    if (const auto done = bindery::json::read(
            json, value, {.values = lenient ? bindery::strictness::tolerant : bindery::strictness::strict});
        !done)
        for (const auto& each : done.error().violations)
            out.misfits.push_back(each.path);
    for (const auto& each : bindery::validate(value))
        out.broken.push_back(each.path);
    out.written = bindery::json::write(value);
    return out;
}

struct entry {
    result (*input)(std::string_view, bool);
    result (*output)(std::string_view, bool);
};

inline std::map<std::string, entry>& entries() {
    static std::map<std::string, entry> all;
    return all;
}

struct registered {
    registered(std::string name, entry what) { entries().emplace(std::move(name), what); }
};

template <class Operation>
registered of(std::string name) {
    return {std::move(name), {&through<Operation>, &through<typename Operation::Output>}};
}

} // namespace round_trip

#endif
