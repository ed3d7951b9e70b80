#include "resolve/stages.hpp"

#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace bindery::codegen {
namespace {

namespace json = boost::json;

/// What every request and answer may have besides: it routes, signs and names them.
bool is_common(std::string_view key) {
    return is_among(lowered(key),
                    "action, version, region, regionid, error, requestid, format, accesskeyid, signature, "
                    "signaturemethod, signaturetype, signaturenonce, signatureversion, timestamp, nonce, "
                    "secretid, token, securitytoken, language, publickey, resourceownerid, "
                    "resourceowneraccount, ownerid, owneraccount, retcode, code, message");
}

using words = std::set<std::string, std::less<>>;

void take_first_word(std::string_view line, words& into) {
    line = trimmed(line);
    while (!line.empty() && !is_letter(line.front()) && line.front() != '_')
        line.remove_prefix(1); // bars, bullets, marks
    if (const auto end = std::ranges::find_if_not(line, [](char c) { return is_word(c) || c == '.'; });
        end != line.begin())
        into.emplace(line.begin(), end);
}

/// The words that lines begin with which are running text, or went on with a cell.
words at_line_starts(const page& from) {
    words found;
    for (const auto& each : from.blocks) {
        if (const auto* line = std::get_if<paragraph>(&each))
            take_first_word(line->text, found);
        const auto* rows = std::get_if<table>(&each);
        for (std::size_t i = 0; rows && i < rows->rows.size(); ++i)
            for (const auto& cell : rows->rows[i])
                for (auto at = cell.text.find('\n'); at != std::string::npos; at = cell.text.find('\n', at + 1))
                    take_first_word(std::string_view(cell.text).substr(at + 1, cell.text.find('\n', at + 1) - at - 1),
                                    found);
    }
    return found;
}

class look {
public:
    look(const api& all, const operation& of, const page& from, report& said)
        : all_(all), of_(of), said_(said), at_line_starts_(at_line_starts(from)) {}

    void run(const example& shown) {
        if (shown.input)
            object(of_.name, of_.request, *shown.input, shown.input_at, outermost::yes);
        if (shown.output)
            object(of_.name + ".Output", of_.response, *shown.output, shown.output_at, outermost::yes);
    }

private:
    enum class outermost {
        no,
        yes
    };

    void object(const std::string& owner, const std::vector<member>& members, const json::object& shown, place at,
                outermost where) {
        std::string unlisted;
        bool lost = false;
        for (const auto& each : shown) {
            const auto* found = member_shown(members, each.key());
            if (found)
                value(*found, each.value(), at);
            else if (where == outermost::no || !is_common(each.key()))
                if (told_.emplace(owner, each.key()).second) {
                    unlisted += (unlisted.empty() ? "" : ", ") + quoted(each.key());
                    lost = lost || at_line_starts_.contains(std::string_view(each.key()));
                }
        }
        if (unlisted.empty())
            return;
        const location here{of_.where.path, at};
        const auto message = "an example of " + owner + " has " + unlisted + ", which no table has";
        if (lost)
            said_.unread(here, message, "a line of the page begins with the name and was not read as a row");
        else
            said_.warning(here, message, "the page says two things, or leaves something out");
    }

    void value(const member& of, const json::value& shown, place at) {
        if (const auto* list = shown.if_array()) {
            for (const auto& each : *list)
                value(of, each, at);
        } else if (const auto* inner = shown.if_object()) {
            const auto* structure = all_.find(of_.of, of.type.structure);
            if (structure && !structure->inferred)
                object(structure->name, structure->members, *inner, at, outermost::no);
        }
    }

    const api& all_;
    const operation& of_;
    report& said_;
    words at_line_starts_;
    std::set<std::pair<std::string, std::string>> told_;
};

} // namespace

const member* member_shown(const std::vector<member>& members, std::string_view key) {
    const auto outer = key.substr(0, key.find_first_of(".[")); // `Ids.1` is of `Ids.N`
    for (const auto& each : members) {
        const auto name = std::string_view(each.name);
        const auto own = name.substr(0, name.find_first_of(".["));
        if (name == key || own == outer)
            return &each;
    }
    const auto found = std::ranges::find_if(
        members, [small = lowered(key)](const member& each) { return lowered(each.name) == small; });
    return found == members.end() ? nullptr : &*found;
}

void tell_unlisted(const api& all, const operation& of, const page& from, report& said) {
    if (of.examples.empty())
        return;
    look looking(all, of, from, said);
    for (const auto& each : of.examples)
        looking.run(each);
}

} // namespace bindery::codegen
