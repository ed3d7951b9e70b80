#ifndef BINDERY_CODEGEN_READ_PAGE_HPP
#define BINDERY_CODEGEN_READ_PAGE_HPP

// What reading makes of a page, whatever its layout was: headings, running text, samples and tables, in their order.
// Nothing is interpreted yet; every piece knows where it stood.

#include "dictionary/column.hpp"
#include "dictionary/section.hpp"
#include "read/account.hpp"
#include "text/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bindery::codegen {

struct cell {
    std::string text;
    place at;
    int indent = 0; ///< how far its text is set in, where blanks show that
};

/// One cell per column of its table; a cell the page leaves out is empty and stands where it was missed.
using row = std::vector<cell>;

/// The header of a table: what each cell stands for, and its words as they are.
struct heads {
    std::vector<column> columns;
    std::vector<std::string> words;
};

struct table {
    std::vector<column> columns;
    std::vector<row> rows;
    place at;
    std::vector<std::string> words = {};           ///< of the header
    std::string_view layout = "entries of a list"; ///< how it was written

    bool has(column wanted) const { return index_of(columns, wanted).has_value(); }

    /// The cell of a row under a column, or null if the table has no such column.
    const cell* find(const row& in, column wanted) const {
        const auto index = index_of(columns, wanted);
        return index ? &in[*index] : nullptr;
    }
};

struct heading {
    section about = section::other;
    std::string text;
    place at;
    int level = 0; ///< 0: not told
};

struct paragraph {
    std::string text; ///< one line of running text
    place at;
    int indent = 0; ///< how far it is set in, as items of a list in another are
};

enum class sample_kind {
    json,
    query
};

struct sample {
    sample_kind kind = sample_kind::json;
    bool sent = false; ///< the text around it shows that it is a request's
    std::string text;
    place at;
};

using block = std::variant<heading, paragraph, sample, table>;

/// Who wrote a page: a spec is ours and says what it means; a vendor's page is read as well as can be, and what it
/// leaves open is noted.
enum class written_by {
    us,
    vendor
};

struct page {
    std::string path;
    std::vector<block> blocks;
    place end;
    written_by whom = written_by::vendor;
    account lines = {};

    location at(place where) const { return {path, where}; }
};

} // namespace bindery::codegen

#endif
