#include "rules/readers.hpp"

#include "rules/context.hpp"
#include "rules/values.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

bool is_in_capitals(std::string_view written) {
    return std::ranges::none_of(written, is_lower) && std::ranges::any_of(written, is_upper);
}

class choice_reader {
public:
    choice_reader(const wording& said, const subject& of)
        : said_(said), of_(of), values_(said, of), fields_(phrases<"not a list of values">.find(said)) {}

    std::optional<statement> read() {
        if (phrases<"flags">.find(said_) ||
            (of_.is_list && phrases<"names of fields">.find(said_, 0, said_.sentence_end(0))))
            return std::nullopt;
        if (!announced() && !ambiguous_ && !only() && !half_understood_)
            unannounced();
        if (ambiguous_ || (found_ && (lists_fields() || has_another_value())))
            return std::nullopt;
        return std::move(found_);
    }

private:
    /// Entries with values of their own are fields of the value, and not what it may be.
    bool lists_fields() const {
        for (const auto& each : phrases<"values">.find_all(said_, found_->word + 1))
            if (said_.words[each.first].in_item != 0 && said_.words[found_->word].in_item == 0)
                return true;
        return false;
    }

    /// "Valid values: 1, 2. For three of them, set this value to 3."
    bool has_another_value() const {
        for (const auto& each : phrases<"names a value">.find_all(said_)) {
            const auto value = is_quoted(each.next) || of_.is_number ? values_.value_at(each.next) : std::nullopt;
            if (value && std::ranges::find(found_->values, value->text) == found_->values.end())
                return true;
        }
        return false;
    }

    bool take(std::size_t at, const value_reader::values& listed) {
        if (!found_) {
            found_.emplace(statement::one_of, at).values = listed;
            found_->each = of_.is_list || phrases<"several">.find(said_);
        }
        ambiguous_ = ambiguous_ || found_->values != listed;
        return true;
    }

    /// "Valid values: ON, OFF", and whatever else announces a list.
    bool announced() {
        for (const auto& each : phrases<"values">.find_all(said_)) {
            if (each.first > 0 && phrases<"not values">.at(said_, each.first - 1))
                continue;
            auto at = each.next;
            if (!said_.is(at - 1, {":"}) && phrases<"of a case">.at(said_, at)) {
                ambiguous_ = true; // "Valid values for MySQL: ..."
                continue;
            }
            while (const auto filler = said_.is_set_off(at) ? std::nullopt : phrases<"announces values">.at(said_, at))
                at = filler->next;
            if (is_conditional(said_, each.first) || is_soft(said_, each.first))
                continue;
            auto listed = values_.list_at(at);
            if (listed && (listed->size() > 1 || is_formal(at)))
                take(each.first, *listed);
            else
                half_understood_ = true;
        }
        return found_.has_value();
    }

    /// One value alone is all there is only when it is set off or stands in an item of its own.
    bool is_formal(std::size_t at) const {
        while (said_.is(at, {":", "."}))
            ++at;
        return said_.ends(at) || said_.words[at].set_off;
    }

    /// "Only TCP is supported."
    bool only() {
        for (const auto& each : phrases<"only">.find_all(said_)) {
            const auto at = each.next + (said_.mark(each.next) == word::line);
            const bool names_values = is_proper(at) || (phrases<"set to">.at(said_, each.first) && !said_.ends(at));
            if (!names_values || is_conditional(said_, each.first) || !opens_clause(each.first))
                continue;
            if (auto listed = values_.list_at(at))
                take(each.first, *listed);
        }
        return found_.has_value();
    }

    /// Whether nothing that could be another subject stands before a word in its clause.
    bool opens_clause(std::size_t at) const {
        for (auto i = at; i > said_.sentence_begin(at); --i) {
            if (said_.is(i - 1, {",", "(", ":"}) || said_.mark(i - 1) != word::words)
                return true;
            const auto own = phrases<"own">.at(said_, i - 1);
            if (!own && !phrases<"article">.at(said_, i - 1) && !phrases<"announces">.at(said_, i - 1))
                return false;
        }
        return true;
    }

