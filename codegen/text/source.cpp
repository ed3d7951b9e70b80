#include "text/source.hpp"

#include "text/printable.hpp"
#include "text/scan.hpp"

namespace bindery::codegen {
namespace {

constexpr std::size_t longest_line = 64u << 10;

/// A whole document, rather than text with some HTML in it.
bool looks_like_html(std::string_view text) {
    text = trimmed(text.substr(0, 4096));
    while (text.starts_with("<!--") && text.find("-->") != std::string_view::npos) // "saved from url=..."
        text = trimmed(text.substr(text.find("-->") + 3));
    const auto start = lowered(text);
    for (const std::string_view opening :
         {"<!doctype html", "<html", "<head", "<body", "<div", "<section", "<article", "<main", "<meta"})
        if (start.starts_with(opening))
            return true;
    return start.starts_with("<?xml") && start.find("<html") != std::string::npos;
}

} // namespace

location source::at(std::size_t index, std::string_view inside) const {
    const std::string& whole = lines[index];
    const auto before = static_cast<std::size_t>(inside.data() - whole.data());
    return {path, {static_cast<int>(index) + 1, code_points(std::string_view(whole).substr(0, before)) + 1}};
}

location source::at(std::size_t index) const {
    return at(index, trimmed(lines[index]));
}

std::size_t source::next_said(std::size_t index) const {
    while (index < lines.size() && trimmed(lines[index]).empty())
        ++index;
    return index;
}

location source::end() const {
    if (lines.empty())
        return {path, {1, 1}};
    return {path, {static_cast<int>(lines.size()), code_points(lines.back()) + 1}};
}

std::optional<source> make_source(std::string path, std::string_view text, report& said) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark))
        text.remove_prefix(mark.size());

    source page{std::move(path), {}, looks_like_html(text)};
    const auto refuse = [&](place at, std::string_view saw, std::string_view expected, std::string hint) {
        said.unexpected({page.path, at}, saw, expected, std::move(hint));
        return std::nullopt;
    };
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return refuse({1, 1}, "text in UTF-16", "a page of UTF-8 text",
                      "save the page as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8");
    if (text.size() > largest_page)
        return refuse({1, 1}, std::to_string(text.size()) + " bytes", "a page of at most 32 MiB",
                      "give the pages one by one, not an archive of them");
    // A carriage return ends a line of its own only where no line ends otherwise.
    const char line_end = text.find('\n') == std::string_view::npos ? '\r' : '\n';
    while (!text.empty()) {
        const auto end = text.find(line_end);
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);

        const int number = static_cast<int>(page.lines.size()) + 1;
        const auto control = line.find('\0');
        const auto malformed = first_malformed(line);
        if (const auto where = std::min(control, malformed); where != std::string_view::npos)
            return refuse({number, code_points(line.substr(0, where)) + 1},
                          control <= malformed ? "a zero byte" : "bytes that are not UTF-8", "a page of UTF-8 text",
                          "save the page as plain text in UTF-8 and try again");
        if (line.size() > longest_line && !page.html)
            return refuse({number, 1}, "a line of " + std::to_string(line.size()) + " bytes",
                          "at most 64 KiB in a line", "save the page with its line breaks");
        page.lines.emplace_back(line);
    }
    if (page.next_said(0) < page.lines.size())
        return page;
    return refuse({1, 1}, "an empty page", "a reference page with its tables",
                  "save the page again; its text is missing");
}

} // namespace bindery::codegen
