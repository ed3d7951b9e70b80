#include "text/diagnostic.hpp"

#include "text/printable.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace bindery::codegen {

std::string to_string(const location& where) {
    return printable_line(where.path) + ':' + std::to_string(where.at.line) + ':' + std::to_string(where.at.column);
}

std::string_view to_string(severity level) {
    return level == severity::error ? "error" : level == severity::warning ? "warning" : "note";
}

std::string to_string(const diagnostic& said) {
    std::string text =
        to_string(said.where) + ": " + std::string(to_string(said.level)) + ": " + printable_line(said.message);
    if (!said.hint.empty())
        text += "\n    " + printable_line(said.hint);
    return text;
}

void report::error(location where, std::string message, std::string hint) {
    said_.push_back({severity::error, std::move(where), std::move(message), std::move(hint)});
}

void report::unexpected(location where, std::string_view saw, std::string_view expected, std::string hint) {
    error(std::move(where), "saw " + std::string(saw) + ", expected " + std::string(expected), std::move(hint));
}

void report::unread(location where, std::string message, std::string hint) {
    said_.push_back(
        {lenient_ ? severity::note : severity::error, std::move(where), std::move(message), std::move(hint), true});
}

void report::note(location where, std::string message) {
    said_.push_back({strict_ ? severity::error : severity::note, std::move(where), std::move(message), {}});
}

void report::warning(location where, std::string message, std::string hint) {
    said_.push_back(
        {strict_ ? severity::error : severity::warning, std::move(where), std::move(message), std::move(hint)});
}

void report::be_strict() {
    strict_ = true;
    for (auto& each : said_)
        each.level = severity::error;
}

void report::be_lenient() {
    lenient_ = true;
    for (auto& each : said_)
        if (each.of_account)
            each.level = severity::note;
}

bool report::failed() const {
    return std::ranges::any_of(said_, [](const diagnostic& each) { return each.level == severity::error; });
}

std::string quoted(std::string_view text) {
    constexpr std::size_t longest = 60;
    const auto shown = printable_line(text);
    std::string out = "\"";
    for (const char c : shown) {
        if (out.size() > longest && (static_cast<unsigned char>(c) & 0xC0) != 0x80)
            return out + "...\"";
        out += c;
    }
    return out + '"';
}

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
