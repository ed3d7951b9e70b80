#include "rules/readers.hpp"

#include "rules/bounds.hpp"
#include "rules/context.hpp"
#include "rules/values.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

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
        return ambiguous_ ? std::nullopt : std::move(found_);
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

    void take(std::size_t at, const std::string& value) {
        if (!found_)
            found_.emplace(statement::default_value, at).value = value;
        ambiguous_ = ambiguous_ || found_->value != value;
    }

    /// The literal at a word, as far as the member's type allows one.
    std::optional<value_reader::value> literal_at(std::size_t at) const {
        const auto empty = of_.is_list   ? phrases<"empty list">.at(said_, at)
                           : of_.is_text ? phrases<"empty text">.at(said_, at)
                                         : std::nullopt;
        if (empty)
            return value_reader::value{of_.is_list ? "[]" : "", empty->next};
        if (of_.is_list || said_.ends(at))
            return std::nullopt;
        if (of_.is_text)
            return text_at(at);
        const bool quoted = said_.is_quote(at);
        at += quoted;
        if (of_.is_boolean && said_.is(at, {"true", "false"}))
            return value_reader::value{said_.words[at].text, at + 1 + quoted};
        if (!of_.is_number || said_.ends(at) || !said_.words[at].value)
            return std::nullopt;
        auto number = number_at(at);
        number.next += quoted;
        return number;
    }

    std::optional<value_reader::value> text_at(std::size_t at) const {
        if (said_.is_quote(at) && said_.is(at + 1, {said_.words[at].text}))
            return value_reader::value{"", at + 2};
        if ((said_.is_set_off(at) ? phrases<"never a literal"> : phrases<"no literal">).at(said_, at) &&
            !is_listed(said_.said(at, at + 1)))
            return std::nullopt;
        auto found = values_.value_at(at);
        if (!found || found->text.find_first_of("{}<>$") != std::string::npos)
            return std::nullopt; // a place to fill in
        const auto next = found->next;
        const bool is_pair = said_.is(next, {":"}) && said_.is_glued(next) && said_.is_glued(next + 1);
        if (is_pair && !is_listed(said_.said(at, next + 2)))
            return std::nullopt;
        const bool is_size = !said_.is_set_off(at) && said_.words[at].value && said_.is(next, {"px"});
        if (is_pair || is_size) // "CreationTime:Desc", "100 px"
            found = {std::string(said_.said(at, next + 1 + is_pair)), next + 1 + is_pair};
        return found;
    }

    /// A number, converted to the member's unit where one stands behind it.
    value_reader::value number_at(std::size_t at) const {
        double value = *said_.words[at].value;
        const auto own = unit_at(said_, at + 1);
        if (const auto of_member = own ? unit_in(said_, of_) : std::nullopt)
            value *= conversion(own->name, of_member->value).value_or(1);
        const bool is_whole = std::abs(value) < 1e15 && value == std::floor(value);
        return {is_whole ? std::to_string(static_cast<std::int64_t>(value)) : std::string(said_.said(at, at + 1)),
                own ? own->next : at + 1};
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
        const auto value = item == 0 ? std::nullopt : values_.value_at(item);
        return (item != 0 && !(value && is_listed(value->text)) && is_in_case(said_, at)) ||
               (has_condition(said_, at) && !phrases<"left out">.find(said_, said_.sentence_begin(at), at));
    }

    /// "Default value: 20."
    void announced() {
        for (const auto& each : phrases<"default is">.find_all(said_)) {
            if ((each.first > 0 && phrases<"not a default">.at(said_, each.first - 1)) || depends(each.first) ||
                is_one_of_many(each.first))
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
            if (const auto value = literal_at(at); value && (said_.is_quote(at) || closes(value->next)))
                take(each.first, value->text);
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
            const auto item = item_of(each.first);
            const auto first = item != 0 ? item : value_before(each.first, sentence);
            if (all.size() > 1 && !sentence)
                continue;
            if (const auto value = literal_at(first); value && (value->next == each.first || is_listed(value->text) ||
                                                                ((sentence || of_.is_boolean) && item != 0)))
                take(each.first, value->text);
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
        while (first > limit && !said_.ends(first - 1) && (sentence || !said_.is(first - 1, {",", ";", "(", ".", ":"})))
            --first;
        return first;
    }

    /// "`75` will be used by default", "If left blank, it represents 0."
    void beside(const way& of) {
        for (const auto& each : of.said.find_all(said_)) {
            if (depends(each.first) ||
                (of.only_if && !of.only_if->find(said_, said_.sentence_begin(each.first), each.first)))
                continue;
            if (!of.is_behind) {
                if (const auto value = literal_in_text(each.next); value && closes(value->next))
                    take(each.first, value->text);
                continue;
            }
            for (auto at = each.first - std::min<std::size_t>(each.first, 8); at < each.first; ++at)
                if (const auto value = literal_in_text(at);
                    value && value->next == each.first &&
                    !phrases<"refers">.at(said_, at - std::min<std::size_t>(at, 3))) {
                    take(each.first, value->text);
                    break;
                }
        }
    }

    /// A literal that is no word of running text.
    std::optional<value_reader::value> literal_in_text(std::size_t at) const {
        const bool fits = !said_.ends(at) && (!of_.is_text || said_.words[at].set_off || said_.words[at].value ||
                                              said_.is_quote(at) || is_listed(said_.said(at, at + 1)));
        return fits ? literal_at(at) : std::nullopt;
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
