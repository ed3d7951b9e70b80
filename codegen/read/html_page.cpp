// A page saved as HTML: its headings, paragraphs, samples and tables are those of the document.

#include "read/html_page.hpp"
#include "read/html.hpp"
#include "read/sample_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

namespace bindery::codegen {
namespace {

class block_writer {
public:
    block_writer(const reading& from, page& into) : from_(from), into_(into) {}

    void operator()(html_table& found) {
        if (found.rows.empty())
            return;
        drop_title_row(found);
        auto columns = columns_of_cells(found.rows.front());
        if (!columns) {
            for (const auto& line : found.rows)
                for (const auto& each : line)
                    if (const auto words = plain(each.text); !words.empty())
                        into_.blocks.emplace_back(paragraph{words, each.at});
            return;
        }
        table made{std::move(*columns), {}, found.at};
        const auto at = found.at;
        take_html_rows(from_, std::move(found), made);
        if (made.rows.empty())
            from_.said.note({from_.text.path, at}, "a table without rows is left out");
        else
            into_.blocks.emplace_back(std::move(made));
    }

    void operator()(html_text& found) {
        switch (found.kind) {
        case html_text::heading:
            into_.blocks.emplace_back(heading{section_named(found.text), found.text, found.at, found.level});
            break;
        case html_text::preformatted:
            read_samples(found);
            break;
        case html_text::paragraph:
            if (const auto marked = heading_of(found.text))
                into_.blocks.emplace_back(heading{marked->about, std::string(marked->text), found.at, marked->level});
            else
                into_.blocks.emplace_back(paragraph{found.text, found.at, found.level});
        }
    }

private:
    /// A block of code may hold an example; its lines stand where those of the document do.
    void read_samples(const html_text& found) {
        source code{from_.text.path, {}};
        for (std::string_view left = found.text; !left.empty();) {
            code.lines.emplace_back(left.substr(0, left.find('\n')));
            left.remove_prefix(std::min(left.find('\n'), left.size() - 1) + 1);
        }
        for (std::size_t line = 0; line < code.lines.size();) {
            report said;
            const auto example = read_sample(code, line, said);
            if (!example) {
                ++line;
                continue;
            }
            if (example->what) {
                auto what = *example->what;
                what.at.line += found.at.line - 1;
                into_.blocks.emplace_back(std::move(what));
            }
            line = example->next;
        }
    }

    const reading& from_;
    page& into_;
};

} // namespace

void read_html_page(const reading& from, std::string_view whole, page& into) {
    block_writer write(from, into);
    for (auto& each : read_html(whole, 1))
        std::visit(write, each);
}

} // namespace bindery::codegen
