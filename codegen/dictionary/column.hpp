#ifndef BINDERY_CODEGEN_DICTIONARY_COLUMN_HPP
#define BINDERY_CODEGEN_DICTIONARY_COLUMN_HPP

// What heads a column; the words are in words.txt.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace bindery::codegen {

enum class column {
    name,
    type,
    required,
    rules,
    description,
    example,
    http,
    code,
    message,
    fact,
    value,
    default_value,
    constraint, ///< rules in prose
    value_range,
    length,
    values, ///< those that are allowed
    unit,
    position, ///< in query, path, header or body
    level,    ///< how deep the member is nested
    remarks,  ///< running text beside the description
    optional, ///< yes where nothing is required
    other
};

/// The column a header cell stands for. Case, signs at its end, an aside in brackets and a second language beside the
/// first do not matter: "Required (Y/N)", "参数 Parameter".
std::optional<column> column_of(std::string_view header_cell);

/// What a header cell may stand for where the other columns leave only that: "Status" beside codes is HTTP's.
std::optional<column> column_beside(std::string_view header_cell, const std::vector<column>& others);

/// The header words a text may begin with, the longest first, for headers whose cells are not plainly parted:
/// "Parameter Type" may be one column or two.
struct leading_column {
    column meaning;
    std::size_t size;
};
std::vector<leading_column> columns_at_start(std::string_view text);

/// How the column is called when a diagnostic speaks of it.
std::string_view to_string(column meaning);

/// Whether these columns head a table a reader should take: something that names its rows, and something said about
/// them.
bool heads_a_table(const std::vector<column>& columns);

/// The place of a column, if the table has it.
std::optional<std::size_t> index_of(const std::vector<column>& columns, column wanted);

} // namespace bindery::codegen

#endif
