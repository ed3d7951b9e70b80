#include "resolve/facts.hpp"
#include "rules/phrase.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

/// What stands behind some words, up to a blank and without the sign that ends the sentence.
std::optional<std::string> word_behind(std::string_view text, std::string_view words) {
    const auto at = lowered(text).find(words);
    if (at == std::string::npos)
        return std::nullopt;
    auto found = first_token(trimmed(text.substr(at + words.size())));
    while (found.ends_with('.') || found.ends_with(',') || found.ends_with(';'))
        found.remove_suffix(1);
    if (found.empty())
        return std::nullopt;
    return std::string(found);
}

std::optional<std::string> stated_value(const member& common) {
    for (const std::string_view words : {"the value used for this api:", "set the value to"})
        if (auto found = word_behind(common.description, words))
            return found;
    return std::nullopt;
}

std::optional<rate> stated_rate(const wording& said) {
    const auto found =
        find_any_phrase(said, {"maximum of # requests can be initiated per second|minute", "# calls per second|minute",
                               "# requests per second|minute", "# times per second|minute"});
    if (!found || found->numbers[0] == 0)
        return std::nullopt;
    return rate{found->numbers[0], found->chosen.back() == "second" ? 1 : 60};
}

/// "This API only supports: ap-guangzhou, ap-singapore."
std::vector<std::string> stated_regions(std::string_view description) {
    constexpr std::string_view words = "only supports:";
    std::vector<std::string> values;
    const auto at = lowered(description).find(words);
    if (at == std::string::npos)
        return values;
    std::string_view left = trimmed(description.substr(at + words.size()));
    while (!left.empty()) {
        const auto end = std::min(left.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), left.size());
        if (end == 0)
            break;
        values.emplace_back(left.substr(0, end));
        left = left.substr(end);
        if (!left.starts_with(','))
            break;
        left = trimmed(left.substr(1));
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
    constexpr std::string_view openings[] = {
        "Domain name for API request",          "A maximum of",          "The queries per second",
        "We recommend you to use API Explorer", "API Explorer provides", "You can run this interface",
        "The following request parameter list"};
    return std::ranges::any_of(openings, [&](std::string_view each) { return text.starts_with(each); });
}

/// The name of the operation, from wherever the page gives it, the surest place first.
class naming_places {
public:
    void offer(int rank, std::string name) {
        if (!best_ || rank < rank_) {
            best_ = std::move(name);
            rank_ = rank;
        }
    }
    const std::optional<std::string>& best() const { return best_; }

private:
    std::optional<std::string> best_;
    int rank_ = 0;
};

bool reads_as_operation(std::string_view text) {
    return is_identifier(text) && is_upper(text.front()) && !word_starts(text).empty();
}

} // namespace

void resolve_prose(const page& from, operation& into, report& said) {
    enum place_of_name {
        in_action_row,
        in_title,
        in_permission,
        in_example
    };
    naming_places names;
    if (!into.name.empty())
        names.offer(in_title, into.name);

    for (const auto& each : into.request) {
        if (!each.common)
            continue;
        if (each.name == "Action") {
            if (auto value = stated_value(each))
                names.offer(in_action_row, std::move(*value));
        } else if (each.name == "Version") {
            into.of.version = stated_value(each);
        } else if (each.name == "Region") {
            into.region = region{each.required.value_or(false), stated_regions(each.description)};
        }
    }

    bool before_tables = true;
    bool describes = true;
    for (const auto& each : from.blocks) {
        before_tables = before_tables && !std::holds_alternative<table>(each);
        if (const auto* here = std::get_if<heading>(&each)) {
            const bool is_title = before_tables && reads_as_operation(here->text);
            describes = here->about == section::description || is_title;
            if (is_title)
                names.offer(in_title, here->text);
        }
        if (const auto* here = std::get_if<sample>(&each)) {
            if (auto action = word_behind(here->text.substr(0, here->text.find('&')), "action="))
                names.offer(in_example, std::move(*action));
        }
        const auto* here = std::get_if<paragraph>(&each);
        if (!here)
            continue;
        if (before_tables && reads_as_operation(here->text))
            names.offer(in_title, here->text);
        if (auto host = word_behind(here->text, "domain name for api request:"); host && !into.host)
            into.host = std::move(host);
        if (!into.rate)
            into.rate = stated_rate(wording(here->text));
        if (const auto found = stated_permission(here->text)) {
            names.offer(in_permission, found->action);
            into.of.service = found->service;
        }
        if (before_tables && describes && here->text.ends_with('.') && !is_about_the_page(here->text))
            into.description += (into.description.empty() ? "" : "\n") + here->text;
    }
    resolve_home(into);
    if (names.best())
        into.name = *names.best();
    else
        said.unexpected({from.path, {1, 1}}, "a page that does not name its operation",
                        "the name in a title, in the row of Action, or in an example",
                        "put the operation's name on a line of its own at the top");
}

} // namespace bindery::codegen
