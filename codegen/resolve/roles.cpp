#include "resolve/roles.hpp"

#include "dictionary/type_word.hpp"
#include "dictionary/words.hpp"
#include "resolve/rows.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <map>

namespace bindery::codegen {
namespace {

const auto signs_of_fields = words_in("of fields");
const auto signs_of_a_status = words_in("of a status");
const auto signs_of_a_structure = words_in("of a structure");
const auto no_structures = words_in("no structure");

/// The identifiers in a line of text, in order.
std::vector<std::string> identifiers_in(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t i = 0, end = 0; i < text.size(); i = end + 1) {
        const auto is_inside = [&](std::size_t at) {
            return is_word(text[at]) || (at > i && text[at] == '.' && at + 1 < text.size() && is_word(text[at + 1]));
        };
        for (end = i; end < text.size() && is_inside(end);)
            ++end;
        if (const auto word = text.substr(i, end - i); is_dotted(word))
            found.emplace_back(word);
    }
    return found;
}

bool has_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        if ((at == 0 || !is_word(text[at - 1])) &&
            (at + word.size() == text.size() || !is_word(text[at + word.size()])))
            return true;
    return false;
}

struct named_row {
    std::string name;
    std::string structure; ///< empty: it has no name
    bool is_object;
    std::string description; ///< of a structure without a name
};

struct owned_structure {
    std::string name; ///< of the member
    std::string structure;
};

struct assignment {
    const page& from;
    report& said;
    roles result = {};
    std::map<const table*, std::vector<named_row>> known_rows = {};
    /// Tables of the members of one member, and the side it is on.
    std::vector<std::pair<const std::vector<const table*>*, const table*>> inner = {};
    const heading* under = nullptr;
    section about = section::other;          // of that heading
    std::optional<position> carried_in = {}; // by the part of the request that a heading below it names
    std::string named = {};                  // a heading above that names a structure
    std::string above = {};                  // what stands right above
    std::string description = {};

    void operator()(const heading& here) {
        above = here.text;
        // A line in a section that is no heading of a page's own.
        if (here.level == 0 && here.about == section::description && under && under->level > 0)
            return;
        const auto part = part_of_request(here.text);
        const bool is_other = here.about == section::other;
        if (part && is_other && (is_under(section::input) || is_under(section::output)) && here.level >= under->level) {
            carried_in = part; // path, query, header and body of the section
            named.clear();
            description.clear();
            return;
        }
        carried_in = part;
        // A section inside of one that is known belongs to it, whatever it is called.
        const bool is_inside = under && under->level > 0 && here.level > under->level;
        if (is_other && is_inside && !is_identifier(here.text))
            return;
        named = is_other && !part && is_identifier(here.text) && here.text != title() ? here.text : "";
        description.clear();
        if (!named.empty() && is_inside)
            return;
        under = &here;
        about = part && is_other ? section::input : here.about;
        if (!result.request.empty() && about != section::output)
            result.says_more = true;
    }
    void operator()(const paragraph& here) {
        above = here.text;
        description += (description.empty() ? "" : " ") + here.text;
        const bool none = is_among(here.text, "None., None, 无, 无。");
        result.takes_nothing |= none && is_under(section::input);
        result.gives_nothing |= none && is_under(section::output);
    }
    void operator()(const sample&) {
        above.clear();
        result.says_more |= !result.request.empty();
    }
    void operator()(const table& here) {
        if (here.has(column::fact))
            claim_facts(here);
        else if (here.has(column::code) && !here.has(column::type))
            take_errors(here);
        else if (here.has(column::name) && lists_members(here))
            take_members(here);
        else
            leave(here, "neither its columns nor what stands above it tell whose members it lists");
        above.clear();
    }

    bool is_under(section which) const { return under && about == which; }

    void leave(const table& here, const std::string& why) {
        said.note(from.at(here.at), "a table is left out: " + why);
    }

    void claim_facts(const table& here) {
        if (!result.facts)
            result.facts = &here;
        else
            said.unexpected(from.at(here.at), "a second table of facts", "one on a page",
                            "the first begins in line " + std::to_string(result.facts->at.line));
    }

