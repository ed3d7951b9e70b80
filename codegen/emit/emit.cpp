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
class version_writer {
public:
    version_writer(const service_version& in, const page_name& name_page, structure_layout layout)
        : in_(in), name_page_(name_page), layout_(layout), folder_(folder_of(in.of)) {}

    std::vector<emitted_file> operator()() && {
        if (layout_ == structure_layout::apart)
            write_apart();
        else if (!in_.structures.empty())
            write_together();
        for (const auto* each : in_.operations)
            add_operation(*each);
        const auto origin = in_.operations.empty() ? pages_of(in_.structures, name_page_)
                                                   : folder_of_page(name_page_(in_.operations.front()->where.path));
        files_.push_back({folder_ + ".hpp", framed(origin, root_folder + folder_ + ".hpp", headers_, {})});
        if (layout_ == structure_layout::apart)
            files_.push_back({folder_ + ".cmake", write_target(origin, in_.of)});
        return std::move(files_);
    }

private:
    static std::vector<std::string> library() { return {"bindery/reflect/describe.hpp", "bindery/types.hpp"}; }

    void add(const std::string& name, const std::string& origin, const std::vector<std::string>& includes,
             const std::string& body, const std::string& ahead = {}) {
        const std::string path = folder_ + '/' + name + ".hpp";
        headers_.push_back(layout_ == structure_layout::apart
                               ? '"' + folder_.substr(folder_.rfind('/') + 1) + '/' + name + ".hpp\""
                               : root_folder + path);
        const auto text = body.empty() ? body : ahead + opened(in_.of) + body + closed(in_.of);
        files_.push_back({path, framed(origin, root_folder + path, includes, text)});
    }

    void add_operation(const operation& of) {
        auto includes = library();
        includes.push_back("bindery/model.hpp");
        auto used = in_.graph.used_by(of.request);
        used.merge(in_.graph.used_by(of.response));
        if (layout_ == structure_layout::apart)
            for (const auto each : used)
                includes.push_back("\"types/" + stems_.at(in_.graph.knots()[each].front()) + ".hpp\"");
        else if (!used.empty())
            includes.push_back(root_folder + folder_ + "/types.hpp");
        add(stem_of(in_.names.operation(of.name)), name_page_(of.where.path), includes, write_operation(in_, of),
            declared_provider(in_.of));
    }

    /// Names of files differ by more than the case of their letters, and are no device's.
    std::string stem_of(const std::string& name) {
        auto stem = name;
        if (is_device(name.substr(name.rfind('/') + 1)))
            taken_.insert(lowered(name));
        for (int n = 2; !taken_.insert(lowered(stem)).second; ++n)
            stem = name + '_' + std::to_string(n);
        return stem;
    }

    void write_together() {
        std::vector<const structure*> ordered;
        for (const auto& each : in_.graph.knots())
            ordered.insert(ordered.end(), each.begin(), each.end());
        add("types", pages_of(in_.structures, name_page_), library(), write_structures(in_, ordered));
    }

    void write_apart() {
        for (const auto* each : in_.structures)
            stems_[each] = stem_of("types/" + in_.names.structure(each->name)).substr(6);
        for (const auto& knot : in_.graph.knots()) {
            const auto& stem = stems_.at(knot.front());
            auto includes = library();
            for (const auto used : uses_of(knot))
                includes.push_back('"' + stems_.at(in_.graph.knots()[used].front()) + ".hpp\"");
            add("types/" + stem, pages_of(knot, name_page_), includes, write_structures(in_, knot));
            // The others of a knot can be found by their names too.
            for (std::size_t i = 1; i < knot.size(); ++i)
                add("types/" + stems_.at(knot[i]), pages_of(knot, name_page_), {'"' + stem + ".hpp\""}, {});
        }
    }

    /// The knots that a knot uses besides itself.
    std::set<std::size_t> uses_of(const knot& of) const {
        std::set<std::size_t> all;
        for (const auto* each : of)
            all.merge(in_.graph.used_by(each->members));
        std::erase_if(all, [&](std::size_t used) { return in_.graph.knots()[used].front() == of.front(); });
        return all;
    }

    const service_version& in_;
    const page_name& name_page_;
    structure_layout layout_;
    std::string folder_;
    std::map<const structure*, std::string> stems_;
    name_set taken_{"types"}; ///< by the structures, though there be none this time
    std::vector<std::string> headers_;
    std::vector<emitted_file> files_;
};

} // namespace

std::vector<emitted_file> emit(const api& of, const page_name& name_page, structure_layout layout) {
    std::vector<emitted_file> files;
    for (const auto& [home, in] : by_home(of)) {
        auto written = version_writer(in, name_page, layout)();
        std::ranges::move(written, std::back_inserter(files));
    }
    std::ranges::sort(files, {}, &emitted_file::path);
    return files;
}

} // namespace bindery::codegen
