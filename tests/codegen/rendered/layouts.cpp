#include "rendered/layouts.hpp"

#include <algorithm>

namespace bindery::codegen::rendered {
namespace {

using strings = std::vector<std::string>;
using escape = std::string (*)(const std::string&);

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

std::string as_it_is(const std::string& text) {
    return text;
}

std::string for_html(const std::string& text) {
    return replaced(replaced(replaced(text, "&", "&amp;"), "<", "&lt;"), ">", "&gt;");
}

/// What no page of Markdown may leave as it is: it would be a bar, a tag or a mark.
std::string for_markdown(const std::string& text) {
    auto said = replaced(replaced(text, "\\", "\\\\"), "<", "&lt;");
    for (const std::string sign : {"|", "*", "`", "_"})
        said = replaced(said, sign, "\\" + sign);
    return said;
}

std::string for_bars(const std::string& text) {
    return replaced(text, "|", "\\|");
}

std::string repeated(const std::string& what, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += what;
    return all;
}

/// The text of a cell as lines; marks are kept as they are in those pieces that a perturbation has marked.
strings lines_of(const cell& from, escape shielded, const std::string& set_in = "└ ") {
    strings all;
    for (const auto& each : from.pieces) {
        if (!all.empty() && from.apart)
            all.emplace_back();
        if (each.kind == piece::code) // of the layouts that are no HTML only Markdown has such
            all.insert(all.end(), {"```", each.words, "```"});
        else
            all.push_back((each.kind == piece::item ? "- " : "") +
                          (each.kind == piece::marked ? each.words : shielded(each.words)));
    }
    if (!all.empty())
        all.front() = repeated(set_in, from.depth) + all.front();
    return all;
}

std::string joined(const strings& all, const std::string& between) {
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i)
        text += (i ? between : "") + all[i];
    return text;
}

std::string on_lines(const cell& from, escape shielded) {
    return joined(lines_of(from, shielded), "\n");
}

std::string on_one_line(const cell& from, escape shielded) {
    return joined(lines_of(from, shielded), " ");
}

strings words_of(const table& of) {
    strings words;
    for (const auto& each : of.heads)
        words.push_back(each.words);
    return words;
}

void bar_table(const table& what, sheet& to) {
    to.put("| " + joined(words_of(what), " | ") + " |\n" + repeated("|---", int(what.heads.size())) + "|\n");
    for (const auto& each : what.rows) {
        std::string said = each.apart ? "\n|" : "|";
        for (const auto& one : each.cells)
            said +=
                one.below ? "\n\n " + on_lines(one, for_markdown) + "\n\n |" : " " + on_lines(one, for_markdown) + " |";
        to.put_row(each.key, said + "\n");
    }
}

/// The rows of a table whose cells nothing but a sign parts.
void put_rows(const table& what, sheet& to, const std::string& open, const std::string& between,
              const std::string& close, std::string (*said)(const cell& from, escape shielded), escape shielded) {
    for (const auto& each : what.rows) {
        strings cells;
        for (const auto& one : each.cells)
            cells.push_back(said(one, shielded));
        to.put_row(each.key, open + joined(cells, between) + close);
    }
}

void open_bar_table(const table& what, sheet& to) {
    to.put(joined(words_of(what), " | ") + "\n" + joined(strings(what.heads.size(), "---"), " | ") + "\n");
    put_rows(what, to, "", " | ", "\n", on_one_line, for_markdown);
}

/// `|Cell`, blank line, `|Cell`, blank line, `|Cell |`.
void parted_bar_table(const table& what, sheet& to) {
    to.put("|" + joined(words_of(what), "\n\n|") + " |\n" + repeated("|---", int(what.heads.size())) + "|\n");
    put_rows(what, to, "|", "\n\n|", " |\n", on_lines, for_markdown);
}

void cell_line_table(const table& what, sheet& to) {
    to.put("| " + joined(words_of(what), " |\n") + " |\n");
    put_rows(what, to, "| ", " |\n", " |\n", on_lines, for_bars);
}

void paragraph_table(const table& what, sheet& to) {
    to.put(joined(words_of(what), "\n\n") + "\n\n");
    for (const auto& each : what.rows) {
        std::string said;
        for (const auto& one : each.cells)
            if (const auto text = joined(lines_of(one, as_it_is), "\n\n"); !text.empty())
                said += text + "\n\n";
        to.put_row(each.key, said);
    }
}

/// A row per line, parted by a sign. A cell goes on to the next row; behind the last row stands what is behind the
/// table.
template <const char* const& Sign>
void sign_table(const table& what, sheet& to) {
    to.put(joined(words_of(what), Sign) + "\n");
    for (const auto& each : what.rows) {
        strings cells;
        for (auto one : each.cells) {
            one.apart = one.apart && &each != &what.rows.back();
            cells.push_back(on_lines(one, as_it_is));
        }
        to.put_row(each.key, joined(cells, Sign) + "\n");
    }
}
constexpr const char* tab = "\t";
constexpr const char* blank = " ";
constexpr const char* nothing = "";

/// The columns that a terminal gives it: two for each character of Chinese.
std::size_t width_of(const std::string& text) {
    std::size_t width = 0;
    for (const unsigned char c : text)
        width += c >= 0xE3 ? 2 : (c & 0xC0) != 0x80 ? 1 : 0;
    return width;
}

/// Lines of at most so many columns, parted at blanks.
strings wrapped(const strings& lines) {
    constexpr std::size_t wide = 60;
    strings all;
    for (auto each : lines) {
        while (width_of(each) > wide) {
            const auto at = each.rfind(' ', wide);
            const auto cut = at == std::string::npos || at == 0 ? each.find(' ', wide) : at;
            if (cut == std::string::npos)
                break;
            all.push_back(each.substr(0, cut));
            each.erase(0, cut + 1);
        }
        all.push_back(each);
    }
    return all;
}

std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, width_of(text)), ' ');
}

