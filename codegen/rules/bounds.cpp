#include "rules/bounds.hpp"

#include "wording/phrase.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

std::size_t behind_unit(const wording& in, std::size_t at) {
    const auto unit = unit_at(in, at);
    return unit ? unit->next : at;
}

std::optional<bound> number_at(const wording& in, std::size_t at) {
    bound found;
    found.min = found.max = in.value_of(at);
    found.first = at;
    found.next = at + 1;
    return found.min ? std::optional(found) : std::nullopt;
}

/// With further stretches and single values behind the first: "0 and [128, 4096]".
bound with_parts(const wording& in, bound first) {
    std::vector all{first};
    for (;;) {
        const auto at = all.back().next;
        auto value = phrases<"joins stretches">.behind_all(in, in.is(at, {"("}) ? in.behind_bracket(at) : at);
        value += in.is(value, {"to"}) && in.is(value + 1, {"["});
        auto next = value == at ? std::nullopt : stretch_at(in, value);
        if (!next && value != at && (in.ends(value + 1) || phrases<"behind stretch">.at(in, value + 1)))
            next = number_at(in, value);
        if (!next)
            break;
        all.push_back(*next);
    }
    if (all.size() < 2 || std::ranges::none_of(all, &bound::is_stretch))
        return first;
    for (const auto& each : all)
        first.parts.emplace_back(*each.min, *each.max);
    first.is_stretch = true;
    first.next = all.back().next;
    return first;
}

} // namespace

std::optional<bound> stretch_at(const wording& in, std::size_t at) {
    bound found;
    found.is_stretch = true;
    found.first = at;
    const bool bracket = in.is(at, {"[", "(", "{"}) && in.value_of(at + 1);
    auto i = at + bracket;
    found.min = in.value_of(i++);
    if (!found.min)
        return std::nullopt;
    i = behind_unit(in, i);
    const bool comma = bracket && in.is(i, {","});
    if (!comma && !in.is(i, {"to", "-", "~", "through", "至", "到"}))
        return std::nullopt;
    ++i;
    found.max = in.value_of(i++);
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
    for (const auto& numbers : {stretch_at(in, at), number_at(in, at)})
        if (const auto found = numbers ? with_parts(in, *numbers) : bound{}; found.is_stretch)
            return found;
    if (in.is(at, {"one", "two", "three"}) && in.is(at + 1, {"or"}))
        return std::nullopt; // "one or more"
    static const struct {
        const phrase_list& list;
        bool is_min;
        bool is_max;
        bool is_exclusive;
    } all[] = {{phrases<"between">, true, true, false}, {phrases<"most">, false, true, false},
               {phrases<"below">, false, true, true},   {phrases<"least">, true, false, false},
               {phrases<"above">, true, false, true},   {phrases<"exactly">, true, true, false}};
    bound found;
    found.first = at;
    for (const auto& each : all) {
        const auto said = each.list.at(in, at);
        if (!said || said->next <= found.next || stretch_at(in, said->next - 1))
            continue; // "Length limit: 1-64" announces a stretch
        const auto numbers = numbers_in(in, *said);
        found.min = each.is_min ? numbers.front()->value : std::nullopt;
        found.max = each.is_max ? numbers.back()->value : std::nullopt;
        found.exclusive_min = each.is_exclusive && each.is_min;
        found.exclusive_max = each.is_exclusive && each.is_max;
        found.is_exact = numbers.size() == 1 && each.is_min && each.is_max;
        found.next = said->next;
    }
    if (found.next == 0 || (found.min && found.max && *found.min > *found.max))
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
