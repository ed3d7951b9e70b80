// Tables whose cells a text extractor has put on lines of their own, with nothing between the rows but the shapes of
// their cells: a name, then a type or an answer. Icons and empty cells are lost in it.

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "read/cells.hpp"
#include "read/row_lines.hpp"
#include "read/table_reader.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace bindery::codegen {
namespace {

bool reads_as_type(std::string_view line) {
    const auto element = line.substr(list_words_at_start(line));
    return basic_type_of(element).has_value() || (list_words_at_start(line) > 0 && is_identifier(element));
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    constexpr std::size_t most_columns = 12;
    std::vector<std::string_view> words;
    std::vector<column> columns;
    auto next = line;
    for (; next < text.lines.size() && words.size() < most_columns; next = text.next_said(next + 1)) {
        const auto here = trimmed(text.lines[next]);
        const auto column = column_of(here);
        if (!column)
            break;
        // A member may be called like a column, too: an answer or a type stands below it.
        if (const auto below = text.next_said(next + 1); below < text.lines.size()) {
            const auto words_below = trimmed(text.lines[below]);
            const bool again = index_of(columns, *column).has_value();
            const bool answered = yes_no(words_below) && !column_of(words_below);
            if ((again && (answered || reads_as_type(words_below))) || (columns.size() > 2 && answered))
                break;
        }
        words.push_back(here);
        columns.push_back(*column);
    }
    auto head = words.size() < 2 ? std::nullopt : heads_of(words);
    const bool of_errors = head && head->columns.front() == column::code && next < text.lines.size() &&
                           reads_as_code(first_token(trimmed(text.lines[next])));
    if (!head || (words.size() < 3 && !of_errors))
        return std::nullopt;
    return table_header{std::move(*head), next};
}

class paragraph_table {
public:
    paragraph_table(const reading& page, const table_header& header, table& into)
        : page_(page), text_(page.text), into_(into), line_(text_.next_said(header.next)) {}

    std::size_t read() {
        const bool of_errors = into_.has(column::code);
        while (goes_on() && (of_errors ? take_error() : take_member())) {
        }
        return line_;
    }

private:
    std::string_view words(std::size_t line) const { return trimmed(text_.lines[line]); }
    std::string_view here() const { return words(line_); }

    /// A member may be called like a section: Output.
    bool goes_on() const {
        return line_ < text_.lines.size() &&
               (ends_table(page_, line_) != ending::no ? begins_member() : !here().starts_with('{'));
    }

    /// A name, and behind it what the column behind the name holds.
    bool begins_member() const {
        if (!is_dotted(here()))
            return false;
        const auto next = text_.next_said(line_ + 1);
        if (next == text_.lines.size())
            return false;
        if (into_.columns.size() > 1 && into_.columns[1] == column::required)
            return yes_no(words(next)).has_value(); // a member may be called like a type: Date
        if (reads_as_type(here()))
            return false;
        return reads_as_type(words(next)) || page_.known.names_a_structure(words(next)) ||
               (reads_as_structure(words(next)) && describes(text_.next_said(next + 1)));
    }

    /// Whether running text stands at a line, rather than one more of some names or values.
    bool describes(std::size_t line) const {
        return line < text_.lines.size() && !is_dotted(words(line)) && ends_table(page_, line) == ending::no;
    }

    void next_line() { line_ = text_.next_said(line_ + 1); }

    cell take_line() {
        cell found{std::string(here()), text_.at(line_).at};
        next_line();
        return found;
    }

    /// The line behind a JSON text that begins here and stands in a cell, for more of the row or of the table follows;
    /// this line if there is none.
    std::size_t behind_json() const {
        constexpr std::size_t most_lines = 256;
        if (!here().starts_with('[') && !here().starts_with('{'))
            return line_;
        std::ptrdiff_t open = 0;
        for (auto line = line_; line < std::min(text_.lines.size(), line_ + most_lines); ++line) {
            for (const char c : text_.lines[line])
                open += (c == '[' || c == '{') - (c == ']' || c == '}');
            if (open > 0)
                continue;
            const auto next = text_.next_said(line + 1);
            return next < text_.lines.size() && ends_table(page_, next) == ending::no ? next : line_;
        }
        return line_;
    }

    cell take_lines(std::size_t behind) {
        auto found = take_line();
        while (line_ < behind)
            add_line(found.text, take_line().text);
        return found;
    }

    bool take_member() {
        if (!begins_member()) {
            if (!into_.rows.empty() || !reads_as_type(here()))
                return false;
            next_line(); // the object around it all
            return true;
        }
        row cells(into_.columns.size(), cell{{}, text_.at(line_).at});
        std::vector<std::size_t> texts; // the columns of running text
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto what = into_.columns[i];
            if (what != column::name && what != column::type && what != column::required)
                texts.push_back(i);
            else if (goes_on() && (what != column::required || yes_no(here())))
                cells[i] = take_line();
        }
        std::vector<cell> said;
        while (line_ < text_.lines.size()) {
            if (const auto behind = into_.has(column::example) ? behind_json() : line_; behind > line_)
                said.push_back(take_lines(behind));
            else if (goes_on() && !begins_member())
                said.push_back(take_line());
            else
                break;
        }
        share_out(said, texts, cells);
        into_.rows.push_back(std::move(cells));
        return true;
    }

    /// Of several lines the one beside the edge is the example, and the rest is the description.
    void share_out(std::span<const cell> said, const std::vector<std::size_t>& texts, row& cells) const {
        for (const auto i : texts) {
            if (into_.columns[i] != column::example || said.size() < 2)
                continue;
            cells[i] = i == texts.front() ? said.front() : said.back();
            said = i == texts.front() ? said.subspan(1) : said.first(said.size() - 1);
        }
        for (const auto i : texts) {
            if (into_.columns[i] != column::description || said.empty())
                continue;
            cells[i] = said.front();
            for (const auto& each : said.subspan(1))
                add_line(cells[i].text, each.text);
        }
    }

    /// All cells of an error may share a line, or each may have one.
    bool take_error() {
        if (!reads_as_error(here()))
            return false;
        row cells(into_.columns.size(), cell{{}, text_.at(line_).at});
        std::size_t i = 0;
        std::string_view left; // of a line that holds several cells
        for (; i < cells.size() && line_ < text_.lines.size(); ++i) {
            if (into_.columns[i] != column::http && into_.columns[i] != column::code)
                break;
            left = left.empty() ? here() : left;
            const auto token = first_token(left);
            cells[i] = {std::string(token), text_.at(line_, token).at};
            left = trimmed(left.substr(token.size()));
            if (left.empty())
                next_line();
        }
        if (!left.empty()) {
            cells[std::min(i, cells.size() - 1)] = {std::string(left), text_.at(line_, left).at};
            next_line();
            i = cells.size();
        }
        for (; i < cells.size() && goes_on() && !reads_as_error(here()); ++i)
            cells[i] = take_line();
        into_.rows.push_back(std::move(cells));
        return true;
    }

    bool reads_as_error(std::string_view line) const {
        if (into_.columns.front() == column::http) {
            const auto status = first_token(line);
            if (!reads_as_status(status))
                return false;
            line = trimmed(line.substr(status.size()));
            if (line.empty())
                return true;
        }
        return reads_as_code(first_token(line));
    }

    const reading& page_;
    const source& text_;
    table& into_;
    std::size_t line_;
};

std::size_t read(const reading& page, const table_header& header, table& into) {
    return paragraph_table(page, header, into).read();
}

} // namespace

const table_reader paragraphs{"a cell per paragraph, with nothing between the rows", recognise, read};

} // namespace bindery::codegen