/// The lines of each cell, and how wide the columns are.
struct block_table {
    std::vector<std::vector<strings>> rows; ///< the header's first
    std::vector<std::size_t> widths;

    explicit block_table(const table& what) : widths(what.heads.size(), 3) {
        std::vector<strings> header;
        for (const auto& each : what.heads)
            header.push_back({each.words});
        rows.push_back(header);
        for (const auto& each : what.rows) {
            rows.emplace_back();
            for (const auto& one : each.cells)
                rows.back().push_back(wrapped(lines_of(one, as_it_is)));
        }
        for (const auto& each : rows)
            for (std::size_t i = 0; i < std::min(each.size(), widths.size()); ++i)
                for (const auto& line : each[i])
                    widths[i] = std::max(widths[i], width_of(line));
    }

    std::string row_text(std::size_t which, const std::string& open, const std::string& between,
                         const std::string& close) const {
        const auto& row = rows[which];
        const auto deepest = std::ranges::max(row, {}, &strings::size).size();
        std::string text;
        for (std::size_t line = 0; line < std::max<std::size_t>(deepest, 1); ++line) {
            text += open;
            for (std::size_t i = 0; i < row.size(); ++i)
                text += (i ? between : "") +
                        padded(line < row[i].size() ? row[i][line] : "", i < widths.size() ? widths[i] : 0);
            text += close + "\n";
        }
        return text;
    }

    std::string border(const std::string& sign, const std::string& open, const std::string& between,
                       const std::string& close, int more) const {
        std::string text = open;
        for (std::size_t i = 0; i < widths.size(); ++i)
            text += (i ? between : "") + repeated(sign, int(widths[i]) + more);
        return text + close + "\n";
    }
};

void grid_table(const table& what, sheet& to) {
    const block_table made(what);
    to.put(made.border("-", "+", "+", "+", 2) + made.row_text(0, "| ", " | ", " |") +
           made.border("=", "+", "+", "+", 2));
    for (std::size_t i = 0; i < what.rows.size(); ++i)
        to.put_row(what.rows[i].key, made.row_text(i + 1, "| ", " | ", " |") + made.border("-", "+", "+", "+", 2));
}

void box_table(const table& what, sheet& to) {
    const block_table made(what);
    to.put(made.border("─", "┌", "┬", "┐", 2) + made.row_text(0, "│ ", " │ ", " │") +
           made.border("─", "├", "┼", "┤", 2));
    for (std::size_t i = 0; i < what.rows.size(); ++i)
        to.put_row(what.rows[i].key, made.row_text(i + 1, "│ ", " │ ", " │"));
    to.put(made.border("─", "└", "┴", "┘", 2));
}

