#include "read/cell_stream.hpp"

#include "text/scan.hpp"

namespace bindery::codegen {

std::string_view cell_stream::trimmed_rest() const {
    return trimmed(rest());
}

bool cell_stream::at_line_start() const {
    return trimmed(std::string_view(text_.lines[line_]).substr(0, column_)).empty();
}

void cell_stream::skip_blank() {
    while (!at_end() && trimmed_rest().empty()) {
        ++line_;
        column_ = 0;
    }
}

bool cell_stream::take_bar() {
    const auto left = trimmed_rest();
    if (!left.starts_with('|'))
        return false;
    column_ = static_cast<std::size_t>(left.data() - text_.lines[line_].data()) + 1;
    return true;
}

bool cell_stream::take_up_to_bar(std::string& into) {
    const auto left = rest();
    const auto bar = left.find('|');
    const auto piece = trimmed(left.substr(0, bar));
    if (!piece.empty()) {
        if (!into.empty())
            into += '\n';
        into += piece;
    }
    if (bar != std::string_view::npos) {
        column_ += bar + 1;
        return true;
    }
    ++line_;
    column_ = 0;
    return false;
}

} // namespace bindery::codegen
