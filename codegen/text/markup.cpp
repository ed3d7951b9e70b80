#include "text/markup.hpp"

#include "text/printable.hpp"
#include "text/scan.hpp"

#include <md4c.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace bindery::codegen {
namespace {

struct named_sign {
    std::string_view name;
    std::string_view text;
};
constexpr named_sign signs[] = {
    {"&amp;", "&"},     {"&lt;", "<"},          {"&gt;", ">"},         {"&quot;", "\""}, {"&apos;", "'"},
    {"&nbsp;", " "},    {"&emsp;", "\u2003"},   {"&ensp;", "\u2002"},  {"&#160;", " "},  {"&le;", "\u2264"},
    {"&ge;", "\u2265"}, {"&ne;", "\u2260"},     {"&times;", "\u00D7"}, {"&#39;", "'"},   {"&ndash;", "-"},
    {"&mdash;", "-"},   {"&hellip;", "..."},    {"&lsquo;", "'"},      {"&rsquo;", "'"}, {"&ldquo;", "\""},
    {"&rdquo;", "\""},  {"&middot;", "\u00B7"},
};

/// A tag that starts at the text: its name in small letters, with its slash if it closes.
std::string tag_of(std::string_view text) {
    std::string name;
    for (const char c : text.substr(1)) {
        if (!is_word(c) && !(c == '/' && name.empty()))
            break;
        name += c;
    }
    return lowered(name);
}

/// Tags that pages mark up text with. What else stands between angle brackets is text: the element of a list type, or
/// a place to fill in. (`object` and `map` are types here.)
bool is_of_html(std::string_view tag) {
    constexpr std::string_view names[] = {
        "a",     "abbr", "b",     "bdi",     "big",   "blockquote", "br",     "center", "cite", "code", "dd",  "del",
        "dfn",   "div",  "dl",    "dt",      "em",    "font",       "h1",     "h2",     "h3",   "h4",   "h5",  "h6",
        "hr",    "i",    "img",   "ins",     "kbd",   "label",      "li",     "mark",   "nobr", "ol",   "p",   "pre",
        "q",     "s",    "samp",  "section", "small", "span",       "strike", "strong", "sub",  "sup",  "svg", "table",
        "tbody", "td",   "tfoot", "th",      "thead", "tr",         "tt",     "u",      "ul",   "var",  "wbr", "input"};
    if (tag.starts_with('/'))
        tag.remove_prefix(1);
    return std::ranges::find(names, tag) != std::end(names);
}

class collector {
public:
    explicit collector(std::string_view from) : from_(from) {}

    int enter_block(MD_BLOCKTYPE type) {
        if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
            ++depth_;
        if (type == MD_BLOCK_LI)
            add(marked_piece::item);
        else if (type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_CODE)
            begin_line();
        else if (type == MD_BLOCK_QUOTE && !found_.empty())
            found_.push_back({marked_piece::line, {}, at_, false, false, quote});
        return 0;
    }
    int leave_block(MD_BLOCKTYPE type) {
        if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
            --depth_;
            add(marked_piece::list_end);
        }
        if (type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_CODE)
            begin_line();
        return 0;
    }
    int span(MD_SPANTYPE type, int change) {
        if (type == MD_SPAN_STRONG || type == MD_SPAN_CODE)
            set_off_ += change;
        if (type == MD_SPAN_A)
            linked_ += change;
        return 0;
    }
    int text(MD_TEXTTYPE type, std::string_view said) {
        if (said.data() >= from_.data() && said.data() <= from_.data() + from_.size())
            at_ = static_cast<std::size_t>(said.data() - from_.data());
        switch (type) {
        case MD_TEXT_BR:
        case MD_TEXT_SOFTBR:
            begin_line();
            break;
        case MD_TEXT_HTML:
            tag(said);
            break;
        case MD_TEXT_ENTITY:
            say(decoded(said));
            break;
        case MD_TEXT_NULLCHAR:
            break;
        default:
            say(said);
        }
        return 0;
    }

