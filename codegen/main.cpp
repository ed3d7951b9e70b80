// bindery-gen: reads API reference pages and writes the headers that bind them.

#include "command.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <string>

namespace {

using namespace bindery::codegen;

constexpr const char* about = R"(Binds API reference pages into C++ headers.

A page is read in the layout it has (Markdown, or text copied from a vendor's site), its tables and prose are
resolved into a model, and the model is emitted as plain described structs.)";

constexpr const char* exit_codes = R"(Exit codes:
  0   done
  1   check: the headers are not those of the pages
  2   a page cannot be read or understood; the messages say where and why
  64  the command line is wrong)";

void add_generate_options(CLI::App& to, generate_request& asked) {
    to.add_option("PAGE", asked.pages, "Pages to read instead of those below --specs");
    to.add_option("--specs", asked.specs, "The folder of the pages (*.md)")->capture_default_str()->type_name("DIR");
    to.add_option("--out", asked.out, "The folder of the headers")->capture_default_str()->type_name("DIR");
}

void add_strict(CLI::App& to, strictness& how) {
    to.add_flag_callback(
        "--strict", [&how] { how = strictness::notes_are_errors; }, "Take what had to be inferred for an error");
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
    std::string format = "text";
    showing->add_option("--format", format, "text or json")
        ->check(CLI::IsMember({"text", "json"}, CLI::ignore_case))
        ->capture_default_str()
        ->type_name("FORMAT");
    add_strict(*showing, shown.how);

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return program.exit(wrong) == 0 ? exit_code::done : exit_code::usage;
    }
    if (*generating)
        return generate(headers, std::cout, std::cerr);
    if (*checking)
        return check(headers, std::cout, std::cerr);
    shown.format = format == "json" ? show_format::json : show_format::text;
    return show(shown, std::cout, std::cerr);
}
