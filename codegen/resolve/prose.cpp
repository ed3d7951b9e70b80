#include "dictionary/words.hpp"
#include "resolve/stages.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace bindery::codegen {
namespace {

const auto before_host = words_in("before a host");
const auto before_operation = words_in("before an operation");
const auto before_regions = words_in("before regions");
const auto before_value = words_in("before a value");
const auto labels = words_in("label of an operation");
const auto openings_about_the_page = words_in("about the page");
const auto products = words_in("product");

/// The host behind some words, without the sign that ends the sentence.
std::optional<std::string> host_behind(std::string_view text, std::string_view words) {
    const auto at = lowered(text).find(words);
    if (at == std::string::npos)
        return std::nullopt;
    const auto found = first_token(trimmed(text.substr(at + words.size())));
    const auto host = found.substr(0, found.find_last_not_of(".,;") + 1);
    return host.find('.') == std::string_view::npos ? std::nullopt : std::optional(std::string(host));
}

/// The identifier or date that a text begins with, behind blanks and colons.
std::optional<std::string> value_at_start(std::string_view text) {
    while (take_start(text = trimmed(text), {":", "：", "为", "`", "\""})) {
    }
    const auto size = static_cast<std::size_t>(
        std::ranges::find_if_not(text, [](char c) { return is_word(c) || c == '-'; }) - text.begin());
    return size == 0 ? std::nullopt : std::optional(std::string(text.substr(0, size)));
}

std::optional<std::string> value_behind(std::string_view text, std::string_view words) {
    const auto small = lowered(text);
    for (auto at = small.find(words); at != std::string::npos; at = small.find(words, at + 1))
        if (auto found = value_at_start(text.substr(at + words.size())))
            return found;
    return std::nullopt;
}

std::optional<rate> stated_rate(const wording& said) {
    const auto found = phrases<"rate">.find(said);
    const auto calls = found ? numbers_in(said, *found).front()->number.value_or(0) : 0;
    if (calls == 0)
        return std::nullopt;
    return rate{calls, said.is(found->next - 1, {"second", "秒"}) ? 1 : 60};
}

/// "This API only supports: ap-guangzhou, ap-singapore."
std::vector<std::string> stated_regions(std::string_view description) {
    std::vector<std::string> values;
    std::string_view left;
    for (const auto words : before_regions)
        if (const auto at = lowered(description).find(words); at != std::string::npos)
            left = trimmed(description.substr(at + words.size()));
    for (bool more = true; more;) {
        const auto end = std::min(left.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), left.size());
        if (end > 0)
            values.emplace_back(left.substr(0, end));
        more = end > 0 && left.substr(end).starts_with(',');
        left = more ? trimmed(left.substr(end + 1)) : left;
    }
    return values;
}

/// Vendors whose host names say which service they serve: `vod.intl.tencentcloudapi.com`.
struct vendor {
    std::string_view provider;
    std::string_view host_ending;
};
constexpr vendor vendors[] = {{"tencent", ".tencentcloudapi.com"}, {"alibaba", ".aliyuncs.com"}};

void resolve_home(operation& into) {
    if (!into.host)
        return;
    for (const auto& each : vendors)
        if (into.host->ends_with(each.host_ending)) {
            into.of.provider = each.provider;
            into.of.service = into.host->substr(0, into.host->find('.'));
        }
}

/// `live:StartEdgeTranscodeJob`, as pages name the permission for an operation: service and action at once.
struct permission {
    std::string service;
    std::string action;
};
std::optional<permission> stated_permission(std::string_view text) {
    auto token = first_token(text);
    if (token.starts_with('|'))
        token = first_token(trimmed(text.substr(1)));
    const auto colon = token.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto service = token.substr(0, colon);
    const auto action = token.substr(colon + 1);
    if (service.empty() || !std::ranges::all_of(service, is_lower) || !is_identifier(action) ||
        !is_upper(action.front()))
        return std::nullopt;
    return permission{std::string(service), std::string(action)};
}

/// Sentences that say what other parts of the model hold, or that belong to the site around the page.
bool is_about_the_page(std::string_view text) {
    return std::ranges::any_of(openings_about_the_page, [&](auto each) { return text.starts_with(each); });
}

bool reads_as_operation(std::string_view text) {
    return is_identifier(text) && is_upper(text.front()) && !word_starts(text).empty();
}

/// "createKeypair". In running text this may be any name; what opens the page is the operation's.
bool opens_as_operation(std::string_view text) {
    return is_identifier(text) && is_lower(text.front()) && !word_starts(text).empty();
}

/// "DescribeInstances(查询实例)": a line that is the name and, in brackets, what it means.
std::optional<std::string> operation_with_gloss(std::string_view line) {
    if (!line.ends_with(')') && !line.ends_with("）"))
        return std::nullopt;
    const auto name = trimmed(line.substr(0, std::min(line.find('('), line.find("（"))));
    return reads_as_operation(name) ? std::optional(std::string(name)) : std::nullopt;
}