void simple_table(const table& what, sheet& to) {
    const block_table made(what);
    const auto ruler = made.border("=", "", "  ", "", 0);
    to.put(ruler + made.row_text(0, "", "  ", "") + ruler);
    for (std::size_t i = 0; i < what.rows.size(); ++i)
        to.put_row(what.rows[i].key, made.row_text(i + 1, "", "  ", ""));
    to.put(ruler);
}

std::string html_cell(const cell& from) {
    std::string text;
    for (const auto& each : from.pieces) {
        const auto words = each.kind == piece::marked ? each.words : for_html(each.words);
        if (each.kind == piece::code)
            text += "<pre>" + words + "</pre>";
        else if (each.kind == piece::item)
            text += "<ul><li>" + words + "</li></ul>";
        else
            text += text.empty() ? words : "<p>" + words + "</p>";
        text += from.apart ? "\n\n" : "";
    }
    return text;
}

void html_table(const table& what, sheet& to) {
    const auto size = what.heads.size();
    const auto th = [](const std::string& attributes, const std::string& words) {
        return "<th" + attributes + ">" + words + "</th>";
    };
    std::string header;
    if (what.header == table::title_above)
        header = th(" colspan=\"" + std::to_string(size) + "\"", "All of them") + "</tr>\n<tr>";
    if (what.header == table::two_rows) {
        // The first two stand below a common cell.
        header = th(" colspan=\"2\"", "Parameter");
        for (std::size_t i = 2; i < size; ++i)
            header += th(" rowspan=\"2\"", what.heads[i].words);
        header += "</tr>\n<tr>";
    }
    for (std::size_t i = 0; i < (what.header == table::two_rows ? 2 : size); ++i)
        header += th("", what.heads[i].words);
    to.put("<table>\n<thead><tr>" + header + "</tr></thead>\n<tbody>\n");
    for (const auto& each : what.rows) {
        std::string said = "<tr>";
        for (const auto& one : each.cells)
            said += (one.depth ? "<td style=\"padding-left: " + std::to_string(20 * one.depth) + "px\">" : "<td>") +
                    html_cell(one) + "</td>";
        to.put_row(each.key, said + "</tr>\n");
    }
    to.put("</tbody>\n</table>\n");
}

/// What a row says under a head, on one line.
std::string said_in(const table& what, const row& from, part wanted) {
    const auto at = what.index(wanted);
    return at < from.cells.size() ? on_one_line({from.cells[at].pieces}, as_it_is) : std::string();
}

std::string answer_in(const table& what, const row& from) {
    const auto said = said_in(what, from, part::required);
    return said.empty() ? "" : said == "Yes" ? ", required" : ", optional";
}

/// "- Name (Type, required): what it is"; "- Code (400): what it means".
void bullets(const table& what, sheet& to) {
    for (const auto& each : what.rows) {
        const bool error = what.index(part::name) == what.heads.size();
        const int depth = error ? 0 : each.cells[what.index(part::name)].depth;
        const auto told = error ? "`" + said_in(what, each, part::code) + "` (HTTP 400)"
                                : "`" + said_in(what, each, part::name) + "` (" + said_in(what, each, part::type) +
                                      answer_in(what, each) + ")";
        const auto last = each.cells.empty() ? cell{} : each.cells.back();
        to.put_row(each.key, repeated("  ", depth) + "- " + told + ": " +
                                 joined(lines_of(last, for_markdown), "\n" + repeated("  ", depth + 1)) + "\n");
    }
}

/// A name on a line of its own, and lines "Type: ..." below it.
void labelled_lines(const table& what, sheet& to) {
    if (what.index(part::name) == what.heads.size())
        return bullets(what, to);
    for (const auto& each : what.rows) {
        std::string said = "**" + said_in(what, each, part::name) + "**\n\n" +
                           joined(lines_of(each.cells.back(), for_markdown), "\n") +
                           "\n\nType: " + said_in(what, each, part::type) + "\n\n";
        if (const auto answer = said_in(what, each, part::required); !answer.empty())
            said += "Required: " + answer + "\n\n";
        to.put_row(each.key, said);
    }
}

