#include "rendered/perturbations.hpp"

#include <algorithm>

namespace bindery::codegen::rendered {
namespace {

using chance = std::mt19937;

constexpr std::size_t input = 0;
constexpr std::size_t output = 1;
constexpr std::size_t errors = 2;

bool one_in(unsigned times, chance& by) {
    return by() % times == 0;
}

template <class T>
const T& any_of(const std::vector<T>& all, chance& by) {
    return all[by() % all.size()];
}

/// Calls for every cell of members under a head.
template <class Change>
void each_cell(page& of, part what, Change&& change) {
    for (auto& chapter : of.chapters)
        if (chapter.rows && chapter.rows->index(part::code) == chapter.rows->heads.size())
            if (const auto at = chapter.rows->index(what); at < chapter.rows->heads.size())
                for (auto& row : chapter.rows->rows)
                    if (!row.key.empty())
                        change(row.cells[at]);
}

/// Parts every description that is long enough, and hands over the cell with its two halves.
template <class Change>
void each_half(page& of, Change&& change) {
    each_cell(of, part::description, [&](cell& one) {
        const auto text = one.pieces.front().words;
        if (const auto at = text.find(' ', text.size() / 2); at != std::string::npos)
            change(one, text.substr(0, at), text.substr(at + 1));
    });
}

template <class Change>
void each_table(page& of, Change&& change) {
    for (auto& chapter : of.chapters)
        if (chapter.rows)
            change(*chapter.rows);
}

void hang_on_names(page& of, const std::vector<std::string>& before, const std::vector<std::string>& behind,
                   chance& by) {
    each_cell(of, part::name, [&](cell& one) {
        if (one_in(3, by))
            one.pieces.front() = {piece::marked, any_of(before, by) + one.pieces.front().words + any_of(behind, by)};
    });
}

/// Marks on both sides; those that are words are elements.
void mark_names(page& of, const std::vector<std::string>& marks, chance& by) {
    each_cell(of, part::name, [&](cell& one) {
        const auto mark = any_of(marks, by);
        const bool element = std::isalpha(mark.front());
        if (one_in(3, by))
            one.pieces.front() = {piece::marked, (element ? '<' + mark + '>' : mark) + one.pieces.front().words +
                                                     (element ? "</" + mark + '>' : mark)};
    });
}

void mark_heads(page& of, const std::vector<std::string>& marks, chance& by) {
    each_table(of, [&](table& one) {
        for (auto& each : one.heads)
            each.words += any_of(marks, by);
    });
}

std::string wide(const std::string& text) {
    std::string all;
    for (const char c : text)
        if (c > ' ' && c < 0x7F) { // U+FF01 and on
            const auto sign = 0xFF00u + unsigned(c) - 0x20u;
            all += {char(0xE0 | sign >> 12), char(0x80 | (sign >> 6 & 0x3F)), char(0x80 | (sign & 0x3F))};
        } else {
            all += c;
        }
    return all;
}

table values(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows) {
    table made;
    for (const auto& each : heads)
        made.heads.push_back({part::other, each});
    for (const auto& each : rows) {
        made.rows.emplace_back();
        for (const auto& one : each)
            made.rows.back().cells.push_back({{{piece::text, one}}});
    }
    return made;
}

/// Behind the table of the input.
void insert(page& into, chapter what) {
    into.chapters.insert(into.chapters.begin() + 1, std::move(what));
}

row odd_row(const std::vector<std::string>& cells) {
    row made;
    for (const auto& each : cells)
        made.cells.push_back({{{piece::text, each}}});
    return made;
}

void insert_row(chapter& into, row what, chance& by) {
    auto& rows = into.rows->rows;
    rows.insert(rows.begin() + std::ptrdiff_t(1 + by() % rows.size()), std::move(what));
}

/// Parts the input over tables of their own, each below a heading.
void part_input(page& of, const std::string& behind) {
    const std::pair<std::string, position> parts[] = {
        {"Path", position::path}, {"Query", position::query}, {"Header", position::header}, {"Body", position::body}};
    const auto whole = of.chapters[input];
    std::vector<chapter> chapters = {whole};
    chapters.front().rows.reset();
    const auto& rows = whole.rows->rows;
    std::size_t next = 0;
    for (std::size_t i = 0; i < std::size(parts); ++i) {
        chapter one{parts[i].first + behind, whole.level + 1, {}, table{whole.rows->heads, {}, table::one_row}, {}};
        const auto end = i + 1 == std::size(parts) ? rows.size() : rows.size() * (i + 1) / std::size(parts);
        // Members of a member stay with it.
        const auto at = whole.rows->index(part::position);
        for (; next < rows.size() && (next < end || rows[next].cells[0].depth > 0); ++next) {
            one.rows->rows.push_back(rows[next]);
            if (at < whole.rows->heads.size()) {
                one.rows->rows.back().cells[at].pieces.front().words = parts[i].first;
                of.wanted[rows[next].key].where_sent = parts[i].second;
            }
            if (rows[next].cells[0].depth == 0)
                of.wanted[rows[next].key].where_sent = parts[i].second;
        }
        if (!one.rows->rows.empty())
            chapters.push_back(one);
    }
    of.chapters.erase(of.chapters.begin());
    of.chapters.insert(of.chapters.begin(), chapters.begin(), chapters.end());
}

/// Lists of texts as a query repeats them: `Ids.N`, RepeatList.
void repeat_lists(page& of, chance&) {
    auto& rows = *of.chapters[input].rows;
    for (auto& each : rows.rows) {
        auto& told = of.wanted[each.key];
        if (told.kind != type_kind::text || told.lists != 1)
            continue;
        told.words = "RepeatList";
        each.cells[rows.index(part::type)].pieces.front().words = told.words;
        if (each.cells[0].depth > 0)
            continue;
        auto moved = told;
        of.wanted.erase(each.key);
        each.key += ".N";
        each.cells[0].pieces.front().words += ".N";
        of.wanted[each.key] = moved;
    }
}

/// A value of JSON for each of the members that stand below an owner.
std::string sample_of(const std::vector<row>& rows, std::size_t& at, int depth,
                      const std::map<std::string, told>& wanted) {
    std::string text;
    while (at < rows.size() && rows[at].cells[0].depth >= depth) {
        const auto& each = rows[at++];
        const auto& told = wanted.at(each.key);
        std::string value = told.kind == type_kind::text      ? "\"a\""
                            : told.kind == type_kind::boolean ? "true"
                            : told.kind == type_kind::number  ? "1.5"
                                                              : "1";
        if (told.kind == type_kind::structure)
            value = "{" + sample_of(rows, at, depth + 1, wanted) + "}";
        for (int i = 0; i < told.lists; ++i)
            value = "[" + value + "]";
        text += (text.empty() ? "\"" : ", \"") + each.cells[0].pieces.front().words + "\": " + value;
    }
    return text;
}

/// Members of members stand flat below their owner, and an example shows what belongs where.
void flatten(page& of, chance&) {
    std::size_t at = 0;
    const auto& rows = of.chapters[output].rows->rows;
    chapter example{"Examples", 2, "Sample success responses", {}, {}};
    example.sample = "{" + sample_of(rows, at, 0, of.wanted) + "}";
    for (auto& each : of.chapters[output].rows->rows)
        each.cells[0].depth = 0;
    of.chapters.push_back(std::move(example));
}

} // namespace

const std::vector<perturbation>& perturbations() {
    using p = piece;
    static const std::vector<perturbation> all = {
        {"none", 0, [](page&, chance&) {}},
        {"fenced blocks in cells", fences,
         [](page& of, chance& by) {
             each_half(of, [&](cell& one, const std::string& front, const std::string& back) {
                 if (one_in(3, by))
                     one = {{{p::text, front}, {p::code, "|a|b\n# no heading\n{\"c\": 1}"}, {p::text, back}}, 0, true};
             });
         }},
        {"lists in cells", lines,
         [](page& of, chance& by) {
             each_half(of, [&](cell& one, const std::string& front, const std::string& back) {
                 if (one_in(3, by))
                     one = {{{p::text, front + ":"}, {p::item, "one: the first"}, {p::item, back}}};
             });
         }},
        {"lists in cells, blank lines around", lines | blanks,
         [](page& of, chance& by) {
             each_half(of, [&](cell& one, const std::string& front, const std::string& back) {
                 if (one_in(3, by))
                     one = {{{p::text, front + ":"}, {p::item, "one: the first"}, {p::item, "two"}, {p::text, back}},
                            0,
                            true};
             });
         }},
        {"last cells on the next line", below,
         [](page& of, chance& by) {
             each_half(of, [&](cell& one, const std::string&, const std::string&) { one.below = one_in(3, by); });
         }},
        {"cells over lines", lines,
         [](page& of, chance& by) {
             each_half(of, [&](cell& one, const std::string& front, const std::string& back) {
                 if (one_in(2, by))
                     one = {{{p::text, front}, {p::text, back}}};
             });
         }},
        {"cells over blank lines", lines | blanks,
         [](page& of, chance& by) {
             each_half(of, [&](cell& one, const std::string& front, const std::string& back) {
                 if (one_in(2, by))
                     one = {{{p::text, front}, {p::text, back}}, 0, true};
             });
         }},
        {"rows apart", bars,
         [](page& of, chance& by) {
             each_table(of, [&](table& one) {
                 for (auto& each : one.rows)
                     each.apart = one_in(4, by);
             });
         }},
        {"footnotes in heads", header | any_text,
         [](page& of, chance& by) {
             mark_heads(of, {"<sup>1</sup>", " [2]", "†", "¹", ""}, by);
         }},
        {"arrows in heads", header | any_text,
         [](page& of, chance& by) {
             mark_heads(of, {" ⇅", "▲", " ↓", ""}, by);
         }},
        {"bold heads", header | markup,
         [](page& of, chance&) {
             each_table(of, [](table& one) {
                 for (auto& each : one.heads)
                     each.words = "**" + each.words + "**";
             });
         }},
        {"a title above the heads", html,
         [](page& of, chance&) { each_table(of, [](table& one) { one.header = table::title_above; }); }},
        {"two rows of heads", html,
         [](page& of, chance&) {
             each_table(of, [](table& one) {
                 if (one.index(part::name) < one.heads.size())
                     one.header = table::two_rows;
             });
         }},
        {"other words for required", header | english,
         [](page& of, chance& by) {
             const auto word = any_of<std::string>({"Obligatory", "Compulsory", "Mandatory", "Needed", "Is required",
                                                    "Required?", "Required or not", "Is necessary"},
                                                   by);
             each_table(of, [&](table& one) {
                 for (auto& each : one.heads)
                     if (each.what == part::required)
                         each.words = word;
             });
         }},
        {"other answers", header | english | any_text,
         [](page& of, chance& by) {
             const auto [yes, no] = any_of<std::pair<std::string, std::string>>(
                 {{"Y", "N"}, {"Required", "Optional"}, {"M", "O"}, {"True", "False"}, {"yes", "no"}}, by);
             each_cell(of, part::required,
                       [&](cell& one) { one.pieces.front().words = one.pieces.front().words == "Yes" ? yes : no; });
         }},
        {"a column that is not understood", header | any_text,
         [](page& of, chance&) {
             auto& rows = *of.chapters[input].rows;
             rows.heads.insert(rows.heads.end() - 1, {part::other, "Zeal"});
             for (auto& each : rows.rows)
                 each.cells.insert(each.cells.end() - 1, {{{p::text, "blue-7"}}});
         },
         "Zeal"},
        {"columns in another order", header | any_text,
         [](page& of, chance&) {
             each_table(of, [&](table& one) {
                 if (one.index(part::name) == one.heads.size() || one.heads.size() < 3)
                     return;
                 std::rotate(one.heads.begin() + 1, one.heads.begin() + 2, one.heads.end() - 1);
                 for (auto& each : one.rows)
                     std::rotate(each.cells.begin() + 1, each.cells.begin() + 2, each.cells.end() - 1);
             });
         }},
        {"headings for parts of the request", 0, [](page& of, chance&) { part_input(of, " parameters"); }},
        {"headings of one word for parts of the request", headings, [](page& of, chance&) { part_input(of, ""); }},
        {"members flat below their owner", header, flatten},
        {"repeated lists of texts", 0, repeat_lists},
        {"footnotes in names", markup,
         [](page& of, chance& by) {
             hang_on_names(of, {""}, {"<sup>1</sup>", "[1]", "[^1]", "†", "¹", "<sup>[2]</sup>"}, by);
         }},
        {"marks around names", bars,
         [](page& of, chance& by) {
             mark_names(of, {"**", "`"}, by);
         }},
        {"elements around names", markup,
         [](page& of, chance& by) {
             mark_names(of, {"b", "code", "strong"}, by);
         }},
        {"links in types", bars,
         [](page& of, chance& by) {
             each_cell(of, part::type, [&](cell& one) {
                 if (one_in(3, by))
                     one.pieces.front() = {p::marked, "[" + one.pieces.front().words + "](/document/product/1#x_y)"};
             });
         }},
        {"characters without width", any_text,
         [](page& of, chance& by) {
             hang_on_names(of, {"\u200B", "\uFEFF", "\u00AD", ""}, {"\u200B", "\u2060", "\u200D"}, by);
         }},
        {"no-break spaces", any_text,
         [](page& of, chance& by) {
             for (const auto what : {part::type, part::required, part::name})
                 each_cell(of, what, [&](cell& one) {
                     if (one_in(3, by) && (what != part::name || one.depth == 0))
                         one.pieces.front().words += "\u00A0";
                 });
         }},
        {"full-width letters", any_text,
         [](page& of, chance& by) {
             for (const auto what : {part::type, part::name})
                 each_cell(of, what, [&](cell& one) {
                     if (one_in(3, by))
                         one.pieces.front().words = wide(one.pieces.front().words);
                 });
         }},
        {"minus signs", any_text,
         [](page& of, chance& by) {
             each_cell(of, part::description, [&](cell& one) {
                 if (one_in(3, by))
                     one.pieces.front().words += " Value range: \u22121\u00A0to\u00A0100.";
             });
         }},
        {"odd codes", any_text | error_cells,
         [](page& of, chance& by) {
             auto& chapter = of.chapters[errors];
             for (const std::string code : {"Invalid%s.Value", "two words"}) {
                 auto odd = chapter.rows->rows.front();
                 odd.key.clear();
                 odd.cells[chapter.rows->index(part::code)].pieces.front().words = code;
                 insert_row(chapter, odd, by);
             }
         },
         "can be no error code"},
        {"short rows of errors", any_text | error_cells,
         [](page& of, chance& by) {
             auto& chapter = of.chapters[errors];
             auto odd = chapter.rows->rows.front();
             odd.key.clear();
             odd.cells.resize(chapter.rows->index(part::code) + 1);
             odd.cells.back().pieces.front().words = "Other.Code";
             insert_row(chapter, odd, by);
         }},
        {"rows of members that are none", any_text | bars,
         [](page& of, chance& by) {
             insert_row(of.chapters[input], odd_row({"2", "String"}), by);
             insert_row(of.chapters[input], odd_row({"2 < 3", "", "", "", "", "", "", "more"}), by);
         }},
        {"a table of values", any_text,
         [](page& of, chance&) {
             insert(of,
                    {"", 0, "These are the levels:", values({"Value", "Meaning"}, {{"1", "One."}, {"2", "Two."}}), {}});
         },
         "a table headed", false, false, true},
        {"a table about other things", any_text,
         [](page& of, chance&) {
             insert(of, {"",
                         0,
                         "These are the prices:",
                         values({"Size", "Price", "Region"}, {{"big", "3", "all"}, {"small", "2", "all"}}),
                         {}});
         }},
        {"a table without rows", any_text | header,
         [](page& of, chance&) {
             insert(of, {"", 0, {}, table{of.chapters[input].rows->heads, {}, table::one_row}, {}});
         }},
        {"a table of the fields of a text", any_text | header,
         [](page& of, chance&) {
             auto& rows = *of.chapters[input].rows;
             const auto text = std::ranges::find_if(rows.rows, [&](const row& each) {
                 const auto& told = of.wanted[each.key];
                 return told.kind == type_kind::text && told.lists == 0 && each.cells[0].depth == 0 &&
                        each.key != "in/Action";
             });
             if (text == rows.rows.end())
                 return;
             const auto name = text->cells[0].pieces.front().words;
             table fields{rows.heads, {*text}, table::one_row};
             fields.rows[0].key.clear();
             fields.rows[0].cells[0].pieces.front().words = "content";
             insert(of, {"", 0, "The following table describes the fields in the " + name + " parameter.", fields, {}});
         }},
        {"a table headed in another language", any_text | header,
         [](page& of, chance&) {
             auto other = *of.chapters[input].rows;
             const std::vector<std::string> words = {"名前", "必須", "タイプ", "説明", "例", "場所"};
             for (std::size_t i = 0; i < other.heads.size(); ++i)
                 other.heads[i].words = words[i];
             other.rows.resize(1);
             other.rows[0].key.clear();
             insert(of, {"", 0, "これは表です。", other, {}});
         },
         "名前", true, false, true},
        {"the header once more", header | bars,
         [](page& of, chance& by) {
             row again;
             for (const auto& each : of.chapters[input].rows->heads)
                 again.cells.push_back({{{p::text, each.words}}});
             insert_row(of.chapters[input], again, by);
         }},
        {"a line of prose behind each table", 0,
         [](page& of, chance&) {
             auto all = std::move(of.chapters);
             of.chapters.clear();
             for (auto& each : all) {
                 of.chapters.push_back(std::move(each));
                 of.chapters.push_back({"", 0, "For more information, see the other pages of this guide.", {}, {}});
             }
         }},
        {"line ends and marks of another system", 0, [](page&, chance&) {}, {}, false, true},
    };
    return all;
}

} // namespace bindery::codegen::rendered