    /// A table of codes that stands below parameters lists the values of one of them.
    void take_errors(const table& here) {
        if (is_under(section::input) || is_under(section::output)) {
            if (!result.errors.empty() || identifiers_in(above).size() == 1)
                return leave(here, "its codes stand below parameters and are taken for values of one");
        }
        result.errors.push_back(&here);
        if (const auto status = here.has(column::http) ? std::nullopt : status_above())
            result.shared_status[&here] = *status;
    }

    /// "### 404", "HTTP status code: 404": a heading over the errors that share a status.
    std::optional<int> status_above() const {
        const auto words = plain(above);
        const bool speaks_of_it =
            is_digit(words.empty() ? 'a' : words[0]) || stands_in(lowered(words), signs_of_a_status);
        return speaks_of_it ? status_in(words) : std::nullopt;
    }

    /// Whether a table lists members although it tells no types: nothing else stands in its section.
    bool lists_members(const table& here) const {
        if (here.has(column::type) || here.has(column::required))
            return true;
        return here.has(column::description) && named.empty() &&
               ((is_under(section::input) && result.request.empty()) ||
                (is_under(section::output) && result.response.empty()));
    }

    void take_members(const table& here) {
        const bool in_spec = result.facts != nullptr;
        if (const auto line = plain(above); named.empty() && names_a_structure(line))
            named = line;
        if (!named.empty()) {
            auto owner = owner_mentioning(named);
            result.structures.push_back({is_identifier(named) ? named : owner, description, &here, owner});
            named.clear();
            return;
        }
        auto* side = side_of(here);
        if (!side)
            return;
        if (in_spec && !side->empty() && !carried_in) {
            said.unexpected(from.at(here.at),
                            side == &result.request ? "a second table of input parameters"
                                                    : "a second table of output parameters",
                            "one on a page",
                            "the first begins in line " + std::to_string(side->front()->at.line) +
                                "; put a heading with the structure's name above a table of its members");
            return;
        }
        if (!side->empty()) {
            if (auto owned = owner_among(*side)) {
                result.structures.push_back({std::move(owned->structure), above, &here, std::move(owned->name)});
                inner.emplace_back(side, &here);
                return;
            }
            if (const auto name = structure_named_above(); !name.empty()) {
                result.structures.push_back({name, above, &here});
                return;
            }
            if (const auto text = text_with_fields(*side); !text.empty())
                return leave(here, "it lists the fields of the text in " + text + ", which is no structure");
        }
        side->push_back(&here);
        if (side == &result.request && carried_in)
            result.sent_in[&here] = *carried_in;
    }

    /// The member, of a structure without a name, whose description speaks of the name: "each as ResponseItem below".
    /// Nothing where several do.
    std::string owner_mentioning(const std::string& name) {
        constexpr std::size_t longest = 64;
        if (name.empty() || name.size() > longest || section_named(name) != section::other || part_of_request(name) ||
            !std::ranges::all_of(name, [](char c) { return is_word(c) || c == ' '; }) ||
            !(is_identifier(name) || is_upper(name.front())))
            return {};
        std::string owner;
        bool several = false;
        for_each_row([&](const named_row& each) {
            if (each.is_object && each.structure.empty() && has_word(each.description, name)) {
                several = several || !owner.empty();
                owner = each.name;
            }
        });
        return several ? std::string{} : owner;
    }

    /// Whether a line is nothing but the name of a structure that a member above has.
    bool names_a_structure(const std::string& line) {
        bool has_it = false;
        if (is_identifier(line))
            for_each_row([&](const named_row& each) {
                has_it |= each.is_object && (each.structure == line || each.name == line);
            });
        return has_it || !owner_mentioning(line).empty();
    }

    /// Where the members of a table belong, or null for one that is about something else.
    std::vector<const table*>* side_of(const table& here) {
        const bool outside = under && under->level > 0 && about == section::other && under->text != title();
        if (is_under(section::output))
            return &result.response;
        if (is_under(section::input))
            return here.has(column::required) || result.request.empty() ? &result.request : &result.response;
        const bool behind_examples =
            is_under(section::errors) || is_under(section::example) || is_under(section::example_output);
        if (((outside && (!result.request.empty() || !result.response.empty())) || behind_examples) &&
            !(result.response.empty() && !here.has(column::required))) {
            said.note(from.at(here.at), "a table of parameters under " + quoted(under->text) +
                                            " is neither the input nor the output of the operation: it is left out");
            return nullptr;
        }
        return here.has(column::required) ? &result.request : &result.response;
    }