    std::vector<marked_piece> take() && { return std::move(found_); }

private:
    static std::string decoded(std::string_view entity) {
        for (const auto& each : signs)
            if (each.name == entity)
                return std::string(each.text);
        return std::string(entity);
    }

    void add(marked_piece::kind_of kind) {
        if ((kind == marked_piece::item || kind == marked_piece::list_end) && !found_.empty() &&
            found_.back().kind == marked_piece::line && found_.back().depth != quote)
            found_.pop_back();
        found_.push_back({kind, {}, at_, false, false, depth_});
    }

    void begin_line() {
        if (!found_.empty() && found_.back().kind == marked_piece::words)
            add(marked_piece::line);
    }

    void say(std::string_view said) {
        if (said.empty())
            return;
        const bool set_off = set_off_ > 0;
        const bool linked = linked_ > 0;
        const bool raised = raised_ > 0;
        if (!found_.empty() && found_.back().kind == marked_piece::words && found_.back().set_off == set_off &&
            found_.back().linked == linked && found_.back().raised == raised &&
            found_.back().at + found_.back().text.size() == at_)
            found_.back().text += said;
        else
            found_.push_back({marked_piece::words, std::string(said), at_, set_off, linked, depth_, raised});
    }

    void tag(std::string_view said) {
        const auto name = tag_of(said);
        if (name == "li") {
            depth_ = std::max(depth_, 1);
            add(marked_piece::item);
        } else if (name == "/ul" || name == "/ol") {
            depth_ = std::max(depth_ - 1, 0);
            add(marked_piece::list_end);
        } else if (name == "/li") {
            add(marked_piece::list_end);
            found_.back().depth = std::max(depth_ - 1, 0);
        } else if (name == "br" || name == "p" || name == "/p" || name == "div" || name == "/div" || name == "tr") {
            begin_line();
        } else if (name == "b" || name == "strong" || name == "code") {
            ++set_off_;
        } else if (name == "/b" || name == "/strong" || name == "/code") {
            set_off_ = std::max(set_off_ - 1, 0);
        } else if (name == "sup") {
            ++raised_;
        } else if (name == "/sup") {
            raised_ = std::max(raised_ - 1, 0);
        } else if (name == "a") {
            ++linked_;
        } else if (name == "/a") {
            linked_ = std::max(linked_ - 1, 0);
        } else if (!is_of_html(name)) {
            say(said); // "<-1>", "List<String>" and the like: no tag at all
        }
    }

    static constexpr int quote = -1; // the depth of a line that begins a quotation: what stood above it has ended

    std::string_view from_;
    std::vector<marked_piece> found_;
    std::size_t at_ = 0;
    int set_off_ = 0;
    int linked_ = 0;
    int raised_ = 0;
    int depth_ = 0;
};

collector& self(void* data) {
    return *static_cast<collector*>(data);
}

/// Every character that Markdown or HTML could take for more than itself.
bool has_markup(std::string_view text) {
    return text.find_first_of("\\*_`[<&>#~\n") != std::string_view::npos || without_bullet(text);
}

/// Characters without width, which hide in names, are left out; blanks, letters, digits and signs in forms of their own
/// become the plain ones. Punctuation stays: it is what Chinese is written with.
std::string in_plain_forms(std::string_view text) {
    struct form {
        std::string_view written, plain;
    };
    constexpr form forms[] = {
        {"\u200B", ""},  {"\u200C", ""},  {"\u200D", ""},  {"\u2060", ""},  {"\uFEFF", ""},  {"\u00AD", ""},
        {"\u00A0", " "}, {"\u2002", " "}, {"\u2003", " "}, {"\u2009", " "}, {"\u202F", " "}, {"\u2212", "-"},
        {"\uFF0D", "-"}, {"\uFF3B", "["}, {"\uFF3D", "]"}, {"\uFF3F", "_"}, {"\uFF0E", "."},
    };
    std::string shown;
    while (!text.empty()) {
        if (static_cast<unsigned char>(text.front()) < 0x80) {
            shown += text.front();
            text.remove_prefix(1);
            continue;
        }
        const auto [value, size] = code_point_at_start(text);
        const auto written = text.substr(0, size);
        if (const auto* found = std::ranges::find(forms, written, &form::written); found != std::end(forms))
            shown += found->plain;
        else if (const auto c = static_cast<char>(value - 0xFF00 + 0x20);
                 value > 0xFF00 && value < 0xFF5F && is_word(c))
            shown += c;
        else
            shown += written;
        text.remove_prefix(size);
    }
    return shown;
}

