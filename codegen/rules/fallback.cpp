#include "rules/readers.hpp"

#include "rules/bounds.hpp"
#include "rules/context.hpp"
#include "rules/phrase.hpp"
#include "rules/values.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <cmath>

namespace bindery::codegen {
namespace {

class default_reader {
public:
    default_reader(const wording& said, const subject& of, const std::optional<statement>& choice)
        : said_(said), of_(of), choice_(choice), values_(said, of) {}

    std::optional<statement> read() {
        announced();
        if (!found_)
            marked();
        for (const auto& each : ways())
            if (!found_)
                beside(each);
        if (ambiguous_)
            return std::nullopt;
        return std::move(found_);
    }

private:
    /// Words beside which a default stands.
    struct way {
        const phrase_list& said;
        bool is_behind;             ///< of the default itself
        const phrase_list* only_if; ///< words that must stand before them in the sentence
    };
    static const std::vector<way>& ways() {
        static const std::vector<way> all = {{phrases<"by default">, true, nullptr},
                                             {phrases<"by default it is">, false, nullptr},
                                             {phrases<"then it is">, false, &phrases<"if left out">},
                                             {phrases<"is used">, true, &phrases<"if left out">}};
        return all;
    }

    void take(std::size_t at, std::string value) {
        if (found_) {
            ambiguous_ = ambiguous_ || found_->value != value;
            return;
        }
        found_.emplace();
        found_->kind = statement::default_value;
        found_->word = at;
        found_->value = std::move(value);
    }

    /// The literal at a word, as far as the member's type allows one; `next` is the word behind it.
    std::optional<std::string> literal_at(std::size_t at, std::size_t& next) const {
        if (said_.ends(at))
            return std::nullopt;
        const auto empty = of_.is_list   ? phrases<"empty list">.at(said_, at)
                           : of_.is_text ? phrases<"empty text">.at(said_, at)
                                         : std::nullopt;
        if (empty) {
            next = empty->next;
            return of_.is_list ? "[]" : "";
        }
        if (of_.is_list)
            return std::nullopt;
        if (of_.is_text)
            return text_at(at, next);
        const bool quoted = said_.is_quote(at);
        at += quoted;
        next = at + 1 + quoted;
        if (of_.is_boolean && said_.is(at, {"true", "false"}))
            return said_.words[at].text;
        if (!of_.is_number || said_.ends(at) || !said_.words[at].value)
            return std::nullopt;
        return number_at(at, next);
    }

    std::optional<std::string> text_at(std::size_t at, std::size_t& next) const {
        if (said_.is_quote(at) && said_.is(at + 1, {said_.words[at].text})) {
            next = at + 2;
            return "";
        }
        if ((said_.is_set_off(at) ? phrases<"never a literal"> : phrases<"no literal">).at(said_, at) &&
            !is_listed(said_.said(at, at + 1)))
            return std::nullopt;
        auto value = values_.value_at(at, next);
        if (value && value->find_first_of("{}<>$") != std::string::npos)
            return std::nullopt; // a place to fill in
        if (value && said_.is(next, {":"}) && said_.is_glued(next) && said_.is_glued(next + 1)) {
            next += 2;
            value = std::string(said_.said(at, next)); // "CreationTime:Desc"
            if (!is_listed(*value))
                return std::nullopt;
        }
        if (value && !said_.is_set_off(at) && said_.words[at].value && said_.is(next, {"px"}))
            value = std::string(said_.said(at, ++next));
        return value;
    }

    /// A number, converted to the member's unit where one stands behind it.
    std::string number_at(std::size_t at, std::size_t& next) const {
        double value = *said_.words[at].value;
        if (const auto own = unit_at(said_, at + 1)) {
            const auto of_member = unit_in(said_, of_);
            if (const auto times = of_member ? conversion(own->name, of_member->value) : std::nullopt)
                value *= *times;
            next += own->next - (at + 1);
        }
        if (std::abs(value) < 1e15 && value == std::floor(value))
            return std::to_string(static_cast<std::int64_t>(value));
        return std::string(said_.said(at, at + 1));
    }

    /// In capitals: no word of running text.
    bool is_spelled(std::size_t at) const {
        const auto written = said_.said(at, at + 1);
        return written.size() > 1 && std::ranges::none_of(written, is_lower) && is_upper(written.front());
    }

    bool is_listed(std::string_view value) const {
        return choice_ && std::ranges::find(choice_->values, value) != choice_->values.end();
    }

    bool closes(std::size_t at) const {
        if (said_.is(at, {"-"}) && said_.is_glued(at))
            return false; // "app-{Name}"
        return ends_clause(said_, at) || phrases<"behind default">.at(said_, at) || phrases<"is used">.at(said_, at) ||
               is_upper(said_.text[said_.words[at].begin]);
    }

    /// In one case only. "If you leave it empty" is every case in which a default matters.
    bool depends(std::size_t at) const {
        const auto item = item_of(at);
        std::size_t next = 0;
        const auto value = item == 0 ? std::nullopt : values_.value_at(item, next);
        return in_case(at) || (item != 0 && !(value && is_listed(*value)) && is_in_case(said_, at)) ||
               (has_condition(said_, at) && !phrases<"left out">.find(said_, said_.sentence_begin(at), at));
    }

