#ifndef BINDERY_CODEGEN_RULES_VALUES_HPP
#define BINDERY_CODEGEN_RULES_VALUES_HPP

// Lists of values, in every way in which pages write them: in a row ("ON, OFF", "A/B", "[tcp, udp]"), explained one
// after the other ("0: no; 1: yes", "0 - no, 1 - yes", "0 for off, 1 for on"), and below their announcement, an item or
// a line each. A list counts only when every entry yields a value and nothing behind it looks like one more.

#include "rules/readers.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

using value_list = std::vector<std::string>;

/// The list that begins at a word or below it.
std::optional<value_list> list_at(const described& in, std::size_t at);

/// Values that are explained one after the other from a word on, of which there are at least two.
std::optional<value_list> explained_at(const described& in, std::size_t at);

struct value_match {
    std::string text;
    std::size_t next = 0; ///< the word behind it
};

/// The value at a word, in the member's type.
std::optional<value_match> value_at(const described& in, std::size_t at);

/// The first word of an item of a list that begins at the place, however it is written; 0 if none does.
std::size_t item_at(const wording& in, std::size_t at);

/// Whether a value with its explanation stands at the word.
bool looks_like_entry(const described& in, std::size_t at);

/// Whether a value is marked as one.
inline bool is_quoted(const wording& in, std::size_t at) {
    return in.is_set_off(at) || in.is_quote(at);
}

bool is_in_capitals(std::string_view written);

/// Whether a word stands for itself: set off, quoted, a number, or spelled as no word of the language is.
bool is_proper(const wording& in, std::size_t at);

/// What several places state of one thing: nothing, unless it is the same.
struct agreement {
    std::optional<statement> found;
    bool is_broken = false;

    void take(statement::kind_of kind, std::size_t at, const value_list& values) {
        if (!found)
            found.emplace(kind, at, values);
        is_broken = is_broken || found->values != values;
    }
};

} // namespace bindery::codegen

#endif
