// Takes every example of the metadata from JSON to its structure and back. What does not come back equal must be in the
// list of exceptions, and what is in the list must not: a line names operation, example, side and cause.
//
//     round_trip EXAMPLES EXCEPTIONS

#include "round_trip.hpp"

#include <boost/json/src.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>

namespace {

namespace json = boost::json;

/// Whether two scalars say the same. Examples of queries have texts only, so "60.0" and 60 do.
bool same(const json::value& want, const json::value& have) {
    if (want == have)
        return true;
    const auto* text = want.if_string();
    if (!text)
        return want.is_number() && have.is_number() && want.to_number<double>() == have.to_number<double>();
    boost::system::error_code failure;
    const auto meant = json::parse(*text, failure);
    return !failure && !meant.is_string() && same(meant, have);
}

/// Where two values differ, first; empty when they are equal. null is as good as absent, order does not matter.
std::string difference(const json::value& want, const json::value& have, const std::string& path = {}) {
    if (const auto* object = want.if_object()) {
        const auto* other = have.if_object();
        if (!other)
            return path + " is no object";
        for (const auto& each : *object) {
            if (each.value().is_null())
                continue;
            const auto below = path + '/' + std::string(each.key());
            const auto* found = other->if_contains(each.key());
            if (!found)
                return below + " is not described";
            if (auto differs = difference(each.value(), *found, below); !differs.empty())
                return differs;
        }
        for (const auto& each : *other)
            if (!object->contains(each.key()))
                return path + '/' + std::string(each.key()) + " has come from nowhere";
        return {};
    }
    if (const auto* list = want.if_array()) {
        const auto* other = have.if_array();
        if (!other || other->size() != list->size())
            return path + " is another list";
        for (std::size_t i = 0; i < list->size(); ++i)
            if (auto differs = difference((*list)[i], (*other)[i], path + '/' + std::to_string(i)); !differs.empty())
                return differs;
        return {};
    }
    return same(want, have) ? std::string{} : path + " has another value";
}

/// Why an example does not come back equal; empty when it does. Only what is sent may be lenient: an answer is read as
/// the client reads it.
std::string cause(const json::value& example, round_trip::result (*through)(std::string_view, bool), bool lenient) {
    const auto text = json::serialize(example);
    auto done = through(text, false);
    if (!done.misfits.empty() && lenient)
        done = through(text, true);
    if (!done.misfits.empty())
        return "not of the described type: " + done.misfits.front();
    boost::system::error_code failure;
    const auto back = json::parse(done.written, failure);
    return failure ? "what was written is no JSON" : difference(example, back);
}

std::string contents(const char* file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        return 64;
    std::map<std::string, std::string> excused;
    std::istringstream lines(contents(argv[2]));
    for (std::string line; std::getline(lines, line);)
        if (!line.empty() && line.front() != '#')
            excused.emplace(line.substr(0, line.find('\t')), line);

    const auto examples = json::parse(contents(argv[1]));
    std::size_t good = 0, broken = 0;
    std::set<std::string> seen;
    int status = 0;
    for (const auto& each : examples.as_array()) {
        const std::string operation(each.at("operation").as_string());
        const auto& entry = round_trip::entries().at(operation);
        for (const std::string side : {"input", "output"}) {
            const auto& example = each.at(side);
            const auto name = operation + ' ' + std::to_string(each.at("index").as_int64()) + ' ' + side;
            if (example.is_null()) {
                ++broken;
                if (!excused.contains(name)) {
                    std::cout << "cannot be read: " << name << '\n';
                    status = 1;
                }
                seen.insert(name);
                continue;
            }
            auto* through = side == "input" ? entry.input : entry.output;
            if (side == "input")
                for (const auto& where : through(json::serialize(example), true).broken) {
                    // An official request must not be refused.
                    if (const auto rule = name + ' ' + where; excused.contains(rule)) {
                        seen.insert(rule);
                    } else {
                        std::cout << "refused: " << rule << '\n';
                        status = 1;
                    }
                }
            const auto why = cause(example, through, side == "input");
            if (why.empty() && !excused.contains(name)) {
                ++good;
            } else if (why.empty()) {
                std::cout << "comes back equal, take it off the list: " << name << '\n';
                status = 1;
            } else if (!excused.contains(name)) {
                std::cout << "does not come back equal: " << name << '\t' << why << '\n';
                status = 1;
            } else {
                seen.insert(name);
            }
        }
    }
    for (const auto& [name, line] : excused)
        if (!seen.contains(name)) {
            std::cout << "no such exception: " << line << '\n';
            status = 1;
        }
    std::cout << examples.as_array().size() << " examples: " << good << " sides come back equal, " << broken
              << " are no whole JSON, " << seen.size() - broken << " other exceptions\n";
    return status;
}
