#include "read/listed.hpp"

#include "dictionary/type_word.hpp"
#include "read/cells.hpp"
#include "read/listed_entry.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace bindery::codegen {
namespace {

/// The stretch of a section, up to the next heading that is its equal or opens another.
struct stretch {
    std::size_t first;
    std::size_t behind;
    section about;
    bool of_structure; ///< under its name

    bool lists_members() const { return about == section::input || about == section::output; }
};

/// A member may be called like a part of the page: Output, Description. Then lines below the name tell its type, and
/// nothing else stands there.
bool names_a_member(const page& from, std::size_t at) {
    listed_entry told;
    while (++at < from.blocks.size() && !std::holds_alternative<heading>(from.blocks[at])) {
        const auto* line = std::get_if<paragraph>(&from.blocks[at]);
        if (!line || (!take_label(*line, told) && !told.has(column::type) && member_entry(*line)))
            return false;
    }
    return told.has(column::type);
}

class listing {
public:
    listing(const page& from, const stretch& in, report& said) : from_(from), in_(in), said_(said) {}

    /// The table of the list, if there is one, and the lines it was made of; nothing where a table stands already.
    std::optional<table> read(std::vector<int>& lines) {
        for (auto i = in_.first; i < in_.behind; ++i) {
            if (std::holds_alternative<table>(from_.blocks[i]))
                return std::nullopt;
            if (const auto* line = std::get_if<paragraph>(&from_.blocks[i])) {
                take(*line);
                lines.push_back(line->at.line);
            }
        }
        close();
        if (entries_.empty())
            return std::nullopt;
        return made();
    }

private:
    void take(const paragraph& line) {
        if (open_ && take_label(line, *open_)) {
            if (open_->has(column::description) && open_->told.at(column::description).at == line.at)
                text_line_ = line.at.line;
            return;
        }
        auto next = in_.about == section::errors ? error_entry(line) : member_entry(line);
        if (next && !is_in_text(line, *next)) {
            close();
            open_ = std::move(next);
            text_line_ = line.at.line;
        } else if (open_) {
            auto& text = open_->told.try_emplace(column::description, cell{{}, line.at}).first->second.text;
            auto words = std::string_view(line.text);
            while (words.starts_with(':')) // a definition, as Markdown writes it
                words = trimmed(words.substr(1));
            if (!text.empty()) // as many lines as on the page, so that what is found in it has its place
                text.append(static_cast<std::size_t>(std::max(line.at.line - text_line_, 1)), '\n');
            text += words;
            text_line_ = line.at.line;
        }
    }

    /// What is set in below a member that holds no others belongs to its text; so does a bare line among items of text.
    bool is_in_text(const paragraph& line, const listed_entry& next) const {
        if (in_.about == section::errors || !open_ || !open_->has(column::type) ||
            line.indent <= open_->told.at(column::name).indent)
            return false;
        const auto type = resolve_type(open_->told.at(column::type).text);
        const bool holds_members = !type || type->kind == type_kind::structure;
        if (holds_members && !(next.is_bare && ends_with_item(*open_)))
            return false;
        said_.note({from_.path, line.at}, quoted(next.told.at(column::name).text) + " is set in below " +
                                              quoted(open_->told.at(column::name).text) +
                                              " and taken for a part of its text");
        return true;
    }

    static bool ends_with_item(const listed_entry& of) {
        const auto text = of.told.find(column::description);
        return text != of.told.end() &&
               without_bullet(std::string_view(text->second.text).substr(text->second.text.rfind('\n') + 1));
    }

    /// An entry without a type is none: its words belong to the one above it.
    void close() {
        if (!open_)
            return;
        if (in_.about == section::errors || open_->has(column::type)) {
            entries_.push_back(std::move(*open_));
        } else if (!entries_.empty()) {
            auto& text = entries_.back().told.try_emplace(column::description, cell{{}, open_->at}).first->second.text;
            add_line(text, "- " + open_->told[column::name].text);
            if (open_->has(column::description))
                text += ": " + open_->told[column::description].text;
        }
        open_.reset();
    }

    table made() const {
        std::set<column> told;
        for (const auto& each : entries_)
            for (const auto& [what, said] : each.told)
                told.insert(what);
        table found{{told.begin(), told.end()}, {}, entries_.front().at};
        for (const auto& each : entries_) {
            auto& cells = found.rows.emplace_back(told.size(), cell{{}, each.at});
            for (const auto& [what, said] : each.told)
                cells[*index_of(found.columns, what)] = said;
        }
        return found;
    }

    const page& from_;
    stretch in_;
    report& said_;
    std::optional<listed_entry> open_;
    int text_line_ = 0; ///< the last of its text
    std::vector<listed_entry> entries_;
};

/// A heading within them that is the name of a member becomes a line that begins an entry.
std::vector<stretch> stretches_of(page& from) {
    std::vector<stretch> all;
    int level = 0;
    bool drawn = false; // a table stands in the last one
    for (std::size_t i = 0; i < from.blocks.size(); ++i) {
        drawn = drawn || std::holds_alternative<table>(from.blocks[i]);
        const auto* here = std::get_if<heading>(&from.blocks[i]);
        if (!here)
            continue;
        const bool is_inside = !all.empty() && here->level > level;
        const bool is_other = here->about == section::other;
        const bool may_be_name =
            is_inside ? is_other || all.back().lists_members()
                      : here->level == 0 && !all.empty() && (all.back().lists_members() || all.back().of_structure);
        if (may_be_name && !drawn && is_dotted(here->text) && names_a_member(from, i)) {
            from.blocks[i] = paragraph{"**" + here->text + "**", here->at, 1};
            continue;
        }
        // A part of the request has a list of its own.
        const bool part = is_inside && is_other && part_of_request(here->text);
        if ((is_inside && is_other && !part) ||
            (level > 0 && here->level == 0 && here->about == section::description)) // a line of the section
            continue;
        if (!all.empty())
            all.back().behind = std::min(all.back().behind, i);
        const auto about = part ? all.back().about : here->about;
        all.push_back({i + 1, from.blocks.size(), about,
                       about == section::other && here->level > 1 && is_identifier(here->text)});
        level = part ? level : here->level;
        drawn = false;
    }
    std::erase_if(all, [](const stretch& each) {
        return !each.lists_members() && each.about != section::errors && !each.of_structure;
    });
    return all;
}

} // namespace

void gather_listed(page& from, report& said) {
    const auto all = stretches_of(from);
    // From the last, so that the places of the others stay.
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        std::vector<int> lines;
        auto found = listing(from, *each, said).read(lines);
        if (!found)
            continue;
        for (const auto line : lines)
            if (line >= found->at.line)
                from.lines.take(line, line_use::row);
        said.note({from.path, found->at},
                  std::to_string(found->rows.size()) + " entries of a list are read like the rows of a table");
        from.blocks.insert(from.blocks.begin() + static_cast<std::ptrdiff_t>(each->first), std::move(*found));
    }
}

} // namespace bindery::codegen
