// bindery-gen: reads API reference pages and writes the headers that bind them.

#include "command.hpp"
#include "diff/diff.hpp"
#include "explain/explain.hpp"
#include "import/import.hpp"
#include "lint/lint.hpp"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <map>
#include <string>

namespace {

using namespace bindery::codegen;

constexpr const char* about = R"(Binds API reference pages into C++ headers.

A page is read in the layout it has (Markdown, or text copied from a vendor's site), its tables and prose are
resolved into a model, and the model is emitted as plain described structs.)";

constexpr const char* exit_codes = R"(Exit codes:
  0   done
  1   check: the headers are not those of the pages; diff: something breaks; lint: something was found
  2   a page cannot be read or understood; the messages say where and why
  64  the command line is wrong)";

void add_relax(CLI::App& to, std::vector<std::string>& rules) {
    to.add_option("--relax", rules, "A rule that requests are not held to, e.g. ManageTask/OperationType:one_of")
        ->type_name("RULE")
        ->allow_extra_args(false);
}

void add_generate_options(CLI::App& to, generate_request& asked) {
    to.add_option("PAGE", asked.pages, "Pages to read instead of those below --specs");
    to.add_option("--specs", asked.specs, "The folder of the pages (*.md)")->capture_default_str()->type_name("DIR");
    to.add_option("--out", asked.out, "The folder of the headers")->capture_default_str()->type_name("DIR");
    add_relax(to, asked.relaxed);
    to.add_option("--metadata", asked.metadata, "A vendor's metadata, which know the types of what the pages describe");
}

void add_strict(CLI::App& to, strictness& how) {
    to.add_flag_callback(
        "--strict", [&how] { how = strictness::notes_are_errors; }, "Take what had to be inferred for an error");
}

void add_format(CLI::App& to, show_format& format) {
    to.add_option("--format", format, "text or json")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, show_format>{{"text", show_format::text}, {"json", show_format::json}},
            CLI::ignore_case))
        ->option_text("text|json");
}

} // namespace

int main(int argc, char** argv) {
    CLI::App program{about, "bindery-gen"};
    program.footer(exit_codes);
    program.require_subcommand(1);

    generate_request headers;
    headers.specs = "specs";
    headers.out = "include/bindery/api";
    auto* generating = program.add_subcommand("generate", "Write the headers; those that stay the same are left alone");
    add_generate_options(*generating, headers);
    add_strict(*generating, headers.how);
    generating->add_flag("--prune", headers.prune, "Remove generated headers that no page stands for");

    auto* checking = program.add_subcommand("check", "Say whether the headers are those of the pages; write nothing");
    add_generate_options(*checking, headers);
    add_strict(*checking, headers.how);

    show_request shown;
    auto* showing = program.add_subcommand("show", "Print what a page says, as text or JSON (docs/model.md)");
    showing->add_option("FILE", shown.pages, "The pages")->required();
    add_format(*showing, shown.format);
    add_strict(*showing, shown.how);

    std::string members;
    auto* mining = program.add_subcommand("rules", "Print the rules that descriptions state, a JSON object per line");
    mining->add_option("FILE", members, "Objects with type and document, one per line; without it, standard input")
        ->check(CLI::ExistingFile);

    import_request imported;
    imported.out = "include/bindery/api";
    auto* importing = program.add_subcommand("import", "Write the headers that a vendor's metadata stand for");
    importing->add_option("FROM", imported.from, "A file of metadata, or a folder with some")->required();
    importing->add_option("--out", imported.out, "The folder of the headers")->capture_default_str()->type_name("DIR");
    importing->add_option("--pages", imported.pages, "Pages, or folders of them, that know more than the metadata");
    importing->add_option("--service", imported.service, "The service's name, instead of its own");
    importing->add_option("--host", imported.host, "The host, instead of the one that is inferred");
    importing->add_option("--operations", imported.operations, "Only these, and the structures they need")
        ->delimiter(',')
        ->type_name("A,B");
    add_relax(*importing, imported.relaxed);
    importing->add_flag("--prune", imported.prune, "Remove generated headers that nothing stands for any more");
    add_format(*importing, imported.format);
    add_strict(*importing, imported.how);

    diff_request compared;
    auto* comparing = program.add_subcommand("diff", "Say what changed, and whether it breaks (docs/diff.md)");
    comparing->add_option("OLD", compared.before, "A page, a folder of pages, or metadata")->required();
    comparing->add_option("NEW", compared.after, "The same, later")->required();
    add_format(*comparing, compared.format);
    comparing->add_flag_callback(
        "--strict", [&compared] { compared.how = strictness::notes_are_errors; },
        "Any change counts as one that breaks");

    lint_request looked_at;
    auto* linting = program.add_subcommand("lint", "Say what is likely to be wrong with pages (docs/lint.md)");
    linting->add_option("FILE", looked_at.files, "Pages, folders of pages, or metadata")->required();
    add_format(*linting, looked_at.format);
    add_strict(*linting, looked_at.how);

    explain_request explained;
    auto* explaining = program.add_subcommand("explain", "Show how each table and row was read, and why");
    explaining->add_option("FILE", explained.files, "Pages, or metadata")->required();
    add_format(*explaining, explained.format);

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return program.exit(wrong) == 0 ? exit_code::done : exit_code::usage;
    }
    if (*generating)
        return generate(headers, std::cout, std::cerr);
    if (*checking)
        return check(headers, std::cout, std::cerr);
    if (*mining) {
        if (members.empty())
            return rules(std::cin, "standard input", std::cout, std::cerr);
        std::ifstream file(members, std::ios::binary);
        return rules(file, members, std::cout, std::cerr);
    }
    if (*comparing)
        return diff(compared, std::cout, std::cerr);
    if (*linting)
        return lint(looked_at, std::cout, std::cerr);
    if (*explaining)
        return explain(explained, std::cout, std::cerr);
    if (*importing)
        return import_metadata(imported, std::cout, std::cerr);
    return show(shown, std::cout, std::cerr);
}
