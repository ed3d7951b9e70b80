#ifndef BINDERY_CODEGEN_READ_CELL_STREAM_HPP
#define BINDERY_CODEGEN_READ_CELL_STREAM_HPP

// A page seen as cells closed by `|`, wherever its lines break. A bar at the start of a line may open a row or close
// the cell above it: only the count of cells can tell, so the stream lets its user look at a line before taking it.

#include "read/page.hpp"
#include "text/source.hpp"

#include <cstddef>
#include <string_view>

namespace bindery::codegen {

class cell_stream {
public:
    cell_stream(const source& text, std::size_t line) : text_(text), line_(line) {}

    /// Goes to the next line that is not blank, unless the rest of this one is not.
    void skip_blank();

    bool at_end() const { return line_ >= text_.lines.size(); }
    std::size_t line() const { return line_; }
    bool at_line_start() const;

    /// What is left of the line.
    std::string_view rest() const { return std::string_view(text_.lines[line_]).substr(column_); }

    /// Takes a bar if it is the next thing in the line.
    bool take_bar();

    enum class outcome {
        closed,
        stopped
    };

    /// Takes all up to the next bar, and the bar. It stops without one at the end of the page and before a line for
    /// which `stops` says so; what it took so far is in `into`.
    template <class Stops>
    outcome take(cell& into, Stops stops) {
        skip_blank();
        into.at = at_end() ? text_.end().at : text_.at(line_, trimmed_rest()).at;
        for (;;) {
            if (at_end() || (at_line_start() && stops(line_)))
                return outcome::stopped;
            if (take_up_to_bar(into.text))
                return outcome::closed;
        }
    }

private:
    std::string_view trimmed_rest() const;
    bool take_up_to_bar(std::string& into); // true: a bar was taken; false: the line ended, the next one is begun

    const source& text_;
    std::size_t line_;
    std::size_t column_ = 0;
};

} // namespace bindery::codegen

#endif
