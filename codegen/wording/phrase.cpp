#include "wording/phrase.hpp"

#include "text/printable.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace bindery::codegen {
namespace {

using named_lists = std::map<std::string, phrase_list, std::less<>>;

void read_table(std::string_view table, named_lists& into) {
    phrase_list* list = nullptr;
    for (auto line : lines_of(table)) {
        line = trimmed(line.substr(0, line.find("//")));
        if (line.size() > 2 && line.front() == '[' && line.back() == ']' && line[1] != ' ')
            list = &into[std::string(line.substr(1, line.size() - 2))];
        else if (!line.empty() && list)
            list->add(line, into);
    }
}

const named_lists& tables() {
    static const named_lists all = [] {
        named_lists found;
        for (const std::string_view table : {
#include "wording/english.txt"
                 ,
#include "wording/chinese.txt"
             })
            read_table(table, found);
        for (const auto& [name, list] : found) // one that another refers to
            if (list.empty())
                throw std::logic_error("no phrase stands below [" + name + "] in the tables of wordings");
        return found;
    }();
    return all;
}

} // namespace

/// The word behind what stands for the token, if that stands there.
std::optional<std::size_t> phrase_list::token::behind(const wording& in, std::size_t at) const {
    if (list) {
        const auto inner = list->at(in, at);
        return inner ? std::optional(inner->next) : std::nullopt;
    }
    if (in.ends(at))
        return std::nullopt;
    const bool stands = is("_") || (is("#") ? in.words[at].value.has_value()
                                            : std::ranges::find(words, in.words[at].text) != words.end());
    return stands ? std::optional(at + 1) : std::nullopt;
}

/// Behind the rest of a phrase, from a token on, at a word. Words that may be missing are taken where they stand.
std::optional<std::size_t> phrase_list::behind_rest(const wording& in, const phrase& of, std::size_t from,
                                                    std::size_t at) {
    if (from == of.size())
        return at;
    if (const auto next = of[from].behind(in, at))
        if (const auto end = behind_rest(in, of, from + 1, *next))
            return end;
    return of[from].may_be_missing ? behind_rest(in, of, from + 1, at) : std::nullopt;
}

void phrase_list::add(std::string_view written, named_lists& named) {
    phrase tokens;
    while (!(written = trimmed(written)).empty()) {
        const bool is_name = written.front() == '<' && written.size() > 1 && is_letter(written[1]);
        auto size = is_name ? written.find('>') + 1 : first_token(written).size();
        size += is_name && written.substr(size).starts_with('?');
        auto one = written.substr(0, size);
        written.remove_prefix(size);
        token next;
        next.may_be_missing = size > 1 && one.ends_with('?');
        one.remove_suffix(next.may_be_missing);
        if (is_name) {
            next.list = &named[std::string(one.substr(1, one.size() - 2))];
            one = {};
        }
        const bool has_choice = one.size() > 1 && one.find('|') != std::string_view::npos;
        for (std::size_t end = 0; !one.empty(); one.remove_prefix(end)) {
            // A run of Chinese characters stands for as many words.
            const bool is_run = is_beyond_ascii(one.front()) && !has_choice;
            end = is_run       ? code_point_at_start(one).size
                  : has_choice ? std::min(one.find('|'), one.size())
                               : one.size();
            next.words.emplace_back(one.substr(0, end));
            end += end < one.size() && !is_run;
            if (is_run)
                tokens.push_back(std::exchange(next, token{{}, nullptr, next.may_be_missing}));
        }
        if (next.list || !next.words.empty())
            tokens.push_back(std::move(next));
    }
    const auto& first = tokens.front();
    if (first.list || first.may_be_missing || first.is("#") || first.is("_"))
        by_first_word_[""].push_back(phrases_.size());
    else
        for (const auto& each : first.words)
            by_first_word_[each].push_back(phrases_.size());
    phrases_.push_back(std::move(tokens));
}

std::optional<phrase_match> phrase_list::at(const wording& in, std::size_t first) const {
    if (in.ends(first))
        return std::nullopt;
    std::optional<phrase_match> longest;
    for (const auto& word : {std::string_view(in.words[first].text), std::string_view()})
        if (const auto known = by_first_word_.find(word); known != by_first_word_.end())
            for (const auto index : known->second) {
                const auto next = behind_rest(in, phrases_[index], 0, first);
                if (next && *next > (longest ? longest->next : first))
                    longest = phrase_match{first, *next};
            }
    return longest;
}

std::optional<phrase_match> phrase_list::find(const wording& in, std::size_t first, std::size_t behind) const {
    for (behind = std::min(behind, in.size()); first < behind; ++first)
        if (auto found = at(in, first))
            return found;
    return std::nullopt;
}

std::vector<phrase_match> phrase_list::find_all(const wording& in, std::size_t first) const {
    std::vector<phrase_match> all;
    while (auto found = find(in, first)) {
        first = found->next;
        all.push_back(*found);
    }
    return all;
}

std::size_t phrase_list::behind_all(const wording& in, std::size_t first, std::size_t behind) const {
    while (const auto found = first < behind ? at(in, first) : std::nullopt)
        first = found->next;
    return first;
}

std::vector<const word*> numbers_in(const wording& in, const phrase_match& found) {
    std::vector<const word*> numbers;
    for (auto at = found.first; at < found.next; ++at)
        if (in.words[at].value)
            numbers.push_back(&in.words[at]);
    return numbers;
}

const phrase_list& list_named(std::string_view name) {
    const auto found = tables().find(name);
    if (found == tables().end())
        throw std::logic_error("no list of wordings is named [" + std::string(name) + "]");
    return found->second;
}

std::vector<std::pair<std::string_view, const phrase_list*>> lists_behind(std::string_view prefix) {
    std::vector<std::pair<std::string_view, const phrase_list*>> all;
    for (const auto& [name, list] : tables())
        if (name.starts_with(prefix))
            all.emplace_back(std::string_view(name).substr(prefix.size()), &list);
    return all;
}

} // namespace bindery::codegen
