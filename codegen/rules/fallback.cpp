#include "rules/bounds.hpp"
#include "rules/values.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <cmath>

namespace bindery::codegen {
namespace {

/// Words beside which a default stands.
struct way_to_tell {
    const phrase_list& said;
    bool is_behind;             ///< of the default itself
    const phrase_list* only_if; ///< words that must stand before them in the sentence
};

class default_reader {
public:
    default_reader(const described& in, const std::optional<statement>& choice)
        : in_(in), listed_(choice ? choice->values : value_list{}) {}

    std::optional<statement> read() {
        static const way_to_tell ways[] = {{phrases<"by default">, true, nullptr},
                                           {phrases<"by default it is">, false, nullptr},
                                           {phrases<"then it is">, false, &phrases<"if left out">},
                                           {phrases<"is used">, true, &phrases<"if left out">}};
        announced();
        if (!all_.found)
            marked();
        for (const auto& each : ways)
            if (!all_.found)
                beside(each);
        return all_.is_broken ? std::nullopt : std::move(all_.found);
    }

private:
    void take(std::size_t at, const value_match& value) { all_.take(statement::default_value, at, {value.text}); }

    /// The literal at a word, as far as the member's type allows one.
    std::optional<value_match> literal_at(std::size_t at) const {
        const auto& empty_in_words = in_.of.is_list ? phrases<"empty list"> : phrases<"empty text">;
        if (const auto empty = empty_in_words.at(in_, at); empty && (in_.of.is_list || in_.of.is_text))
            return value_match{in_.of.is_list ? "[]" : "", empty->next};
        if (in_.of.is_list || in_.ends(at))
            return std::nullopt;
        if (in_.of.is_text)
            return text_at(at);
        const bool quoted = in_.is_quote(at);
        at += quoted;
        std::optional<value_match> found;
        if (in_.of.is_boolean && in_.is(at, {"true", "false"}))
            found = {in_.words[at].text, at + 1};
        else if (in_.of.is_number && in_.value_of(at))
            found = number_at(at);
        if (found)
            found->next += quoted;
        return found;
    }

    std::optional<value_match> text_at(std::size_t at) const {
        if (in_.is_quote(at) && in_.is(at + 1, {in_.words[at].text}))
            return value_match{"", at + 2};
        if ((in_.is_set_off(at) ? phrases<"never a literal"> : phrases<"no literal">).at(in_, at) &&
            !is_listed(in_.said(at, at + 1)))
            return std::nullopt;
        auto found = value_at(in_, at);
        if (!found || found->text.find_first_of("{}<>$") != std::string::npos)
            return std::nullopt; // a place to fill in
        const auto next = found->next;
        const bool is_pair = in_.is(next, {":"}) && in_.is_glued(next) && in_.is_glued(next + 1);
        if (is_pair && !is_listed(in_.said(at, next + 2)))
            return std::nullopt;
        const bool is_size = !in_.is_set_off(at) && in_.words[at].value && in_.is(next, {"px"});
        if (is_pair || is_size) // "CreationTime:Desc", "100 px"
            found = {std::string(in_.said(at, next + 1 + is_pair)), next + 1 + is_pair};
        return found;
    }

    /// A number, converted to the member's unit where one stands behind it.
    value_match number_at(std::size_t at) const {
        double value = *in_.words[at].value;
        const auto own = unit_at(in_, at + 1);
        if (const auto of_member = own ? unit_in(in_) : std::nullopt)
            value *= conversion(own->name, of_member->values.front()).value_or(1);
        const bool is_whole = std::abs(value) < 1e15 && value == std::floor(value);
        return {is_whole ? std::to_string(static_cast<std::int64_t>(value)) : std::string(in_.said(at, at + 1)),
                own ? own->next : at + 1};
    }

    /// A literal that is no word of running text.
    std::optional<value_match> literal_in_text(std::size_t at) const {
        const bool fits = !in_.ends(at) && (!in_.of.is_text || is_quoted(in_, at) || in_.words[at].value ||
                                            is_listed(in_.said(at, at + 1)));
        return fits ? literal_at(at) : std::nullopt;
    }

    bool is_listed(std::string_view value) const { return std::ranges::find(listed_, value) != listed_.end(); }

