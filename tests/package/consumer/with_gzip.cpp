// The component `gzip`, where it is installed: the smallest member there is, and what is none.
#include <bindery/client/gzip.hpp>

int main() {
    constexpr char empty[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0";
    const auto never = [] { return false; };
    const auto decodes = [&](std::string_view coded) {
        bindery::buffer into;
        return bindery::gzip().decode(coded, 1, never, into).has_value();
    };
    return decodes({empty, sizeof empty - 1}) && !decodes("none") ? 0 : 1;
}
