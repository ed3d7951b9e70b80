#ifndef BINDERY_CODEGEN_READ_ACCOUNT_HPP
#define BINDERY_CODEGEN_READ_ACCOUNT_HPP

// What became of each line of a page, so that nothing of it is dropped without a word.

#include "text/diagnostic.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bindery::codegen {

enum class line_use {
    blank,
    row,     ///< of a table, or an entry of a list
    header,  ///< of a table
    heading, ///< of a section
    example,
    prose,
    chrome, ///< navigation and the like: words that are no sentence, outside of tables
    unread  ///< it reads like a row, and belongs to no table that could be read
};
inline constexpr std::size_t line_uses = 8;

std::string_view to_string(line_use of);

/// Readers take lines, counted from 1. A line that nobody takes goes on with the one above it.
class account {
public:
    void begin(std::size_t lines) { uses_.assign(lines, taken_by_nobody); }

    void take(int line, line_use use) {
        if (line > 0 && static_cast<std::size_t>(line) <= uses_.size())
            uses_[static_cast<std::size_t>(line) - 1] = use;
    }

    /// A line that reads like a row and is none. Where it stands in a table whose header is not understood, `header`
    /// has the words of that.
    void leave(place at, std::string saw, std::string header = {}) {
        take(at.line, line_use::unread);
        left_.push_back({at, std::move(saw), std::move(header)});
    }

    line_use of(int line) const { return uses_[static_cast<std::size_t>(line) - 1]; }

    /// When all has been read: lines that nobody took get the use of the line above.
    void settle();

    struct stretch {
        int first;
        int last;
        line_use use;
    };
    /// Lines of one use that stand together, with the blank ones between them.
    std::vector<stretch> stretches() const;

    std::array<std::size_t, line_uses> counts() const;

    struct left_line {
        place at;
        std::string saw;
        std::string header;
    };
    const std::vector<left_line>& left() const { return left_; }

private:
    static constexpr auto taken_by_nobody = static_cast<line_use>(line_uses);

    std::vector<line_use> uses_;
    std::vector<left_line> left_;
};

} // namespace bindery::codegen

#endif
