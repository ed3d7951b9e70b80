// Tables whose cells a text extractor has put on lines of their own, with nothing between the rows but the shapes of
// their cells: a name, then a type or an answer. Icons and empty cells are lost in it.

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "read/line_rows.hpp"
#include "read/table_reader.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

/// The next line with something in it, or the number of lines.
std::size_t next_line(const source& text, std::size_t line) {
    while (line < text.lines.size() && trimmed(text.lines[line]).empty())
        ++line;
    return line;
}

bool reads_as_type(std::string_view line) {
    const auto element = line.substr(list_words_at_start(line));
    return basic_type_of(element).has_value() || (list_words_at_start(line) > 0 && is_identifier(element));
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    if (!column_of(text.lines[line]))
        return std::nullopt;
    std::vector<std::string_view> words;
    std::vector<column> columns;
    std::size_t next = line;
    while (next < text.lines.size() && words.size() < 12) {
        const auto here = trimmed(text.lines[next]);
        if (here.empty()) {
            ++next;
            continue;
        }
        const auto column = column_of(here);
        // A member may be called like a column, too: an answer or a type stands below it.
        const auto below = next_line(text, next + 1);
        const bool is_member = column && index_of(columns, *column) && below < text.lines.size() &&
                               (yes_no(trimmed(text.lines[below])) || reads_as_type(trimmed(text.lines[below])));
        if (!column || is_member)
            break;
        words.push_back(here);
        columns.push_back(*column);
        ++next;
    }
    auto head = heads_of(words);
    const bool of_errors = head && head->columns.front() == column::code && next < text.lines.size() &&
                           reads_as_code(first_token(trimmed(text.lines[next])));
    if (!head || head->columns.size() < (of_errors ? 2 : 3))
        return std::nullopt;
    return table_header{std::move(*head), next};
}

bool reads_as_status(std::string_view word) {
    return word.size() == 3 && std::ranges::all_of(word, is_digit);
}

class paragraph_table {
public:
    paragraph_table(const reading& page, const table_header& header, table& into)
        : page_(page), into_(into), line_(next_line(page.text, header.next)) {}

    std::size_t read() {
        const bool of_errors = into_.has(column::code);
        while (line_ < page_.text.lines.size() && !ends()) {
            if (of_errors ? !take_error() : !take_member())
                break;
            line_ = next_line(page_.text, line_);
        }
        return line_;
    }

private:
    std::string_view here(std::size_t line) const { return trimmed(page_.text.lines[line]); }

    bool ends() const {
        // A member may be called like a section: Output.
        return ends_table(page_.text, line_) != ending::no ? !begins_member(line_) : here(line_).starts_with('{');
    }

    /// A name, and behind it what the column behind the name holds.
    bool begins_member(std::size_t line) const {
        if (line >= page_.text.lines.size() || !is_dotted(here(line)) || reads_as_type(here(line)))
            return false;
        const auto next = next_line(page_.text, line + 1);
        if (next >= page_.text.lines.size())
            return false;
        return into_.columns.size() > 1 && into_.columns[1] == column::required ? yes_no(here(next)).has_value()
                                                                                : reads_as_type(here(next));
    }

    cell take_line() {
        const auto words = here(line_);
        cell found{std::string(words), page_.text.at(line_, words).at};
        line_ = next_line(page_.text, line_ + 1);
        return found;
    }

    /// The line behind a JSON text that begins here and stands in a cell, for more of the row or of the table follows;
    /// this line if there is none.
    std::size_t behind_json() const {
        constexpr std::size_t most_lines = 256;
        if (!here(line_).starts_with('[') && !here(line_).starts_with('{'))
            return line_;
        std::ptrdiff_t open = 0;
        for (auto line = line_; line < std::min(page_.text.lines.size(), line_ + most_lines); ++line) {
            for (const char c : page_.text.lines[line])
                open += (c == '[' || c == '{') - (c == ']' || c == '}');
            if (open > 0)
                continue;
            const auto next = next_line(page_.text, line + 1);
            return next < page_.text.lines.size() && ends_table(page_.text, next) == ending::no ? next : line_;
        }
        return line_;
    }

