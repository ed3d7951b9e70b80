#include "resolve/rows.hpp"

#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

std::optional<int> read_status(std::string_view text) {
    const auto status = text.size() == 3 ? number_in<int>(text) : std::nullopt;
    return status && *status >= 100 && *status < 600 ? status : std::nullopt;
}

/// The words of a cell, without the brackets and signs around them.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!(text = trimmed(text)).empty()) {
        auto word = text.substr(0, text.find_first_of(" \t\n"));
        text.remove_prefix(word.size());
        while (take_start(word, {"(", "（", "["}) || take_end(word, {",", ")", "）", "]", ":", "："})) {
        }
        // "Code(400)": the bracket opens within the word.
        const auto bracket = std::min(word.find('('), word.find("（"));
        if (bracket != std::string_view::npos && bracket > 0) {
            words.push_back(word.substr(0, bracket));
            word.remove_prefix(bracket + (word[bracket] == '(' ? 1 : 3));
        }
        if (word.find_first_not_of("()[],:") != std::string_view::npos && lowered(word) != "http")
            words.push_back(word);
    }
    return words;
}

/// Numbers are codes too, of older services and of those that answer with the status alone.
bool is_number(std::string_view text) {
    take_start(text, {"-"});
    return !text.empty() && text.size() <= 10 && std::ranges::all_of(text, is_digit);
}

/// `Throttling.User`, `-502`, `DRYRUN-SUCCESS`, `LIVE.100011001`.
bool is_code(std::string_view text) {
    if (is_dotted(text) || is_number(text))
        return true;
    return !text.empty() && is_word(text.front()) && text.back() != '.' &&
           std::ranges::all_of(text, [](char c) { return is_word(c) || c == '.' || c == '-' || c == ':' || c == '/'; });
}

/// "404 NoSuchTray", "NoSuchTray (HTTP 404)": a code and its status in one cell.
bool take_apart(std::string& code, std::optional<int>& http) {
    const auto words = words_of(code);
    if (words.size() != 2)
        return false;
    const bool is_first = read_status(words[0]).has_value();
    const auto status = read_status(words[is_first ? 0 : 1]);
    const std::string found(words[is_first ? 1 : 0]);
    if (!status || !is_code(found))
        return false;
    http = status;
    code = found;
    return true;
}

/// The codes of a cell: as a rule one, but errors that share their text may share a row, too.
std::vector<std::string> codes_in(const std::string& text) {
    std::vector<std::string> codes;
    for (const auto line : lines_of(text))
        codes.emplace_back(trimmed(line));
    return codes.empty() || !std::ranges::all_of(codes, is_code) ? std::vector{text} : codes;
}

} // namespace

std::optional<int> status_in(std::string_view text) {
    for (const auto word : words_of(text))
        if (const auto status = read_status(word))
            return status;
    return std::nullopt;
}

std::vector<api_error> resolve_errors(const page& from, const table& rows, std::optional<int> shared_status,
                                      report& said) {
    const auto whom = from.whom;
    const auto words_in = [whom](const cell& of) { return whom == written_by::us ? of.text : label(of.text); };
    std::vector<api_error> errors;
    for (const auto& each : rows.rows) {
        if (is_empty(each))
            continue;
        const auto& cell_of_code = *rows.find(each, column::code);
        cell code{words_in(cell_of_code), cell_of_code.at};
        api_error next;
        next.http = shared_status;
        const auto codes = whom == written_by::us ? std::vector{code.text} : codes_in(code.text);
        if (codes.size() == 1 && !is_code(code.text) && (whom == written_by::us || !take_apart(code.text, next.http))) {
            if (whom == written_by::us)
                said.unexpected(from.at(code.at), code.text.empty() ? "nothing" : quoted(code.text),
                                "an error code: words joined by dots",
                                "if the cells of this table have slipped, count those of the row above");
            else
                said.note(from.at(code.at), (code.text.empty() ? "nothing" : quoted(code.text)) +
                                                " can be no error code: the row is left out");
            continue;
        }
        next.where = from.at(code.at);
        if (const auto* status = rows.find(each, column::http)) {
            const auto text = words_in(*status);
            const auto told = whom == written_by::us ? read_status(text) : status_in(text);
            if (told)
                next.http = told;
            else if (!text.empty() && whom == written_by::us)
                said.unexpected(from.at(status->at), quoted(text), "an HTTP status between 100 and 599",
                                "write the number alone");
            else if (!text.empty())
                said.note(from.at(status->at),
                          quoted(text) + " is no HTTP status between 100 and 599: it is left open");
        }
        if (const auto* message = rows.find(each, column::message))
            if (auto text = words_in(*message); !text.empty())
                next.message = std::move(text);
        if (const auto* description = rows.find(each, column::description))
            next.description = words_in(*description);
        for (const auto& one : codes) {
            next.code = codes.size() == 1 ? code.text : one;
            errors.push_back(next);
        }
    }
    return errors;
}

} // namespace bindery::codegen
