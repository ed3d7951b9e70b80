// bindery-gen: reads API reference pages and writes the headers that bind them.

#include "command.hpp"
#include "diff/diff.hpp"
#include "explain/explain.hpp"
#include "import/import.hpp"
#include "lint/lint.hpp"
#include "outcome.hpp"

#include "text/file.hpp"
#include "text/printable.hpp"
#include "text/scan.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace bindery::codegen;

constexpr const char* about = R"(Binds API reference pages into C++ headers.

A page is read in the layout it has (Markdown, or text copied from a vendor's site), its tables and prose are
resolved into a model, and the model is emitted as plain described structs.)";

constexpr const char* exit_codes = R"(Exit codes:
  0   done
  1   check: the headers are not those of the pages; diff: something breaks; lint: something was found
  2   a page cannot be read or understood, or something not be written; the messages say where and why
  64  the command line is wrong)";

void add_relax(CLI::App& to, std::vector<std::string>& rules) {
    to.add_option("--relax", rules, "A rule that requests are not held to, e.g. ManageTask/OperationType:one_of")
        ->type_name("RULE")
        ->allow_extra_args(false);
}

void add_generate_options(CLI::App& to, generate_request& asked) {
    to.add_option("PAGE", asked.pages, "Pages, or folders of them, to read instead of those below --specs");
    to.add_option("--specs", asked.specs, "The folder of the pages (*.md)")->capture_default_str()->type_name("DIR");
    to.add_option("--out", asked.out, "The folder of the headers")->capture_default_str()->type_name("DIR");
    add_relax(to, asked.relaxed);
    to.add_option("--metadata", asked.metadata, "A vendor's metadata, which know the types of what the pages describe");
}

void add_strict(CLI::App& to, strictness& how, const std::string& what = "Take what had to be inferred for an error") {
    to.add_flag_callback(
        "--strict", [&how] { how = strictness::notes_are_errors; }, what);
}

void add_lenient(CLI::App& to, strictness& how) {
    to.add_flag_callback(
        "--lenient", [&how] { how = strictness::unread_is_noted; },
        "Only note lines that read like rows and were not read, and examples that contradict the tables");
}

/// An option that takes one of some words, in any case; the first is what it is without.
template <class Choice>
void add_choice(CLI::App& to, const std::string& option, Choice& into,
                const std::vector<std::pair<std::string, Choice>>& words, const std::string& about) {
    std::string all;
    for (const auto& [word, _] : words)
        all += (all.empty() ? "" : "|") + word;
    const auto take = [&into, words, option](const std::string& word) {
        const auto found = std::ranges::find(words, lowered(word), [](const auto& each) { return each.first; });
        if (found == words.end()) {
            std::string expected;
            for (const auto& each : words)
                expected += (expected.empty() ? "" : &each == &words.back() ? " or " : ", ") + each.first;
            throw CLI::ValidationError(option, "saw " + bindery::codegen::quoted(word) + ", expected " + expected);
        }
        into = found->second;
    };
    to.add_option_function<std::string>(option, take, about)->option_text(all);
}

void add_format(CLI::App& to, show_format& format) {
    add_choice<show_format>(to, "--format", format, {{"text", show_format::text}, {"json", show_format::json}},
                            "text, or json for programs");
}

/// How a command tells what it has to say.
template <class Request>
void add_telling(CLI::App& to, Request& asked) {
    add_format(to, asked.format);
    add_strict(to, asked.how);
    add_lenient(to, asked.how);
}

/// What is wrong with a command line, in our words.
std::string explained(const CLI::App* program, const CLI::Error& wrong) {
    std::string text = wrong.what();
    const auto behind = text.substr(std::min(text.find(": ") + 2, text.size()));
    if (wrong.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError))
        text = std::string("there is no ") + (behind.starts_with('-') ? "option " : "place for ") +
               bindery::codegen::quoted(behind);
    else if (wrong.get_name() == "ArgumentMismatch")
        text = text.substr(0, text.find(':')) + " needs a value";
    else if (wrong.get_name() == "RequiredError" && program->get_subcommands().empty())
        text = "a command is missing";
    return "bindery-gen: " + printable_line(text) + "\nRun with --help for more information.\n";
}

/// Names the commands that there are to somebody who wrote another.
int no_such_command(const CLI::App& program, std::string_view word) {
    std::string all;
    std::string nearest;
    for (const auto* each : program.get_subcommands({})) {
        const auto& name = each->get_name();
        all += (all.empty() ? "" : ", ") + name;
        if (edit_distance(name, word) <= 2)
            nearest = name;
    }
    std::cerr << "bindery-gen: there is no command " << bindery::codegen::quoted(word) << "; there are " << all << '\n';
    if (!nearest.empty())
        std::cerr << "did you mean " << nearest << "?\n";
    std::cerr << "Run with --help for more information.\n";
    return exit_code::usage;
}

/// The code of a command, unless what it printed did not arrive.
int arrived(int code) {
    errno = 0;
    std::cout.flush();
    if (std::cout)
        return code;
    std::cerr << "bindery-gen: standard output cannot be written"
              << (errno == 0 ? std::string() : std::string(": ") + std::strerror(errno)) << '\n';
    return exit_code::unreadable;
}

