#include "command.hpp"

#include "emit/emit.hpp"
#include "input.hpp"
#include "merge/merge.hpp"
#include "metadata/metadata.hpp"
#include "outcome.hpp"
#include "output/output.hpp"
#include "relax/relax.hpp"
#include "resolve/resolve.hpp"
#include "rules/mine.hpp"
#include "show/show.hpp"
#include "text/printable.hpp"
#include "text/scan.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <istream>
#include <iterator>
#include <optional>
#include <ostream>
#include <set>
#include <string_view>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

/// What the metadata know of the operations that the pages describe, and the pages' say on top of it.
api with_metadata(const api& pages, const std::vector<fs::path>& metadata, report& said) {
    std::set<std::string, std::less<>> names;
    for (const auto& each : pages.operations)
        names.insert(each.name);
    api known;
    for (const auto& each : metadata) {
        auto one = read_metadata(each, {}, said);
        std::ranges::copy_if(one.operations, std::back_inserter(known.operations),
                             [&](const operation& found) { return names.contains(found.name); });
        std::ranges::move(one.structures, std::back_inserter(known.structures));
    }
    merge_pages(known, pages, said);
    drop_unused(known);
    return known;
}

/// The headers that the pages stand for, or nothing after reporting what is wrong.
std::optional<std::vector<emitted_file>> headers_for(const generate_request& asked, report& said) {
    const auto files = asked.pages.empty() ? pages_below(asked.specs, said) : pages_of(asked.pages, said);
    auto model = read_model(files, said);
    if (!asked.metadata.empty())
        model = with_metadata(model, asked.metadata, said);
    if (!said.failed())
        relax(model, asked.relaxed, said);
    if (!said.failed())
        require_complete(model, said);
    if (asked.how == strictness::notes_are_errors)
        said.be_strict();
    if (said.failed())
        return std::nullopt;
    const auto layout = asked.metadata.empty() ? structure_layout::together : structure_layout::apart;
    auto emitted = emit(model, names_for(asked.pages.empty() ? std::vector{asked.specs} : asked.pages), layout);
    // A folder of specs is all there is; pages given otherwise may be some of several.
    if (!asked.pages.empty())
        keep_others(emitted, asked.out, kept::of_other_pages, said);
    if (said.failed())
        return std::nullopt;
    return emitted;
}

/// Pages given one by one are not all there is, so other headers in the folder are no concern of theirs.
std::vector<differing_file> differences(const std::vector<emitted_file>& files, const generate_request& asked) {
    auto all = compare(files, asked.out);
    if (!asked.pages.empty())
        std::erase_if(all, [](const differing_file& each) { return each.how == difference::stale; });
    return all;
}

} // namespace

int generate(const generate_request& asked, std::ostream& out, std::ostream& err) {
    auto said = report_for(asked.how);
    const auto files = headers_for(asked, said);
    auto differing = files ? differences(*files, asked) : std::vector<differing_file>{};
    if (files)
        write(*files, differing, asked.out, said);
    if (stopped(said, asked.how, asked.format, out, err))
        return exit_code::unreadable;
    if (asked.prune)
        remove_stale(differing, asked.out);

    constexpr std::string_view done[] = {"new", "changed", "stale", "removed"};
    constexpr std::string_view why[] = {"", "", " (no page stands for it; --prune removes it)",
                                        " (no page stands for it)"};
    boost::json::array told;
    for (const auto& each : differing) {
        const auto how = static_cast<std::size_t>(each.how);
        const auto path = (asked.out / each.path).generic_string();
        told.push_back(boost::json::object{{"path", path}, {"what", done[how]}});
        if (asked.format == show_format::text)
            out << done[how] << std::string(9 - done[how].size(), ' ') << printable_line(path) << why[how] << '\n';
    }
    const auto written = std::ranges::count_if(differing, is_wanted, &differing_file::how);
    if (asked.format == show_format::json)
        out << pretty(boost::json::object{{"headers", files->size()},
                                          {"written", written},
                                          {"files", std::move(told)},
                                          {"diagnostics", to_json(in_order(said))}});
    else
        out << files->size() << " headers, " << written << " written\n";
    return exit_code::done;
}

