#include "import/import.hpp"

#include "emit/emit.hpp"
#include "input.hpp"
#include "merge/merge.hpp"
#include "metadata/metadata.hpp"
#include "naming/naming.hpp"
#include "outcome.hpp"
#include "output/output.hpp"
#include "relax/relax.hpp"
#include "resolve/resolve.hpp"
#include "show/show.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <ostream>

#include <unistd.h>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

/// A line on a terminal that tells how far a long run has come, and is gone when it is done; nothing in a pipe.
class progress_line {
public:
    ~progress_line() {
        if (percent_ >= 0)
            std::fputs("\r\033[K", stderr);
    }

    void operator()(std::size_t done, std::size_t all) {
        const int percent = all == 0 ? 100 : static_cast<int>(done * 100 / all);
        if (isatty(STDERR_FILENO) == 0 || percent == percent_)
            return;
        constexpr int width = 30;
        std::string bar(static_cast<std::size_t>(percent * width / 100), '#');
        bar.resize(width, '.');
        std::fprintf(stderr, "\r\033[Kreading [%s] %d %%", bar.c_str(), percent);
        std::fflush(stderr);
        percent_ = percent;
    }

private:
    int percent_ = -1; ///< as shown
};

/// Only what lies in the folders of the service versions that were read can be stale.
void keep_own(std::vector<differing_file>& differing, const api& of, bool only_some) {
    name_set folders;
    for (const auto& each : of.operations)
        folders.insert(folder_of(each.of) + '/');
    std::erase_if(differing, [&](const differing_file& each) {
        return each.how == difference::stale &&
               (only_some || std::ranges::none_of(
                                 folders, [&](const std::string& folder) { return each.path.starts_with(folder); }));
    });
}

} // namespace

int import_metadata(const import_request& asked, std::ostream& out, std::ostream& err) {
    auto said = report_for(asked.how);
    metadata_request wanted;
    wanted.service = asked.service;
    wanted.host = asked.host;
    wanted.mined = asked.mined;
    wanted.operations.insert(asked.operations.begin(), asked.operations.end());
    api model;
    {
        progress_line reading;
        wanted.progress = std::ref(reading);
        model = read_metadata(asked.from, wanted, said);
    }
    if (!asked.pages.empty())
        merge_pages(model, read_model(pages_of(asked.pages, said), said), said);
    if (!said.failed())
        relax(model, asked.relaxed, said);
    if (!said.failed())
        require_complete(model, said);
    if (stopped(said, asked.how, asked.format, out, err))
        return exit_code::unreadable;

    auto files = emit(model, names_for(asked.pages), structure_layout::apart);
    report unwritable;
    if (!asked.operations.empty())
        keep_others(files, asked.out, kept::all, unwritable);
    auto differing = compare(files, asked.out);
    keep_own(differing, model, !asked.operations.empty());
    if (!unwritable.failed())
        write(files, differing, asked.out, unwritable);
    if (stopped(unwritable, strictness::notes_are_notes, asked.format, out, err))
        return exit_code::unreadable;
    if (asked.prune)
        remove_stale(differing, asked.out);
    const auto written = std::ranges::count_if(differing, is_wanted, &differing_file::how);
    const auto stale = std::ranges::count(differing, difference::stale, &differing_file::how);
    const auto headers = files.size();
    if (asked.format == show_format::json) {
        out << pretty(boost::json::object{{"operations", model.operations.size()},
                                          {"structures", model.structures.size()},
                                          {"files", headers},
                                          {"written", written},
                                          {"stale", stale},
                                          {"diagnostics", to_json(in_order(said))}});
        return exit_code::done;
    }
    out << model.operations.size() << " operations and " << model.structures.size() << " structures in " << headers
        << " files, " << written << " written\n";
    if (stale != 0)
        out << stale << " headers stand for nothing any more; --prune removes them\n";
    return exit_code::done;
}

} // namespace bindery::codegen
