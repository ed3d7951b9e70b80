#include "resolve/errors.hpp"

#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

std::optional<int> read_status(std::string_view text) {
    if (text.size() != 3 || !std::ranges::all_of(text, is_digit))
        return std::nullopt;
    const int status = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
    return status >= 100 && status < 600 ? std::optional(status) : std::nullopt;
}

} // namespace

namespace {

/// Numbers are codes too, of older services and of those that answer with the status alone.
bool is_number(std::string_view text) {
    if (text.starts_with('-'))
        text.remove_prefix(1);
    return !text.empty() && text.size() <= 10 && std::ranges::all_of(text, is_digit);
}

/// `Throttling.User`, `-502`, `DRYRUN-SUCCESS`, `LIVE.100011001`.
bool is_code(std::string_view text) {
    if (is_dotted(text) || is_number(text))
        return true;
    return !text.empty() && is_word(text.front()) && text.back() != '.' &&
           std::ranges::all_of(text, [](char c) { return is_word(c) || c == '.' || c == '-' || c == ':' || c == '/'; });
}

} // namespace

std::vector<api_error> resolve_errors(const page& from, const table& rows, written_by whom, report& said) {
    const auto words_of = [whom](const cell& in) { return whom == written_by::us ? in.text : plain(in.text); };
    std::vector<api_error> errors;
    for (const auto& each : rows.rows) {
        const auto& cell_of_code = *rows.find(each, column::code);
        cell code{words_of(cell_of_code), cell_of_code.at};
        const bool all_empty = std::ranges::all_of(each, [](const cell& one) { return one.text.empty(); });
        if (all_empty)
            continue;
        if (!is_code(code.text)) {
            said.unexpected(from.at(code.at), code.text.empty() ? "nothing" : quoted(code.text),
                            "an error code: words joined by dots",
                            "if the cells of this table have slipped, count those of the row above");
            continue;
        }
        api_error next;
        next.code = code.text;
        next.where = from.at(code.at);
        if (const auto* status = rows.find(each, column::http)) {
            const auto text = words_of(*status);
            next.http = read_status(text);
            if (!next.http && !text.empty())
                said.unexpected(from.at(status->at), quoted(text), "an HTTP status between 100 and 599",
                                "write the number alone");
        }
        if (const auto* message = rows.find(each, column::message))
            if (auto text = words_of(*message); !text.empty())
                next.message = std::move(text);
        if (const auto* description = rows.find(each, column::description))
            next.description = words_of(*description);
        errors.push_back(std::move(next));
    }
    return errors;
}

} // namespace bindery::codegen
