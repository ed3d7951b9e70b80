#include "read/html.hpp"
#include "read/sample_reader.hpp"
#include "read/unread.hpp"
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
        const auto as_it_was = found.rows;
        auto head = take_head(found);
        if (!head) {
            for (const auto& line : as_it_was)
                for (const auto& each : line)
                    if (const auto words = plain(each.text); !words.empty())
                        say(paragraph{words, each.at});
            if (as_it_was.size() > 1 && as_it_was.front().size() > 1)
                leave_table(from_, found.at, as_it_was, into_);
            return;
        }
        table made{std::move(head->columns), {}, found.at, std::move(head->words), html_rows.layout};
        take_html_rows(from_, std::move(found), made);
        add_table(from_, std::move(made), into_);
    }

    void operator()(html_text& found) {
        switch (found.kind) {
        case html_text::heading:
            say(heading{section_named(found.text), found.text, found.at, found.level});
            break;
        case html_text::preformatted:
            read_samples(found);
            break;
        case html_text::paragraph:
            if (const auto marked = heading_of(found.text))
                say(heading{marked->about, std::string(marked->text), found.at, marked->level});
            else
                say(paragraph{found.text, found.at, found.level});
        }
    }

private:
    void say(heading&& here) {
        into_.lines.take(here.at.line, line_use::heading);
        into_.blocks.emplace_back(std::move(here));
    }
    void say(paragraph&& here) {
        into_.lines.take(here.at.line, is_sentence(here.text) ? line_use::prose : line_use::chrome);
        into_.blocks.emplace_back(std::move(here));
    }

    /// A block of code may hold an example; its lines stand where those of the document do.
    void read_samples(const html_text& found) {
        const auto lines = lines_of(found.text);
        const source code{from_.text.path, {lines.begin(), lines.end()}};
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
                into_.lines.take(what.at.line, line_use::example);
                into_.blocks.emplace_back(std::move(what));
            }
            line = example->next;
        }
    }

    const reading& from_;
    page& into_;
};

} // namespace

void read_html_page(const reading& from, page& into) {
    block_writer write(from, into);
    for (auto& each : read_html(from.text, 0, from.text.lines.size()))
        std::visit(write, each);
}

} // namespace bindery::codegen