    bool closes(std::size_t at) const {
        if (in_.is(at, {"-"}) && in_.is_glued(at))
            return false; // "app-{Name}"
        return ends_clause(in_, at) || phrases<"behind default">.at(in_, at) || phrases<"is used">.at(in_, at) ||
               is_upper(in_.text[in_.words[at].begin]);
    }

    /// In one case only. "If you leave it empty" is every case in which a default matters.
    bool depends(std::size_t at) const {
        const auto item = in_.words[at].in_item;
        const auto value = item == 0 ? std::nullopt : value_at(in_, item);
        return (item != 0 && !(value && is_listed(value->text)) && is_in_case(in_, at)) ||
               (has_condition(in_, at) && !phrases<"left out">.find(in_, in_.sentence_begin(at), at));
    }

    /// A default in an item, where another item has one, too: each is that of its case.
    bool is_one_of_many(std::size_t at) const {
        const auto own = in_.words[at].in_item;
        const auto is_in_another = [&](const phrase_match& each) {
            return in_.words[each.first].in_item != 0 && in_.words[each.first].in_item != own;
        };
        return own != 0 && std::ranges::any_of(phrases<"default">.find_all(in_), is_in_another);
    }

    /// "Default value: 20."
    void announced() {
        for (const auto& each : phrases<"default is">.find_all(in_)) {
            if ((each.first > 0 && phrases<"not a default">.at(in_, each.first - 1)) || depends(each.first) ||
                is_one_of_many(each.first))
                continue;
            auto at = each.next;
            while (const auto filler = in_.is_set_off(at) ? std::nullopt : phrases<"announces a default">.at(in_, at))
                at = filler->next;
            // "The default video editing ..." is no announcement: that takes a colon, a verb, or a value set off.
            const bool plain = in_.is(each.next - 1, {"default"}) && at == each.next;
            if (plain && !is_proper(in_, at) && !in_.is(at, {"true", "false"}))
                continue;
            if (const auto value = literal_at(at); value && (in_.is_quote(at) || closes(value->next)))
                take(each.first, *value);
        }
    }

    /// "File (default)", "fuzzy_match: ... This is the default value."
    void marked() {
        const auto all = phrases<"marked default">.find_all(in_);
        for (const auto& each : all) {
            const bool sentence = !in_.is(each.first, {"(", "[", ","});
            const auto item = in_.words[each.first].in_item;
            const auto first = item != 0 ? item : value_before(each.first, sentence);
            if (all.size() > 1 && !sentence)
                continue;
            if (const auto value = literal_at(first); value && (value->next == each.first || is_listed(value->text) ||
                                                                ((sentence || in_.of.is_boolean) && item != 0)))
                take(each.first, *value);
        }
    }

    /// Where the value begins that stands right before a word, or with which the sentence begins.
    std::size_t value_before(std::size_t at, bool sentence) const {
        auto first = at;
        for (auto i = first; !sentence && i > 0 && i + 8 > first && !in_.ends(i - 1) && !in_.is(i - 1, {")", ";"}); --i)
            if (in_.is(i - 1, {"("}))
                first = i - 1; // "-2 (earliest, default)"
        const auto limit = first - std::min<std::size_t>(first, sentence ? 120 : 12);
        while (first > limit && !in_.ends(first - 1) && (sentence || !in_.is(first - 1, {",", ";", "(", ".", ":"})))
            --first;
        return first;
    }

    /// "`75` will be used by default", "If left blank, it represents 0."
    void beside(const way_to_tell& way) {
        for (const auto& each : way.said.find_all(in_)) {
            if (depends(each.first) ||
                (way.only_if && !way.only_if->find(in_, in_.sentence_begin(each.first), each.first)))
                continue;
            auto at = way.is_behind ? each.first - std::min<std::size_t>(each.first, 8) : each.next;
            for (const auto limit = way.is_behind ? each.first : at + 1; at < limit; ++at) {
                const auto value = literal_in_text(at);
                if (value && (way.is_behind ? value->next == each.first &&
                                                  !phrases<"refers">.at(in_, at - std::min<std::size_t>(at, 3))
                                            : closes(value->next))) {
                    take(each.first, *value);
                    break;
                }
            }
        }
    }

    const described& in_;
    const value_list listed_;
    agreement all_;
};

} // namespace

std::optional<statement> default_in(const described& in, const std::optional<statement>& choice) {
    return default_reader(in, choice).read();
}

} // namespace bindery::codegen