    cell take_lines(std::size_t behind) {
        auto found = take_line();
        while (line_ < behind)
            found.text += '\n' + take_line().text;
        return found;
    }

    bool take_member() {
        if (!begins_member(line_)) {
            if (into_.rows.empty() && reads_as_type(here(line_))) { // the object around it all
                line_ = next_line(page_.text, line_ + 1);
                return true;
            }
            return false;
        }
        row cells(into_.columns.size());
        const place at = page_.text.at(line_).at;
        for (auto& each : cells)
            each.at = at;
        std::vector<std::size_t> texts; // the columns of running text
        for (std::size_t i = 0; i < into_.columns.size(); ++i) {
            const auto what = into_.columns[i];
            const bool more = line_ < page_.text.lines.size() && !ends();
            if (what == column::name || what == column::type)
                cells[i] = more ? take_line() : cell{{}, at};
            else if (what == column::required)
                cells[i] = more && yes_no(here(line_)) ? take_line() : cell{{}, at};
            else
                texts.push_back(i);
        }
        std::vector<cell> said;
        while (line_ < page_.text.lines.size()) {
            if (const auto behind = into_.has(column::example) ? behind_json() : line_; behind > line_)
                said.push_back(take_lines(behind));
            else if (!ends() && !begins_member(line_))
                said.push_back(take_line());
            else
                break;
        }
        share_out(said, texts, cells);
        into_.rows.push_back(std::move(cells));
        return true;
    }

    /// Of several lines the one beside the edge is the example, and the rest is the description.
    void share_out(const std::vector<cell>& said, const std::vector<std::size_t>& texts, row& cells) const {
        std::size_t first = 0;
        std::size_t last = said.size();
        for (const auto i : texts)
            if (into_.columns[i] == column::example && last - first > 1)
                cells[i] = i == texts.front() ? said[first++] : said[--last];
        for (const auto i : texts) {
            if (into_.columns[i] != column::description)
                continue;
            for (std::size_t k = first; k < last; ++k) {
                if (k == first)
                    cells[i] = said[k];
                else
                    cells[i].text += '\n' + said[k].text;
            }
        }
    }

    /// All cells of an error may share a line, or each may have one.
    bool take_error() {
        row cells(into_.columns.size());
        const place at = page_.text.at(line_).at;
        for (auto& each : cells)
            each.at = at;
        if (!reads_as_error(here(line_)))
            return false;
        std::size_t i = 0;
        for (; i < into_.columns.size(); ++i) {
            const auto what = into_.columns[i];
            if (what != column::http && what != column::code)
                break;
            const auto words = left_.empty() ? here(line_) : left_;
            const auto token = first_token(words);
            cells[i] = {std::string(token), page_.text.at(line_, token).at};
            left_ = trimmed(words.substr(token.size()));
            if (left_.empty())
                line_ = next_line(page_.text, line_ + 1);
            if (line_ >= page_.text.lines.size())
                break;
        }
        if (!left_.empty()) {
            cells[std::min(i, cells.size() - 1)] = {std::string(left_), page_.text.at(line_, left_).at};
            left_ = {};
            line_ = next_line(page_.text, line_ + 1);
        } else {
            for (; i < into_.columns.size() && line_ < page_.text.lines.size(); ++i) {
                if (ends() || reads_as_error(here(line_)))
                    break;
                cells[i] = take_line();
            }
        }
        into_.rows.push_back(std::move(cells));
        return true;
    }

    bool reads_as_error(std::string_view line) const {
        auto token = first_token(line);
        if (into_.columns.front() == column::http) {
            if (!reads_as_status(token))
                return false;
            line = trimmed(line.substr(token.size()));
            if (line.empty())
                return true;
            token = first_token(line);
        }
        return reads_as_code(token);
    }

    const reading& page_;
    table& into_;
    std::size_t line_;
    std::string_view left_; ///< of a line that holds several cells
};

std::size_t read(const reading& page, const table_header& header, table& into) {
    return paragraph_table(page, header, into).read();
}

} // namespace

const table_reader paragraphs{"a cell per paragraph, with nothing between the rows", recognise, read};

} // namespace bindery::codegen
