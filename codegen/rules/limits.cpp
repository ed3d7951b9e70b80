#include "rules/bounds.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace bindery::codegen {
namespace {

enum class who {
    own,
    length,
    count,
    part,
    other
};

std::string singular(std::string_view word) {
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss"))
        word.remove_suffix(1);
    return std::string(word);
}

class clause_reader {
public:
    explicit clause_reader(const described& in)
        : in_(in), several_(phrases<"several">.find(in)), unit_(unit_in(in)),
          head_end_(std::min(in.sentence_end(0) + 1, in.size())) {
        for (std::size_t i = 0; i < head_end_; ++i)
            head_.insert(singular(in.words[i].text));
    }

    std::vector<statement> read() {
        for (std::size_t i = 0; i < in_.size(); ++i) {
            if (const auto found = bound_at(in_, i)) {
                take(*found);
                i = found->next - 1;
            } else {
                take_sign(i);
            }
        }
        shared_by_cases();
        std::erase_if(found_, [](const statement& each) { return each.min && each.max && *each.min > *each.max; });
        return std::move(found_);
    }

private:
    /// What a number counts, behind it.
    struct counted {
        enum what {
            nothing,
            characters,
            bytes,
            unit,
            something
        } what = nothing;
        std::size_t next = 0;
        double times = 1; ///< of how many of the member's own unit; 0: that cannot be told

        bool is_length() const { return what == characters || what == bytes; }
    };

    counted counted_at(std::size_t at) const {
        static const std::pair<const phrase_list*, counted> all[] = {
            {&phrases<"characters">, {counted::characters}},
            {&phrases<"bytes">, {counted::bytes}},
            {&phrases<"kilobytes">, {counted::bytes, 0, 1024}},
            {&phrases<"megabytes">, {counted::bytes, 0, 1048576}}};
        for (const auto& [said, counts] : all)
            if (const auto found = said->at(in_, at))
                return {counts.what, found->next, counts.times};
        if (const auto found = unit_at(in_, at)) {
            const bool is_own = !unit_ || unit_->values.front() == found->name;
            return {counted::unit, found->next,
                    is_own ? 1 : conversion(found->name, unit_->values.front()).value_or(0)};
        }
        const bool counts = phrases<"measure word">.at(in_, at) ||
                            (!in_.ends(at) && is_letter(in_.words[at].text.front()) && !closes(at));
        return {counts ? counted::something : counted::nothing, at};
    }

    /// Whether nothing that changes the meaning stands behind a bound.
    bool closes(std::size_t at) const {
        return ends_clause(in_, at) || phrases<"behind bound">.at(in_, at).has_value();
    }

    /// Whether one of the phrases stands before a word with nothing between but words that announce.
    bool is_announced(const phrase_list& list, std::size_t at) const {
        for (auto i = std::max(in_.sentence_begin(at), at < 12 ? 0 : at - 12); i < at; ++i) {
            // "Time range: 1 to 30" is the range of the time.
            const bool opens = i == 0 || !is_letter(in_.words[i - 1].text.front()) || phrases<"article">.at(in_, i - 1);
            const auto label = opens ? list.at(in_, i) : std::nullopt;
            if (label && phrases<"announces">.behind_all(in_, label->next, at) == at)
                return true;
        }
        return false;
    }

    /// Whether one of the phrases stands between two words, and not as part of those others.
    bool holds(const phrase_list& list, const phrase_list& except, std::size_t first, std::size_t behind) const {
        for (auto i = first; i < behind; ++i)
            if (const auto other = except.at(in_, i))
                i = other->next - 1;
            else if (list.at(in_, i))
                return true;
        return false;
    }

