#include "read/separated.hpp"

#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// The place of the sign that ends the cell at the start of the text; its size if none does.
std::size_t end_of_cell(std::string_view text, std::string_view sign) {
    const auto opening = text.find_first_not_of(' ');
    if (opening == std::string_view::npos || text[opening] != '"')
        return std::min(text.find(sign), text.size());
    for (std::size_t i = opening + 1; i < text.size(); ++i) {
        if (text[i] != '"')
            continue;
        if (i + 1 < text.size() && text[i + 1] == '"')
            ++i; // two of them stand for one
        else
            return std::min(text.find(sign, i), text.size());
    }
    return std::min(text.find(sign), text.size());
}

} // namespace

std::vector<std::string_view> separated(std::string_view line, std::string_view sign) {
    std::vector<std::string_view> cells;
    for (;;) {
        const auto end = end_of_cell(line, sign);
        auto cell = trimmed(line.substr(0, end));
        if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"')
            cell = cell.substr(1, cell.size() - 2);
        cells.push_back(cell);
        if (end == line.size())
            return cells;
        line.remove_prefix(end + sign.size());
    }
}

} // namespace bindery::codegen
