#ifndef BINDERY_CODEGEN_RULES_MINED_LISTED_VALUES_HPP
#define BINDERY_CODEGEN_RULES_MINED_LISTED_VALUES_HPP

// Reads lists of values in prose, behind or below a word that announces them.

#include "rules/context.hpp"
#include "rules/statement.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bindery::codegen::mined {

class listed_values {
public:
    using values = std::vector<std::string>;

    listed_values(const wording& said, const subject& of) : said_(said), of_(of) {}

    /// Behind the announcement, from a word on: "ON, OFF", "0: no; 1: yes".
    std::optional<values> inline_list(std::size_t at) const;

    /// Below it, an item or a line each.
    std::optional<values> list_below(std::size_t at) const;

    /// Behind a value stands the end, an explanation, or another value.
    bool may_follow(std::size_t at) const;

    /// The value at a word; `next` is the word behind it.
    std::optional<std::string> value_at(std::size_t at, std::size_t& next) const;

    /// Whether the words leave room for further values: "etc", "such as".
    bool is_open(std::size_t first, std::size_t end) const;
    bool begins_item(std::size_t at) const;

    bool is(std::size_t at, std::initializer_list<std::string_view> words) const {
        return at < said_.words.size() && is_any(said_.words[at].text, words);
    }
    word::mark_of mark(std::size_t at) const { return at < said_.words.size() ? said_.words[at].mark : word::list_end; }
    bool ends(std::size_t at) const { return at >= said_.words.size() || said_.words[at].mark != word::none; }

protected:
    const wording& said_;
    const subject& of_;

private:
    static bool is_value_sign(std::string_view text);
    std::size_t behind_bracket(std::size_t at) const;
    /// Where the next "value: explanation" begins, from a separator on; 0 if there is none in the sentence or behind
    /// it.
    std::size_t next_explained(std::size_t at) const;
    std::size_t end_of_explanation(std::size_t at) const;
    bool take_item(std::size_t at, values& into) const;
};

} // namespace bindery::codegen::mined

#endif