    /// The member that the line above a table names, or the only one that could have these members. A table of the
    /// members of one member may be followed by those of the next deeper.
    std::optional<owned_structure> owner_among(const std::vector<const table*>& tables) {
        auto all = tables;
        for (const auto& [side, rows] : inner)
            if (side == &tables)
                all.push_back(rows);
        const auto words = identifiers_in(plain(above));
        for (const auto* rows : all)
            for (const auto& each : rows_of(*rows))
                for (const auto& word : words)
                    if (each.is_object && (word == each.name || word == each.structure))
                        return owned_structure{each.name, word};
        if (!trimmed(above).empty())
            return std::nullopt;
        std::vector<std::string> open;
        for (const auto* each : tables)
            for (const auto& one : rows_of(*each))
                if (one.is_object && one.structure.empty() &&
                    std::ranges::find(result.structures, one.name, &structure_table::name) == result.structures.end())
                    open.push_back(one.name);
        return open.size() == 1 ? std::optional(owned_structure{open.front(), open.front()}) : std::nullopt;
    }

    /// The member that the line above a table names, where that is a text: its fields are not the operation's.
    std::string text_with_fields(const std::vector<const table*>& tables) {
        const auto words = plain(above);
        if (!stands_in(lowered(words), signs_of_fields))
            return {};
        for (const auto& word : identifiers_in(words)) {
            const bool plain_word = word_starts(word).empty() && is_lower(word.front());
            if (plain_word && above.find('`' + word + '`') == std::string::npos &&
                above.find("**" + word + "**") == std::string::npos)
                continue;
            for (const auto* each : tables)
                for (const auto& one : rows_of(*each))
                    if (one.name == word && !one.is_object)
                        return word;
        }
        return {};
    }

    /// Visits the rows of all tables that were found so far.
    template <class Visit>
    void for_each_row(Visit visit) {
        const auto look_in = [&](const table* rows) { std::ranges::for_each(rows_of(*rows), visit); };
        std::ranges::for_each(result.request, look_in);
        std::ranges::for_each(result.response, look_in);
        std::ranges::for_each(result.structures, look_in, &structure_table::rows);
    }

    /// The names and structures of the rows. Found once for each table: a page of many tables asks again and again.
    const std::vector<named_row>& rows_of(const table& in) {
        const auto [found, is_new] = known_rows.try_emplace(&in);
        if (!is_new || !in.has(column::type))
            return found->second;
        for (const auto& line : in.rows) {
            auto type = resolve_type(label(in.find(line, column::type)->text));
            const bool is_object = type && type->kind == type_kind::structure;
            named_row next{
                label(in.find(line, column::name)->text), type ? std::move(type->structure) : "", is_object, {}};
            if (const auto* words = in.find(line, column::description); words && is_object && next.structure.empty())
                next.description = plain(words->text);
            found->second.push_back(std::move(next));
        }
        return found->second;
    }

    /// "Table 5 Tag field data structure description", "VideoLabel数据结构".
    std::string structure_named_above() const {
        const auto words = plain(above);
        if (stands_in(lowered(words), signs_of_a_structure))
            for (const auto& each : identifiers_in(words))
                if (is_identifier(each) && !is_one_of(lowered(each), no_structures))
                    return each;
        return {};
    }

    /// The title of the page is a heading too, and the tables below it may have none of their own.
    std::string_view title() const {
        const auto* first = title_of(from);
        return first ? std::string_view(first->text) : std::string_view{};
    }
};

} // namespace

const heading* title_of(const page& from) {
    for (const auto& each : from.blocks)
        if (const auto* first = std::get_if<heading>(&each))
            return first;
    return nullptr;
}

roles assign_roles(const page& from, report& said) {
    assignment assign{from, said};
    for (const auto& each : from.blocks)
        std::visit(assign, each);
    return std::move(assign.result);
}

} // namespace bindery::codegen