    /// Whether a word stands for itself: set off, quoted, a number, or spelled as no word of the language is.
    bool is_proper(std::size_t at) const {
        if (said_.ends(at))
            return false;
        const auto written = said_.said(at, at + 1);
        return is_quoted(at) || said_.words[at].value || (is_letter(written.front()) && is_in_capitals(written)) ||
               written.find_first_of("_-") != std::string_view::npos || std::ranges::any_of(written, is_digit);
    }

    /// "Whether to enable: 0 Off, 1 On": at the begin of the text, or behind a sentence or a colon.
    bool unannounced() {
        if (said_.holds(0, said_.size(), {"{"}) || (of_.is_number && unit_in(said_, of_)))
            return false; // a JSON text; values with a meaning of their own, among others
        for (std::size_t at = 0; at < said_.size(); ++at) {
            if (said_.ends(at) || (at > 0 && values_.item_at(at - 1) != 0))
                continue;
            const bool bounded = at == 0 || said_.ends(at - 1) || said_.is(at - 1, {":", ".", ",", ";", "(", "[", "?"});
            if (values_.looks_like_entry(at) && (said_.words[at].number || (bounded && is_quoted(at)))) {
                auto listed = values_.explained_at(at);
                if (!listed || has_condition(said_, at) || is_soft(said_, at))
                    return false; // half of it is not understood
                if (listed->size() > 1)
                    return take(at, *listed);
            } else if (bounded && !of_.is_number && row(at)) {
                return true;
            }
        }
        return items_alone();
    }

    /// Whether words before the place say that what is listed there are no values.
    bool is_about_fields(std::size_t at) const { return fields_ && fields_->first < at; }

    bool is_quoted(std::size_t at) const { return said_.is_set_off(at) || said_.is_quote(at); }

    /// "Policy, ACCEPT or DROP.", "Policy. ACCEPT: allow; DROP: deny"
    bool row(std::size_t at) {
        if (is_about_fields(at) || has_condition(said_, at) || is_soft(said_, at))
            return false;
        auto listed = values_.list_at(at);
        const auto is_spelled = [&](const std::string& value) {
            return (is_quoted(at) && std::ranges::any_of(value, is_letter)) ||
                   (value.size() > 1 && is_in_capitals(value));
        };
        return listed && listed->size() > 1 && std::ranges::all_of(*listed, is_spelled) && take(at, *listed);
    }

    /// Items that all begin with a value that is set off or explained, below a sentence that is about the member.
    bool items_alone() {
        std::size_t at = 0;
        while (at < said_.size() && values_.item_at(at) == 0)
            ++at;
        const auto first = values_.item_at(at);
        const bool is_unsure =
            at == 0 ? !is_quoted(first) && !of_.is_number : has_condition(said_, at - 1) || is_soft(said_, at - 1);
        auto listed = is_unsure || is_about_fields(at) ? std::nullopt : values_.list_at(at);
        if (!listed || listed->size() < 2)
            return false;
        const auto is_word_of_text = [](const std::string& value) {
            return std::ranges::all_of(value, is_letter) && !std::ranges::all_of(value, is_upper);
        };
        const bool proper =
            is_proper(first) || (values_.looks_like_entry(first) && std::ranges::none_of(*listed, is_word_of_text));
        return (proper || phrases<"a choice">.find(said_, 0, at)) && take(first, *listed);
    }

    const wording& said_;
    const subject& of_;
    value_reader values_;
    std::optional<statement> found_;
    bool ambiguous_ = false;
    bool half_understood_ = false;
    std::optional<phrase_match> fields_; ///< the first words that say so
};

} // namespace

std::optional<statement> choice_in(const wording& said, const subject& of) {
    if (of.is_boolean || !(of.is_text || of.is_number))
        return std::nullopt;
    return choice_reader(said, of).read();
}

} // namespace bindery::codegen
