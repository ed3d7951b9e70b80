#include "resolve/errors.hpp"

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

std::vector<api_error> resolve_errors(const page& from, const table& rows, report& said) {
    std::vector<api_error> errors;
    for (const auto& each : rows.rows) {
        const auto& code = *rows.find(each, column::code);
        if (!is_dotted(code.text)) {
            said.unexpected(from.at(code.at), code.text.empty() ? "nothing" : quoted(code.text),
                            "an error code: words joined by dots",
                            "if the cells of this table have slipped, count those of the row above");
            continue;
        }
        api_error next;
        next.code = code.text;
        next.where = from.at(code.at);
        if (const auto* status = rows.find(each, column::http)) {
            next.http = read_status(status->text);
            if (!next.http)
                said.unexpected(from.at(status->at), status->text.empty() ? "nothing" : quoted(status->text),
                                "an HTTP status between 100 and 599", "write the number alone");
        }
        if (const auto* message = rows.find(each, column::message); message && !message->text.empty())
            next.message = message->text;
        if (const auto* description = rows.find(each, column::description))
            next.description = description->text;
        errors.push_back(std::move(next));
    }
    return errors;
}

} // namespace bindery::codegen
