#include "text/markup.hpp"

#include "text/printable.hpp"
#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <md4c.h>

#include <algorithm>
#include <utility>

namespace bindery::codegen {
namespace {

/// What signs are taken for, and characters that only look like others. Those without width, which hide in names, are
/// left out. Punctuation stays: it is what Chinese is written with.
const word_table<std::string_view> plain_forms{{"", "\u200B, \u200C, \u200D, \u2060, \uFEFF, \u00AD"},
                                               {" ", "\u00A0, \u2002, \u2003, \u2009, \u202F, &nbsp;, &#160;"},
                                               {"\u2003", "&emsp;"},
                                               {"\u2002", "&ensp;"},
                                               {"-", "\u2212, \uFF0D, &ndash;, &mdash;"},
                                               {"[", "\uFF3B"},
                                               {"]", "\uFF3D"},
                                               {"_", "\uFF3F"},
                                               {".", "\uFF0E"},
                                               {"...", "&hellip;"},
                                               {"&", "&amp;"},
                                               {"<", "&lt;"},
                                               {">", "&gt;"},
                                               {"\"", "&quot;, &ldquo;, &rdquo;"},
                                               {"'", "&apos;, &#39;, &lsquo;, &rsquo;"},
                                               {"\u2264", "&le;"},
                                               {"\u2265", "&ge;"},
                                               {"\u2260", "&ne;"},
                                               {"\u00D7", "&times;"},
                                               {"\u00B7", "&middot;"}};

/// A tag that starts at the text: its name in small letters, with its slash if it closes.
std::string tag_of(std::string_view text) {
    text = text.substr(1);
    const auto* name = text.begin() + text.starts_with('/');
    return lowered({text.begin(), std::find_if_not(name, text.end(), is_word)});
}

/// Tags that pages mark up text with. What else stands between angle brackets is text: the element of a list type, or
/// a place to fill in. (`object` and `map` are types here.)
bool is_of_html(std::string_view tag) {
    return is_among(tag,
                    "a, abbr, b, bdi, big, blockquote, br, center, cite, code, dd, del, dfn, div, dl, dt, em, font, "
                    "h1, h2, h3, h4, h5, h6, hr, i, img, input, ins, kbd, label, li, mark, nobr, ol, p, pre, q, s, "
                    "samp, section, small, span, strike, strong, sub, sup, svg, table, tbody, td, tfoot, th, thead, "
                    "tr, tt, u, ul, var, wbr");
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
            say(plain_forms.find(said).value_or(said));
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
        const bool closes = name.starts_with('/');
        const auto opened = std::string_view(name).substr(closes);
        int collector::*const within = is_among(opened, "b, strong, code") ? &collector::set_off_
                                       : opened == "sup"                   ? &collector::raised_
                                       : opened == "a"                     ? &collector::linked_
                                                                           : nullptr;
        if (name == "li") {
            depth_ = std::max(depth_, 1);
            add(marked_piece::item);
        } else if (name == "/ul" || name == "/ol") {
            depth_ = std::max(depth_ - 1, 0);
            add(marked_piece::list_end);
        } else if (name == "/li") {
            add(marked_piece::list_end);
            found_.back().depth = std::max(depth_ - 1, 0);
        } else if (is_among(name, "br, p, /p, div, /div, tr")) {
            begin_line();
        } else if (within) {
            this->*within = std::max(this->*within + (closes ? -1 : 1), 0);
        } else if (!is_of_html(opened)) {
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

/// Characters, letters and digits in forms of their own become the plain ones.
std::string in_plain_forms(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        const auto [value, size] = code_point_at_start(text);
        const auto written = text.substr(0, size);
        text.remove_prefix(size);
        if (const auto plain = size > 1 ? plain_forms.find(written) : std::nullopt)
            shown += *plain;
        else if (const auto c = static_cast<char>(value - 0xFF00 + 0x20);
                 value > 0xFF00 && value < 0xFF5F && is_word(c))
            shown += c;
        else
            shown += written;
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
    for (bool again = true; again;) {
        words = trimmed(words);
        again = take_end(words, {"\u2020", "\u2021", "\u00A7", "\u00B9", "\u00B2", "\u00B3", "\u2070", "\u2074",
                                 "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"});
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

std::string words_of(const std::vector<marked_piece>& pieces) {
    std::string text;
    for (const auto& each : pieces)
        if (each.kind == marked_piece::words)
            text += each.text;
        else if (each.kind == marked_piece::item)
            text += text.empty() ? "- " : "\n- ";
        else if (!text.empty() && text.back() != '\n')
            text += '\n';
    const auto blank = std::ranges::unique(text, [](char a, char b) { return a == '\n' && b == '\n'; });
    text.erase(blank.begin(), blank.end());
    return std::string(trimmed(text));
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

std::string plain(std::string_view marked) {
    return words_of(pieces_of(marked));
}

std::string label(std::string_view marked) {
    auto pieces = pieces_of(marked);
    std::erase_if(pieces, [](const marked_piece& each) { return each.raised && each.text != "*"; });
    return std::string(without_footnotes(words_of(pieces)));
}

} // namespace bindery::codegen
