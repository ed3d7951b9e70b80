#ifndef BINDERY_CODEGEN_READ_SEPARATED_HPP
#define BINDERY_CODEGEN_READ_SEPARATED_HPP

// A line whose cells are parted by one sign, with or without quotation marks around them.

#include <string_view>
#include <vector>

namespace bindery::codegen {

/// The cells as views into the line, trimmed and without their quotation marks.
std::vector<std::string_view> separated(std::string_view line, std::string_view sign);

} // namespace bindery::codegen

#endif
