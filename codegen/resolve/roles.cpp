#include "resolve/roles.hpp"

#include "dictionary/type_phrase.hpp"
#include "dictionary/type_word.hpp"
#include "resolve/rows.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <map>

namespace bindery::codegen {
namespace {

/// The identifiers in a line of text, in order.
std::vector<std::string> identifiers_in(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_word(text[i])) {
            ++i;
            continue;
        }
        const auto begin = i;
        while (i < text.size() && (is_word(text[i]) || (text[i] == '.' && i + 1 < text.size() && is_word(text[i + 1]))))
            ++i;
        if (auto word = text.substr(begin, i - begin); is_dotted(word))
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

class assignment {
public:
    assignment(const page& from, report& said) : from_(from), said_(said) {}

    void operator()(const heading& here) {
        above_ = here.text;
        // A line in a section that is no heading of a page's own.
        if (here.level == 0 && here.about == section::description && under_ && under_->level > 0)
            return;
        const auto part = part_of_request(here.text);
        if (part && here.about == section::other && (is_under(section::input) || is_under(section::output)) &&
            here.level >= under_level_) {
            part_ = part; // path, query, header and body of the section
            named_.clear();
            description_.clear();
            return;
        }
        part_ = part;
        // A section inside of one that is known belongs to it, whatever it is called.
        if (here.about == section::other && under_ && here.level > 0 && under_level_ > 0 && here.level > under_level_ &&
            !is_identifier(here.text))
            return;
        if (here.about == section::other && !part && is_identifier(here.text) && here.text != title()) {
            named_ = here.text;
            description_.clear();
            if (under_ && here.level > under_level_ && under_level_ > 0)
                return;
        } else {
            named_.clear();
        }
        under_ = &here;
        under_level_ = here.level;
        about_ = part && here.about == section::other ? section::input : here.about;
        description_.clear();
        if (!found_.request.empty() && about_ != section::output)
            found_.says_more = true;
    }
    void operator()(const paragraph& here) {
        above_ = here.text;
        description_ += (description_.empty() ? "" : " ") + here.text;
        const bool none =
            under_ && (here.text == "None." || here.text == "None" || here.text == "无" || here.text == "无。");
        found_.takes_nothing |= none && is_under(section::input);
        found_.gives_nothing |= none && is_under(section::output);
    }
    void operator()(const sample&) {
        above_.clear();
        found_.says_more |= !found_.request.empty();
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
        above_.clear();
    }

    roles take() && { return std::move(found_); }

private:
    bool is_under(section about) const { return under_ && about_ == about; }

    void leave(const table& here, const std::string& why) {
        said_.note(from_.at(here.at), "a table is left out: " + why);
    }

    void claim_facts(const table& here) {
        if (!found_.facts)
            found_.facts = &here;
        else
            said_.unexpected(from_.at(here.at), "a second table of facts", "one on a page",
                             "the first begins in line " + std::to_string(found_.facts->at.line));
    }

    /// A table of codes that stands below parameters lists the values of one of them.
    void take_errors(const table& here) {
        if (is_under(section::input) || is_under(section::output)) {
            if (!found_.errors.empty() || identifiers_in(above_).size() == 1)
                return leave(here, "its codes stand below parameters and are taken for values of one");
        }
        found_.errors.push_back(&here);
        if (const auto status = here.has(column::http) ? std::nullopt : status_above())
            found_.shared_status[&here] = *status;
    }

    /// "### 404", "HTTP status code: 404": a heading over the errors that share a status.
    std::optional<int> status_above() const {
        const auto words = plain(above_);
        const auto small = lowered(words);
        const bool speaks_of_it = small.find("http") != std::string::npos ||
                                  small.find("status") != std::string::npos ||
                                  small.find("状态") != std::string::npos || is_digit(words.empty() ? 'a' : words[0]);
        return speaks_of_it ? status_in(words) : std::nullopt;
    }

