#ifndef BINDERY_CODEGEN_TEXT_WORD_TABLE_HPP
#define BINDERY_CODEGEN_TEXT_WORD_TABLE_HPP

// Words and what they mean, as tables that are read at a glance: a row per meaning, its words parted by commas; a
// synonym more is a word more.

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// Takes the first of some words off.
constexpr std::string_view take_word(std::string_view& words) {
    const auto word = words.substr(0, words.find(','));
    words.remove_prefix(std::min(word.size() + 2, words.size()));
    return word;
}

/// Whether a word is one of some words.
constexpr bool is_among(std::string_view word, std::string_view words) {
    while (!words.empty())
        if (take_word(words) == word)
            return true;
    return false;
}

/// Words and what all of them mean.
template <class Meaning>
struct word_row {
    Meaning meaning;
    std::string_view words;
};

template <class Meaning>
class word_table {
public:
    struct entry {
        std::string_view word;
        Meaning meaning;
    };

    word_table() = default;
    word_table(std::initializer_list<word_row<Meaning>> rows) {
        std::ranges::for_each(rows, [&](auto& each) { add(each); });
    }

    /// Of a word that is there twice the first meaning counts.
    void add(word_row<Meaning> row) {
        while (!row.words.empty()) {
            const auto word = take_word(row.words);
            known_.emplace(word, row.meaning);
            entries_.push_back({word, row.meaning});
        }
    }

    /// What the whole word means, if it is there.
    std::optional<Meaning> find(std::string_view word) const {
        const auto found = known_.find(word);
        return found == known_.end() ? std::nullopt : std::optional(found->second);
    }

    /// All words, in the order of their rows.
    auto begin() const { return entries_.begin(); }
    auto end() const { return entries_.end(); }

private:
    std::map<std::string_view, Meaning> known_;
    std::vector<entry> entries_;
};

} // namespace bindery::codegen

#endif
