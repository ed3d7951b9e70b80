#include "rules/bounds.hpp"

#include "rules/phrase.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

std::optional<double> value_of(const wording& in, std::size_t at) {
    return at < in.size() ? in.words[at].value : std::nullopt;
}

std::size_t behind_unit(const wording& in, std::size_t at) {
    const auto unit = unit_at(in, at);
    return unit ? unit->next : at;
}

/// Further stretches and single values behind the first: "0 and [128, 4096]".
void take_parts(const wording& in, bound& into) {
    const auto first = std::pair(into.min.value_or(0), into.max.value_or(0));
    std::vector<std::pair<double, double>> parts{first};
    auto at = into.next;
    bool any_stretch = into.is_stretch;
    for (;;) {
        auto value = in.is(at, {"("}) ? in.behind_bracket(at) : at;
        while (in.is(value, {"and", "or", ",", "\u222A", "和", "或", "及", "to"}) &&
               (!in.is(value, {"to"}) || in.is(value + 1, {"["})))
            ++value;
        if (value == at || in.is(value, {"("}))
            break;
        if (const auto found = interval_at(in, value)) {
            parts.emplace_back(found->low, found->high);
            any_stretch = true;
            at = found->next;
        } else if (value_of(in, value) &&
                   (in.ends(value + 1) || in.is(value + 1, {".", ",", ";", "and", "or", ")", "和", "或"}))) {
            parts.emplace_back(*value_of(in, value), *value_of(in, value));
            at = value + 1;
        } else {
            break;
        }
    }
    if (parts.size() < 2 || !any_stretch)
        return;
    into.parts = std::move(parts);
    into.is_stretch = true;
    into.next = at;
}

} // namespace

std::optional<interval> interval_at(const wording& in, std::size_t at) {
    interval found;
    found.bracket = in.is(at, {"[", "(", "{"}) && value_of(in, at + 1);
    found.exclusive_low = found.bracket && in.is(at, {"("});
    std::size_t i = at + found.bracket;
    if (!value_of(in, i))
        return std::nullopt;
    found.low = *value_of(in, i++);
    i = in.is(i, {"%"}) ? i + 1 : found.bracket ? i : behind_unit(in, i);
    if (!found.bracket)
        if (const auto counted = phrases("characters").at(in, i))
            i = counted->next;
    const bool comma = found.bracket && in.is(i, {","});
    if (!comma && !in.is(i, {"to", "-", "~", "through", "至", "到"}))
        return std::nullopt;
    ++i;
    if (in.is(i, {"~", "-"}))
        ++i;
    if (!value_of(in, i))
        return std::nullopt;
    found.high = *value_of(in, i++);
    i += in.is(i, {"%"});
    if (found.bracket) {
        i = behind_unit(in, i);
        if (!in.is(i, {"]", ")", "}"}))
            return std::nullopt;
        found.exclusive_high = in.is(i, {")"});
        ++i;
        // "(1 to 100)" is an aside, not an open interval.
        if (!comma) {
            found.exclusive_low = found.exclusive_high = false;
            found.bracket = in.is(at, {"["});
        }
    } else if (in.is(i, {"-", "/", ".", ":"}) && in.is_glued(i) && in.is_glued(i + 1)) {
        return std::nullopt; // a date, an address
    }
    if (found.low > found.high)
        return std::nullopt;
    found.next = i;
    return found;
}

std::optional<bound> bound_at(const wording& in, std::size_t at) {
    bound found;
    found.first = at;
    if (const auto stretch = interval_at(in, at)) {
        found.min = stretch->low;
        found.max = stretch->high;
        found.exclusive_min = stretch->exclusive_low;
        found.exclusive_max = stretch->exclusive_high;
        found.is_stretch = true;
        found.next = stretch->next;
        take_parts(in, found);
        return found;
    }
    if (value_of(in, at) && in.is(at + 1, {"and", "or", ",", "to", "和", "或"})) {
        found.min = found.max = value_of(in, at);
        found.next = at + 1;
        take_parts(in, found);
        if (found.is_stretch)
            return found;
    }
    struct wording_of {
        const char* list;
        bool is_min;
        bool is_max;
        bool is_exclusive;
    };
    constexpr wording_of all[] = {{"between", true, true, false}, {"most", false, true, false},
                                  {"below", false, true, true},   {"least", true, false, false},
                                  {"above", true, false, true},   {"exactly", true, true, false}};
    std::size_t longest = 0;
    for (const auto& each : all) {
        const auto said = phrases(each.list).at(in, at);
        if (!said || said->values.empty() || said->next <= longest || interval_at(in, said->next - 1))
            continue; // "Length limit: 1-64" announces a stretch
        if (in.is(at, {"one", "two", "three"}) && in.is(at + 1, {"or"}))
            continue; // "one or more"
        longest = said->next;
        found.min = each.is_min ? std::optional(said->values.front()) : std::nullopt;
        found.max = each.is_max ? std::optional(said->values.back()) : std::nullopt;
        found.exclusive_min = each.is_exclusive && each.is_min;
        found.exclusive_max = each.is_exclusive && each.is_max;
        found.is_exact = said->values.size() == 1 && each.is_min && each.is_max;
        found.next = said->next;
    }
    if (longest == 0 || (found.min && found.max && *found.min > *found.max))
        return std::nullopt;
    return found;
}

std::optional<named_unit> unit_at(const wording& in, std::size_t at) {
    static const auto names = lists_named("unit ");
    std::optional<named_unit> longest;
    for (const auto name : names)
        if (const auto found = phrases(name).at(in, at); found && (!longest || found->next > longest->next))
            longest = named_unit{name.substr(5), found->next};
    return longest;
}

std::optional<double> conversion(std::string_view from, std::string_view to) {
    struct size_of_time {
        std::string_view unit;
        double milliseconds;
    };
    constexpr size_of_time sizes[] = {
        {"milliseconds", 1}, {"seconds", 1e3}, {"minutes", 6e4}, {"hours", 3.6e6}, {"days", 8.64e7}};
    const auto* a = std::ranges::find(sizes, from, &size_of_time::unit);
    const auto* b = std::ranges::find(sizes, to, &size_of_time::unit);
    if (a == std::end(sizes) || b == std::end(sizes))
        return std::nullopt;
    return a->milliseconds / b->milliseconds;
}

} // namespace bindery::codegen
