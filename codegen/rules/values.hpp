#ifndef BINDERY_CODEGEN_RULES_VALUES_HPP
#define BINDERY_CODEGEN_RULES_VALUES_HPP

// Lists of values, in every way in which pages write them: in a row ("ON, OFF", "A/B", "[tcp, udp]"), explained one
// after the other ("0: no; 1: yes", "0 - no, 1 - yes", "0 for off, 1 for on"), and below their announcement, an item or
// a line each. A list counts only when every entry yields a value and nothing behind it looks like one more.

#include "rules/statement.hpp"
#include "wording/words.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bindery::codegen {

class value_reader {
public:
    using values = std::vector<std::string>;
    struct value {
        std::string text;
        std::size_t next = 0; ///< the word behind it
    };

    value_reader(const wording& said, const subject& of) : said_(said), of_(of) {}

    /// The list that begins at a word or below it.
    std::optional<values> list_at(std::size_t at) const;

    /// Values that are explained one after the other from a word on, of which there are at least two.
    std::optional<values> explained_at(std::size_t at) const;

    /// The value at a word, in the member's type.
    std::optional<value> value_at(std::size_t at) const;

    /// The first word of an item of a list that begins at the place, however it is written; 0 if none does.
    std::size_t item_at(std::size_t at) const;

    /// Behind the commas, "and" and the like between two values.
    std::size_t behind_separators(std::size_t at) const;

    /// Whether a value with its explanation stands at the word.
    bool looks_like_entry(std::size_t at) const;

private:
    /// The sign or word between a value and its explanation, and the word behind it.
    struct explainer {
        std::string_view sign;
        std::size_t next = 0;
    };

    std::optional<values> row_at(std::size_t at) const;
    std::optional<values> below(std::size_t at) const;
    bool take_entry(std::size_t at, values& into) const;
    std::optional<explainer> explainer_at(std::size_t at) const;
    std::size_t next_entry(std::size_t at, std::string_view sign, std::int64_t last) const;
    bool goes_on_behind(std::size_t at, std::string_view sign) const;
    bool is_remark(std::size_t at) const;
    bool is_open(std::size_t first, std::size_t behind) const;

    const wording& said_;
    const subject& of_;
};

} // namespace bindery::codegen

#endif