/// The rules of members in a file, or of those on standard input.
int rules_of(const std::string& members, show_format how, std::ostream& out, std::ostream& err) {
    if (how == show_format::text) {
        err << "bindery-gen: rules prints a JSON object per line, and nothing else\n";
        return exit_code::usage;
    }
    if (members.empty())
        return rules(std::cin, "standard input", out, err);
    report said;
    auto found = read_file(members, largest_file);
    if (!found.text)
        said.unexpected({members, {1, 1}}, found.saw, "objects, one per line", "check the path");
    std::istringstream file(std::move(found.text).value_or(""));
    return stopped(said, strictness::notes_are_notes, err) ? exit_code::unreadable : rules(file, members, out, err);
}

int run(int argc, char** argv) {
    CLI::App program{about, "bindery-gen"};
    program.footer(exit_codes);
    program.require_subcommand(1);
    program.failure_message(explained);
    program.set_version_flag("--version", "bindery-gen " BINDERY_GEN_VERSION);

    int code = exit_code::done;
    const auto add = [&](const std::string& name, const std::string& what, auto run) -> CLI::App& {
        auto& added = *program.add_subcommand(name, what);
        added.callback([&code, run] { code = run(std::cout, std::cerr); });
        return added;
    };

    generate_request headers;
    headers.specs = "specs";
    headers.out = "include/bindery/api";
    auto& generating = add("generate", "Write the headers; those that stay the same are left alone",
                           [&](auto&... to) { return generate(headers, to...); });
    add_generate_options(generating, headers);
    add_telling(generating, headers);
    generating.add_flag("--prune", headers.prune, "Remove generated headers that no page stands for");

    auto& checking = add("check", "Say whether the headers are those of the pages; write nothing",
                         [&](auto&... to) { return check(headers, to...); });
    add_generate_options(checking, headers);
    add_telling(checking, headers);

    look_request looked;
    const auto add_files = [&](CLI::App& to) {
        to.add_option("FILE", looked.files, "Pages, folders of pages, or metadata")->required();
    };
    bool figures_only = false;
    auto& showing = add("show", "Print what a page says, as text or JSON (docs/model.md)",
                        [&](auto&... to) { return figures_only ? coverage(looked, to...) : show(looked, to...); });
    add_files(showing);
    add_telling(showing, looked);
    showing.add_flag("--coverage", figures_only, "Print instead how many rows and lines of each page were read");

    std::string members;
    show_format mined = show_format::json;
    auto& mining = add("rules", "Print the rules that descriptions state, a JSON object per line",
                       [&](auto&... to) { return rules_of(members, mined, to...); });
    mining.add_option("FILE", members, "Objects with type and document, one per line; without it, standard input");
    add_format(mining, mined);

    import_request imported;
    imported.out = "include/bindery/api";
    auto& importing = add("import", "Write the headers that a vendor's metadata stand for",
                          [&](auto&... to) { return import_metadata(imported, to...); });
    importing.add_option("FROM", imported.from, "A file of metadata, or a folder with some")->required();
    importing.add_option("--out", imported.out, "The folder of the headers")->capture_default_str()->type_name("DIR");
    importing.add_option("--pages", imported.pages, "Pages, or folders of them, that know more than the metadata");
    importing.add_option("--service", imported.service, "The service's name, instead of its own");
    importing.add_option("--host", imported.host, "The host, instead of the one that is inferred");
    importing.add_option("--operations", imported.operations, "Only these, and the structures they need")
        ->delimiter(',')
        ->type_name("A,B");
    add_choice<mined_rules>(
        importing, "--mined", imported.mined,
        {{"enforce", mined_rules::enforce}, {"note", mined_rules::note}, {"off", mined_rules::off}},
        "What becomes of rules that descriptions state in prose: requests are held to them, they are only told, or none is looked for");
    add_relax(importing, imported.relaxed);
    importing.add_flag("--prune", imported.prune, "Remove generated headers that nothing stands for any more");
    add_telling(importing, imported);

    diff_request compared;
    auto& comparing = add("diff", "Say what changed, and whether it breaks (docs/diff.md)",
                          [&](auto&... to) { return diff(compared, to...); });
    comparing.add_option("OLD", compared.before, "A page, a folder of pages, or metadata")->required();
    comparing.add_option("NEW", compared.after, "The same, later")->required();
    add_format(comparing, compared.format);
    add_strict(comparing, compared.how, "Any change counts as one that breaks");
    add_lenient(comparing, compared.how);

    auto& linting = add("lint", "Say what is likely to be wrong with pages (docs/lint.md)",
                        [&](auto&... to) { return lint(looked, to...); });
    add_files(linting);
    add_format(linting, looked.format);
    add_strict(linting, looked.how);

    auto& explaining = add("explain", "Show how each table and row was read, and why",
                           [&](auto&... to) { return explain(looked, to...); });
    add_files(explaining);
    add_format(explaining, looked.format);

    const auto is_meant = [&](const CLI::App* each) { return each->get_name() == argv[1]; };
    if (argc > 1 && argv[1][0] != '-' && program.get_subcommands(is_meant).empty())
        return no_such_command(program, argv[1]);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return program.exit(wrong) == 0 ? exit_code::done : exit_code::usage;
    }
    return code;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return arrived(run(argc, argv));
    } catch (const std::exception& failure) {
        std::cerr << "bindery-gen: " << printable_line(failure.what()) << '\n';
        return exit_code::unreadable;
    }
}
