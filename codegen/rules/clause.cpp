#include "rules/clause.hpp"

#include "rules/bounds.hpp"
#include "rules/phrase.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace bindery::codegen {
namespace {

/// Whether an item tells what holds for one case: it begins with a condition, or with a value and its explanation.
bool is_case(const wording& in, std::size_t first) {
    if (phrases("case").at(in, first))
        return true;
    if (bound_at(in, first))
        return false;
    for (std::size_t i = first; i < first + 5 && !in.ends(i); ++i)
        if (in.is(i, {":"}))
            return !phrases("label").find(in, first, i);
    return false;
}

enum class who {
    own,
    length,
    count,
    part,
    other
};

std::string singular(std::string_view word) {
    if (word.size() > 4 && word.ends_with("ies"))
        return std::string(word.substr(0, word.size() - 3)) + "y";
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss"))
        word.remove_suffix(1);
    return std::string(word);
}

class clause_reader {
public:
    clause_reader(const wording& said, const subject& of) : said_(said), of_(of), several_(holds_several(said)) {
        for (const auto& each : phrases("unit is").find_all(said))
            if (const auto own = unit_at(said, each.next); own && !unit_)
                unit_ = own->name;
        const auto end = said.size() == 0 ? 0 : std::min(said.words[0].sentence_behind + 1, said.size());
        head_end_ = end;
        for (std::size_t i = 0; i < std::min<std::size_t>(end, 200); ++i)
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
        double times = 1;
        std::string_view name{};
        std::size_t next = 0;
    };

    counted counted_at(std::size_t at) const {
        if (const auto found = phrases("characters").at(said_, at))
            return {counted::characters, 1, {}, found->next};
        if (const auto found = phrases("bytes").at(said_, at))
            return {counted::bytes, 1, {}, found->next};
        if (of_.is_text && !of_.is_number)
            if (const auto found = phrases("kilobytes").at(said_, at))
                return {counted::bytes, 1024, {}, found->next};
        if (const auto found = phrases("megabytes").at(said_, at); found && of_.is_text)
            return {counted::bytes, 1048576, {}, found->next};
        if (const auto found = unit_at(said_, at))
            return {counted::unit, 1, found->name, found->next};
        const bool counts = phrases("measure word").at(said_, at) ||
                            (!said_.ends(at) && is_letter(said_.words[at].text.front()) && !closes(at));
        return {counts ? counted::something : counted::nothing, 1, {}, at};
    }

    /// Whether nothing that changes the meaning stands behind a bound.
    bool closes(std::size_t at) const {
        return ends_clause(said_, at) || phrases("behind bound").at(said_, at).has_value();
    }

    /// "Time range: 1 to 30" is the range of the time.
    bool opens_label(std::size_t at) const {
        return at == said_.sentence_begin(at) || said_.mark(at - 1) != word::none || phrases("own").at(said_, at - 1) ||
               phrases("article").at(said_, at - 1) || !is_letter(said_.words[at - 1].text.front()) ||
               head_.contains(singular(said_.words[at - 1].text));
    }

    /// Whether one of the phrases stands before a word with nothing between but words that announce.
    bool is_announced(std::string_view list, std::size_t at) const {
        const auto begin = std::max(said_.sentence_begin(at), at < 12 ? 0 : at - 12);
        for (auto i = begin; i < at; ++i)
            if (const auto label = phrases(list).at(said_, i); label && label->next <= at && opens_label(i)) {
                auto next = label->next;
                while (next < at) {
                    const auto filler = phrases("announces").at(said_, next);
                    if (!filler || filler->next > at)
                        break;
                    next = filler->next;
                }
                if (next == at)
                    return true;
            }
        return false;
    }

    /// Whether one of the phrases stands between two words, and not as part of those others.
    bool holds(std::string_view list, std::string_view except, std::size_t first, std::size_t behind) const {
        for (auto i = first; i < behind; ++i)
            if (const auto other = phrases(except).at(said_, i))
                i = other->next - 1;
            else if (phrases(list).at(said_, i))
                return true;
        return false;
    }

