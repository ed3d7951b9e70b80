#ifndef BINDERY_CODEGEN_RULES_PHRASE_HPP
#define BINDERY_CODEGEN_RULES_PHRASE_HPP

// Finds what a sentence says by the words it says it in. A phrase is written as one would say it:
//
//     "up to # characters|bytes"      `#` is a number, `|` parts alternatives, `?` ends a word that may be missing
//
// Matching is linear in the text and needs no regular expressions, which a page of any length could not bring down.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// A word in small letters, a number, or a sign on its own.
struct word {
    std::string text;
    std::optional<std::int64_t> number; ///< also of numbers in words: "seven"
    std::size_t begin = 0;              ///< where it stands in the text
    std::size_t end = 0;
};

/// A description, taken apart once for all who look into it.
struct wording {
    explicit wording(std::string_view description);

    std::string text;
    std::vector<word> words;
};

struct phrase_match {
    std::vector<std::int64_t> numbers; ///< what stood for the `#`, in order
    std::vector<std::string> chosen;   ///< which alternative stood for each word with `|`, in order
    std::size_t first = 0;             ///< index of its first word
    std::size_t next = 0;              ///< index of the word behind it
};

/// The first place where the phrase stands, from a word on.
std::optional<phrase_match> find_phrase(const wording& in, std::string_view phrase, std::size_t from = 0);

/// The first of the phrases that stands anywhere.
std::optional<phrase_match> find_any_phrase(const wording& in, std::initializer_list<std::string_view> phrases);

} // namespace bindery::codegen

#endif
