#ifndef BINDERY_CODEGEN_TEXT_FILE_HPP
#define BINDERY_CODEGEN_TEXT_FILE_HPP

// Files as a whole: read at once and up to a size, written beside their place and then moved there. What is no plain
// file is refused before it is opened, for a pipe that nobody writes to would never end.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace bindery::codegen {

/// Metadata of a whole service, and what is generated of it, have fewer bytes.
inline constexpr std::size_t largest_file = 256u << 20;

struct file_text {
    std::optional<std::string> text;
    std::string saw; ///< without a text: what stands there instead, as a message says it
};

/// What stands at a path that nothing can be read from, as a message says it; empty for a plain file.
std::string other_than_file(const std::filesystem::path& path);

/// What a file holds, unless it is larger than `most` bytes.
file_text read_file(const std::filesystem::path& file, std::size_t most);

/// The files of an extension below a folder, in the order of their paths; as far as it can be read.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, std::string_view extension,
                                               std::error_code& failure);

/// Files that are put in their places together: as long as one cannot be written, none is, and what stood there stays.
/// Those that are replaced leave their modes to those that come.
class file_writer {
public:
    file_writer() = default;
    ~file_writer();
    file_writer(const file_writer&) = delete;

    /// Writes a file beside its place. Why that cannot be, in the system's words, or nothing.
    std::string write(const std::filesystem::path& file, const std::string& text);

    /// Moves all to their places. The one that cannot go there, and why.
    std::optional<std::pair<std::filesystem::path, std::string>> place();

private:
    struct waiting {
        std::filesystem::path beside;
        std::filesystem::path file;
    };
    std::vector<waiting> waiting_;
};

/// A path that is the same however it was written: absolute, through real folders, without a slash at its end.
std::filesystem::path settled(const std::filesystem::path& given);

/// A file by its folder and name, `vod/api.json`, which are the same wherever the folder stands.
std::string short_name(const std::filesystem::path& file);

} // namespace bindery::codegen

#endif
