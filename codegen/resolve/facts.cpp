#include "resolve/stages.hpp"

#include "paging/paging.hpp"
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

/// Words, and what stands between marks behind them.
struct clause {
    std::string words;
    std::string marked;
};

/// The clauses that a text is made of, nothing when it is of anything else. Commas and "or" before a mark are no words.
std::vector<clause> clauses_of(std::string_view left) {
    std::vector<clause> all;
    while (!(left = trimmed(left)).empty()) {
        const auto mark = left.find('`');
        const auto end = mark == left.npos ? left.npos : left.find('`', mark + 1);
        if (end == left.npos || end == mark + 1)
            return {};
        auto words = trimmed(left.substr(0, mark));
        if (words.starts_with(','))
            words = trimmed(words.substr(1));
        all.push_back(
            {words == "or" ? std::string() : std::string(words), std::string(left.substr(mark + 1, end - mark - 1))});
        left.remove_prefix(end + 1);
    }
    return all;
}

/// "not needed", "required", "required, one of `ap-singapore`".
std::optional<region> read_region(std::string_view text) {
    if (text == "not needed" || text == "required")
        return region{text == "required", {}};
    region found{true, {}};
    for (const auto& [words, value] : clauses_of(text)) {
        if (words != (found.values.empty() ? "required, one of" : ""))
            return std::nullopt;
        found.values.push_back(value);
    }
    return found.values.empty() ? std::nullopt : std::optional(found);
}

/// "offset `Offset` limit `Limit` total `/TotalCount`".
std::optional<paging> read_pages(std::string_view text, const location& at) {
    paging found{{}, at};
    const auto clauses = clauses_of(text);
    const auto has = [&](std::string_view word) { return std::ranges::count(clauses, word, &clause::words); };
    for (const auto& role : page_roles)
        if (const auto stated = std::ranges::find(clauses, role.name, &clause::words); stated != clauses.end())
            found.roles.emplace_back(role.name, stated->marked);
    const bool makes_sense = found.roles.size() == clauses.size() && has("token") + has("offset") + has("page") == 1 &&
                             has("token") == has("from") && has("token") + has("total") <= 1;
    return makes_sense ? std::optional(std::move(found)) : std::nullopt;
}

/// "until `Status` is `FINISHED`, failed when `ABORTED`".
std::optional<waiting> read_wait(std::string_view text, const location& at) {
    waiting found{{}, {}, {}, at};
    auto* values = &found.done;
    for (const auto& [words, value] : clauses_of(text)) {
        if (found.state.empty() && words == "until") {
            found.state = (value.starts_with('/') ? "" : "/") + value;
            continue;
        }
        if (words == "failed when" && found.failed.empty())
            values = &found.failed;
        else if (found.state.empty() || words != (values->empty() ? "is" : ""))
            return std::nullopt;
        if (std::ranges::count(found.done, value) + std::ranges::count(found.failed, value) != 0)
            return std::nullopt; // final in two ways
        values->push_back(value);
    }
    return found.done.empty() ? std::nullopt : std::optional(std::move(found));
}

struct fact {
    std::string_view name;
    std::string_view expected;
    bool (*read)(std::string_view value, const location& at, operation& into); ///< false: it is not as expected
};

constexpr fact all_facts[] = {
    {"Provider", "a name in small letters, such as tencent",
     [](auto value, auto&, operation& into) { return is_small_name(into.of.provider.emplace(value)); }},
    {"Service", "a name in small letters, such as vod",
     [](auto value, auto&, operation& into) { return is_small_name(into.of.service.emplace(value)); }},
    {"Version", "a date, such as 2018-07-17",
     [](auto value, auto&, operation& into) { return is_date(into.of.version.emplace(value)); }},
    {"Host", "a host name, such as vod.intl.tencentcloudapi.com",
     [](auto value, auto&, operation& into) { return is_host(into.host.emplace(value)); }},
    {"Rate", "a number of calls, such as 20 per second or 6,000 per minute",
     [](auto value, auto&, operation& into) { return (into.rate = read_rate(value)).has_value(); }},
    {"Region", "not needed; required; or required, one of `A`, `B`",
     [](auto value, auto&, operation& into) { return (into.region = read_region(value)).has_value(); }},
    {"Effect", "reads or changes",
     [](auto value, auto&, operation& into) {
         into.effect = value == "reads" ? effect::reads : effect::changes;
         return value == "reads" || value == "changes";
     }},
    {"Pages",
     "how the answer is paged, such as token `Cursor` from `/Next`; offset `Offset` limit `Limit` total `/Total`; or "
     "page `Page` limit `Size` total `/Total`",
     [](auto value, auto& at, operation& into) { return (into.pages = read_pages(value, at)).has_value(); }},
    {"Wait", "which states are final, each once, such as until `Status` is `FINISHED`, failed when `ABORTED`",
     [](auto value, auto& at, operation& into) { return (into.wait = read_wait(value, at)).has_value(); }},
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
        if (value && !known->read(value->text, from.at(value->at), into))
            said.unexpected(from.at(value->at), value->text.empty() ? "nothing" : quoted(value->text),
                            std::string(known->expected), document("spec-format.md") + " describes the facts");
    }
}

} // namespace bindery::codegen
