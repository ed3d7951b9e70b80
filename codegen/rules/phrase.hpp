#ifndef BINDERY_CODEGEN_RULES_PHRASE_HPP
#define BINDERY_CODEGEN_RULES_PHRASE_HPP

// Finds what a sentence says by the words it says it in. A phrase is written as one would say it:
//
//     "up to # characters|bytes"      `#` is a number, `|` parts alternatives, `?` ends a word that may be missing
//
// Phrases that mean the same stand together in a table, under a name in brackets; `_` is any word, `<name>` any phrase
// of that list, and what stands behind `//` is for people. Matching is linear in the text and needs no regular
// expressions, which a page of any length could not bring down.

#include "rules/words.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

struct phrase_match {
    std::vector<std::int64_t> numbers; ///< what stood for the `#`, in order; 0 for one that is not whole
    std::vector<double> values;        ///< the same, with their fractions
    std::vector<std::string> chosen;   ///< which alternative stood for each word with `|`, in order
    std::size_t first = 0;             ///< index of its first word
    std::size_t next = 0;              ///< index of the word behind it
};

/// Phrases that mean the same.
class phrase_list {
public:
    struct token {
        std::vector<std::string> words;    ///< any of which may stand there
        const phrase_list* list = nullptr; ///< whose phrases may stand there
        bool is_number = false;
        bool is_any = false;
        bool may_be_missing = false;
    };

    /// A phrase; `named` finds the lists it refers to.
    void add(std::string_view phrase, std::map<std::string, phrase_list, std::less<>>& named);

    /// The longest that begins at a word.
    std::optional<phrase_match> at(const wording& in, std::size_t first) const;

    /// The first that begins at a word before `behind`, from `first` on.
    std::optional<phrase_match> find(const wording& in, std::size_t first = 0,
                                     std::size_t behind = static_cast<std::size_t>(-1)) const;

    /// All that do, without those within others.
    std::vector<phrase_match> find_all(const wording& in, std::size_t first = 0,
                                       std::size_t behind = static_cast<std::size_t>(-1)) const;

    bool empty() const { return phrases_.empty(); }

private:
    std::vector<std::vector<token>> phrases_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_first_word_;
    std::vector<std::size_t> anywhere_; ///< those that begin with a number or another list
};

/// The phrases of the tables under wordings/, by the name of their list.
const phrase_list& phrases(std::string_view name);

/// The names of all lists that begin so.
std::vector<std::string_view> lists_named(std::string_view prefix);

/// The first of a few phrases that stands anywhere.
std::optional<phrase_match> find_any_phrase(const wording& in, std::initializer_list<std::string_view> said);

} // namespace bindery::codegen

#endif