/// "DeleteLiveDomain - deletes a domain", and the other way round.
std::optional<std::string> operation_beside_dash(std::string_view title) {
    const auto dash = title.find(" - ");
    if (dash == std::string_view::npos)
        return std::nullopt;
    for (const auto side : {trimmed(title.substr(0, dash)), trimmed(title.substr(title.rfind(" - ") + 3))})
        if (reads_as_operation(side))
            return std::string(side);
    return std::nullopt;
}

/// "This API (DescribeVodInfo) is used to", "接口名: MultiPullVodFile", "...?product=Live&api=CreateDomain".
std::optional<std::string> operation_in_text(std::string_view text) {
    for (const auto words : before_operation)
        if (auto found = value_behind(text, words); found && reads_as_operation(*found))
            return found;
    return std::nullopt;
}

/// "API: Bake", where the label makes even a single word the name.
std::optional<std::string> operation_behind_label(std::string_view title) {
    const auto small = lowered(title);
    for (const auto label : labels)
        if (small.starts_with(label))
            if (auto found = value_at_start(title.substr(label.size())); found && is_identifier(*found))
                return found;
    return std::nullopt;
}

std::optional<std::string> only_operation_in(std::string_view title) {
    std::optional<std::string> found;
    while (!title.empty()) {
        const std::string_view word(title.begin(), std::ranges::find_if_not(title, is_word));
        title.remove_prefix(std::min(word.size() + 1, title.size()));
        if (!reads_as_operation(word) || is_one_of(word, products) || found == word)
            continue;
        if (found)
            return std::nullopt;
        found = word;
    }
    return found;
}

} // namespace

std::optional<std::string> stated_value(std::string_view description) {
    for (const auto words : before_value)
        if (auto found = value_behind(description, words))
            return found;
    return std::nullopt;
}

std::optional<std::string> operation_in_title(std::string_view title) {
    const auto words = plain(title);
    if (reads_as_operation(words))
        return words;
    if (auto found = operation_beside_dash(words))
        return found;
    if (auto found = operation_behind_label(words))
        return found;
    return only_operation_in(words);
}

void resolve_prose(const page& from, operation& into, report& said) {
    // Where the page gives the operation's name, the surest place first. Of several at one place the first counts.
    enum place_of_name {
        in_action_row,
        in_title,
        in_permission,
        in_text,
        within_title,
        in_example
    };
    std::map<place_of_name, std::string> names;

    for (const auto& each : into.request) {
        if (!each.common)
            continue;
        if (each.name == "Action") {
            if (auto value = stated_value(each.description))
                names.emplace(in_action_row, std::move(*value));
        } else if (each.name == "Version") {
            into.of.version = stated_value(each.description);
        } else if (each.name == "Region") {
            into.region = region{each.required.value_or(false), stated_regions(each.description)};
        }
    }

    bool before_tables = true;
    bool is_first_heading = true;
    bool is_first_line = true;
    bool describes = true;
    for (const auto& each : from.blocks) {
        before_tables = before_tables && !std::holds_alternative<table>(each);
        if (const auto* here = std::get_if<heading>(&each)) {
            is_first_line = false;
            const bool is_title = before_tables && reads_as_operation(here->text);
            describes = here->about == section::description || is_title;
            if (is_title)
                names.emplace(in_title, here->text);
            if (auto name = operation_beside_dash(here->text); name && before_tables)
                names.emplace(in_title, std::move(*name));
            else if (auto other = operation_in_title(here->text); other && before_tables && is_first_heading)
                names.emplace(within_title, std::move(*other));
            if (is_first_heading && opens_as_operation(here->text))
                names.emplace(within_title, here->text);
            is_first_heading = false;
        }
        if (const auto* here = std::get_if<sample>(&each))
            if (auto action = value_behind(here->text, "action="))
                names.emplace(in_example, std::move(*action));
        const auto* here = std::get_if<paragraph>(&each);
        if (!here)
            continue;
        const auto line = plain(here->text);
        if (std::exchange(is_first_line, false) && opens_as_operation(line))
            names.emplace(within_title, line);
        if (before_tables) {
            if (reads_as_operation(line))
                names.emplace(in_title, line);
            if (auto name = operation_with_gloss(line))
                names.emplace(in_title, std::move(*name));
            if (auto name = operation_beside_dash(here->text))
                names.emplace(in_title, std::move(*name));
            if (auto name = operation_in_text(here->text))
                names.emplace(in_text, std::move(*name));
        }
        for (const auto words : before_host)
            if (!into.host)
                into.host = host_behind(here->text, words);
        if (!into.rate)
            into.rate = stated_rate(wording(here->text));
        if (const auto found = stated_permission(here->text)) {
            names.emplace(in_permission, found->action);
            into.of.service = found->service;
        }
        if (before_tables && describes && (here->text.ends_with('.') || here->text.ends_with("。")) &&
            !is_about_the_page(here->text))
            into.description += (into.description.empty() ? "" : "\n") + here->text;
    }
    resolve_home(into);
    if (!names.empty())
        into.name = names.begin()->second;
    else
        said.unexpected({from.path, {1, 1}}, "a page that does not name its operation",
                        "the name in a title, in the row of Action, or in an example",
                        "put the operation's name on a line of its own at the top");
}

} // namespace bindery::codegen