    /// Whether a table lists members although it tells no types: nothing else stands in its section.
    bool lists_members(const table& here) const {
        if (here.has(column::type) || here.has(column::required))
            return true;
        return here.has(column::description) && named_.empty() &&
               ((is_under(section::input) && found_.request.empty()) ||
                (is_under(section::output) && found_.response.empty()));
    }

    void take_members(const table& here) {
        const bool in_spec = found_.facts != nullptr;
        if (const auto line = plain(above_); named_.empty() && names_a_structure(line))
            named_ = line;
        if (!named_.empty()) {
            auto owner = owner_mentioning(named_);
            found_.structures.push_back({is_identifier(named_) ? named_ : owner, description_, &here, owner});
            named_.clear();
            return;
        }
        auto* side = side_of(here);
        if (!side)
            return;
        if (in_spec && !side->empty() && !part_) {
            said_.unexpected(from_.at(here.at),
                             side == &found_.request ? "a second table of input parameters"
                                                     : "a second table of output parameters",
                             "one on a page",
                             "the first begins in line " + std::to_string(side->front()->at.line) +
                                 "; put a heading with the structure's name above a table of its members");
            return;
        }
        if (!side->empty())
            if (auto owned = owner_among(*side)) {
                found_.structures.push_back({std::move(owned->structure), above_, &here, std::move(owned->name)});
                inner_.emplace_back(side, &here);
                return;
            }
        if (!side->empty())
            if (const auto name = structure_named_above(); !name.empty()) {
                found_.structures.push_back({name, above_, &here});
                return;
            }
        if (!side->empty())
            if (const auto text = text_with_fields(*side); !text.empty())
                return leave(here, "it lists the fields of the text in " + text + ", which is no structure");
        side->push_back(&here);
        if (side == &found_.request && part_)
            found_.sent_in[&here] = *part_;
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
        const auto look_in = [&](const table* rows) {
            for (const auto& each : rows_of(*rows))
                if (each.is_object && each.structure.empty() && has_word(each.description, name)) {
                    several = several || !owner.empty();
                    owner = each.name;
                }
        };
        std::ranges::for_each(found_.request, look_in);
        std::ranges::for_each(found_.response, look_in);
        std::ranges::for_each(found_.structures, look_in, &structure_table::rows);
        return several ? std::string{} : owner;
    }

    /// Whether a line is nothing but the name of a structure that a member above has.
    bool names_a_structure(const std::string& line) {
        const auto has_it = [&](const table* rows) {
            return std::ranges::any_of(rows_of(*rows), [&](const named_row& each) {
                return each.is_object && (each.structure == line || each.name == line);
            });
        };
        return (is_identifier(line) &&
                (std::ranges::any_of(found_.request, has_it) || std::ranges::any_of(found_.response, has_it) ||
                 std::ranges::any_of(found_.structures, has_it, &structure_table::rows))) ||
               !owner_mentioning(line).empty();
    }

    /// Where the members of a table belong, or null for one that is about something else.
    std::vector<const table*>* side_of(const table& here) {
        const bool outside = under_ && under_->level > 0 && about_ == section::other && under_->text != title();
        if (is_under(section::output))
            return &found_.response;
        if (is_under(section::input))
            return here.has(column::required) || found_.request.empty() ? &found_.request : &found_.response;
        const bool behind_examples =
            is_under(section::errors) || is_under(section::example) || is_under(section::example_output);
        if (((outside && (!found_.request.empty() || !found_.response.empty())) || behind_examples) &&
            !(found_.response.empty() && !here.has(column::required))) {
            said_.note(from_.at(here.at), "a table of parameters under " + quoted(under_->text) +
                                              " is neither the input nor the output of the operation: it is left out");
            return nullptr;
        }
        return here.has(column::required) ? &found_.request : &found_.response;
    }

    struct owned_structure {
        std::string name; ///< of the member
        std::string structure;
    };

