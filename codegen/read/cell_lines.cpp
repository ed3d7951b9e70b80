// Tables whose cells have been put on lines of their own, each closed by `|`. A row may or may not open with a bar,
// several cells may share a line, and rows in the manner of Markdown may be mixed in; so rows are found by counting
// cells.

#include "read/cells.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

/// A page seen as cells closed by `|`, wherever its lines break. A bar at the start of a line may open a row or close
/// the cell above it: only the count of cells can tell, so one may look at a line before taking it.
class cell_stream {
public:
    cell_stream(const source& text, std::size_t line) : text_(text), line_(line) {}

    /// Goes to the next line that is not blank, unless the rest of this one is not; false at the end of the page.
    bool skip_blank() {
        if (!at_end() && trimmed(rest()).empty())
            begin(text_.next_said(line_ + 1));
        return !at_end();
    }

    bool at_end() const { return line_ >= text_.lines.size(); }
    std::size_t line() const { return line_; }
    bool at_line_start() const { return trimmed(whole().substr(0, column_)).empty(); }
    std::string_view rest() const { return whole().substr(column_); }

    /// Takes a bar if it is the next thing in the line.
    void take_bar() {
        if (const auto left = trimmed(rest()); left.starts_with('|'))
            column_ = static_cast<std::size_t>(left.data() - whole().data()) + 1;
    }

    /// Takes all up to the next bar, and the bar; false where the page ends before one, or a heading stands there.
    bool take(cell& into) {
        into.at = skip_blank() ? text_.at(line_, trimmed(rest())).at : text_.end().at;
        while (!at_end() && !(at_line_start() && heading_of(whole()))) {
            const auto bar = rest().find('|');
            if (const auto piece = trimmed(rest().substr(0, bar)); !piece.empty())
                add_line(into.text, piece);
            if (bar != std::string_view::npos) {
                column_ += bar + 1;
                return true;
            }
            begin(line_ + 1);
        }
        return false;
    }

private:
    std::string_view whole() const { return text_.lines[line_]; }

    void begin(std::size_t line) {
        line_ = line;
        column_ = 0;
    }

    const source& text_;
    std::size_t line_;
    std::size_t column_ = 0;
};

/// The columns of running text, which stand last and may be empty.
bool may_be_left_out(column missed) {
    return missed == column::description || missed == column::example;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    constexpr std::size_t most_columns = 16;
    // Quick refusal: the line opens a row or closes a cell.
    const auto here = trimmed(text.lines[line]);
    if (!here.starts_with('|') && !here.ends_with('|'))
        return std::nullopt;

    cell_stream stream(text, line);
    stream.take_bar();
    const bool opens = here.starts_with('|');
    row cells;
    std::size_t next_line = line;
    std::optional<std::size_t> unknown; // where the last cell stands, if it is no header word
    // The header ends where a line opens with a bar again, or, when rows do not, at the first cell that is no header
    // word.
    while (stream.skip_blank()) {
        next_line = stream.line();
        const bool begins_line = stream.at_line_start();
        if (begins_line && !cells.empty() && stream.rest().starts_with('|'))
            break;
        cell next;
        if (!stream.take(next))
            return std::nullopt;
        // Where rows open with a bar, so does the first of them below the header. Else a word that is not known may
        // stand between two that are.
        const bool is_known = column_of(label(next.text)).has_value();
        const bool on_one_line = stream.line() == next_line;
        const bool may_be_unknown = opens ? !cells.empty() : !unknown && cells.size() > 1 && begins_line;
        if (is_known || (on_one_line && may_be_unknown)) {
            unknown = is_known || opens ? std::nullopt : std::optional(next_line);
            cells.push_back(std::move(next));
            if (cells.size() > most_columns)
                return std::nullopt;
            continue;
        }
        if (unknown) {
            next_line = *unknown;
            cells.pop_back();
        }
        const auto last = cells.size() < 2 ? std::nullopt : column_of(label(cells.back().text));
        if (!(begins_line || unknown) || !last || !may_be_left_out(*last))
            return std::nullopt;
        break;
    }
    auto head = stream.at_end() ? std::nullopt : heads_of(cells);
    if (!head || 2 * std::ranges::count(head->columns, column::other) >= std::ssize(head->columns))
        return std::nullopt; // a member may be called like a column
    return table_header{std::move(*head), next_line};
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const auto& columns = into.columns;
    cell_stream stream(page.text, header.next);
    while (stream.skip_blank()) {
        // A row begins at a bar, or with a name that a bar closes; anything else is behind the table.
        if (stream.at_line_start()) {
            const auto& line = page.text.lines[stream.line()];
            if (line.find('|') == std::string::npos || heading_of(line) || page.tables.at(stream.line()))
                break;
            stream.take_bar();
        }
        row cells;
        bool closed = true;
        while (closed && cells.size() < columns.size())
            closed = stream.take(cells.emplace_back());
        // The page goes on without closing this cell. Its text may only be the last of a row.
        const bool said_something = !cells.back().text.empty();
        while (!closed && cells.size() < columns.size() && may_be_left_out(columns[cells.size()]))
            cells.push_back({"", cells.back().at});
        if (!closed && (cells.size() < columns.size() || !said_something)) {
            const auto where = stream.at_end() ? page.text.end() : page.text.at(stream.line());
            page.said.unexpected(where,
                                 stream.at_end() ? "the end of the page" : quoted(page.text.lines[stream.line()]),
                                 "the rest of a row: " + std::to_string(columns.size()) + " cells, each closed by |",
                                 "the row begins at line " + std::to_string(cells.front().at.line) +
                                     "; save the page again if it is cut off there");
            break;
        }
        if (!std::ranges::all_of(cells, [](const cell& each) { return is_ruler(each.text); }))
            into.rows.push_back(std::move(cells));
    }
    return stream.line();
}

} // namespace

const table_reader cell_lines{"a cell per line, each closed by a bar", recognise, read};

} // namespace bindery::codegen