    /// Whom the words before a bound in its clause speak of.
    who subject_of(std::size_t at, std::size_t behind) const {
        auto begin = said_.sentence_begin(at);
        while (begin < at && (said_.words[begin].mark != word::none || said_.is(begin, {"-", "*", ">", "·"})))
            ++begin;
        const auto is_chinese = [&](std::size_t i) { return is_beyond_ascii(said_.words[i].text.front()); };
        const bool is_first = begin < head_end_;
        std::size_t comma = begin;
        for (auto i = begin; i < at; ++i)
            if (const auto behind = said_.is(i, {"("}) ? said_.behind_bracket(i) : 0; behind != 0 && behind <= at)
                i = behind - 1;
            else if (said_.is(i, {":", "("})) {
                // "Time range: at most 30 days" is about the time.
                if (said_.is(i, {":"}) && !is_first && i > begin && !is_chinese(i - 1) &&
                    !phrases("label").find(said_, begin, i) && !names_member(begin, i))
                    return who::other;
                begin = comma = i + 1;
            } else if (said_.is(i, {","}))
                comma = i + 1;
        const bool chinese = is_chinese(at) || (begin < at && is_chinese(at - 1));
        const auto first = chinese ? comma : begin;
        if (holds("other subject", "itself", first, at))
            return who::other;
        if (holds("each", "each time", first, at))
            return who::part;
        if (phrases("length").find(said_, said_.sentence_begin(at), behind))
            return who::length;
        if (phrases("number of").find(said_, said_.sentence_begin(at), behind))
            return who::count;
        if (first == at || is_first || chinese)
            return is_first && phrases("relative").find(said_, comma, at) && comma == begin ? who::other : who::own;
        // "The default value is 20, the maximum value is 100."
        const bool is_anew = comma > begin && phrases("anew").at(said_, comma);
        return names_member(first, at) || (is_anew && names_member(comma, at)) ? who::own : who::other;
    }

    /// Whether the words before the verb are this value, or those that the first sentence calls it by.
    bool names_member(std::size_t first, std::size_t at) const {
        if (first + 1 < at && phrases("verb").at(said_, first + 1))
            return true; // a single word: its own name
        for (auto i = first; i < at; ++i) {
            if (phrases("verb").at(said_, i))
                break;
            if (const auto own = phrases("own").at(said_, i)) {
                i = own->next - 1;
                continue;
            }
            if (said_.is(i, {","}) || phrases("article").at(said_, i))
                continue;
            if (!head_.contains(singular(said_.words[i].text)))
                return false;
        }
        return true;
    }

    statement* begin(statement::kind_of kind, std::size_t at, bool each) {
        for (auto& one : found_)
            if (one.kind == kind || (kind == statement::range && one.kind == statement::range_set))
                return one.each == each ? &one : nullptr;
        found_.emplace_back();
        found_.back().kind = kind;
        found_.back().word = at;
        found_.back().each = each;
        return &found_.back();
    }

    void state(statement::kind_of kind, const bound& from, double times, bool bytes, bool each) {
        auto* const into = begin(kind, from.first, each);
        if (!into || into->kind == statement::range_set)
            return;
        if (!from.parts.empty()) {
            if (kind != statement::range || into->min || into->max)
                return;
            into->kind = statement::range_set;
            into->parts = from.parts;
            return;
        }
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
            phrases("of something").at(said_, from.next) ||
            (said_.is(from.next, {"of"}) && !phrases("of them").at(said_, from.next)))
            return;
        if (is_in_case(said_, from.first)) {
            if (of_.is_number && closes(counts.next) && phrases("of value").at(said_, from.first))
                of_cases_.push_back(from);
            return;
        }
        const bool alone = counts.what == counted::nothing || counts.what == counted::unit;
        if (alone && !closes(counts.next))
            return;
        if ((counts.what == counted::characters || counts.what == counted::bytes) &&
            phrases("of something").at(said_, counts.next))
            return;
        const bool is_range = is_announced("range", from.first);
        auto whom = subject_of(from.first, from.next);
        if (whom == who::other) {
            if (!is_range)
                return;
            whom = who::own;
        }
        if (counts.what == counted::characters || counts.what == counted::bytes) {
            if (of_.is_text && !of_.is_boolean)
                state(statement::length, from, counts.times, counts.what == counted::bytes,
                      of_.is_list || whom == who::part);
            return;
        }
        if (of_.is_list)
            take_of_list(from, counts, whom, is_range);
        else if (of_.is_number)
            take_of_number(from, counts, whom, is_range);
        else if (of_.is_text)
            take_of_text(from, counts, whom, is_range);
    }

    void take_of_list(const bound& from, const counted& counts, who whom, bool is_range) {
        if (is_announced("elements", from.first)) {
            auto most = from;
            most.min.reset();
            state(statement::items, most, 1, false, false);
            return;
        }
        if (of_.is_number && is_range) {
            state(statement::range, from, 1, false, true);
            return;
        }
        if (whom == who::part || counts.what == counted::unit || !from.parts.empty() || from.exclusive_min)
            return;
        const bool is_fraction = from.max && *from.max != std::floor(*from.max);
        if (is_fraction || phrases("not counted").at(said_, from.next))
            return;
        if (from.is_stretch && whom != who::length && whom != who::count && counts.what != counted::something)
            return;
        if (from.is_exact && whom == who::own && counts.what != counted::something)
            return;
        state(statement::items, from, 1, false, false);
    }

    void take_of_number(const bound& from, const counted& counts, who whom, bool is_range) {
        if (whom == who::part || from.is_exact || said_.is(from.first, {"only"}))
            return;
        if (counts.what == counted::something) {
            // "up to 100 entries" of "the number of entries"
            if (from.is_stretch ||
                (!phrases("measure word").at(said_, from.next) && !head_.contains(singular(said_.text_at(from.next)))))
                return;
        }
        if (from.is_stretch && !is_range && !is_announced("between", from.first) && !is_whole_clause(from))
            return;
        const auto times = in_own_unit(counts);
        if (!times)
            return;
        state(statement::range, from, *times, false, false);
    }