/// "< li>", as some editors write it.
std::string mended(std::string text) {
    for (auto at = text.find("< "); at != std::string::npos; at = text.find("< ", at + 1))
        for (const std::string_view name : {"li>", "/li>", "br>"})
            if (std::string_view(text).substr(at + 2).starts_with(name))
                text.replace(at, name.size() + 2, "<" + std::string(name.substr(0, name.size() - 1)) + " >");
    // An address with blanks in it would make the link no link.
    for (auto at = text.find("]("); at != std::string::npos;) {
        const auto end = text.find_first_of(")\n", at);
        if (end == std::string::npos)
            break;
        if (text[end] == ')')
            std::replace(text.begin() + static_cast<std::ptrdiff_t>(at),
                         text.begin() + static_cast<std::ptrdiff_t>(end), ' ', '_');
        at = text.find("](", end);
    }
    return text;
}

/// Marks of a footnote behind some words: "[1]", "[^a]", a dagger, a raised digit.
std::string_view without_footnotes(std::string_view words) {
    constexpr std::string_view signs[] = {"\u2020", "\u2021", "\u00A7", "\u00B9", "\u00B2", "\u00B3", "\u2070",
                                          "\u2074", "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
    for (bool again = true; again;) {
        again = false;
        words = trimmed(words);
        for (const auto sign : signs)
            if (words.size() > sign.size() && words.ends_with(sign)) {
                words.remove_suffix(sign.size());
                again = true;
            }
        const auto open = words.rfind('[');
        if (!words.ends_with(']') || open == std::string_view::npos || open == 0)
            continue;
        // "Ids[0]" and "Ids[]" are names.
        const auto inside = words.substr(open + 1, words.size() - open - 2);
        const bool number =
            !inside.empty() && inside.size() < 3 && inside != "0" && std::ranges::all_of(inside, is_digit);
        if (number || (inside.size() > 1 && inside.front() == '^')) {
            words = words.substr(0, open);
            again = true;
        }
    }
    return words;
}

} // namespace

std::vector<marked_piece> pieces_of(std::string_view marked) {
    auto forms = in_plain_forms(marked);
    if (!has_markup(forms)) {
        if (forms.empty())
            return {};
        return {marked_piece{marked_piece::words, std::move(forms), 0, false, false, 0}};
    }
    const auto text = mended(std::move(forms));
    collector found(text);
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* data) { return self(data).enter_block(type); };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) { return self(data).leave_block(type); };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* data) { return self(data).span(type, 1); };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* data) { return self(data).span(type, -1); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* said, MD_SIZE size, void* data) {
        return self(data).text(type, {said, size});
    };
    md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &found);
    return std::move(found).take();
}

namespace {

template <class Skipped>
std::string words_of(std::string_view marked, Skipped skipped) {
    std::string text;
    for (const auto& each : pieces_of(marked))
        if (each.kind == marked_piece::words)
            text += skipped(each) ? "" : each.text;
        else if (each.kind == marked_piece::item)
            text += text.empty() ? "- " : "\n- ";
        else if (!text.empty() && text.back() != '\n')
            text += '\n';
    const auto blank = std::ranges::unique(text, [](char a, char b) { return a == '\n' && b == '\n'; });
    text.erase(blank.begin(), blank.end());
    return std::string(trimmed(text));
}

} // namespace

std::string plain(std::string_view marked) {
    return words_of(marked, [](const marked_piece&) { return false; });
}

std::string label(std::string_view marked) {
    return std::string(
        without_footnotes(words_of(marked, [](const marked_piece& each) { return each.raised && each.text != "*"; })));
}

} // namespace bindery::codegen
