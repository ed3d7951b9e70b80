#include "command.hpp"

#include "emit/emit.hpp"
#include "merge/merge.hpp"
#include "metadata/metadata.hpp"
#include "outcome.hpp"
#include "output/output.hpp"
#include "read/read.hpp"
#include "relax/relax.hpp"
#include "resolve/resolve.hpp"
#include "rules/labelled.hpp"
#include "show/show.hpp"
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
#include <tuple>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

std::vector<page> read_all(const std::vector<fs::path>& files, report& said) {
    std::vector<page> pages;
    for (const auto& each : files)
        if (const auto text = load(each, said))
            pages.push_back(read(*text, said));
    return pages;
}

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

/// The headers that the pages stand for, or nothing after saying what is wrong.
std::optional<std::vector<emitted_file>> headers_for(const generate_request& asked, std::ostream& err) {
    report said;
    const auto files = asked.pages.empty() ? pages_below(asked.specs, said) : asked.pages;
    auto model = resolve(read_all(files, said), said);
    if (!asked.metadata.empty())
        model = with_metadata(model, asked.metadata, said);
    if (!said.failed())
        relax(model, asked.relaxed, said);
    if (!said.failed())
        require_complete(model, said);
    if (stopped(said, asked.how, err))
        return std::nullopt;
    const auto layout = asked.metadata.empty() ? structure_layout::together : structure_layout::apart;
    // A header names its page by a path that is the same on every machine.
    const auto name_page = [&](const std::string& path) {
        if (!asked.pages.empty())
            return fs::path(path).filename().generic_string();
        const auto root = fs::weakly_canonical(asked.specs);
        const auto below = fs::weakly_canonical(path).lexically_relative(root);
        if (below.empty() || *below.begin() == "..") // metadata
            return fs::path(path).filename().generic_string();
        return (root.filename() / below).generic_string();
    };
    return emit(model, name_page, layout);
}

std::string_view to_string(difference how) {
    switch (how) {
    case difference::missing:
        return "missing";
    case difference::changed:
        return "differs";
    case difference::stale:
        break;
    }
    return "no page stands for it";
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
    const auto files = headers_for(asked, err);
    if (!files)
        return exit_code::unreadable;
    const auto differing = differences(*files, asked);
    report said;
    if (!write(*files, differing, asked.out, said)) {
        stopped(said, strictness::notes_are_notes, err);
        return exit_code::unreadable;
    }
    for (const auto& each : differing) {
        const auto file = asked.out / each.path;
        if (each.how != difference::stale)
            out << (each.how == difference::missing ? "new      " : "changed  ") << file.generic_string() << '\n';
        else if (asked.prune && fs::remove(file))
            out << "removed  " << file.generic_string() << " (no page stands for it)\n";
        else
            out << "stale    " << file.generic_string() << " (no page stands for it; --prune removes it)\n";
    }
    out << files->size() << " headers, "
        << std::ranges::count_if(differing, [](const differing_file& each) { return each.how != difference::stale; })
        << " written\n";
    return exit_code::done;
}

int check(const generate_request& asked, std::ostream& out, std::ostream& err) {
    const auto files = headers_for(asked, err);
    if (!files)
        return exit_code::unreadable;
    const auto differing = differences(*files, asked);
    if (differing.empty()) {
        out << files->size() << " headers are those of the pages\n";
        return exit_code::done;
    }
    for (const auto& each : differing)
        err << (asked.out / each.path).generic_string() << ": " << to_string(each.how) << '\n';
    err << "The headers are not those that the pages stand for. Run bindery-gen generate"
        << (std::ranges::count(differing, difference::stale, &differing_file::how) ? " --prune" : "")
        << ", with the same folders, and commit what it writes.\n";
    return exit_code::differs;
}

int show(const show_request& asked, std::ostream& out, std::ostream& err) {
    report said;
    // The structures of a service version may be described on a page of their own beside the operation's.
    auto files = asked.pages;
    for (const auto& each : asked.pages) {
        const auto beside = each.parent_path() / "types.md";
        if (std::ranges::find(files, beside) == files.end() && fs::exists(beside))
            files.push_back(beside);
    }
    const auto model = resolve(read_all(files, said), said);
    if (stopped(said, asked.how, err))
        return exit_code::unreadable;

    boost::json::array documents;
    for (const auto& each : model.operations) {
        std::vector<diagnostic> notes;
        std::ranges::copy_if(said.said(), std::back_inserter(notes),
                             [&](const diagnostic& note) { return note.where.path == each.where.path; });
        if (asked.format == show_format::json)
            documents.push_back(to_json(model, each, notes));
        else
            out << (&each == &model.operations.front() ? "" : "\n") << to_text(model, each, notes);
    }
    if (asked.format == show_format::json)
        out << pretty(asked.pages.size() == 1 && documents.size() == 1 ? documents.front()
                                                                       : boost::json::value(documents));
    return exit_code::done;
}

int rules(std::istream& in, const std::string& name, std::ostream& out, std::ostream& err) {
    report said;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (trimmed(line).empty())
            continue;
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
