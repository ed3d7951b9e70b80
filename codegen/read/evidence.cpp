#include "read/evidence.hpp"

#include "read/table_reader.hpp"
#include "text/scan.hpp"

namespace bindery::codegen {
namespace {

/// The identifier that ends just before `end`.
std::string_view identifier_before(std::string_view line, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && is_word(line[begin - 1]))
        --begin;
    return line.substr(begin, end - begin);
}

} // namespace

evidence gather_evidence(const source& text, table_finder& tables) {
    evidence found;
    std::string_view lone; // the last line, if it is one word that may name the structure of the table below it
    for (std::size_t i = 0; i < text.lines.size(); ++i) {
        const std::string_view line = text.lines[i];
        if (const auto here = trimmed(line); !here.empty()) {
            if (!lone.empty() && tables.at(i))
                found.structures.emplace(lone);
            lone = is_identifier(here) && is_upper(here.front()) ? here : std::string_view{};
        }
        for (auto quote = line.find("\":"); quote != std::string_view::npos; quote = line.find("\":", quote + 1))
            if (const auto key = identifier_before(line, quote); is_identifier(key))
                found.names.emplace(key);
        for (auto sign = line.find('='); sign != std::string_view::npos; sign = line.find('=', sign + 1)) {
            const auto key = identifier_before(line, sign);
            const auto before = static_cast<std::size_t>(key.data() - line.data());
            if (is_identifier(key) && before > 0 && (line[before - 1] == '&' || line[before - 1] == '?'))
                found.names.emplace(key);
        }
        constexpr std::string_view words = "Array of ";
        for (auto at = line.find(words); at != std::string_view::npos; at = line.find(words, at + 1))
            if (const auto word = first_token(line.substr(at + words.size())); is_identifier(word))
                found.structures.emplace(word);
    }
    return found;
}

} // namespace bindery::codegen
