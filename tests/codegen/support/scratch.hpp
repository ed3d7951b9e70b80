#ifndef BINDERY_TESTS_CODEGEN_SUPPORT_SCRATCH_HPP
#define BINDERY_TESTS_CODEGEN_SUPPORT_SCRATCH_HPP

#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

namespace bindery::codegen {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone with it.
class scratch {
public:
    scratch()
        : path_(fs::temp_directory_path() /
                ("bindery-codegen-" + std::to_string(++count) + "-" + std::to_string(seed()))) {
        fs::create_directories(path_);
    }
    ~scratch() { fs::remove_all(path_); }
    scratch(const scratch&) = delete;
    fs::path operator/(const std::string& name) const { return path_ / name; }

    void put(const std::string& name, const std::string& text) const {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
    }

private:
    static std::size_t seed() {
        return reinterpret_cast<std::size_t>(&count) ^ static_cast<std::size_t>(std::time(nullptr));
    }
    static inline int count = 0;
    fs::path path_;
};

} // namespace bindery::codegen

#endif
