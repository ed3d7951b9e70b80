#include "rules/bounds.hpp"

#include "wording/phrase.hpp"

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
    std::vector<std::pair<double, double>> parts{{*into.min, *into.max}};
    auto at = into.next;
    bool any_stretch = into.is_stretch;
    for (;;) {
        auto value = in.is(at, {"("}) ? in.behind_bracket(at) : at;
        while (const auto joint = phrases<"joins stretches">.at(in, value))
            value = joint->next;
        value += in.is(value, {"to"}) && in.is(value + 1, {"["});
        if (value == at)
            break;
        if (const auto found = stretch_at(in, value)) {
            parts.emplace_back(*found->min, *found->max);
            any_stretch = true;
            at = found->next;
        } else if (value_of(in, value) && (in.ends(value + 1) || phrases<"behind stretch">.at(in, value + 1))) {
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

std::optional<bound> stretch_at(const wording& in, std::size_t at) {
    bound found;
    found.is_stretch = true;
    found.first = at;
    const bool bracket = in.is(at, {"[", "(", "{"}) && value_of(in, at + 1);
    auto i = at + bracket;
    found.min = value_of(in, i++);
    if (!found.min)
        return std::nullopt;
    i = behind_unit(in, i);
    const bool comma = bracket && in.is(i, {","});
    if (!comma && !in.is(i, {"to", "-", "~", "through", "至", "到"}))
        return std::nullopt;
    ++i;
    found.max = value_of(in, i++);
    if (!found.max || *found.min > *found.max)
        return std::nullopt;
    i += in.is(i, {"%"});
    if (bracket) {
        i = behind_unit(in, i);
        if (!in.is(i, {"]", ")", "}"}))
            return std::nullopt;
        // "(1 to 100)" is an aside, not an open interval.
        found.exclusive_min = comma && in.is(at, {"("});
        found.exclusive_max = comma && in.is(i, {")"});
        ++i;
    } else if (in.is(i, {"-", "/", ".", ":"}) && in.is_glued(i) && in.is_glued(i + 1)) {
        return std::nullopt; // a date, an address
    }
    found.next = i;
    return found;
}

std::optional<bound> bound_at(const wording& in, std::size_t at) {
    if (auto stretch = stretch_at(in, at)) {
        take_parts(in, *stretch);
        return stretch;
    }
    bound found;
    found.first = at;
    if (value_of(in, at)) {
        found.min = found.max = value_of(in, at);
        found.next = at + 1;
        take_parts(in, found);
        if (found.is_stretch)
            return found;
    }
    if (in.is(at, {"one", "two", "three"}) && in.is(at + 1, {"or"}))
        return std::nullopt; // "one or more"
    struct wording_of {
        const phrase_list& list;
        bool is_min;
        bool is_max;
        bool is_exclusive;
    };
    static const wording_of all[] = {{phrases<"between">, true, true, false}, {phrases<"most">, false, true, false},
                                     {phrases<"below">, false, true, true},   {phrases<"least">, true, false, false},
                                     {phrases<"above">, true, false, true},   {phrases<"exactly">, true, true, false}};
    std::size_t longest = 0;
    for (const auto& each : all) {
        const auto said = each.list.at(in, at);
        if (!said || said->next <= longest || stretch_at(in, said->next - 1))
            continue; // "Length limit: 1-64" announces a stretch
        const auto numbers = numbers_in(in, *said);
        longest = said->next;
        found.min = each.is_min ? numbers.front()->value : std::nullopt;
        found.max = each.is_max ? numbers.back()->value : std::nullopt;
        found.exclusive_min = each.is_exclusive && each.is_min;
        found.exclusive_max = each.is_exclusive && each.is_max;
        found.is_exact = numbers.size() == 1 && each.is_min && each.is_max;
        found.next = said->next;
    }
    if (longest == 0 || (found.min && found.max && *found.min > *found.max))
        return std::nullopt;
    return found;
}

std::optional<named_unit> unit_at(const wording& in, std::size_t at) {
    static const auto units = lists_behind("unit ");
    std::optional<named_unit> longest;
    for (const auto& [name, list] : units)
        if (const auto found = list->at(in, at); found && (!longest || found->next > longest->next))
            longest = named_unit{name, found->next};
    return longest;
}

std::optional<double> conversion(std::string_view from, std::string_view to) {
    constexpr std::pair<std::string_view, double> sizes[] = {
        {"milliseconds", 1}, {"seconds", 1e3}, {"minutes", 6e4}, {"hours", 3.6e6}, {"days", 8.64e7}};
    const auto* a = std::ranges::find(sizes, from, &std::pair<std::string_view, double>::first);
    const auto* b = std::ranges::find(sizes, to, &std::pair<std::string_view, double>::first);
    if (a == std::end(sizes) || b == std::end(sizes))
        return std::nullopt;
    return a->second / b->second;
}

} // namespace bindery::codegen
