#include "resolve/rows.hpp"

#include "dictionary/yes_no.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

/// "String, required", "String (optional)".
std::optional<bool> behind_type(std::string_view type) {
    const auto at = type.find_last_of(",;(");
    const auto wide = std::string_view("，");
    auto behind = at == std::string_view::npos ? std::string_view{} : type.substr(at + 1);
    if (const auto comma = type.rfind(wide); comma != std::string_view::npos)
        behind = type.substr(comma + wide.size());
    if (behind.ends_with(')'))
        behind.remove_suffix(1);
    return spelt_out(behind);
}

/// "Required. The name ...", "（可选）...", "[Optional] ...".
std::optional<bool> opening(std::string_view description) {
    constexpr std::string_view ends[] = {".", "。", ",", "，", ":", "：", ")", "）", "]", "】", ";", "；", "\n"};
    take_start(description, {"(", "（", "[", "【"});
    std::size_t first = description.size();
    for (const auto end : ends)
        first = std::min(first, description.find(end));
    return spelt_out(description.substr(0, first));
}

} // namespace

answers::answers(const page& from, const table& rows, report& said) : from_(from), rows_(rows), said_(said) {
    if (from.whom == written_by::us)
        return;
    bool only_ticks = true;
    for (const auto& each : rows.rows) {
        if (const auto* answer = rows.find(each, column::required))
            only_ticks = only_ticks && (is_tick(label(answer->text)) || label(answer->text).empty());
        else if (const auto* name = rows.find(each, column::name))
            stars_ = stars_ || read_name(*name).starred;
    }
    if (const auto at = index_of(rows.columns, column::required);
        at && rows.rows.size() > 1 &&
        std::ranges::all_of(rows.rows, [&](const row& each) { return label(each[*at].text).empty(); }))
        said.note(from.at(rows.at), "no row of the table has an answer under required: they are left open");
    ticks_ = only_ticks && rows.has(column::required) && std::ranges::any_of(rows.rows, [&](const row& each) {
                 return is_tick(label(rows.find(each, column::required)->text));
             });
}

std::optional<bool> answers::of(const row& in, const told_name& name) {
    if (const auto* answer = rows_.find(in, column::required))
        return in_column(*answer);
    if (const auto* answer = rows_.find(in, column::optional)) {
        if (const auto says = spelt_out(label(answer->text)))
            return says;
        const auto says = in_column(*answer);
        return says ? std::optional(!*says) : std::nullopt;
    }
    return from_.whom == written_by::us ? std::nullopt : beside(in, name);
}

std::optional<bool> answers::in_column(const cell& answer) {
    const auto text = label(answer.text);
    const auto required = yes_no(text);
    if (required)
        return required;
    if (from_.whom == written_by::us) {
        said_.unexpected(from_.at(answer.at), text.empty() ? "nothing" : quoted(text), "Yes or No",
                         "the Required column takes these two; a condition belongs into the description");
        return std::nullopt;
    }
    if (text == "1" || text == "0")
        return text == "1";
    if (text.empty() && ticks_) {
        said_.note(from_.at(answer.at), "the column marks what is required: without a mark it is taken for optional");
        return false;
    }
    if (!text.empty())
        said_.note(from_.at(answer.at), quoted(text) + " is neither Yes nor No: whether it is required is left open");
    return std::nullopt;
}

std::optional<bool> answers::beside(const row& in, const told_name& name) const {
    if (name.required)
        return name.required;
    if (stars_)
        return name.starred;
    if (const auto* type = rows_.find(in, column::type))
        if (const auto answer = behind_type(label(type->text)))
            return answer;
    if (const auto* description = rows_.find(in, column::description))
        return opening(plain(description->text));
    return std::nullopt;
}

} // namespace bindery::codegen
