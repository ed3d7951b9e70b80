#include "outcome.hpp"

#include "show/show.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <ostream>

namespace bindery::codegen {

report report_for(strictness how) {
    report said;
    if (how == strictness::unread_is_noted)
        said.be_lenient();
    return said;
}

std::vector<diagnostic> in_order(const report& said) {
    auto all = said.said();
    std::ranges::stable_sort(all, {}, &diagnostic::where);
    return all;
}

bool stopped(report& said, strictness how, std::ostream& err) {
    if (how == strictness::notes_are_errors)
        said.be_strict();
    for (const auto& each : in_order(said))
        err << to_string(each) << '\n';
    if (said.failed() && how == strictness::notes_are_errors)
        err << "(--strict: what a page does not say in so many words is an error)\n";
    return said.failed();
}

bool stopped(report& said, strictness how, show_format format, std::ostream& out, std::ostream& err) {
    if (format == show_format::text)
        return stopped(said, how, err);
    if (how == strictness::notes_are_errors)
        said.be_strict();
    if (said.failed())
        out << pretty(boost::json::object{{"diagnostics", to_json(in_order(said))}});
    return said.failed();
}

boost::json::object to_json(const location& where) {
    return {{"path", where.path}, {"line", where.at.line}, {"column", where.at.column}};
}

boost::json::array to_json(const std::vector<diagnostic>& said) {
    boost::json::array all;
    for (const auto& each : said) {
        auto one = to_json(each.where);
        one["severity"] = to_string(each.level);
        one["message"] = each.message;
        one["hint"] = each.hint;
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace bindery::codegen