int check(const generate_request& asked, std::ostream& out, std::ostream& err) {
    auto said = report_for(asked.how);
    const auto files = headers_for(asked, said);
    if (stopped(said, asked.how, asked.format, out, err))
        return exit_code::unreadable;
    const auto differing = differences(*files, asked);
    constexpr std::string_view how[] = {"missing", "differs", "no page stands for it"};
    boost::json::array told;
    for (const auto& each : differing) {
        const auto path = (asked.out / each.path).generic_string();
        const auto what = how[static_cast<std::size_t>(each.how)];
        told.push_back(boost::json::object{{"path", path}, {"what", what}});
        if (asked.format == show_format::text)
            err << printable_line(path) << ": " << what << '\n';
    }
    if (asked.format == show_format::json)
        out << pretty(boost::json::object{
            {"headers", files->size()}, {"differing", std::move(told)}, {"diagnostics", to_json(in_order(said))}});
    else if (differing.empty())
        out << files->size() << " headers are those of the pages\n";
    else
        err << "The headers are not those that the pages stand for. Run bindery-gen generate"
            << (std::ranges::count(differing, difference::stale, &differing_file::how) ? " --prune" : "")
            << ", with the same folders, and commit what it writes.\n";
    return differing.empty() ? exit_code::done : exit_code::differs;
}

int show(const look_request& asked, std::ostream& out, std::ostream& err) {
    auto said = report_for(asked.how);
    const auto model = read_together(asked.files, said);
    if (stopped(said, asked.how, asked.format, out, err))
        return exit_code::unreadable;
    if (asked.format == show_format::json) // the notes of all pages; text has told them
        for (const auto& each : in_order(said))
            err << to_string(each) << '\n';

    boost::json::array documents;
    for (const auto& each : model.operations) {
        std::vector<diagnostic> notes;
        std::ranges::copy_if(said.said(), std::back_inserter(notes),
                             [&](const diagnostic& note) { return note.where.path == each.where.path; });
        auto one = to_json(model, each, notes);
        if (asked.format == show_format::text)
            out << (documents.empty() ? "" : "\n") << to_text(one);
        documents.push_back(std::move(one));
    }
    std::error_code failure;
    const bool one_page = asked.files.size() == 1 && !fs::is_directory(asked.files.front(), failure);
    if (asked.format == show_format::json)
        out << pretty(one_page && documents.size() == 1 ? documents.front() : boost::json::value(documents));
    return exit_code::done;
}

int rules(std::istream& in, const std::string& name, std::ostream& out, std::ostream& err) {
    report said;
    if (!in)
        said.unexpected({name, {1, 1}}, "a file that cannot be read", "objects, one per line", "check the path");
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (trimmed(line).empty())
            continue;
        if (!out)
            break;
        boost::system::error_code failure;
        auto value = boost::json::parse(line, failure);
        auto* one = failure ? nullptr : value.if_object();
        const auto* type = one ? one->if_contains("type") : nullptr;
        const auto* document = one ? one->if_contains("document") : nullptr;
        if (!type || !type->is_string() || !document || !document->is_string()) {
            said.unexpected({name, {number, 1}}, codegen::quoted(line), "an object with type and document, both texts",
                            "give one member a line");
            continue;
        }
        auto found = labelled_rules(std::string_view(type->get_string()), std::string_view(document->get_string()));
        (*one)["constraints"] = std::move(found);
        out << boost::json::serialize(value) << '\n';
    }
    return stopped(said, strictness::notes_are_notes, err) ? exit_code::unreadable : exit_code::done;
}

} // namespace bindery::codegen
