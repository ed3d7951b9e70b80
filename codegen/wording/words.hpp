#ifndef BINDERY_CODEGEN_WORDING_WORDS_HPP
#define BINDERY_CODEGEN_WORDING_WORDS_HPP

// A description taken apart into words, once for all who look into it.

#include "text/markup.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// A word in small letters, a number, a sign on its own, or a Chinese character; or, as "\n", the begin of a line or
/// item.
struct word {
    using enum marked_piece::kind_of;
    marked_piece::kind_of mark = words;
    std::string text;
    std::optional<std::int64_t> number; ///< also of numbers in words: "seven"
    std::optional<double> value;        ///< also of those that are not whole
    std::size_t begin = 0;              ///< where it stands in the plain text
    std::size_t end = 0;
    std::size_t at = 0;   ///< where it stands in the marked text
    int depth = 0;        ///< of an item
    bool set_off = false; ///< in bold or between backticks
    bool ends_sentence = false;
    std::size_t sentence_first = 0; ///< of the sentence it stands in; a sentence of any length has bounded context
    std::size_t sentence_behind = 0;
    std::size_t in_item = 0; ///< the first word of the innermost item it stands in; 0: in none
};

struct wording {
    explicit wording(std::string_view marked);

    std::string text; ///< without its markup
    std::vector<word> words;

    std::size_t size() const { return words.size(); }

    /// The words of a stretch as they are written.
    std::string_view said(std::size_t first, std::size_t behind) const;

    /// The first word of the sentence that a word stands in, and the one behind its last.
    std::size_t sentence_begin(std::size_t of) const;
    std::size_t sentence_end(std::size_t of) const;

    /// Whether the word at a place is one of these.
    bool is(std::size_t at, std::initializer_list<std::string_view> any) const;

    /// Whether the words from `first` on, before `behind`, hold one of these.
    bool holds(std::size_t first, std::size_t behind, std::initializer_list<std::string_view> any) const;

    /// Whether there is no word at the place: the text, a line or an item ends before it.
    bool ends(std::size_t at) const { return at >= words.size() || words[at].mark != word::words; }

    marked_piece::kind_of mark(std::size_t at) const { return at < words.size() ? words[at].mark : word::list_end; }

    /// Whether nothing stands between the word and the one before it.
    bool is_glued(std::size_t at) const {
        return at > 0 && at < words.size() && words[at].mark == word::words && words[at - 1].end == words[at].begin;
    }

    bool is_set_off(std::size_t at) const { return at < words.size() && words[at].set_off; }
    bool is_quote(std::size_t at) const { return is(at, {"\"", "'"}); }

    std::string_view text_at(std::size_t at) const { return at < words.size() ? words[at].text : std::string_view{}; }
    std::optional<double> value_of(std::size_t at) const { return ends(at) ? std::nullopt : words[at].value; }

    /// Behind a bracket that opens at the place, or the end of its line.
    std::size_t behind_bracket(std::size_t at) const;
};

} // namespace bindery::codegen

#endif
