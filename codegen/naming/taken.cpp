#include "naming/taken.hpp"

#include "text/word_table.hpp"

namespace bindery::codegen {

std::optional<taken_by> taken(std::string_view name) {
    static const word_table<taken_by> all{
#include "naming/taken.inc"
    };
    return all.find(name);
}

} // namespace bindery::codegen