    bool in_case(std::size_t at) const {
        return said_.stands_in_item(at,
                                    [&](std::size_t first) { return phrases<"case">.at(said_, first).has_value(); });
    }

    /// "Default value: 20."
    void announced() {
        for (const auto& each : phrases<"default is">.find_all(said_)) {
            const auto item = item_of(each.first);
            const bool is_entry = item != 0 && item + 1 >= each.first;
            if ((each.first > 0 && phrases<"not a default">.at(said_, each.first - 1)) ||
                (!is_entry && depends(each.first)) || is_one_of_many(each.first))
                continue;
            auto at = each.next;
            while (const auto filler =
                       said_.is_set_off(at) ? std::nullopt : phrases<"announces a default">.at(said_, at))
                at = filler->next;
            // "The default video editing ..." is no announcement: that takes a colon, a verb, or a value set off.
            const bool plain = said_.is(each.next - 1, {"default"}) && at == each.next;
            if (plain && !said_.ends(at) && !said_.is_set_off(at) && !said_.words[at].value &&
                !said_.is(at, {"\"", "true", "false"}) && !is_spelled(at))
                continue;
            std::size_t next = 0;
            if (auto value = literal_at(at, next);
                value && (said_.is_quote(at) || closes(next)) && !said_.is(next, {"*", "+", "/"}))
                take(each.first, std::move(*value));
        }
    }

    /// A default in an item, where another item has one, too: each is that of its case.
    bool is_one_of_many(std::size_t at) const {
        const auto own = item_of(at);
        const auto is_in_another = [&](const phrase_match& each) {
            return item_of(each.first) != 0 && item_of(each.first) != own;
        };
        return own != 0 && std::ranges::any_of(phrases<"default">.find_all(said_), is_in_another);
    }

    std::size_t item_of(std::size_t at) const { return at < said_.size() ? said_.words[at].in_item : 0; }

    /// "File (default)", "fuzzy_match: ... This is the default value."
    void marked() {
        const auto all = phrases<"marked default">.find_all(said_);
        for (const auto& each : all) {
            const bool sentence = !said_.is(each.first, {"(", "[", ","});
            if (said_.is(each.first, {","}) && !ends_clause(said_, each.next))
                continue; // ", default A": that announces
            const auto item = item_of(each.first);
            const auto first = item != 0 ? item : value_before(each.first, sentence);
            if ((all.size() > 1 && !sentence) || in_case(first))
                continue;
            std::size_t next = 0;
            if (auto value = literal_at(first, next);
                value && (next == each.first || (next < each.first && said_.is(next, {"("})) || is_listed(*value) ||
                          ((sentence || of_.is_boolean) && item != 0)))
                take(each.first, std::move(*value));
        }
    }

    /// Where the value begins that stands right before a word, or with which the sentence begins.
    std::size_t value_before(std::size_t at, bool sentence) const {
        auto first = at;
        for (auto i = first; !sentence && i > 0 && i + 8 > first && !said_.ends(i - 1) && !said_.is(i - 1, {")", ";"});
             --i)
            if (said_.is(i - 1, {"("}))
                first = i - 1; // "-2 (earliest, default)"
        const auto limit = first - std::min<std::size_t>(first, sentence ? 120 : 12);
        while (first > limit && !said_.ends(first - 1) &&
               (sentence || !said_.is(first - 1, {",", ";", "(", ".", ":"}) ||
                (said_.is_glued(first) && said_.is_glued(first - 1) && is_word(said_.words[first - 2].text.front()))))
            --first;
        return first;
    }

    /// "`75` will be used by default", "If left blank, it represents 0."
    void beside(const way& of) {
        for (const auto& each : of.said.find_all(said_)) {
            if (depends(each.first) ||
                (of.only_if && !of.only_if->find(said_, said_.sentence_begin(each.first), each.first)))
                continue;
            std::size_t next = 0;
            if (of.is_behind) {
                for (auto at = each.first - std::min<std::size_t>(each.first, 8); at < each.first; ++at)
                    if (auto value = literal_in_text(at, next); value && next == each.first) {
                        take(each.first, std::move(*value));
                        break;
                    }
            } else if (auto value = literal_in_text(each.next, next); value && closes(next)) {
                take(each.first, std::move(*value));
            }
        }
    }

    /// A literal that is no word of running text.
    std::optional<std::string> literal_in_text(std::size_t at, std::size_t& next) const {
        const bool fits = !said_.ends(at) && (!of_.is_text || said_.words[at].set_off ||
                                              said_.is(at, {"\"", "true", "false", "empty", "null"}) ||
                                              said_.words[at].value || is_listed(said_.said(at, at + 1)));
        return fits ? literal_at(at, next) : std::nullopt;
    }

    const wording& said_;
    const subject& of_;
    const std::optional<statement>& choice_;
    value_reader values_;
    std::optional<statement> found_;
    bool ambiguous_ = false;
};

} // namespace

std::optional<statement> default_in(const wording& said, const subject& of, const std::optional<statement>& choice) {
    return default_reader(said, of, choice).read();
}

} // namespace bindery::codegen
