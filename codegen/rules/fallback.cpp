#include "rules/fallback.hpp"

#include "rules/bounds.hpp"
#include "rules/clause.hpp"
#include "rules/phrase.hpp"
#include "rules/remarks.hpp"
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
        if (!found_)
            behind();
        if (!found_)
            left_out();
        if (ambiguous_)
            return std::nullopt;
        return std::move(found_);
    }

private:
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
        if (const auto empty = phrases(of_.is_list ? "empty list" : "empty text").at(said_, at);
            empty && (of_.is_list || of_.is_text)) {
            next = empty->next;
            return of_.is_list ? "[]" : "";
        }
        if (of_.is_list && !of_.is_boolean)
            return std::nullopt;
        if (of_.is_boolean) {
            const bool quoted = said_.is(at, {"\"", "'"});
            if (!said_.is(at + quoted, {"true", "false"}))
                return std::nullopt;
            next = at + 1 + 2 * quoted;
            return said_.words[at + quoted].text;
        }
        if (of_.is_number) {
            const bool quoted = said_.is(at, {"\"", "'"});
            at += quoted;
            if (said_.ends(at) || !said_.words[at].value)
                return std::nullopt;
            next = at + 1;
            auto text = written(at, next);
            next += quoted;
            return text;
        }
        if (of_.is_text && said_.is(at, {"\"", "'"}) && said_.is(at + 1, {said_.words[at].text})) {
            next = at + 2;
            return "";
        }
        if (!of_.is_text || (phrases(is_set_off(at) ? "never a literal" : "no literal").at(said_, at) &&
                             !is_listed(said_.said(at, at + 1))))
            return std::nullopt;
        auto value = values_.value_at(at, next);
        if (value && value->find_first_of("{}<>$") != std::string::npos)
            return std::nullopt; // a place to fill in
        if (value && said_.is(next, {":"}) && said_.is_glued(next) && said_.is_glued(next + 1)) {
            value = std::string(said_.said(at, next + 2)); // "CreationTime:Desc"
            next += 2;
            if (!is_listed(*value))
                return std::nullopt;
        }
        if (value && !is_set_off(at) && said_.words[at].value && said_.is(next, {"px"}))
            value = std::string(said_.said(at, ++next));
        return value;
    }

    /// A number, converted to the member's unit where one stands behind it.
    std::string written(std::size_t at, std::size_t& next) const {
        double value = *said_.words[at].value;
        if (const auto own = unit_at(said_, next)) {
            const auto of_member = unit_in(said_, of_);
            if (const auto times = of_member ? conversion(own->name, of_member->value) : std::nullopt)
                value *= *times;
            next = own->next;
        }
        if (std::abs(value) < 1e15 && value == std::floor(value))
            return std::to_string(static_cast<std::int64_t>(value));
        return std::string(said_.said(at, at + 1));
    }

    bool is_set_off(std::size_t at) const { return at < said_.size() && said_.words[at].set_off; }

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
        return ends_clause(said_, at) || phrases("behind default").at(said_, at) ||
               (at < said_.size() && is_upper(said_.text[said_.words[at].begin]));
    }

    /// In one case only. "If you leave it empty" is every case in which a default matters.
    bool depends(std::size_t at) const {
        const auto begin = said_.sentence_begin(at);
        const auto item = item_of(at);
        return in_case(at) || (item != 0 && !is_listed_at(item) && is_in_case(said_, at)) ||
               (has_condition(said_, at) && !phrases("left out").find(said_, begin, at));
    }

    bool in_case(std::size_t at) const {
        return said_.stands_in_item(at,
                                    [&](std::size_t first) { return phrases("case").at(said_, first).has_value(); });
    }

    void announced() {
        for (const auto& each : phrases("default is").find_all(said_)) {
            if (each.first > 0 && phrases("not a default").at(said_, each.first - 1))
                continue;
            const auto item = item_of(each.first);
            const bool is_entry = item != 0 && item + 1 >= each.first;
            if ((!is_entry && depends(each.first)) || is_one_of_many(each.first))
                continue;
            auto at = each.next;
            while (const auto filler = is_set_off(at) ? std::nullopt : phrases("announces a default").at(said_, at))
                at = filler->next;
            // "The default video editing ..." is no announcement: that takes a colon, a verb, or a value set off.
            const bool plain = said_.is(each.next - 1, {"default"}) && at == each.next;
            if (plain && !is_set_off(at) &&
                !(at < said_.size() &&
                  (said_.words[at].value || said_.is(at, {"\"", "true", "false"}) || is_spelled(at))))
                continue;
            std::size_t next = 0;
            const bool quoted = said_.is(at, {"\"", "'"});
            if (auto value = literal_at(at, next);
                value && (quoted || closes(next)) && !said_.is(next, {"*", "+", "/"}))
                take(each.first, std::move(*value));
        }
    }

    /// A default in an item, where another item has one, too: each is that of its case.
    bool is_one_of_many(std::size_t at) const {
        const auto own = item_of(at);
        if (own == 0)
            return false;
        for (const auto& each : phrases("default").find_all(said_))
            if (const auto other = item_of(each.first); other != 0 && other != own)
                return true;
        return false;
    }

    bool is_listed_at(std::size_t at) const {
        std::size_t next = 0;
        const auto value = values_.value_at(at, next);
        return value && is_listed(*value);
    }

    std::size_t item_of(std::size_t at) const { return at < said_.size() ? said_.words[at].in_item : 0; }

    /// "File (default)", "fuzzy_match: ... This is the default value."
    void marked() {
        const auto all = phrases("marked default").find_all(said_);
        for (const auto& each : all) {
            if (each.first == 0)
                continue;
            const bool sentence = !said_.is(each.first, {"(", "[", ","});
            if (said_.is(each.first, {","}) && !ends_clause(said_, each.next))
                continue; // ", default A": that announces
            // The value that the item begins with; elsewhere the one right before.
            auto first = item_of(each.first);
            if (first == 0) {
                first = each.first;
                for (auto i = first; !sentence && i > 0 && i + 8 > first && said_.words[i - 1].mark == word::none; --i)
                    if (said_.is(i - 1, {")", ";"}))
                        break;
                    else if (said_.is(i - 1, {"("}))
                        first = i - 1; // "-2 (earliest, default)"
                const auto limit = first - std::min<std::size_t>(first, sentence ? 120 : 12);
                while (first > limit && said_.words[first - 1].mark == word::none &&
                       (sentence || !said_.is(first - 1, {",", ";", "(", ".", ":"}) ||
                        (said_.is_glued(first) && said_.is_glued(first - 1) &&
                         is_word(said_.words[first - 2].text.front()) && !said_.words[first].value)))
                    --first;
                std::size_t entry = 0;
                if (first > 0 && values_.begins_item(first - 1, entry))
                    first = entry;
            }
            while (first < each.first && phrases("before marked").at(said_, first))
                ++first;
            if ((all.size() > 1 && !sentence) || in_case(first))
                continue;
            std::size_t next = 0;
            if (auto value = literal_at(first, next);
                value && (next == each.first || (next < each.first && said_.is(next, {"("})) || is_listed(*value) ||
                          ((sentence || of_.is_boolean) && item_of(each.first) != 0)))
                take(each.first, std::move(*value));
        }
    }

    /// "`75` will be used by default", "5 seconds by default"
    void behind() {
        for (const auto& each : phrases("by default").find_all(said_)) {
            if (each.first == 0 || depends(each.first) || said_.words[each.first - 1].mark != word::none)
                continue;
            auto first = each.first - 1;
            for (std::size_t i = std::min<std::size_t>(first, 8); i > 0; --i) {
                std::size_t next = 0;
                const auto at = each.first - i;
                if (said_.words[at].mark != word::none || !literal_fits(at) ||
                    (at > 0 && said_.is_glued(at) && !said_.is(at - 1, {"(", "\""})))
                    continue;
                if (auto value = literal_at(at, next); value && next == each.first) {
                    take(each.first, std::move(*value));
                    return;
                }
            }
            std::size_t next = 0;
            if (literal_fits(first))
                if (auto value = literal_at(first, next); value && next == each.first)
                    take(each.first, std::move(*value));
        }
        for (const auto& each : phrases("by default it is").find_all(said_)) {
            std::size_t next = 0;
            if (depends(each.first) || !literal_fits(each.next))
                continue;
            if (auto value = literal_at(each.next, next); value && (closes(next) || phrases("is used").at(said_, next)))
                take(each.first, std::move(*value));
        }
    }

    /// A word of running text is no literal.
    bool literal_fits(std::size_t at) const {
        return !said_.ends(at) &&
               (!of_.is_text || said_.words[at].set_off || said_.is(at, {"\"", "true", "false", "empty", "null"}) ||
                said_.words[at].value || is_listed(said_.said(at, at + 1)));
    }

    /// "If left blank, it represents 0.", "If this parameter is not specified, 10 is used."
    void left_out() {
        for (const auto& each : phrases("if left out").find_all(said_)) {
            const auto end = said_.sentence_end(each.first);
            if (in_case(each.first) || (item_of(each.first) != 0 && is_in_case(said_, each.first)))
                continue;
            for (const auto& then : phrases("then it is").find_all(said_, each.next, end)) {
                std::size_t next = 0;
                if (literal_fits(then.next))
                    if (auto value = literal_at(then.next, next);
                        value && (closes(next) || phrases("is used").at(said_, next)))
                        take(each.first, std::move(*value));
            }
            for (const auto& used : phrases("is used").find_all(said_, each.next, end)) {
                std::size_t next = 0;
                for (std::size_t at = used.first - std::min<std::size_t>(used.first, 8); at < used.first; ++at)
                    if (literal_fits(at))
                        if (auto value = literal_at(at, next); value && next == used.first) {
                            take(each.first, std::move(*value));
                            break;
                        }
            }
        }
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