    /// "(0-100)", "..., 1 to 100": the stretch and nothing else, in brackets or between commas.
    bool is_whole_clause(const bound& from) const {
        return from.first > 0 && (said_.is(from.first - 1, {",", "(", ":"}) || said_.is(from.first, {"["})) &&
               (said_.is(from.first, {"["}) || ends_clause(said_, counted_at(from.next).next));
    }

    std::optional<double> in_own_unit(const counted& counts) const {
        if (counts.what != counted::unit || !unit_ || *unit_ == counts.name)
            return 1;
        return conversion(counts.name, *unit_);
    }

    void take_of_text(const bound& from, const counted& counts, who whom, bool is_range) {
        if (counts.what == counted::something) {
            if ((from.min && from.max) || from.is_exact || !several_ || whom == who::part ||
                phrases("not counted").at(said_, from.next))
                return;
            state(statement::items, from, 1, false, false);
            return;
        }
        if (whom == who::length && counts.what == counted::nothing) {
            if (!phrases("number of").find(said_, said_.sentence_begin(from.first), from.first))
                state(statement::length, from, 1, false, false);
            return;
        }
        const bool announced = from.min && from.max ? is_range : phrases("of value").at(said_, from.first).has_value();
        if (announced && whom == who::own) {
            const auto times = in_own_unit(counts);
            if (times)
                state(statement::range, from, *times, false, several_);
        }
    }

    /// A bound that every case of several states holds in any case.
    void shared_by_cases() {
        for (const auto end : {&bound::min, &bound::max}) {
            std::vector<bound> stated;
            std::ranges::copy_if(of_cases_, std::back_inserter(stated),
                                 [&](const bound& each) { return (each.*end).has_value(); });
            if (stated.size() < 2 ||
                !std::ranges::all_of(stated, [&](const bound& each) { return each.*end == stated.front().*end; }))
                continue;
            bound shared;
            shared.first = stated.front().first;
            shared.*end = stated.front().*end;
            state(statement::range, shared, 1, false, false);
        }
    }

    /// "must be a positive integer", "cannot be negative"
    void take_sign(std::size_t at) {
        if (!of_.is_number || of_.is_list)
            return;
        const auto positive = phrases("positive").at(said_, at);
        const auto found = positive ? positive : phrases("not negative").at(said_, at);
        if (!found || is_conditional(said_, at) || is_soft(said_, at) || subject_of(at, at) != who::own)
            return;
        bound from;
        from.first = at;
        from.min = positive && of_.is_whole ? 1 : 0;
        from.exclusive_min = positive && !of_.is_whole;
        state(statement::range, from, 1, false, false);
    }

    const wording& said_;
    const subject& of_;
    bool several_ = false;
    std::optional<std::string_view> unit_; ///< that the text states
    std::set<std::string> head_;           ///< the words of the first sentence
    std::size_t head_end_ = 0;
    std::vector<bound> of_cases_;
    std::vector<statement> found_;
};

} // namespace

bool has_condition(const wording& in, std::size_t at) {
    const auto begin = in.sentence_begin(at);
    const auto end = in.sentence_end(at);
    for (auto i = begin; i < end; ++i) {
        // When the member itself is valid or required limits nothing: "and is valid only if ..."
        if (const auto member = phrases("depends").at(in, i)) {
            const auto then = phrases("condition").at(in, member->next);
            i = (then ? then : member)->next - 1;
            continue;
        }
        const auto found = phrases("condition").at(in, i);
        if (!found)
            continue;
        // "..., and is generated if it is left empty" is no condition on what stands before it.
        if (i < at || !phrases("left out").find(in, found->next, std::min(found->next + 6, end)))
            return true;
    }
    auto first = begin;
    while (first < at && (in.words[first].mark != word::none || in.is(first, {"-"})))
        ++first;
    // "To obtain all records, you can specify only one field."
    return phrases("purpose").at(in, first) && in.holds(first, at, {","});
}

bool is_in_case(const wording& in, std::size_t at) {
    return in.stands_in_item(at, [&](std::size_t first) { return is_case(in, first); });
}

bool is_conditional(const wording& in, std::size_t at) {
    return has_condition(in, at) || is_in_case(in, at);
}

bool is_soft(const wording& in, std::size_t at) {
    return phrases("soft before").find(in, in.sentence_begin(at), at) ||
           phrases("soft behind").find(in, at, in.sentence_end(at));
}

bool holds_several(const wording& in) {
    return phrases("several").find(in).has_value();
}

bool ends_clause(const wording& in, std::size_t at) {
    return in.ends(at) || in.is(at, {".", ",", ";", ")", "`", "]", "!", "\"", "'"});
}

std::vector<statement> bounds_in(const wording& said, const subject& of) {
    return clause_reader(said, of).read();
}

} // namespace bindery::codegen
