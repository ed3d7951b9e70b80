#include "read/html.hpp"

#include "read/table_reader.hpp"
#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

namespace bindery::codegen {
namespace {

constexpr std::string_view unseen = "script, style, head, noscript, svg, template, nav, button";
constexpr std::string_view breaking = "p, div, br, dd, tr, hr, section, article, header, main, footer, blockquote";

/// Signs that mean something in Markdown and are only themselves in the text of an element.
std::string shielded(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '\\' || c == '*' || c == '`' || c == '<' || c == '[')
            safe += '\\';
        safe += c;
    }
    return safe;
}

/// The lines of a cell that say something; what stands below a lone bullet is its item.
std::string without_blank_lines(std::string_view whole) {
    std::string text;
    for (const auto line : lines_of(whole)) {
        const auto words = trimmed(line);
        if (!words.empty() && !text.empty() && !text.ends_with("\n- ") && text != "- ")
            text += '\n';
        text += words;
        text += words == "-" ? " " : "";
    }
    return text;
}

/// The level of a heading's element, or 0.
int heading_level(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

class builder {
public:
    explicit builder(int first_line) : first_line_(first_line) {}

    htmlParserCtxtPtr parser = nullptr;

    void open(std::string_view name, const xmlChar** attributes) {
        if (is_among(name, unseen))
            ++hidden_;
        if (hidden_ > 0)
            return;
        if (in_cell() && trimmed(tables_.back().now.text).empty())
            tables_.back().now.indent += set_in(attributes);
        if (name == "table") {
            if (tables_.empty())
                flush();
            if (tables_.size() == deepest_table) {
                ++too_deep_;
                return;
            }
            tables_.emplace_back();
            tables_.back().what.at = here();
        } else if (name == "tr" && !tables_.empty()) {
            begin_row();
        } else if ((name == "td" || name == "th") && !tables_.empty()) {
            begin_cell(attributes);
        } else if (name == "pre" || name == "textarea") {
            if (!in_cell())
                flush();
            ++preformatted_;
            run_at_ = here();
        } else if (name == "ul" || name == "ol" || name == "dl") {
            ++lists_;
            break_line();
        } else if (name == "li" || name == "dt") {
            if (in_cell()) {
                write("\n- ");
            } else {
                flush();
                run_ = "- ";
                run_at_ = here();
                item_depth_ = lists_;
            }
        } else if (const int level = heading_level(name); level > 0) {
            break_line();
            if (!in_cell())
                heading_ = level;
        } else if (name == "b" || name == "strong" || name == "code") {
            ++set_off_;
        } else if (name == "sup") {
            write("<sup>");
        } else if (name == "img") {
            write(shielded(attribute(attributes, "alt")));
        } else if (is_among(name, breaking)) {
            break_line();
        }
    }

    void close(std::string_view name) {
        if (is_among(name, unseen)) {
            hidden_ = std::max(hidden_ - 1, 0);
            return;
        }
        if (hidden_ > 0)
            return;
        if (name == "table" && too_deep_ > 0) {
            --too_deep_;
        } else if (name == "table" && !tables_.empty()) {
            end_row();
            auto done = std::move(tables_.back());
            tables_.pop_back();
            if (tables_.empty())
                found_.emplace_back(std::move(done.what));
            else if (in_cell() && !takes_nested(done.what)) // a table in a cell: its words belong to the cell
                for (const auto& line : done.what.rows)
                    for (const auto& each : line)
                        write("\n" + each.text);
        } else if (name == "tr" && !tables_.empty()) {
            end_row();
        } else if ((name == "td" || name == "th") && !tables_.empty()) {
            end_cell();
        } else if (name == "pre" || name == "textarea") {
            if (!in_cell())
                flush(html_text::preformatted);
            preformatted_ = std::max(preformatted_ - 1, 0);
        } else if (heading_level(name) > 0) {
            if (!in_cell())
                flush();
            heading_ = 0;
        } else if (name == "b" || name == "strong" || name == "code") {
            set_off_ = std::max(set_off_ - 1, 0);
        } else if (name == "sup") {
            write("</sup>");
        } else if (name == "ul" || name == "ol" || name == "dl") {
            break_line();
            lists_ = std::max(lists_ - 1, 0);
        } else if (name == "li" || is_among(name, breaking)) {
            break_line();
        }
    }

    void say(std::string_view text) {
        if (hidden_ > 0 || (!tables_.empty() && !tables_.back().in_cell))
            return; // between the rows of a table there are only blanks
        if (preformatted_ > 0 && !in_cell()) {
            run_ += text;
            return;
        }
        std::string one;
        for (const char c : text)
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
                one += c;
            else if (one.empty() || one.back() != ' ')
                one += ' ';
        if (!in_cell()) {
            if (trimmed(run_).empty())
                run_at_ = here();
            run_ += one;
            return;
        }
        const auto words = trimmed(one);
        if (words.empty() || set_off_ == 0) {
            write(shielded(one));
            return;
        }
        const auto before = static_cast<std::size_t>(words.data() - one.data());
        write(one.substr(0, before) + "**" + shielded(words) + "**" + one.substr(before + words.size()));
    }

    std::vector<html_block> take() && {
        flush();
        too_deep_ = 0;
        while (!tables_.empty())
            close("table");
        return std::move(found_);
    }

private:
    struct open_cell {
        std::string text;
        place at;
        std::size_t columns = 1;
        std::size_t rows = 1;
        int indent = 0;
    };
    struct lasting {
        cell what;
        std::size_t rows;
    };
    struct open_table {
        html_table what;
        row cells;
        std::vector<row> nested; // members of the row's object, from a table within it
        open_cell now;
        bool in_row = false;
        bool in_cell = false;
        std::map<std::size_t, lasting> from_above; // cells of rows above that go on in this one, by column
    };

    bool in_cell() const { return !tables_.empty() && tables_.back().in_cell; }

    place here() const {
        return {parser && parser->input ? parser->input->line + first_line_ - 1 : first_line_,
                parser && parser->input ? std::max(parser->input->col, 1) : 1};
    }

    static std::string attribute(const xmlChar** attributes, std::string_view wanted) {
        for (auto each = attributes; each && each[0]; each += 2)
            if (wanted == reinterpret_cast<const char*>(each[0]))
                return each[1] ? reinterpret_cast<const char*>(each[1]) : "";
        return {};
    }

    /// How far a style sets an element in.
    static int set_in(const xmlChar** attributes) {
        const auto style = attribute(attributes, "style");
        for (const std::string_view words : {"padding-left:", "margin-left:", "text-indent:"})
            if (const auto at = style.find(words); at != std::string::npos) {
                const auto value = trimmed(std::string_view(style).substr(at + words.size()));
                int size = 0;
                std::from_chars(value.data(), value.data() + value.size(), size);
                return std::clamp(size, 0, 1000);
            }
        return 0;
    }

    /// A table of members within a row describes the object of that row: its rows follow, under the same columns.
    bool takes_nested(const html_table& inner) {
        constexpr int far = 1 << 12; // deeper than any style sets a name in
        auto& outer = tables_.back();
        if (inner.rows.size() < 2 || outer.what.rows.empty())
            return false;
        const auto outer_heads = heads_of(outer.what.rows.front());
        const auto inner_heads = heads_of(inner.rows.front());
        if (!outer_heads || !inner_heads)
            return false;
        const auto& columns = outer_heads->columns;
        const auto& own = inner_heads->columns;
        if (!index_of(own, column::name) || !index_of(columns, column::name))
            return false;
        for (auto line = inner.rows.begin() + 1; line != inner.rows.end(); ++line) {
            row cells(columns.size(), cell{{}, line->front().at});
            for (std::size_t i = 0; i < std::min(own.size(), line->size()); ++i)
                if (const auto to = index_of(columns, own[i]); to && own[i] != column::other)
                    cells[*to] = (*line)[i];
            cells[*index_of(columns, column::name)].indent += far;
            outer.nested.push_back(std::move(cells));
        }
        return true;
    }

    static std::size_t span(const xmlChar** attributes, std::string_view name) {
        const auto words = attribute(attributes, name);
        std::size_t value = 1;
        std::from_chars(words.data(), words.data() + words.size(), value);
        return std::clamp<std::size_t>(value, 1, 64);
    }

    void write(std::string_view text) {
        if (in_cell())
            tables_.back().now.text += text;
    }

    void break_line() {
        if (in_cell())
            write("\n");
        else if (preformatted_ > 0)
            run_ += '\n';
        else
            flush();
    }

    void flush(html_text::kind_of kind = html_text::paragraph) {
        const auto text = kind == html_text::preformatted ? std::string_view(run_) : trimmed(run_);
        const int depth = text.starts_with("- ") ? item_depth_ : 0;
        if (!trimmed(text).empty() && text != "-")
            found_.emplace_back(heading_ > 0 ? html_text{html_text::heading, std::string(text), heading_, run_at_}
                                             : html_text{kind, std::string(text), depth, run_at_});
        run_.clear();
    }

    void begin_row() {
        end_row();
        tables_.back().in_row = true;
    }

    void take_from_above() {
        auto& table = tables_.back();
        for (auto above = table.from_above.find(table.cells.size()); above != table.from_above.end();
             above = table.from_above.find(table.cells.size())) {
            table.cells.push_back(above->second.what);
            if (--above->second.rows == 0)
                table.from_above.erase(above);
        }
    }

    void begin_cell(const xmlChar** attributes) {
        end_cell();
        auto& table = tables_.back();
        if (!table.in_row)
            begin_row();
        take_from_above();
        table.in_cell = true;
        table.now = {{}, here(), span(attributes, "colspan"), span(attributes, "rowspan"), set_in(attributes)};
        set_off_ = 0;
    }

    void end_cell() {
        auto& table = tables_.back();
        if (!table.in_cell)
            return;
        table.in_cell = false;
        const std::string_view whole = table.now.text;
        const int indent = table.now.indent +
                           wide_blanks_before(whole, static_cast<std::size_t>(trimmed(whole).data() - whole.data()));
        const cell done{without_blank_lines(whole), table.now.at, indent};
        const auto copies = table.now.columns * table.now.rows - 1;
        if (copies > spare_cells_ || copies * done.text.size() > spare_text_) {
            table.now.columns = table.now.rows = 1;
        } else {
            spare_cells_ -= copies;
            spare_text_ -= copies * done.text.size();
        }
        for (std::size_t i = 0; i < table.now.columns; ++i) {
            if (table.now.rows > 1)
                table.from_above[table.cells.size()] = {done, table.now.rows - 1};
            table.cells.push_back(done);
        }
    }

    void end_row() {
        auto& table = tables_.back();
        end_cell();
        if (table.in_row)
            take_from_above();
        if (!table.cells.empty())
            table.what.rows.push_back(std::move(table.cells));
        table.cells.clear();
        std::ranges::move(table.nested, std::back_inserter(table.what.rows));
        table.nested.clear();
        table.in_row = false;
    }

    // What spans and tables within tables may make more of than a page holds: beyond this a cell spans nothing, and a
    // table's rows are those of the table around it.
    static constexpr std::size_t deepest_table = 16;
    std::size_t spare_cells_ = 1u << 20;
    std::size_t spare_text_ = 16u << 20;
    std::size_t too_deep_ = 0;

    int first_line_;
    std::vector<html_block> found_;
    std::vector<open_table> tables_; // a table may stand in a cell of another
    std::string run_;
    place run_at_;
    int heading_ = 0;
    int hidden_ = 0;
    int preformatted_ = 0;
    int set_off_ = 0;
    int lists_ = 0;      // how many are open
    int item_depth_ = 0; // of the item that is being read
};

builder& self(void* data) {
    return *static_cast<builder*>(data);
}

std::string_view view(const xmlChar* text) {
    return reinterpret_cast<const char*>(text);
}

} // namespace

std::vector<html_block> read_html(const source& text, std::size_t first, std::size_t behind) {
    std::string whole;
    for (auto line = first; line < behind; ++line)
        whole += text.lines[line] + '\n';
    builder found(static_cast<int>(first) + 1);
    const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                                &htmlFreeParserCtxt);
    if (!parser)
        throw std::bad_alloc();
    htmlSAXHandler events{};
    events.startElement = [](void* to, const xmlChar* name, const xmlChar** attributes) {
        self(to).open(view(name), attributes);
    };
    events.endElement = [](void* to, const xmlChar* name) { self(to).close(view(name)); };
    events.characters = [](void* to, const xmlChar* said, int size) {
        self(to).say({reinterpret_cast<const char*>(said), static_cast<std::size_t>(size)});
    };
    events.ignorableWhitespace = events.characters;
    events.cdataBlock = [](void*, const xmlChar*, int) {};
    *parser->sax = events;
    parser->userData = &found;
    found.parser = parser.get();
    htmlCtxtReadMemory(parser.get(), whole.data(), static_cast<int>(whole.size()), nullptr, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    found.parser = nullptr;
    return std::move(found).take();
}

} // namespace bindery::codegen
