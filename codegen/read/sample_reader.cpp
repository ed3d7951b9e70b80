#include "read/sample_reader.hpp"

#include "text/scan.hpp"

#include <algorithm>
#include <array>

namespace bindery::codegen {
namespace {

/// Counts brackets outside strings, over lines.
class bracket_count {
public:
    void take(std::string_view line) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (in_string_ && line[i] == '\\')
                ++i;
            else if (line[i] == '"')
                in_string_ = !in_string_;
            else if (!in_string_ && (line[i] == '{' || line[i] == '['))
                ++open_;
            else if (!in_string_ && (line[i] == '}' || line[i] == ']'))
                --open_;
        }
        in_string_ = false; // no JSON string goes over a line
    }
    int open() const { return open_; }

private:
    int open_ = 0;
    bool in_string_ = false;
};

found_sample read_json(const source& text, std::size_t line, report& said) {
    sample found{sample_kind::json, false, {}, text.at(line).at};
    bracket_count brackets;
    std::size_t next = line;
    do {
        if (next == text.lines.size() || (next > line && heading_of(text.lines[next]))) {
            said.unexpected(next == text.lines.size() ? text.end() : text.at(next),
                            next == text.lines.size() ? "the end of the page" : "a heading",
                            "the closing bracket of the example that begins at line " + std::to_string(line + 1),
                            "save the page again if it is cut off there");
            return {std::nullopt, next};
        }
        brackets.take(text.lines[next]);
        found.text += text.lines[next++] + '\n';
    } while (brackets.open() > 0);
    return {found, next};
}

bool goes_on_with_a_query(std::string_view line) {
    return line.starts_with('&') || line.starts_with('?');
}

found_sample read_query(const source& text, std::size_t line) {
    sample found{sample_kind::query, true, {}, text.at(line).at};
    std::size_t next = line;
    do
        found.text += trimmed(text.lines[next++]);
    while (next < text.lines.size() && goes_on_with_a_query(trimmed(text.lines[next])));
    return {found, next};
}

/// `POST / HTTP/1.1`, its fields, and the JSON body.
std::optional<found_sample> read_post(const source& text, std::size_t line, report& said) {
    for (std::size_t next = line + 1; next < std::min(text.lines.size(), line + 16); ++next) {
        if (trimmed(text.lines[next]).starts_with('{')) {
            auto body = read_json(text, next, said);
            if (body.what)
                body.what->sent = true;
            return body;
        }
        if (heading_of(text.lines[next]))
            break;
    }
    return std::nullopt;
}

found_sample read_fenced(const source& text, std::size_t line, report& said) {
    const auto opening = trimmed(text.lines[line]);
    const auto fence = opening.substr(0, std::min(opening.find_first_not_of(opening.front()), opening.size()));
    const auto language = lowered(trimmed(opening.substr(fence.size())));
    std::string inside;
    std::size_t next = line + 1;
    for (;; ++next) {
        if (next == text.lines.size()) {
            said.unexpected(text.end(), "the end of the page",
                            "the fence (" + std::string(fence) + ") that closes the block of line " +
                                std::to_string(line + 1),
                            "close the block");
            return {std::nullopt, next};
        }
        if (trimmed(text.lines[next]) == fence)
            break;
        inside += text.lines[next] + '\n';
    }
    const auto content = trimmed(inside);
    const place at = text.at(std::min(line + 1, next)).at;
    if (content.starts_with('{') && (language == "json" || language.empty()))
        return {sample{sample_kind::json, false, inside, at}, next + 1};
    if (language == "query" || (language.empty() && (content.starts_with("http") || goes_on_with_a_query(content)))) {
        std::erase(inside, '\n');
        return {sample{sample_kind::query, true, inside, at}, next + 1};
    }
    return {std::nullopt, next + 1};
}

} // namespace

std::optional<found_sample> read_sample(const source& text, std::size_t line, report& said) {
    const auto here = trimmed(text.lines[line]);
    if (here.starts_with("```") || here.starts_with("~~~"))
        return read_fenced(text, line, said);
    if (here.starts_with('{'))
        return read_json(text, line, said);
    if (here.starts_with("POST /"))
        return read_post(text, line, said);
    const auto next = line + 1 < text.lines.size() ? trimmed(text.lines[line + 1]) : std::string_view{};
    const bool is_url = here.starts_with("http") && here.find(' ') == std::string_view::npos &&
                        (here.find('?') != std::string_view::npos || goes_on_with_a_query(next));
    if (is_url || (here.starts_with('&') && here.find('=') != std::string_view::npos))
        return read_query(text, line);
    return std::nullopt;
}

} // namespace bindery::codegen
