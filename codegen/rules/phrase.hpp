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

/// A word in small letters, a number, a sign on its own, or a Chinese character.
struct word {
    enum mark_of {
        none,
        line,
        item,
        list_end
    };
    std::string text;
    std::optional<std::int64_t> number; ///< also of numbers in words: "seven"
    std::optional<double> value;        ///< also of those that are not whole
    std::size_t begin = 0;              ///< where it stands in the plain text
    std::size_t end = 0;
    std::size_t at = 0;   ///< where it stands in the marked text
    mark_of mark = none;  ///< it stands for the begin of a line or item, and its text is "\n"
    int depth = 0;        ///< of an item
    bool set_off = false; ///< in bold or between backticks
    bool ends_sentence = false;
};

/// A description, without its markup, taken apart once for all who look into it.
struct wording {
    explicit wording(std::string_view marked);

    std::string text;
    std::vector<word> words;

    /// The words of a stretch as they are written.
    std::string_view said(std::size_t first, std::size_t behind) const;

    /// The first word of the sentence that a word stands in, and the one behind its last.
    std::size_t sentence_begin(std::size_t of) const;
    std::size_t sentence_end(std::size_t of) const;
};

struct phrase_match {
    std::vector<std::int64_t> numbers; ///< what stood for the `#`, in order
    std::vector<double> values;        ///< the same, with their fractions
    std::vector<std::string> chosen;   ///< which alternative stood for each word with `|`, in order
    std::size_t first = 0;             ///< index of its first word
    std::size_t next = 0;              ///< index of the word behind it
};

/// The phrase, if it begins at the word.
std::optional<phrase_match> phrase_at(const wording& in, std::size_t first, std::string_view phrase);

/// The first place where the phrase stands, from a word on.
std::optional<phrase_match> find_phrase(const wording& in, std::string_view phrase, std::size_t from = 0);

/// The first of the phrases that stands anywhere.
std::optional<phrase_match> find_any_phrase(const wording& in, std::initializer_list<std::string_view> phrases);

} // namespace bindery::codegen

#endif