    /// Whom the words before a bound in its clause speak of.
    who whom_at(std::size_t at, std::size_t behind) const {
        auto begin = in_.sentence_begin(at);
        while (begin < at && (in_.words[begin].mark != word::words || in_.is(begin, {"-", "*", ">", "·"})))
            ++begin;
        const auto is_chinese = [&](std::size_t i) { return is_beyond_ascii(in_.words[i].text.front()); };
        const bool is_first = begin < head_end_;
        std::size_t comma = begin;
        for (auto i = begin; i < at; ++i)
            if (const auto next = in_.is(i, {"("}) ? in_.behind_bracket(i) : 0; next != 0 && next <= at)
                i = next - 1;
            else if (in_.is(i, {":", "("})) {
                // "Time range: at most 30 days" is about the time.
                if (in_.is(i, {":"}) && !is_first && !is_chinese(i - 1) && !phrases<"label">.find(in_, begin, i) &&
                    !names_member(begin, i))
                    return who::other;
                begin = comma = i + 1;
            } else if (in_.is(i, {","}))
                comma = i + 1;
        const bool chinese = is_chinese(at) || (begin < at && is_chinese(at - 1));
        const auto first = chinese ? comma : begin;
        if (holds(phrases<"other subject">, phrases<"itself">, first, at))
            return who::other;
        if (holds(phrases<"each">, phrases<"each time">, first, at))
            return who::part;
        if (phrases<"length">.find(in_, in_.sentence_begin(at), behind))
            return who::length;
        if (phrases<"number of">.find(in_, in_.sentence_begin(at), behind))
            return who::count;
        // "The default value is 20, the maximum value is 100."
        const bool is_anew = phrases<"anew">.at(in_, comma) && names_member(comma, at);
        return first == at || is_first || chinese || is_anew || names_member(first, at) ? who::own : who::other;
    }

    /// Whether the words before the verb are this value, or those that the first sentence calls it by.
    bool names_member(std::size_t first, std::size_t at) const {
        if (first + 1 < at && phrases<"verb">.at(in_, first + 1))
            return true; // a single word: its own name
        for (auto i = first; i < at && !phrases<"verb">.at(in_, i); ++i)
            if (const auto own = phrases<"own">.at(in_, i))
                i = own->next - 1;
            else if (!in_.is(i, {","}) && !phrases<"article">.at(in_, i) &&
                     !head_.contains(singular(in_.words[i].text)))
                return false;
        return true;
    }

    /// Adds a bound to what is known of the kind, the weaker of two.
    void state(statement::kind_of kind, const bound& from, const counted& counts, bool each = false) {
        const bool is_set = !from.parts.empty();
        if ((kind != statement::range && is_set) || counts.times == 0)
            return;
        const auto is_same = [&](const statement& one) {
            return one.kind == kind || (kind == statement::range && one.kind == statement::range_set);
        };
        auto into = std::ranges::find_if(found_, is_same);
        if (into == found_.end()) {
            into = found_.emplace(into, is_set ? statement::range_set : kind, from.first);
            into->each = each;
            into->parts = from.parts;
        }
        if (into->each != each || into->kind == statement::range_set || is_set)
            return;
        if (from.min && (!into->min || *from.min * counts.times < *into->min)) {
            into->min = *from.min * counts.times;
            into->exclusive_min = from.exclusive_min;
        }
        if (from.max && (!into->max || *from.max * counts.times > *into->max)) {
            into->max = *from.max * counts.times;
            into->exclusive_max = from.exclusive_max;
        }
        into->bytes = counts.what == counted::bytes;
    }

    void take(const bound& from) {
        const auto counts = counted_at(from.next);
        if (is_soft(in_, from.first) || has_condition(in_, from.first) || phrases<"of something">.at(in_, from.next) ||
            (in_.is(from.next, {"of"}) && !phrases<"of them">.at(in_, from.next)) ||
            (counts.is_length() && phrases<"of something">.at(in_, counts.next)))
            return;
        if (is_in_case(in_, from.first)) {
            if (in_.of.is_number && names_value(from))
                of_cases_.push_back(from);
            return;
        }
        if ((counts.what == counted::nothing || counts.what == counted::unit) && !closes(counts.next))
            return;
        const bool is_range = is_announced(phrases<"range">, from.first);
        const auto whom = whom_at(from.first, from.next);
        if (whom == who::other && !is_range)
            return;
        if (counts.is_length()) {
            if (in_.of.is_text)
                state(statement::length, from, counts, in_.of.is_list || whom == who::part);
        } else if (in_.of.is_list) {
            take_of_list(from, counts, whom);
        } else if (in_.of.is_number) {
            take_of_number(from, counts, whom, is_range);
        } else if (in_.of.is_text) {
            take_of_text(from, counts, whom, is_range);
        }
    }