    /// The member that the line above a table names, or the only one that could have these members. A table of the
    /// members of one member may be followed by those of the next deeper.
    std::optional<owned_structure> owner_among(const std::vector<const table*>& tables) {
        std::vector<std::string> open;
        const auto words = identifiers_in(plain(above_));
        const auto named_in = [&](const table& rows) -> std::optional<owned_structure> {
            for (const auto& each : rows_of(rows))
                for (const auto& word : words)
                    if (each.is_object && (word == each.name || (!each.structure.empty() && word == each.structure)))
                        return owned_structure{each.name, word};
            return std::nullopt;
        };
        for (const auto* each : tables)
            if (auto found = named_in(*each))
                return found;
        for (const auto& [side, rows] : inner_)
            if (side == &tables)
                if (auto found = named_in(*rows))
                    return found;
        if (!trimmed(above_).empty())
            return std::nullopt;
        for (const auto* each : tables)
            for (const auto& one : rows_of(*each))
                if (one.is_object && one.structure.empty() &&
                    std::ranges::find(found_.structures, one.name, &structure_table::name) == found_.structures.end())
                    open.push_back(one.name);
        return open.size() == 1 ? std::optional(owned_structure{open.front(), open.front()}) : std::nullopt;
    }

    /// The member that the line above a table names, where that is a text: its fields are not the operation's.
    std::string text_with_fields(const std::vector<const table*>& tables) {
        const auto words = plain(above_);
        const auto small = lowered(words);
        constexpr std::string_view signs[] = {"field",   "parameter", "structure", "json", "describe",
                                              "contain", "字段",      "参数",      "结构", "说明"};
        if (std::ranges::none_of(signs, [&](auto sign) { return small.find(sign) != std::string::npos; }))
            return {};
        for (const auto& word : identifiers_in(words)) {
            const bool plain_word = word_starts(word).empty() && is_lower(word.front());
            if (plain_word && above_.find('`' + word + '`') == std::string::npos &&
                above_.find("**" + word + "**") == std::string::npos)
                continue;
            for (const auto* each : tables)
                for (const auto& one : rows_of(*each))
                    if (one.name == word && !one.is_object)
                        return word;
        }
        return {};
    }

    struct named_row {
        std::string name;
        std::string structure; ///< empty: it has no name
        bool is_object;
        std::string description; ///< of a structure without a name
    };

    /// The names and structures of the rows. Found once for each table: a page of many tables asks again and again.
    const std::vector<named_row>& rows_of(const table& in) {
        const auto [found, is_new] = rows_.try_emplace(&in);
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
        const auto words = plain(above_);
        const auto small = lowered(words);
        for (const std::string_view sign : {"data structure", "structure", "数据结构", "结构", "字段说明", "字段描述"})
            if (small.find(sign) != std::string::npos)
                for (const auto& each : identifiers_in(words))
                    if (is_identifier(each) && lowered(each) != "table" && lowered(each) != "data" &&
                        lowered(each) != "structure" && lowered(each) != "description")
                        return each;
        return {};
    }

    /// The title of the page is a heading too, and the tables below it may have none of their own.
    std::string_view title() const {
        const auto* first = title_of(from_);
        return first ? std::string_view(first->text) : std::string_view{};
    }

    const page& from_;
    report& said_;
    roles found_;
    std::map<const table*, std::vector<named_row>> rows_;
    /// Tables of the members of one member, and the side it is on.
    std::vector<std::pair<const std::vector<const table*>*, const table*>> inner_;
    const heading* under_ = nullptr;
    int under_level_ = 0;
    section about_ = section::other; // of that heading
    std::optional<position> part_;   // of the request, where a heading below it names one
    std::string named_;              // a heading above that names a structure
    std::string above_;              // what stands right above
    std::string description_;
};

} // namespace

const heading* title_of(const page& from) {
    for (const auto& each : from.blocks)
        if (const auto* first = std::get_if<heading>(&each))
            return first;
    return nullptr;
}

roles assign_roles(const page& from, report& said) {
    assignment assign(from, said);
    for (const auto& each : from.blocks)
        std::visit(assign, each);
    return std::move(assign).take();
}

} // namespace bindery::codegen
