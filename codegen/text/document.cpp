#include "text/document.hpp"

#include <filesystem>
#include <system_error>

namespace bindery::codegen {

std::string document(std::string_view name) {
    namespace fs = std::filesystem;
    std::error_code failure; // no /proc: as in the sources
    const auto program = fs::read_symlink("/proc/self/exe", failure);
    if (!failure) {
        const auto installed = (program.parent_path() / BINDERY_GEN_DOCUMENTS / name).lexically_normal();
        if (fs::exists(installed, failure))
            return installed.string();
    }
    return "docs/" + std::string(name);
}

} // namespace bindery::codegen
