#include "lint/lint.hpp"

#include "outcome.hpp"
#include "show/show.hpp"
#include "text/printable.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <iterator>
#include <ostream>

namespace bindery::codegen {

int lint(const look_request& asked, std::ostream& out, std::ostream& err) {
    auto said = report_for(strictness::unread_is_noted);
    std::vector<finding> found;
    std::vector<std::filesystem::path> files;
    for (const auto& each : asked.files) {
        if (!is_metadata(each)) {
            files.push_back(each);
            continue;
        }
        std::ranges::move(lint_model(read_any(each, said).model, origin::metadata), std::back_inserter(found));
    }
    std::ranges::move(lint_model(read_all_of(files, said)), std::back_inserter(found));
    if (said.failed() && stopped(said, strictness::notes_are_notes, asked.format, out, err))
        return exit_code::unreadable;
    for (const auto& each : in_order(said))
        if (each.of_account || asked.how == strictness::notes_are_errors)
            found.push_back({each.where, each.of_account ? "unread" : "inferred", each.message});
    if (asked.format == show_format::json) {
        boost::json::array shown;
        for (const auto& each : found) {
            auto one = to_json(each.where);
            one["rule"] = each.rule;
            one["message"] = each.message;
            shown.push_back(std::move(one));
        }
        out << pretty(shown);
    } else {
        for (const auto& each : found)
            out << to_string(each.where) << ": " << printable_line(each.message) << " [" << each.rule << "]\n";
        if (found.empty())
            out << "nothing found\n";
    }
    return found.empty() ? exit_code::done : exit_code::differs;
}

} // namespace bindery::codegen
