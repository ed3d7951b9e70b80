#include "emit/emit.hpp"

#include "emit/writers.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace bindery::codegen {
namespace {

std::map<home, service_version> by_home(const api& of) {
    std::map<home, service_version> all;
    for (const auto& each : of.operations) {
        auto& in = all[each.of];
        in.of = each.of;
        in.operations.push_back(&each);
    }
    for (const auto& each : of.structures) {
        auto& in = all[each.of];
        in.of = each.of;
        in.structures.push_back(&each.what);
    }
    for (auto& [home, each] : all) {
        each.graph = structure_graph(each.structures);
        std::vector<std::string_view> operations;
        for (const auto* one : each.operations)
            operations.push_back(one->name);
        std::vector<std::string_view> structures;
        for (const auto* one : each.structures)
            structures.push_back(one->name);
        each.names = version_names(operations, structures);
    }
    return all;
}

/// The pages that structures come from, as one text.
std::string pages_of(const std::vector<const structure*>& structures, const page_name& name_page) {
    name_set names;
    for (const auto* each : structures)
        names.insert(name_page(each->where.path));
    return in_a_row(names);
}

std::string folder_of_page(const std::string& page) {
    return page.substr(0, page.rfind('/'));
}

/// Writes the headers of one service version.
struct version_writer {
    const service_version& in;
    const page_name& name_page;
    structure_layout layout;
    std::string folder = folder_of(in.of);
    std::map<const structure*, std::string> stems = {};
    name_set stems_in_use = {"types"}; ///< by the structures, though there be none this time
    std::vector<std::string> headers = {};
    std::vector<emitted_file> files = {};

    std::vector<emitted_file> operator()() && {
        if (layout == structure_layout::apart)
            write_apart();
        else if (!in.structures.empty())
            write_together();
        for (const auto* each : in.operations)
            add_operation(*each);
        const auto origin = in.operations.empty() ? pages_of(in.structures, name_page)
                                                  : folder_of_page(name_page(in.operations.front()->where.path));
        files.push_back({folder + ".hpp", framed(origin, root_folder + folder + ".hpp", headers, {})});
        if (layout == structure_layout::apart)
            files.push_back({folder + ".cmake", write_target(origin, in.of)});
        return std::move(files);
    }

    static std::vector<std::string> library() { return {"bindery/reflect/describe.hpp", "bindery/types.hpp"}; }

    void add(const std::string& name, const std::string& origin, const std::vector<std::string>& includes,
             const std::string& body, const std::string& ahead = {}) {
        const std::string path = folder + '/' + name + ".hpp";
        headers.push_back(layout == structure_layout::apart
                              ? '"' + folder.substr(folder.rfind('/') + 1) + '/' + name + ".hpp\""
                              : root_folder + path);
        const auto text = body.empty() ? body : ahead + opened(in.of) + body + closed(in.of);
        files.push_back({path, framed(origin, root_folder + path, includes, text)});
    }

    void add_operation(const operation& of) {
        auto includes = library();
        includes.push_back("bindery/model.hpp");
        auto used = in.graph.used_by(of.request);
        used.merge(in.graph.used_by(of.response));
        if (layout == structure_layout::apart)
            for (const auto each : used)
                includes.push_back("\"types/" + stems.at(in.graph.knots()[each].front()) + ".hpp\"");
        else if (!used.empty())
            includes.push_back(root_folder + folder + "/types.hpp");
        add(stem_of(in.names.operation(of.name)), name_page(of.where.path), includes, write_operation(in, of),
            declared_provider(in.of));
    }

    /// Names of files differ by more than the case of their letters, and are no device's.
    std::string stem_of(const std::string& name) {
        auto stem = name;
        if (is_device(name.substr(name.rfind('/') + 1)))
            stems_in_use.insert(lowered(name));
        for (int n = 2; !stems_in_use.insert(lowered(stem)).second; ++n)
            stem = name + '_' + std::to_string(n);
        return stem;
    }

    void write_together() {
        std::vector<const structure*> ordered;
        for (const auto& each : in.graph.knots())
            ordered.insert(ordered.end(), each.begin(), each.end());
        add("types", pages_of(in.structures, name_page), library(), write_structures(in, ordered));
    }

    void write_apart() {
        for (const auto* each : in.structures)
            stems[each] = stem_of("types/" + in.names.structure(each->name)).substr(6);
        for (const auto& knot : in.graph.knots()) {
            const auto& stem = stems.at(knot.front());
            auto includes = library();
            for (const auto used : uses_of(knot))
                includes.push_back('"' + stems.at(in.graph.knots()[used].front()) + ".hpp\"");
            add("types/" + stem, pages_of(knot, name_page), includes, write_structures(in, knot));
            // The others of a knot can be found by their names too.
            for (std::size_t i = 1; i < knot.size(); ++i)
                add("types/" + stems.at(knot[i]), pages_of(knot, name_page), {'"' + stem + ".hpp\""}, {});
        }
    }

    /// The knots that a knot uses besides itself.
    std::set<std::size_t> uses_of(const knot& of) const {
        std::set<std::size_t> all;
        for (const auto* each : of)
            all.merge(in.graph.used_by(each->members));
        std::erase_if(all, [&](std::size_t used) { return in.graph.knots()[used].front() == of.front(); });
        return all;
    }
};

} // namespace

std::vector<emitted_file> emit(const api& of, const page_name& name_page, structure_layout layout) {
    std::vector<emitted_file> files;
    for (const auto& [home, in] : by_home(of)) {
        auto written = version_writer{in, name_page, layout}();
        std::ranges::move(written, std::back_inserter(files));
    }
    std::ranges::sort(files, {}, &emitted_file::path);
    return files;
}

} // namespace bindery::codegen
