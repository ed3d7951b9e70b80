#include "rules/readers.hpp"

#include "rules/bounds.hpp"
#include "rules/context.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
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
    clause_reader(const wording& said, const subject& of)
        : said_(said), of_(of), several_(phrases<"several">.find(said)), unit_(unit_in(said, of)) {
        head_end_ = std::min(said.sentence_end(0) + 1, said.size());
        for (std::size_t i = 0; i < head_end_; ++i)
            head_.insert(singular(said.words[i].text));
    }

    std::vector<statement> read() {
        for (std::size_t i = 0; i < said_.size(); ++i) {
            const auto found = bound_at(said_, i);
            if (!found) {
                take_sign(i);
                continue;
            }
            take(*found);
            i = found->next - 1;
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
        double times = 1;
        std::string_view name{};

        bool is_length() const { return what == characters || what == bytes; }
    };

    counted counted_at(std::size_t at) const {
        struct measure {
            const phrase_list& said;
            enum counted::what what;
            double times;
        };
        static const measure all[] = {{phrases<"characters">, counted::characters, 1},
                                      {phrases<"bytes">, counted::bytes, 1},
                                      {phrases<"kilobytes">, counted::bytes, 1024},
                                      {phrases<"megabytes">, counted::bytes, 1048576}};
        for (const auto& each : all)
            if (const auto found = each.said.at(said_, at))
                return {each.what, found->next, each.times};
        if (const auto found = unit_at(said_, at))
            return {counted::unit, found->next, 1, found->name};
        const bool counts = phrases<"measure word">.at(said_, at) ||
                            (!said_.ends(at) && is_letter(said_.words[at].text.front()) && !closes(at));
        return {counts ? counted::something : counted::nothing, at};
    }

    /// Whether nothing that changes the meaning stands behind a bound.
    bool closes(std::size_t at) const {
        return ends_clause(said_, at) || phrases<"behind bound">.at(said_, at).has_value();
    }

    /// "Time range: 1 to 30" is the range of the time.
    bool opens_label(std::size_t at) const {
        return at == 0 || !is_letter(said_.words[at - 1].text.front()) || phrases<"article">.at(said_, at - 1);
    }

    /// Whether one of the phrases stands before a word with nothing between but words that announce.
    bool is_announced(const phrase_list& list, std::size_t at) const {
        const auto begin = std::max(said_.sentence_begin(at), at < 12 ? 0 : at - 12);
        for (auto i = begin; i < at; ++i)
            if (const auto label = list.at(said_, i); label && opens_label(i)) {
                auto next = label->next;
                while (const auto filler = next < at ? phrases<"announces">.at(said_, next) : std::nullopt)
                    next = filler->next;
                if (next == at)
                    return true;
            }
        return false;
    }

    /// Whether one of the phrases stands between two words, and not as part of those others.
    bool holds(const phrase_list& list, const phrase_list& except, std::size_t first, std::size_t behind) const {
        for (auto i = first; i < behind; ++i)
            if (const auto other = except.at(said_, i))
                i = other->next - 1;
            else if (list.at(said_, i))
                return true;
        return false;
    }

    /// Whom the words before a bound in its clause speak of.
    who subject_of(std::size_t at, std::size_t behind) const {
        auto begin = said_.sentence_begin(at);
        while (begin < at && (said_.words[begin].mark != word::words || said_.is(begin, {"-", "*", ">", "·"})))
            ++begin;
        const auto is_chinese = [&](std::size_t i) { return is_beyond_ascii(said_.words[i].text.front()); };
        const bool is_first = begin < head_end_;
        std::size_t comma = begin;
        for (auto i = begin; i < at; ++i)
            if (const auto behind = said_.is(i, {"("}) ? said_.behind_bracket(i) : 0; behind != 0 && behind <= at)
                i = behind - 1;
            else if (said_.is(i, {":", "("})) {
                // "Time range: at most 30 days" is about the time.
                if (said_.is(i, {":"}) && !is_first && !is_chinese(i - 1) && !phrases<"label">.find(said_, begin, i) &&
                    !names_member(begin, i))
                    return who::other;
                begin = comma = i + 1;
            } else if (said_.is(i, {","}))
                comma = i + 1;
        const bool chinese = is_chinese(at) || (begin < at && is_chinese(at - 1));
        const auto first = chinese ? comma : begin;
        if (holds(phrases<"other subject">, phrases<"itself">, first, at))
            return who::other;
        if (holds(phrases<"each">, phrases<"each time">, first, at))
            return who::part;
        if (phrases<"length">.find(said_, said_.sentence_begin(at), behind))
            return who::length;
        if (phrases<"number of">.find(said_, said_.sentence_begin(at), behind))
            return who::count;
        // "The default value is 20, the maximum value is 100."
        const bool is_anew = phrases<"anew">.at(said_, comma) && names_member(comma, at);
        return first == at || is_first || chinese || is_anew || names_member(first, at) ? who::own : who::other;
    }

    /// Whether the words before the verb are this value, or those that the first sentence calls it by.
    bool names_member(std::size_t first, std::size_t at) const {
        if (first + 1 < at && phrases<"verb">.at(said_, first + 1))
            return true; // a single word: its own name
        for (auto i = first; i < at; ++i) {
            if (phrases<"verb">.at(said_, i))
                break;
            if (const auto own = phrases<"own">.at(said_, i)) {
                i = own->next - 1;
                continue;
            }
            if (said_.is(i, {","}) || phrases<"article">.at(said_, i))
                continue;
            if (!head_.contains(singular(said_.words[i].text)))
                return false;
        }
        return true;
    }

    /// Adds a bound to what is known of the kind, the weaker of two.
    void state(statement::kind_of kind, const bound& from, bool each = false, double times = 1, bool bytes = false) {
        if (kind != statement::range && !from.parts.empty())
            return;
        const auto is_same = [&](const statement& one) {
            return one.kind == kind || (kind == statement::range && one.kind == statement::range_set);
        };
        auto into = std::ranges::find_if(found_, is_same);
        if (into == found_.end()) {
            into = found_.emplace(into, from.parts.empty() ? kind : statement::range_set, from.first);
            into->each = each;
            into->parts = from.parts;
        }
        if (into->each != each || into->kind == statement::range_set || !from.parts.empty())
            return;
        if (from.min && (!into->min || *from.min * times < *into->min)) {
            into->min = *from.min * times;
            into->exclusive_min = from.exclusive_min;
        }
        if (from.max && (!into->max || *from.max * times > *into->max)) {
            into->max = *from.max * times;
            into->exclusive_max = from.exclusive_max;
        }
        into->bytes = bytes;
    }

    void take(const bound& from) {
        const auto counts = counted_at(from.next);
        if (is_soft(said_, from.first) || has_condition(said_, from.first) ||
            phrases<"of something">.at(said_, from.next) ||
            (said_.is(from.next, {"of"}) && !phrases<"of them">.at(said_, from.next)) ||
            (counts.is_length() && phrases<"of something">.at(said_, counts.next)))
            return;
        if (is_in_case(said_, from.first)) {
            if (of_.is_number && names_value(from))
                of_cases_.push_back(from);
            return;
        }
        if ((counts.what == counted::nothing || counts.what == counted::unit) && !closes(counts.next))
            return;
        const bool is_range = is_announced(phrases<"range">, from.first);
        const auto whom = subject_of(from.first, from.next);
        if (whom == who::other && !is_range)
            return;
        if (counts.is_length()) {
            if (of_.is_text)
                state(statement::length, from, of_.is_list || whom == who::part, counts.times,
                      counts.what == counted::bytes);
        } else if (of_.is_list)
            take_of_list(from, counts, whom);
        else if (of_.is_number)
            take_of_number(from, counts, whom, is_range);
        else if (of_.is_text)
            take_of_text(from, counts, whom, is_range);
    }

    /// "The maximum value is 5", not "at most 5".
    bool names_value(const bound& of) const { return phrases<"of value">.at(said_, of.first).has_value(); }

    void take_of_list(const bound& from, const counted& counts, who whom) {
        const bool counts_something = counts.what == counted::something;
        if (is_announced(phrases<"elements">, from.first)) {
            auto most = from;
            most.min.reset();
            state(statement::items, most);
        } else if (whom != who::part && counts.what != counted::unit && !from.exclusive_min &&
                   !(from.max && *from.max != std::floor(*from.max)) && !phrases<"not counted">.at(said_, from.next) &&
                   (counts_something || !from.is_stretch || whom == who::length || whom == who::count) &&
                   (counts_something || !from.is_exact || whom != who::own)) {
            state(statement::items, from);
        }
    }

    void take_of_number(const bound& from, const counted& counts, who whom, bool is_range) {
        if (whom == who::part || from.is_exact || said_.is(from.first, {"only"}))
            return;
        // "up to 100 entries" of "the number of entries"
        if (counts.what == counted::something &&
            (from.is_stretch ||
             (!phrases<"measure word">.at(said_, from.next) && !head_.contains(singular(said_.text_at(from.next))))))
            return;
        if (from.is_stretch && !is_range && !is_whole_clause(from))
            return;
        if (const auto times = in_own_unit(counts))
            state(statement::range, from, false, *times);
    }

    void take_of_text(const bound& from, const counted& counts, who whom, bool is_range) {
        if (counts.what == counted::something) {
            if (several_ && !(from.min && from.max) && whom != who::part)
                state(statement::items, from);
        } else if (whom == who::length && counts.what == counted::nothing) {
            if (!phrases<"number of">.find(said_, said_.sentence_begin(from.first), from.first))
                state(statement::length, from);
        } else if (whom == who::own && (from.min && from.max ? is_range : names_value(from))) {
            if (const auto times = in_own_unit(counts))
                state(statement::range, from, several_, *times);
        }
    }

    /// "(0-100)", "..., 1 to 100": the stretch and nothing else, in brackets or between commas.
    bool is_whole_clause(const bound& from) const {
        return said_.is(from.first - 1, {",", "(", ":"}) && ends_clause(said_, counted_at(from.next).next);
    }

    std::optional<double> in_own_unit(const counted& counts) const {
        if (counts.what != counted::unit || !unit_ || unit_->value == counts.name)
            return 1;
        return conversion(counts.name, unit_->value);
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
            state(statement::range, shared);
        }
    }

    /// "must be a positive integer", "cannot be negative"
    void take_sign(std::size_t at) {
        if (!of_.is_number || of_.is_list)
            return;
        const bool positive = phrases<"positive">.at(said_, at).has_value();
        if (!(positive || phrases<"not negative">.at(said_, at)) || is_conditional(said_, at) || is_soft(said_, at) ||
            subject_of(at, at) != who::own)
            return;
        bound from;
        from.first = at;
        from.min = positive && of_.is_whole ? 1 : 0;
        from.exclusive_min = positive && !of_.is_whole;
        state(statement::range, from);
    }

    const wording& said_;
    const subject& of_;
    bool several_ = false;
    std::optional<statement> unit_; ///< that the text states
    std::set<std::string> head_;    ///< the words of the first sentence
    std::size_t head_end_ = 0;
    std::vector<bound> of_cases_;
    std::vector<statement> found_;
};

} // namespace

std::vector<statement> limits_in(const wording& said, const subject& of) {
    return clause_reader(said, of).read();
}

} // namespace bindery::codegen
