#include "text/file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <random>
#include <system_error>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

struct close_file {
    void operator()(std::FILE* open) const { std::fclose(open); }
};
using open_file = std::unique_ptr<std::FILE, close_file>;

std::string unreadable(int why) {
    return std::string("a file that cannot be read (") + std::strerror(why) + ')';
}

std::string reason(int why) {
    return why == 0 ? "it did not arrive" : std::strerror(why);
}

} // namespace

std::string other_than_file(const fs::path& path) {
    using enum fs::file_type;
    constexpr std::pair<fs::file_type, std::string_view> known[] = {
        {regular, ""},        {not_found, "no such file"}, {directory, "a folder"}, {fifo, "a pipe"},
        {socket, "a socket"}, {block, "a device"},         {character, "a device"}};
    std::error_code failure;
    const auto type = fs::status(path, failure).type();
    for (const auto& [one, name] : known)
        if (one == type)
            return std::string(name);
    if (failure == std::errc::permission_denied)
        return unreadable(failure.value());
    return failure ? "no such file (" + failure.message() + ')' : "no plain file";
}

std::vector<fs::path> files_below(const fs::path& folder, std::string_view extension, std::error_code& failure) {
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure))
        if (at->is_regular_file(failure) && at->path().extension() == extension)
            files.push_back(at->path());
    std::ranges::sort(files);
    return files;
}

file_text read_file(const fs::path& file, std::size_t most) {
    if (auto other = other_than_file(file); !other.empty())
        return {std::nullopt, std::move(other)};
    std::error_code failure;
    if (const auto size = fs::file_size(file, failure); !failure && size > most)
        return {std::nullopt, std::to_string(size) + " bytes, more than " + std::to_string(most)};
    errno = 0;
    const open_file in(std::fopen(file.string().c_str(), "rb"));
    if (!in)
        return {std::nullopt, unreadable(errno)};
    std::string text;
    char part[65536];
    while (const auto got = std::fread(part, 1, sizeof part, in.get())) {
        text.append(part, got);
        if (text.size() > most)
            return {std::nullopt, "more than " + std::to_string(most) + " bytes"};
    }
    if (std::ferror(in.get()))
        return {std::nullopt, unreadable(errno)};
    return {std::move(text), {}};
}

file_writer::~file_writer() {
    std::error_code ignored;
    for (const auto& each : waiting_)
        fs::remove(each.beside, ignored);
}

std::string file_writer::write(const fs::path& file, const std::string& text) {
    std::error_code failure;
    fs::create_directories(file.parent_path(), failure);
    if (failure)
        return failure.message();
    const auto before = fs::status(file, failure);
    if (fs::is_directory(before))
        return std::make_error_code(std::errc::is_a_directory).message();
    auto beside = file;
    beside += '.' + std::to_string(std::random_device()()) + ".new";
    errno = 0;
    open_file out(std::fopen(beside.string().c_str(), "wbx"));
    if (!out)
        return reason(errno);
    waiting_.push_back({beside, file});
    const bool whole = std::fwrite(text.data(), 1, text.size(), out.get()) == text.size();
    if (!whole || std::fclose(out.release()) != 0) // what did not fit may show only here
        return reason(errno);
    if (fs::is_regular_file(before))
        fs::permissions(beside, before.permissions(), failure);
    return {};
}

std::optional<std::pair<fs::path, std::string>> file_writer::place() {
    for (; !waiting_.empty(); waiting_.pop_back()) {
        std::error_code failure;
        fs::rename(waiting_.back().beside, waiting_.back().file, failure);
        if (failure)
            return std::pair(waiting_.back().file, failure.message());
    }
    return std::nullopt;
}

fs::path settled(const fs::path& given) {
    std::error_code failure;
    auto whole = fs::absolute(given.empty() ? fs::path(".") : given, failure).lexically_normal();
    if (!whole.has_filename())
        whole = whole.parent_path();
    auto folder = fs::is_directory(whole, failure) ? whole : whole.parent_path();
    if (const auto real = fs::canonical(folder, failure); !failure)
        folder = real;
    return fs::is_directory(whole, failure) ? folder : folder / whole.filename();
}

std::string short_name(const fs::path& file) {
    const auto whole = settled(file);
    return (whole.parent_path().filename() / whole.filename()).generic_string();
}

} // namespace bindery::codegen
