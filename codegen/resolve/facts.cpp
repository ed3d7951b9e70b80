#include "resolve/stages.hpp"

#include "rules/bounds.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace bindery::codegen {
namespace {

bool is_host(std::string_view text) {
    return text.find('.') != std::string_view::npos &&
           std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '.'; });
}

bool is_small_name(std::string_view text) {
    return is_identifier(text) && std::ranges::none_of(text, is_upper);
}

std::optional<rate> read_rate(std::string_view text) {
    const wording words(text);
    const auto match = phrases<"written rate">.at(words, 0);
    if (!match || match->next != words.size())
        return std::nullopt;
    const auto numbers = numbers_in(words, *match);
    const auto calls = numbers.front()->number.value_or(0);
    const auto times = numbers.size() > 1 ? numbers.back()->number.value_or(0) : 1;
    const auto seconds = conversion(unit_at(words, match->next - 1)->name, "seconds");
    if (calls == 0)
        return std::nullopt;
    return rate{calls, static_cast<std::int64_t>(*seconds) * times};
}

/// "not needed", "required", "required, one of `ap-singapore`".
std::optional<region> read_region(std::string_view text) {
    if (text == "not needed")
        return region{};
    if (text == "required")
        return region{true, {}};
    auto left = text;
    if (!take_start(left, {"required, one of "}))
        return std::nullopt;
    region found{true, {}};
    while (!(left = trimmed(left)).empty()) {
        const auto end = left.front() == '`' ? left.find('`', 1) : std::string_view::npos;
        if (end == std::string_view::npos)
            return std::nullopt;
        found.values.emplace_back(left.substr(1, end - 1));
        left = trimmed(left.substr(end + 1));
        if (left.starts_with(','))
            left.remove_prefix(1);
    }
    return found;
}

struct fact {
    std::string_view name;
    std::string_view expected;
    bool (*read)(std::string_view value, operation& into); ///< false: the value is not as expected
};

constexpr fact all_facts[] = {
    {"Provider", "a name in small letters, such as tencent",
     [](std::string_view value, operation& into) { return is_small_name(into.of.provider.emplace(value)); }},
    {"Service", "a name in small letters, such as vod",
     [](std::string_view value, operation& into) { return is_small_name(into.of.service.emplace(value)); }},
    {"Version", "a date, such as 2018-07-17",
     [](std::string_view value, operation& into) { return is_date(into.of.version.emplace(value)); }},
    {"Host", "a host name, such as vod.intl.tencentcloudapi.com",
     [](std::string_view value, operation& into) { return is_host(into.host.emplace(value)); }},
    {"Rate", "a number of calls, such as 20 per second or 6,000 per minute",
     [](std::string_view value, operation& into) { return (into.rate = read_rate(value)).has_value(); }},
    {"Region", "not needed; required; or required, one of `A`, `B`",
     [](std::string_view value, operation& into) { return (into.region = read_region(value)).has_value(); }},
    {"Effect", "reads or changes",
     [](std::string_view value, operation& into) {
         into.effect = value == "reads" ? effect::reads : effect::changes;
         return value == "reads" || value == "changes";
     }},
};

std::string fact_names() {
    std::string names;
    for (const auto& each : all_facts)
        names += (names.empty() ? "" : ", ") + std::string(each.name);
    return names;
}

} // namespace

void resolve_facts(const page& from, const table& facts, operation& into, report& said) {
    std::set<std::string, std::less<>> seen;
    for (const auto& each : facts.rows) {
        const auto& name = *facts.find(each, column::fact);
        const auto* known = std::ranges::find(all_facts, std::string_view(name.text), &fact::name);
        if (known == std::end(all_facts)) {
            said.unexpected(from.at(name.at), quoted(name.text), "one of " + fact_names(),
                            "what is no fact of these belongs under a heading Notes");
            continue;
        }
        if (!seen.emplace(name.text).second) {
            said.unexpected(from.at(name.at), "a second " + quoted(name.text), "each fact once",
                            "take one of them out");
            continue;
        }
        const auto* value = facts.find(each, column::value);
        if (value && !known->read(value->text, into))
            said.unexpected(from.at(value->at), value->text.empty() ? "nothing" : quoted(value->text),
                            std::string(known->expected), document("spec-format.md") + " describes the facts");
    }
}

} // namespace bindery::codegen
