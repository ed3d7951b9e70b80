#include "outcome.hpp"

#include "show/show.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <ostream>
#include <tuple>

namespace bindery::codegen {

std::vector<diagnostic> in_order(const report& said) {
    auto all = said.said();
    std::ranges::stable_sort(all, {}, [](const diagnostic& each) {
        return std::tuple(each.where.path, each.where.at.line, each.where.at.column);
    });
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

boost::json::array to_json(const std::vector<diagnostic>& said) {
    boost::json::array all;
    for (const auto& each : said)
        all.push_back(boost::json::object{{"path", each.where.path},
                                          {"line", each.where.at.line},
                                          {"column", each.where.at.column},
                                          {"severity", std::string(to_string(each.level))},
                                          {"message", each.message},
                                          {"hint", each.hint}});
    return all;
}

} // namespace bindery::codegen
