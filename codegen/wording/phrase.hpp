#ifndef BINDERY_CODEGEN_WORDING_PHRASE_HPP
#define BINDERY_CODEGEN_WORDING_PHRASE_HPP

// Finds what a sentence says by the words it says it in. A phrase is written as one would say it:
//
//     "up to # characters|bytes"      `#` is a number, `|` parts alternatives, `?` ends a word that may be missing
//
// Phrases that mean the same stand together in a table, under a name in brackets; `_` is any word, `<name>` any phrase
// of that list, and what stands behind `//` is for people. Matching is linear in the text and needs no regular
// expressions, which a page of any length could not bring down.

#include "wording/words.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

struct phrase_match {
    std::size_t first = 0; ///< index of its first word
    std::size_t next = 0;  ///< index of the word behind it
};

/// The words of a match that are numbers.
std::vector<const word*> numbers_in(const wording& in, const phrase_match& found);

/// Phrases that mean the same.
class phrase_list {
public:
    static constexpr auto everywhere = static_cast<std::size_t>(-1);

    /// A phrase; `named` finds the lists it refers to.
    void add(std::string_view phrase, std::map<std::string, phrase_list, std::less<>>& named);

    /// The longest that begins at a word.
    std::optional<phrase_match> at(const wording& in, std::size_t first) const;

    /// The first that begins at a word before `behind`, from `first` on.
    std::optional<phrase_match> find(const wording& in, std::size_t first = 0, std::size_t behind = everywhere) const;

    /// All that do, without those within others.
    std::vector<phrase_match> find_all(const wording& in, std::size_t first = 0) const;

    /// Behind as many of them as stand one after the other, from a word on, and begin before `behind`; the word itself
    /// if there are none.
    std::size_t behind_all(const wording& in, std::size_t first, std::size_t behind = everywhere) const;

    bool empty() const { return phrases_.empty(); }

private:
    struct token {
        std::vector<std::string> words;    ///< any of which may stand there
        const phrase_list* list = nullptr; ///< whose phrases may stand there
        bool may_be_missing = false;

        bool is(std::string_view sign) const { return words.size() == 1 && words.front() == sign; }
        std::optional<std::size_t> behind(const wording& in, std::size_t at) const;
    };
    using phrase = std::vector<token>;

    static std::optional<std::size_t> behind_rest(const wording& in, const phrase& of, std::size_t from,
                                                  std::size_t at);

    std::vector<phrase> phrases_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_first_word_; ///< "": where any word may be that
};

/// The list of a name in the tables beside this. None has a name that they do not have: that is a mistake of ours,
/// and an exception.
const phrase_list& list_named(std::string_view name);

/// The lists whose names begin so, by what stands behind that in their names.
std::vector<std::pair<std::string_view, const phrase_list*>> lists_behind(std::string_view prefix);

template <std::size_t Size>
struct list_name {
    // NOLINTNEXTLINE(google-explicit-constructor): it is a literal
    constexpr list_name(const char (&of)[Size]) { std::copy_n(of, Size, text); }
    char text[Size];
};

/// The phrases of a list: `phrases<"most">`. All that the program names are looked up at its start, so that no name can
/// be wrong on a path that nobody has taken yet.
template <list_name Name>
inline const phrase_list& phrases = list_named(Name.text);

} // namespace bindery::codegen

#endif