    /// "The maximum value is 5", not "at most 5".
    bool names_value(const bound& of) const { return phrases<"of value">.at(in_, of.first).has_value(); }

    void take_of_list(const bound& from, const counted& counts, who whom) {
        const bool counts_something = counts.what == counted::something;
        if (is_announced(phrases<"elements">, from.first)) {
            auto most = from;
            most.min.reset();
            state(statement::items, most, counts);
        } else if (whom != who::part && counts.what != counted::unit && !from.exclusive_min &&
                   !(from.max && *from.max != std::floor(*from.max)) && !phrases<"not counted">.at(in_, from.next) &&
                   (counts_something || !from.is_stretch || whom == who::length || whom == who::count) &&
                   (counts_something || !from.is_exact || whom != who::own)) {
            state(statement::items, from, counts);
        }
    }

    void take_of_number(const bound& from, const counted& counts, who whom, bool is_range) {
        // "up to 100 entries" of "the number of entries"
        const bool counts_other = counts.what == counted::something &&
                                  (from.is_stretch || (!phrases<"measure word">.at(in_, from.next) &&
                                                       !head_.contains(singular(in_.text_at(from.next)))));
        // "(0-100)", "..., 1 to 100": the stretch and nothing else, in brackets or between commas
        const bool is_told =
            !from.is_stretch || is_range || (in_.is(from.first - 1, {",", "(", ":"}) && ends_clause(in_, counts.next));
        if (whom != who::part && !from.is_exact && !in_.is(from.first, {"only"}) && !counts_other && is_told)
            state(statement::range, from, counts);
    }

    void take_of_text(const bound& from, const counted& counts, who whom, bool is_range) {
        const bool both_ends = from.min && from.max;
        if (counts.what == counted::something) {
            if (several_ && !both_ends && whom != who::part)
                state(statement::items, from, counts);
        } else if (whom == who::length && counts.what == counted::nothing) {
            if (!phrases<"number of">.find(in_, in_.sentence_begin(from.first), from.first))
                state(statement::length, from, counts);
        } else if (whom == who::own && (both_ends ? is_range : names_value(from))) {
            state(statement::range, from, counts, several_);
        }
    }

    /// A bound that every case of several states holds in any case.
    void shared_by_cases() {
        for (const auto end : {&bound::min, &bound::max}) {
            bound shared;
            const auto agrees = [&](const bound& each) { return each.*end && each.*end == of_cases_.front().*end; };
            if (of_cases_.size() < 2 || !std::ranges::all_of(of_cases_, agrees))
                continue;
            shared.first = of_cases_.front().first;
            shared.*end = of_cases_.front().*end;
            state(statement::range, shared, {});
        }
    }

    /// "must be a positive integer", "cannot be negative"
    void take_sign(std::size_t at) {
        const bool positive = phrases<"positive">.at(in_, at).has_value();
        if (!in_.of.is_number || in_.of.is_list || !(positive || phrases<"not negative">.at(in_, at)) ||
            is_conditional(in_, at) || is_soft(in_, at) || whom_at(at, at) != who::own)
            return;
        bound from;
        from.first = at;
        from.min = positive && in_.of.is_whole ? 1 : 0;
        from.exclusive_min = positive && !in_.of.is_whole;
        state(statement::range, from, {});
    }

    const described& in_;
    const bool several_;
    const std::optional<statement> unit_; ///< that the text states
    const std::size_t head_end_;
    std::set<std::string> head_; ///< the words of the first sentence
    std::vector<bound> of_cases_;
    std::vector<statement> found_;
};

} // namespace

std::vector<statement> limits_in(const described& in) {
    return clause_reader(in).read();
}

} // namespace bindery::codegen
