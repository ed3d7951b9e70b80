#include "rules/phrase.hpp"

#include "text/printable.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

using named_lists = std::map<std::string, phrase_list, std::less<>>;

/// The word behind what stands for a token, if that stands there.
std::optional<std::size_t> match_token(const wording& in, const phrase_list::token& wanted, std::size_t at,
                                       phrase_match& found) {
    if (wanted.list) {
        const auto inner = wanted.list->at(in, at);
        if (!inner)
            return std::nullopt;
        found.numbers.insert(found.numbers.end(), inner->numbers.begin(), inner->numbers.end());
        found.values.insert(found.values.end(), inner->values.begin(), inner->values.end());
        return inner->next;
    }
    if (in.ends(at))
        return std::nullopt;
    const auto& there = in.words[at];
    if (wanted.is_any)
        return at + 1;
    if (wanted.is_number) {
        if (!there.value)
            return std::nullopt;
        found.numbers.push_back(there.number.value_or(0));
        found.values.push_back(*there.value);
    } else if (std::ranges::find(wanted.words, there.text) == wanted.words.end()) {
        return std::nullopt;
    } else if (wanted.words.size() > 1) {
        found.chosen.push_back(there.text);
    }
    return at + 1;
}

/// The rest of a phrase, from a token on, at a word. Words that may be missing are taken where they stand.
bool match_rest(const wording& in, const std::vector<phrase_list::token>& all, std::size_t token, std::size_t at,
                phrase_match& found) {
    if (token == all.size()) {
        found.next = at;
        return true;
    }
    auto with = found;
    if (const auto next = match_token(in, all[token], at, with); next && match_rest(in, all, token + 1, *next, with)) {
        found = std::move(with);
        return true;
    }
    return all[token].may_be_missing && match_rest(in, all, token + 1, at, found);
}

void read_table(std::string_view table, named_lists& into) {
    phrase_list* list = nullptr;
    while (!table.empty()) {
        const auto end = std::min(table.find('\n'), table.size());
        auto line = table.substr(0, end);
        table.remove_prefix(std::min(end + 1, table.size()));
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
#include "rules/wordings/english.txt"
                 ,
#include "rules/wordings/chinese.txt"
             })
            read_table(table, found);
        return found;
    }();
    return all;
}

} // namespace

void phrase_list::add(std::string_view phrase, named_lists& named) {
    std::vector<token> tokens;
    while (!(phrase = trimmed(phrase)).empty()) {
        auto written = first_token(phrase);
        if (written.starts_with('<') && written.size() > 1 && is_letter(written[1])) // a name may hold blanks
            written = phrase.substr(0, phrase.find('>') + 1 + (phrase.substr(phrase.find('>')).starts_with(">?")));
        phrase.remove_prefix(written.size());
        token next;
        next.may_be_missing = written.size() > 1 && written.ends_with('?');
        if (next.may_be_missing)
            written.remove_suffix(1);
        if (written == "_") {
            next.is_any = true;
        } else if (written == "#") {
            next.is_number = true;
        } else if (written.size() > 2 && written.starts_with('<') && written.ends_with('>')) {
            next.list = &named[std::string(written.substr(1, written.size() - 2))];
        } else if (is_beyond_ascii(written.front()) && written.find('|') == std::string_view::npos) {
            // A run of Chinese characters stands for as many words.
            while (!written.empty()) {
                auto one = next;
                one.words.emplace_back(written.substr(0, code_point_at_start(written).size));
                written.remove_prefix(one.words.front().size());
                tokens.push_back(std::move(one));
            }
            continue;
        } else {
            while (written.size() > 1 && written.find('|') != std::string_view::npos) {
                next.words.emplace_back(written.substr(0, written.find('|')));
                written.remove_prefix(written.find('|') + 1);
            }
            next.words.emplace_back(written);
        }
        tokens.push_back(std::move(next));
    }
    const auto index = phrases_.size();
    if (tokens.front().is_number || tokens.front().list || tokens.front().may_be_missing)
        anywhere_.push_back(index);
    else
        for (const auto& each : tokens.front().words)
            by_first_word_[each].push_back(index);
    phrases_.push_back(std::move(tokens));
}

std::optional<phrase_match> phrase_list::at(const wording& in, std::size_t first) const {
    if (in.ends(first))
        return std::nullopt;
    std::optional<phrase_match> longest;
    const auto ask = [&](const std::vector<std::size_t>& of) {
        for (const auto index : of) {
            phrase_match found;
            found.first = first;
            if (match_rest(in, phrases_[index], 0, first, found) && found.next > first &&
                (!longest || found.next > longest->next))
                longest = std::move(found);
        }
    };
    if (const auto named = by_first_word_.find(in.words[first].text); named != by_first_word_.end())
        ask(named->second);
    ask(anywhere_);
    return longest;
}

std::optional<phrase_match> phrase_list::find(const wording& in, std::size_t first, std::size_t behind) const {
    for (behind = std::min(behind, in.size()); first < behind; ++first)
        if (auto found = at(in, first))
            return found;
    return std::nullopt;
}

std::vector<phrase_match> phrase_list::find_all(const wording& in, std::size_t first, std::size_t behind) const {
    std::vector<phrase_match> all;
    while (auto found = find(in, first, behind)) {
        first = found->next;
        all.push_back(std::move(*found));
    }
    return all;
}

const phrase_list& phrases(std::string_view name) {
    static const phrase_list none;
    const auto found = tables().find(name);
    return found == tables().end() ? none : found->second;
}

std::vector<std::string_view> lists_named(std::string_view prefix) {
    std::vector<std::string_view> names;
    for (const auto& [name, list] : tables())
        if (name.starts_with(prefix))
            names.push_back(name);
    return names;
}

std::optional<phrase_match> find_any_phrase(const wording& in, std::initializer_list<std::string_view> said) {
    named_lists named;
    for (const auto each : said) {
        phrase_list one;
        one.add(each, named);
        if (auto found = one.find(in))
            return found;
    }
    return std::nullopt;
}

} // namespace bindery::codegen
