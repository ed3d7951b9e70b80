#include "read/listed.hpp"

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
};

/// A set-off line called like the part of a page that opens it is the name of a member within a section.
bool is_description(const heading& of) {
    return of.level == 0 && of.about == section::description;
}

/// A heading deeper than its section's may be the name of a member: then it begins an entry like a set-off line.
std::optional<paragraph> as_line(const block& from) {
    if (const auto* text = std::get_if<paragraph>(&from))
        return *text;
    if (const auto* name = std::get_if<heading>(&from);
        name && (name->level > 0 || is_description(*name)) && is_dotted(name->text))
        return paragraph{"**" + name->text + "**", name->at, 1};
    return std::nullopt;
}

class listing {
public:
    listing(const page& from, const stretch& in) : from_(from), in_(in) {}

    /// The table of the list, if there is one, and the lines it was made of; nothing where a table stands already.
    std::optional<table> read(std::vector<int>& lines) {
        for (auto i = in_.first; i < in_.behind; ++i) {
            if (std::holds_alternative<table>(from_.blocks[i]))
                return std::nullopt;
            if (const auto line = as_line(from_.blocks[i])) {
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
        if (open_ && take_label(line, *open_))
            return;
        auto next = in_.about == section::errors ? error_entry(line) : member_entry(line);
        if (next) {
            close();
            open_ = std::move(next);
        } else if (open_) {
            auto& text = open_->told.try_emplace(column::description, cell{{}, line.at}).first->second.text;
            auto words = std::string_view(line.text);
            while (words.starts_with(':')) // a definition, as Markdown writes it
                words = trimmed(words.substr(1));
            add_line(text, words);
        }
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
    std::optional<listed_entry> open_;
    std::vector<listed_entry> entries_;
};

std::vector<stretch> stretches_of(const page& from) {
    std::vector<stretch> all;
    int level = 0;
    for (std::size_t i = 0; i < from.blocks.size(); ++i) {
        const auto* here = std::get_if<heading>(&from.blocks[i]);
        if (!here)
            continue;
        // A part of the request has a list of its own.
        const bool inner = here->about == section::other && here->level > 0 && here->level > level && !all.empty();
        const bool part = inner && part_of_request(here->text);
        if ((inner && !part) || (level > 0 && is_description(*here)))
            continue;
        if (!all.empty())
            all.back().behind = std::min(all.back().behind, i);
        all.push_back({i + 1, from.blocks.size(), part ? all.back().about : here->about});
        level = part ? level : here->level;
    }
    std::erase_if(all, [&](const stretch& each) {
        const auto& above = std::get<heading>(from.blocks[each.first - 1]);
        const bool of_structure = each.about == section::other && above.level > 1 && is_identifier(above.text);
        return each.about != section::input && each.about != section::output && each.about != section::errors &&
               !of_structure;
    });
    return all;
}

} // namespace

void gather_listed(page& from, report& said) {
    const auto all = stretches_of(from);
    // From the last, so that the places of the others stay.
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        std::vector<int> lines;
        auto found = listing(from, *each).read(lines);
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