void definitions(const table& what, sheet& to) {
    if (what.index(part::name) == what.heads.size())
        return html_table(what, to);
    to.put("<dl>\n");
    for (const auto& each : what.rows)
        to.put_row(each.key, "<dt><code>" + said_in(what, each, part::name) + "</code> (" +
                                 said_in(what, each, part::type) + answer_in(what, each) + ")</dt><dd>" +
                                 html_cell(each.cells.back()) + "</dd>\n");
    to.put("</dl>\n");
}

std::string heading(const std::string& words, int level, const layout& as) {
    switch (as.headings) {
    case layout::marked:
        return std::string(std::size_t(level), '#') + ' ' + words + "\n\n";
    case layout::plain:
        return words + "\n";
    case layout::ruled:
        return words + '\n' + std::string(width_of(words), "#=-~"[level]) + "\n\n";
    default:
        return "<h" + std::to_string(level) + ">" + words + "</h" + std::to_string(level) + ">\n";
    }
}

} // namespace

int sheet::line() const {
    return 1 + int(std::ranges::count(text, '\n'));
}

void sheet::put_row(const std::string& key, const std::string& words) {
    const int first = line();
    put(words);
    if (!key.empty())
        rows[key] = {table, first, line()};
}

sheet write(const page& from, const layout& as) {
    sheet to;
    const bool elements = as.headings == layout::elements;
    if (elements)
        to.put("<!DOCTYPE html>\n<html><head><title>A page</title></head><body>\n");
    to.put(heading(from.title, 1, as) + (elements ? "<p>" + from.text + "</p>\n" : from.text + "\n\n"));
    for (const auto& each : from.chapters) {
        if (!each.heading.empty())
            to.put(heading(each.heading, each.level, as));
        if (!each.text.empty())
            to.put(elements ? "<p>" + each.text + "</p>\n" : each.text + "\n\n");
        to.table = to.line();
        if (each.rows)
            as.write(*each.rows, to);
        if (!each.sample.empty())
            to.put(elements ? "<pre>" + for_html(each.sample) + "</pre>\n" : "```json\n" + each.sample + "\n```\n");
        to.put("\n");
    }
    if (elements)
        to.put("</body></html>\n");
    return to;
}

const std::vector<layout>& layouts() {
    using l = layout;
    constexpr auto counted = any_text | header; // rows are told apart by counting cells
    constexpr auto text = counted | error_cells;
    constexpr auto many = text | lines | markup;
    constexpr auto bar = many | blanks | below | bars | fences | drawn;
    constexpr auto element = many | blanks | html | fences | drawn;
    static const std::vector<layout> all = {
        {"bars, outline", bar_table, l::marked, nesting::outline, "A-", bar | headings},
        {"bars, tables", bar_table, l::marked, nesting::tables, "T-", bar | headings},
        {"bars without edges", open_bar_table, l::marked, nesting::outline, "A-", text | markup | headings | drawn},
        {"bars, a paragraph a cell", parted_bar_table, l::marked, nesting::outline, "A-", text | markup | headings},
        {"HTML", html_table, l::elements, nesting::outline, "A-", element | headings},
        {"HTML, tables", html_table, l::elements, nesting::tables, "T-", element | headings},
        {"HTML in Markdown", html_table, l::marked, nesting::outline, "A-", element | headings},
        {"definitions", definitions, l::elements, nesting::tables, "T-en", headings},
        {"a cell a line", cell_line_table, l::plain, nesting::tables, "T-", counted | lines},
        {"a paragraph a cell", paragraph_table, l::plain, nesting::tables, "T-", header | lines},
        {"tabs", sign_table<tab>, l::plain, nesting::tables, "T-", text | lines | blanks},
        {"tabs, outline", sign_table<tab>, l::plain, nesting::outline, "A-", text | lines | blanks},
        {"blanks", sign_table<blank>, l::plain, nesting::tables, "T-", header | lines},
        {"nothing", sign_table<nothing>, l::plain, nesting::tables, "T-", header | lines | run_together},
        {"grid", grid_table, l::ruled, nesting::outline, "A-", text | lines | headings | drawn},
        {"box", box_table, l::plain, nesting::outline, "A-", text | lines | drawn},
        {"simple", simple_table, l::ruled, nesting::tables, "T-", text | lines | headings | drawn},
        {"bullets", bullets, l::marked, nesting::outline, "A-en-4", lines | headings},
        {"lines with labels", labelled_lines, l::marked, nesting::tables, "T-en", headings},
    };
    return all;
}

} // namespace bindery::codegen::rendered
